"""Stored waves and waves of files in one comparison: what comes of it, and what is refused with what to do."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from survey_app.cli import main
from survey_app.commands.compare import Gathered, gather
from survey_app.comparison.fielded import fielded_waves
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.from_files.faults import CsvRefused
from survey_app.fieldwork.content import answers_from_json
from survey_app.fieldwork.wave import Recruitment
from survey_app.keyroom import errands
from survey_app.questionnaire.instrument import Instrument
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.scaled_waves import (
    FIRST,
    ITEMS,
    SECOND,
    THIRD,
    answer_wave,
    hold_three_versions,
    hold_wave,
    version,
)
from tests.small_wave import TODAY

_LABELS = {"agree": "Eens", "disagree": "Oneens", "nvt": "n.v.t.", None: ""}


@pytest.fixture(autouse=True)
def here(sqlite_url: str, keys: KeyDirectory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands work with the database of this test."""
    monkeypatch.setenv("PEILSTOK_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("PEILSTOK_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.chdir(tmp_path)


def written(stores: Database, waves: Mapping[str, str], **more: Mapping[str, str]) -> Path:
    """The responses of stored waves in a file, each under another name; `more` are columns, by name of a wave."""
    file = Path("earlier.csv")
    with stores.reading() as store, file.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["wave", "village", *more, *ITEMS])
        for wave_id, name in waves.items():
            for response in store.responses.read(wave_id):
                answers = answers_from_json(response.answers)
                labels = [_LABELS[answers.get(item)] for item in ITEMS]  # type: ignore[index]  # a statement's
                rows.writerow([name, response.segment, *(column[name] for column in more.values()), *labels])
    return file


def asked(instrument: Instrument) -> Path:
    """The questionnaire in a file; JSON is YAML."""
    file = Path("asked.yaml")
    text = json.dumps(instrument.questionnaire.model_dump(mode="json", by_alias=True, exclude_none=True))
    file.write_text(text, encoding="utf-8")
    return file


def together(waves: list[str], responses: Path, questionnaire: Path, **more: Any) -> Gathered:
    """What the commands make of these waves and files, as they are typed."""
    none = dict.fromkeys(("study", "codebook", "frame", "numbers"))
    empty = dict.fromkeys(("months", "missing", "unread"), ())
    by_codes = {"recruitment": {"": Recruitment.CODES}}
    files = {"responses": responses, "questionnaires": (str(questionnaire),)}
    return gather(waves, **{**none, **empty, **by_codes, **files, **more})


def compare(*typed: str | Path) -> Result:
    return CliRunner().invoke(main, ["compare", *map(str, typed)])


def test_a_wave_of_a_file_counts_as_it_does_when_it_is_stored(sqlite_stores: Database, keys: KeyDirectory) -> None:
    hold_three_versions(sqlite_stores, keys)
    file = written(sqlite_stores, {FIRST: "2025-06"})
    with sqlite_stores.reading() as store:
        all_stored = fielded_waves(store, [FIRST, SECOND, THIRD])

    gathered = together([SECOND, THIRD], file, asked(version()))

    assert [wave.wave.id for wave in gathered.waves] == ["2025_06", SECOND, THIRD]
    # The scale is scored on the three statements that none of the versions worded otherwise, in the file as well.
    assert gathered.waves[0].counts.total.scales["contact"].items == ("seen", "asked", "trusted")
    assert list(map(_figures, gathered.waves)) == list(map(_figures, all_stored))


def test_the_study_of_the_latest_stored_wave_holds_for_the_file(sqlite_stores: Database, keys: KeyDirectory) -> None:
    strict = version().model_dump(mode="json", by_alias=True)
    strict["study"] |= {"disclosure_threshold": 12, "equivalence_bound": 7}
    hold_wave(sqlite_stores, keys, FIRST, version())
    hold_wave(sqlite_stores, keys, SECOND, Instrument.model_validate(strict))
    file = written(sqlite_stores, {FIRST: "2025-06"})

    study = together([FIRST, SECOND], file, asked(version())).waves[0].instrument.study

    assert (study.study, study.disclosure_threshold, study.equivalence_bound) == ("kernen", 12, 7)
    assert [segment.label for segment in study.segments] == ["Ingen", "Maurik"]


def test_waves_of_the_file_are_those_that_are_named_or_else_all(sqlite_stores: Database, keys: KeyDirectory) -> None:
    hold_wave(sqlite_stores, keys, FIRST, version())
    file, questionnaire = written(sqlite_stores, {FIRST: "x"}, month={"x": "2024-06"}), asked(version())
    rows = file.read_text(encoding="utf-8")
    file.write_text(rows + rows.partition("\n")[2].replace("x,", "y,").replace("2024-06", "2025-06"), encoding="utf-8")

    everything, one = together([FIRST], file, questionnaire), together([FIRST, "y"], file, questionnaire)

    assert [wave.wave.id for wave in everything.waves] == ["x", "y", FIRST]
    assert [wave.wave.id for wave in one.waves] == ["y", FIRST]
    assert [wave.wave.id for wave in together(["x", "y"], file, questionnaire).waves] == ["x", "y"]


