"""A photograph keeps its dots and loses every note; what is not sure to be shown alike everywhere is refused."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from survey_app.questionnaire.jpeg import NotClean, clean, size_of
from survey_app.questionnaire.look.folder import look_of, looked_at
from survey_app.questionnaire.picture import BadPicture, read_picture
from survey_app.writers.cards import cards_pdf
from tests.counted_waves import instrument, section, statement

_PICTURES = Path(__file__).parents[1] / "data" / "pictures"


def bytes_of(name: str) -> bytes:
    return (_PICTURES / name).read_bytes()


def test_who_where_and_with_what_is_gone_and_the_dots_are_what_they_were() -> None:
    photo, cleaned = bytes_of("photo.jpg"), read_picture(_PICTURES / "photo.jpg").content

    notes = (
        b"Exif",
        b"Jan de Fotograaf",
        b"Peilcamera",
        b"Fotoprogramma",
        b"Geheim",
        b"xmpmeta",
        b"gemeentehuis",
        b"ICC",
    )
    assert all(note in photo for note in notes)
    assert not any(note in cleaned for note in notes)
    assert cleaned.count(b"\xff\xe0") == 1  # ours: JFIF
    tables = photo.index(b"\xff\xdb")
    assert cleaned.endswith(photo[tables:])  # what is coded is not coded anew
    assert size_of(cleaned) == (40, 20)
    assert clean(cleaned) == cleaned


def test_a_small_picture_in_a_note_and_what_stands_behind_the_picture_are_taken_out() -> None:
    photo = bytes_of("progressive.jpg")
    note = b"\xff\xe0" + (2 + 5 + 3 + 6).to_bytes(2, "big") + b"JFXX\0" + b"\x10ab" + b"kleine"

    assert clean(photo[:2] + note + photo[2:] + b"een filmpje") == clean(photo)


@pytest.mark.parametrize("name", ["progressive.jpg", "grey.jpg"])
def test_other_usual_kinds_are_taken(name: str) -> None:
    assert size_of(read_picture(_PICTURES / name).content) == (40, 20)


def changed(name: str, place: bytes, by: bytes) -> bytes:
    photo = bytes_of(name)
    assert photo.count(place) == 1
    return photo.replace(place, by)


_DAMAGED = "it is a damaged JPEG; save it anew"
_FRAME = b"\xff\xc0\x00\x11\x08"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (bytes_of("cmyk.jpg"), "its colours are for print; save it in RGB, as for a website"),
        (
            bytes_of("turned.jpg"),
            "it stands upright by a note only, which is taken out (EXIF); turn it and save it anew",
        ),
        (bytes_of("photo.jpg")[:-2], _DAMAGED),
        (bytes_of("photo.jpg")[:40], _DAMAGED),
        (b"\xff\xd8\xff", _DAMAGED),
        (b"\xff\xd8\xff\xd9", _DAMAGED),
        (changed("photo.jpg", _FRAME, b"\xff\xc9\x00\x11\x08"), "it is a JPEG of a kind that not every browser shows"),
        (changed("photo.jpg", _FRAME, b"\xff\xc0\x00\x11\x0c"), "its colours are for print (CMYK); save it in RGB"),
        (changed("photo.jpg", _FRAME + b"\x00\x14", _FRAME + b"\x00\x00"), _DAMAGED),
        (changed("photo.jpg", _FRAME, b"a word!"), _DAMAGED),
        (changed("photo.jpg", _FRAME + b"\x00\x14", _FRAME + b"\x20\x00"), "it is 40 by 8192; at most 4096 by 4096"),
    ],
)
def test_what_is_odd_is_refused_with_what_would_be_right(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "foto.jpg").write_bytes(content)

    with pytest.raises(BadPicture) as refusal:
        read_picture(tmp_path / "foto.jpg")

    assert str(refusal.value).startswith(f"foto.jpg: {why}")


def test_whatever_bytes_it_has_it_is_cleaned_or_refused() -> None:
    chance, photo = random.Random(6), bytes_of("photo.jpg")
    taken = 0
    for _round in range(3000):
        spoilt = bytearray(photo[: chance.randrange(20, len(photo))] if chance.random() < 0.3 else photo)
        for _byte in range(chance.randrange(1, 4)):
            spoilt[chance.randrange(2, len(spoilt))] = chance.randrange(256)
        try:
            cleaned = clean(bytes(spoilt))
        except NotClean:
            continue
        taken += 1
        assert clean(cleaned) == cleaned
        assert b"Exif" not in cleaned
    assert 0 < taken < 3000


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"GIF89a", "GIF"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "WebP"),
        (b"%PDF-1.5", "PDF, or made with Illustrator"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "EPS"),
        (b"II*\0", "TIFF"),
        (b"BM\0\0", "BMP"),
        (b"\0\0\0\x18ftypheic", "HEIC or AVIF"),
    ],
)
def test_another_kind_is_told_by_its_name(tmp_path: Path, content: bytes, kind: str) -> None:
    (tmp_path / "logo.bin").write_bytes(content)

    assert look_of(tmp_path) is None
    assert looked_at(tmp_path) == (f"logo.bin: it is {kind}; save it as SVG, PNG or JPEG",)


def test_a_logo_by_another_name_is_told_and_one_beside_a_right_one_is_not(tmp_path: Path) -> None:
    (tmp_path / "logo.JPG").write_bytes(bytes_of("photo.jpg"))
    assert looked_at(tmp_path) == ("logo.JPG: call it logo.jpg",)

    (tmp_path / "logo.jpeg").write_bytes(bytes_of("photo.jpg"))
    assert looked_at(tmp_path) == ()
    look = look_of(tmp_path)
    assert look is not None
    assert look.logo is not None
    assert (look.logo.kind, look.logo.mimetype) == ("jpg", "image/jpeg")


def test_a_card_has_it_and_stays_accessible(tmp_path: Path) -> None:
    (tmp_path / "logo.jpg").write_bytes(bytes_of("photo.jpg"))

    made = cards_pdf(instrument(section(statement())), "https://vragen.example", ["N2SA7DQQ2CXG"], look_of(tmp_path))

    assert b"/DCTDecode" in made  # as JPEG, not coded anew
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"Peilcamera" not in made
