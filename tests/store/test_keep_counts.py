"""`peilstok wave keep-counts`: a wave of a file among those of a study, on both databases, and what comes of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from click.testing import CliRunner, Result

from survey_app.assurance.closing_attacks import small_places
from survey_app.assurance.wave_checks import check_wave
from survey_app.cli import main
from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.counting import count_closed_waves
from survey_app.comparison.fielded import fielded_waves
from survey_app.comparison.keeping import to_keep_from_json, what_to_keep
from survey_app.dataset.from_files.waves import WaveFiles, WaveFromFile, read_waves
from survey_app.dataset.kept import keep_counted_wave
from survey_app.fieldwork.life import remove_wave
from survey_app.fieldwork.particulars import Particulars, correct_wave
from survey_app.fieldwork.ports import StoredResponse
from survey_app.fieldwork.wave import Origin, Recruitment
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.scaled_waves import FIRST, SECOND, THIRD, hold_wave, version
from tests.small_wave import TODAY
from tests.store.test_compare_together import asked, written

KEPT = "bewoners-2025"
_Estimate = TypeVar("_Estimate")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are written where the test works."""
    monkeypatch.chdir(tmp_path)


def from_file(stores: Database, wave_id: str = FIRST) -> WaveFromFile:
    """The responses of a stored wave, as they come in a file."""
    with stores.reading() as store:
        instrument = store.waves.get(wave_id).frozen_instrument()
    file = written(stores, {wave_id: "2025-06"})
    codes = {"": Recruitment.CODES}
    questionnaires = {"": instrument.questionnaire}
    files = WaveFiles(file, study=instrument.study, questionnaires=questionnaires, recruitment=codes)
    return read_waves(files).waves[0]


def _there(estimate: _Estimate | None) -> _Estimate:
    assert estimate is not None
    return estimate


def keep(stores: Database, file: WaveFromFile, beside: str = FIRST) -> None:
    with stores.reading() as store:
        found = what_to_keep(store, [beside], file, TODAY)
    kept = to_keep_from_json(found.to_json()).named(KEPT, "Bewoners 2025", file.wave.month, fictitious=False)
    keep_counted_wave(stores, kept.wave, kept.counts, "an")


def test_a_kept_wave_compares_as_its_file_does(stores: Database, keys: KeyDirectory) -> None:
    hold_wave(stores, keys, FIRST, version())
    file = from_file(stores)
    keep(stores, file)

    with stores.reading() as store:
        (kept, stored) = fielded_waves(store, [KEPT, FIRST])

    assert (kept.wave.origin, kept.instrument.series) == (Origin.FILE, stored.instrument.series)
    assert (kept.counts.total, kept.responded) == (file.counts.total, stored.responded)
    (pair,) = compare_series([kept, stored]).pairs
    # The same answers as those of the stored wave: every statement and score of the one is that of the other.
    for item in pair.comparison.statements:
        assert item.estimates[0] == replace(_there(item.estimates[1]), wave=KEPT)
    (contact,) = pair.comparison.scales
    assert contact.estimates[0] == contact.estimates[1]
    assert _there(contact.estimates[0]).n


def test_its_scales_are_scored_for_every_version_there_was(stores: Database, keys: KeyDirectory) -> None:
    hold_wave(stores, keys, FIRST, version())
    hold_wave(stores, keys, SECOND, version(helped="Anders."))
    keep(stores, from_file(stores))
    hold_wave(stores, keys, THIRD, version(helped="Anders.", heard="Anders."))

    assert count_closed_waves(stores) == {}
    with stores.reading() as store:
        known, later = (fielded_waves(store, [KEPT, wave])[0].counts.total.scales for wave in (SECOND, THIRD))

    # Of the second version the scale was counted; of the third, which came later, nobody can count it any more.
    assert known["contact"].items == ("seen", "heard", "asked", "trusted")
    assert later["contact"].items == ("seen", "heard", "helped", "asked", "trusted")