def test_every_fault_is_told_at_once_with_what_to_type(sqlite_stores: Database, keys: KeyDirectory) -> None:
    hold_wave(sqlite_stores, keys, FIRST, version())
    file = written(sqlite_stores, {FIRST: FIRST})
    file.write_text(file.read_text(encoding="utf-8") + "meting 1,Elders,Eens,,,,\n", encoding="utf-8")

    with pytest.raises(CsvRefused) as refused:
        together([FIRST], file, asked(version()), recruitment={})

    told = str(refused.value)
    assert f"wave {FIRST} is in this installation as well; give it another name in the file" in told
    assert '"Elders" is no village of this study; known: Ingen, Maurik' in told


def test_waves_without_a_month_are_refused_with_what_to_type(sqlite_stores: Database, keys: KeyDirectory) -> None:
    hold_wave(sqlite_stores, keys, FIRST, version())
    file, questionnaire = written(sqlite_stores, {FIRST: "meting 1"}), asked(version())

    refused = compare(FIRST, "--responses", file, "--questionnaire", questionnaire, "-o", "a.xlsx")
    typed = ("--month", "meting 1=2024-06", "--recruitment", "codes")
    done = compare(FIRST, "--responses", file, "--questionnaire", questionnaire, *typed, "-o", "a.xlsx")

    assert refused.exit_code == 1
    assert 'say it with --month "meting 1"=YYYY-MM' in refused.stderr
    assert done.exit_code == 0, done.output
    assert load_workbook("a.xlsx")["Vergelijking"]["A1"].value == "Vergelijking van juni 2024 en juni 2026"


def test_a_codebook_tells_questions_and_whom_they_asked_is_said_beside_it(
    sqlite_stores: Database, keys: KeyDirectory
) -> None:
    answer_wave(sqlite_stores, keys, FIRST, version(), codes=80)
    errands.close(sqlite_stores, keys, FIRST, TODAY, "an", (), second="bea")
    file, codebook = written(sqlite_stores, {FIRST: "2024-06"}), Path("codebook.csv")
    rows = [f"{item},Ik ben {item}.,Oneens|Eens,n.v.t.,2" for item in ITEMS]
    codebook.write_text("\n".join(["item,text,labels,nvt,points", *rows]), encoding="utf-8")
    files = ("--responses", file, "--codebook", codebook, "--recruitment", "codes")

    refused = compare(FIRST, *files, "-o", "a.xlsx")
    done = compare(FIRST, *files, "--same-population", "-o", "a.xlsx")

    assert "say it with --same-population" in refused.stderr
    assert done.exit_code == 0, done.output
    # The same words under another heading, and nobody said how many were approached: a sign at most.
    in_short = [str(cell.value) for row in load_workbook("a.xlsx")["In het kort"].iter_rows() for cell in row]
    assert "Alle 5 stellingen: indicatief." in in_short


def test_the_same_people_are_said_of_both_kinds_only(sqlite_stores: Database, keys: KeyDirectory) -> None:
    hold_wave(sqlite_stores, keys, FIRST, version())
    file = written(sqlite_stores, {FIRST: "2024-06"})

    alone = compare(FIRST, SECOND, "--same-population", "-o", "a.xlsx")
    in_files = compare("2024-06", "--responses", file, "--same-population", "-o", "a.xlsx")

    assert "goes with --responses" in alone.stderr
    assert "name both" in " ".join(in_files.stderr.split())


def test_the_a4_takes_both_kinds_too_and_nothing_is_stored(sqlite_stores: Database, keys: KeyDirectory) -> None:
    hold_wave(sqlite_stores, keys, FIRST, version())
    file, questionnaire = written(sqlite_stores, {FIRST: "2024-06"}), asked(version())

    typed = ["brief", FIRST, "--responses", str(file), "--questionnaire", str(questionnaire), "-o", "a4.pdf"]
    done = CliRunner().invoke(main, typed)

    assert done.exit_code == 0, done.output
    assert Path("a4.pdf").read_bytes().startswith(b"%PDF")
    with sqlite_stores.reading() as store:
        assert [wave.id for wave in store.waves.all()] == [FIRST]


def _figures(fielded: FieldedWave) -> object:
    """Everything that is counted of a wave, and nothing of what it is called."""
    groups = [fielded.counts.total, *(fielded.counts.segments[segment] for segment in ("ingen", "maurik"))]
    return [(group.respondents, dict(group.items), dict(group.scales)) for group in groups], dict(fielded.responded)
