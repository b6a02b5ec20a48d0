"""Pictures and recordings beside questions: read, refused, frozen by what is in them, and told when they change."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any  # YAML of any shape

import pytest

from survey_app.assurance.web_checks import check_media
from survey_app.comparison.results import Code, Level
from survey_app.comparison.verdict.differences import item_reasons
from survey_app.fieldwork.wave import Recruitment, Wave, WaveState
from survey_app.language.words import Words
from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.questionnaire.fielded_revisions import fielded_revisions
from survey_app.questionnaire.instrument import Instrument, instrument_from_json
from survey_app.questionnaire.loader import load_instrument
from survey_app.questionnaire.media_files import LARGEST_RECORDING, media_file
from survey_app.questionnaire.revision_words import revision_words
from survey_app.questionnaire.revisions import Change
from survey_app.questionnaire.schema import schema_files
from tests.media_study import ALT, DRAWING, png, silence, with_media, write_study
from tests.small_questionnaire import GOOD, STUDY
from tests.three_languages import in_three
from tests.web.field import INSTRUMENT, TODAY

_PHOTO = (Path(__file__).parents[1] / "data" / "pictures" / "photo.jpg").read_bytes()
NAMES = Words("2024"), Words("2026")


def refused(folder: Path, **of_first: Any) -> str:
    with pytest.raises(QuestionnaireFaults) as refusal:
        write_study(folder, with_media(**of_first))
    return str(refusal.value)


def test_an_instrument_has_what_is_in_its_files(tmp_path: Path) -> None:
    instrument = write_study(tmp_path)

    item = instrument.questionnaire.items["luistert"]
    assert item.image is not None
    assert item.audio is not None
    assert item.image.content == hashlib.sha256(DRAWING.encode()).hexdigest()
    assert item.audio.address == f"{hashlib.sha256(silence()).hexdigest()}.mp3"
    assert (item.image.width, item.image.height) == (640, 200)  # 1280 by 400, as far as a page has room
    assert instrument_from_json(instrument.to_json()) == instrument


def test_one_without_them_keeps_its_fingerprint(tmp_path: Path) -> None:
    plain = write_study(tmp_path, with_media(help="Zonder plaatje."))

    assert '"image"' not in plain.to_json()
    assert '"audio"' not in plain.to_json()
    assert '"image"' not in INSTRUMENT.to_json()


@pytest.mark.parametrize(
    ("content", "name", "size"),
    [
        (png(20, 10), "a.png", (20, 10)),
        (png(1000, 2000), "a.png", (200, 400)),
        (_PHOTO, "a.jpg", (40, 20)),
        (_PHOTO, "a.jpeg", (40, 20)),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"/>', "a.svg", (240, 240)),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 x 24"/>', "a.svg", (320, 240)),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="60px"/>', "a.svg", (30, 60)),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="5cm" viewBox="0 0 2 1"/>', "a.svg", (320, 160)),
    ],
)
def test_a_picture_has_a_size_before_it_is_there(
    tmp_path: Path, content: bytes, name: str, size: tuple[int, int]
) -> None:
    (tmp_path / name).write_bytes(content)

    assert media_file(tmp_path / name).size == size


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"image": {"file": "dak.svg"}}, 'image.alt: the key "alt" is missing'),
        ({"image": {"file": "dak.svg", "alt": ""}}, "image.alt: this text is empty"),
        ({"image": {"alt": ALT}}, "image.file: this is not the name of a file"),
        ({"image": {"file": "weg.png", "alt": ALT}}, "image.file: there is no file weg.png here"),
        ({"image": {"file": "../dak.svg", "alt": ALT}}, "image.file: this is not the name of a file"),
        ({"image": {"file": "dak.gif", "alt": ALT}}, "at the end one of .svg, .png, .jpg, .jpeg"),
        ({"image": {"file": "een dak.svg", "alt": ALT}}, "image.file: this is not the name of a file"),
        ({"image": {"file": "dak.svg", "alt": ALT, "content": "0" * 64}}, 'image.content: unknown key "content"'),
        ({"image": {"file": "dak.svg", "atl": ALT}}, 'unknown key "atl"; did you mean "alt"? known: file, alt'),
        ({"image": "dak.svg"}, "image: a block of keys belongs here"),
        ({"audio": "weg.mp3"}, "audio: there is no file weg.mp3 here"),
        ({"audio": "stem.wav"}, "at the end one of .mp3, .ogg, .m4a"),
        ({"audio": "https://elders.example/stem.mp3"}, "audio: this is not the name of a file"),
        ({"audio": {"nl": "stem.mp3"}}, "texts are given in one language here, and this recording by language"),
    ],
)
def test_what_cannot_be_shown_or_heard_is_refused(tmp_path: Path, written: dict[str, Any], told: str) -> None:
    assert told in refused(tmp_path, **written)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("andere.svg", b"<svg>", "andere.svg: it is no SVG that can be read"),
        ("andere.svg", png(), "andere.svg is PNG; let its name end in .png"),
        ("andere.png", b"GIF89a", "it is GIF; save it as SVG, PNG or JPEG"),
        ("andere.mp3", b"RIFF", "andere.mp3 does not begin as a recording of its kind does"),
        ("andere.ogg", silence(), "andere.ogg does not begin as a recording of its kind does"),
        ("andere.m4a", b"OggS", "andere.m4a does not begin as a recording of its kind does"),
        ("andere.mp3", b"ID3" + bytes(LARGEST_RECORDING), f"of {LARGEST_RECORDING} that a recording has at most"),
    ],
)
def test_files_are_what_their_names_say(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    write_study(tmp_path)
    (tmp_path / "kernen" / name).write_bytes(content)

    beside = {"audio": name} if name[-3:] in ("mp3", "ogg", "m4a") else {"image": {"file": name, "alt": ALT}}

    assert told in refused(tmp_path, **beside)


def test_a_link_leads_out_of_the_folder_of_a_study_for_nobody(tmp_path: Path) -> None:
    write_study(tmp_path)
    (tmp_path / "buiten.mp3").write_bytes(silence())
    (tmp_path / "kernen" / "binnen.mp3").symlink_to(tmp_path / "buiten.mp3")

    assert "this file is in another folder" in refused(tmp_path, audio="binnen.mp3")


def in_languages(folder: Path, audio: str, alt: str = "{ nl: Dak, en: Roof, ar: سقف }") -> Instrument:
    written = f"        audio: {audio}\n        image: {{ file: dak.svg, alt: {alt} }}\n"
    questionnaire = in_three(GOOD).replace("        response_scale: eens\n", f"        response_scale: eens\n{written}")
    (folder / "study.yaml").write_text(in_three(STUDY), encoding="utf-8")
    (folder / "bewoners.yaml").write_text(questionnaire, encoding="utf-8")
    (folder / "dak.svg").write_text(DRAWING, encoding="utf-8")
    for language in ("nl", "ar"):
        (folder / f"stem-{language}.mp3").write_bytes(silence(len(language) + ord(language[0])))
    return load_instrument(folder / "bewoners.yaml")


def test_each_language_has_its_own_recording_or_none(tmp_path: Path) -> None:
    instrument = in_languages(tmp_path, "{ nl: stem-nl.mp3, ar: stem-ar.mp3 }")

    items = {
        language: instrument.in_language(language).questionnaire.items["luistert"] for language in ("nl", "en", "ar")
    }
    heard = {language: item.audio and item.audio.file for language, item in items.items()}
    assert heard == {"nl": "stem-nl.mp3", "en": None, "ar": "stem-ar.mp3"}
    assert [item.image and item.image.alt for item in items.values()] == ["Dak", "Roof", "سقف"]


@pytest.mark.parametrize(
    ("audio", "alt", "told"),
    [
        ("stem-nl.mp3", "{ nl: Dak, en: Roof, ar: سقف }", "in which of nl, en and ar this is read aloud is not told"),
        ("{ de: stem-nl.mp3, nl: stem-nl.mp3 }", "{ nl: Dak, en: Roof, ar: سقف }", 'no text is given in "de" here'),
        ("{ nl: stem-nl.mp3 }", "Dak", "this text is in one language, and others of this file are in nl, en and ar"),
        ("{ nl: stem-nl.mp3 }", "{ nl: Dak, en: Roof }", "this text has no ar, only nl and en"),
        ("{ ar: weg.mp3 }", "{ nl: Dak, en: Roof, ar: سقف }", "audio.ar: there is no file weg.mp3 here"),
    ],
)
def test_in_more_languages_it_is_told_which(tmp_path: Path, audio: str, alt: str, told: str) -> None:
    with pytest.raises(QuestionnaireFaults) as refusal:
        in_languages(tmp_path, audio, alt)

    assert told in str(refusal.value)


@pytest.mark.parametrize(
    ("earlier", "later", "changed"),
    [
        ({"image": {"file": "dak.svg", "alt": ALT}}, {"image": {"file": "dak.svg", "alt": ALT}}, False),
        ({"image": {"file": "dak.svg", "alt": ALT}}, {"image": {"file": "zelfde.svg", "alt": ALT}}, False),
        ({"image": {"file": "dak.svg", "alt": ALT}}, {"image": {"file": "dak.svg", "alt": "Een tent"}}, True),
        ({"image": {"file": "dak.svg", "alt": ALT}}, {"image": {"file": "punt.png", "alt": ALT}}, True),
        ({"required": False}, {"image": {"file": "dak.svg", "alt": ALT}}, True),
        ({"audio": "stem.mp3"}, {"audio": "andere.mp3"}, False),
    ],
)
def test_another_picture_makes_a_comparison_indicative_and_another_recording_does_not(
    tmp_path: Path, earlier: dict[str, Any], later: dict[str, Any], changed: bool
) -> None:
    """Pictures beside questions change answers: Couper, Tourangeau and Kenyon 2004, POQ 68(2), 255-266."""
    write_study(tmp_path)
    (tmp_path / "kernen" / "zelfde.svg").write_text(DRAWING, encoding="utf-8")
    (tmp_path / "kernen" / "punt.png").write_bytes(png())
    (tmp_path / "kernen" / "andere.mp3").write_bytes(silence(50))

    before, after = (write_study(tmp_path, with_media(**told)) for told in (earlier, later))
    revision = fielded_revisions(before, after)["luistert"]
    reasons = [(reason.code, reason.caps_at) for reason in item_reasons(revision, NAMES)]

    assert (Change.PICTURE in revision.changes) == changed
    assert revision.is_same_question
    assert reasons == ([(Code.FORM, Level.INDICATIVE)] if changed else [])
    told = [words.spoken_in("nl") for words in revision_words(revision)]
    assert told == (["ander plaatje, of in één van de twee geen"] if changed else [])


def opened(instrument: Instrument) -> Wave:
    return Wave(
        "bewoners-2026",
        "Bewoners",
        TODAY,
        "kernen/bewoners.yaml",
        Recruitment.CODES,
        state=WaveState.OPEN,
        instrument=instrument,
        fingerprint=instrument.fingerprint(),
    )


def test_the_doctor_tells_of_a_file_that_changed_under_an_open_wave(tmp_path: Path) -> None:
    wave = opened(write_study(tmp_path))
    assert list(check_media([wave], tmp_path)) == []

    (tmp_path / "kernen" / "stem.mp3").rename(tmp_path / "kernen" / "hernoemd.mp3")
    assert list(check_media([wave], tmp_path)) == []

    (tmp_path / "kernen" / "dak.svg").write_text(DRAWING.replace("80 320", "80 310"), encoding="utf-8")
    (finding,) = check_media([wave], tmp_path)
    assert finding.check == "wave bewoners-2026"
    assert finding.found.startswith("dak.svg is gone or changed since it was opened")


def test_an_editor_is_told_of_what_is_written_only() -> None:
    schema = json.loads(schema_files()["questionnaire.schema.json"])

    assert set(schema["$defs"]["Image"]["properties"]) == {"file", "alt"}
    assert schema["$defs"]["Image"]["required"] == ["file", "alt"]