def test_it_can_be_corrected_and_removed(stores: Database, keys: KeyDirectory) -> None:
    hold_wave(stores, keys, FIRST, version())
    keep(stores, from_file(stores))

    def relabelled(now: Particulars) -> Particulars:
        return replace(now, label="Meting 2025", approached=300)

    assert correct_wave(stores, KEPT, relabelled, "an") == ["label", "approached"]
    with stores.reading() as store:
        assert fielded_waves(store, [KEPT])[0].invited == {None: 300}
    assert remove_wave(stores, keys, KEPT, "an") == 0
    with stores.reading() as store:
        assert ([wave.id for wave in store.waves.all()], store.counts.find(KEPT)) == ([FIRST], None)
    keep(stores, from_file(stores))


def test_doctor_and_audit_know_it(stores: Database, keys: KeyDirectory) -> None:
    hold_wave(stores, keys, FIRST, version())
    keep(stores, from_file(stores))
    with stores.reading() as store:
        (finding,) = check_wave(store.waves.get(KEPT), keys, 0)

    assert finding.found == "counts of 24, from a file; no box, no key and no answers"
    with stores.evidence() as evidence:
        assert list(small_places(evidence)) == []
    with stores.writing() as store:
        store.responses.write(KEPT, [StoredResponse(b"k" * 16, None, None, "{}")])
    with stores.evidence() as evidence:
        told = [sentence.dutch for sentence in small_places(evidence)]
    assert told == [f"Meting {KEPT}: 1 antwoorden of codes, terwijl zij alleen als tellingen bekend is."]


def command(*typed: str | Path, answer: str = "") -> Result:
    return CliRunner().invoke(main, ["wave", *map(str, typed)], input=answer)


def test_the_command_tells_what_is_kept_and_asks(
    sqlite_url: str, sqlite_stores: Database, keys: KeyDirectory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEILSTOK_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("PEILSTOK_INSTANCE", str(tmp_path / "instance"))
    hold_wave(sqlite_stores, keys, FIRST, version())
    file, questionnaire = written(sqlite_stores, {FIRST: "2025-06"}), asked(version())
    typed: list[str | Path] = ["keep-counts", KEPT, "--beside", FIRST, "--label", "Bewoners 2025", "--responses", file]
    typed += ["--questionnaire", questionnaire, "--recruitment", "codes"]

    refused, done = command(*typed, answer="n\n"), command(*typed, answer="y\n")

    assert refused.exit_code == 1
    assert done.exit_code == 0, done.output
    assert "How often each answer was given to 5 questions, by 24 people together." in done.output
    assert "No row of the file" in done.output
    assert f"wave {KEPT}: counts of 24 kept, and none of the rows" in done.output
    assert f"{KEPT:24} 2025-06 closed       24  Bewoners 2025 (counts only, from a file)" in command("list").output
    assert command("remove", KEPT, answer="y\n").output.endswith(f"wave {KEPT}: removed\n")
    assert command("remove", FIRST, "--yes").exit_code == 1


def test_the_command_asks_for_what_it_needs(
    sqlite_url: str, sqlite_stores: Database, keys: KeyDirectory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEILSTOK_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("PEILSTOK_INSTANCE", str(tmp_path / "instance"))
    hold_wave(sqlite_stores, keys, FIRST, version())
    file, questionnaire = written(sqlite_stores, {FIRST: "2025-06"}), asked(version())
    rows = file.read_text(encoding="utf-8")
    file.write_text(rows + rows.partition("\n")[2].replace("2025-06", "2024-06"), encoding="utf-8")
    typed: list[str | Path] = [
        "keep-counts",
        KEPT,
        "--beside",
        FIRST,
        "--label",
        "Bewoners 2025",
        "--questionnaire",
        questionnaire,
    ]

    assert "--responses" in command(*typed).output
    two = command(*typed, "--responses", file, "--yes").output
    assert "the file has 2 waves; name one of them with --of: Meting 2024-06, Meting 2025-06" in two
    assert command(*typed, "--responses", file, "--of", "2025-06", "--yes").exit_code == 0
    again = command(*typed, "--responses", file, "--of", "2025-06", "--yes")
    assert "there is one with this id already" in again.output
