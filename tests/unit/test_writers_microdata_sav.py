"""Microdata for SPSS, as PSPP (another program than ours) reads them: labels, missing values, sets, and figures."""

from __future__ import annotations

import csv
import io
import re
import subprocess
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from survey_app.dataset.microdata.coding import coded_variables
from survey_app.dataset.microdata.rows import Microdata
from survey_app.language.words import spoken
from survey_app.writers.microdata import microdata_written
from survey_app.writers.microdata_sav import spss_names
from tests.counted_waves import choice, instrument, section, statement
from tests.microdata_rows import Given, gathered, microdata, table
from tests.unit.test_microdata_scores import made
from tests.unit.test_writers_microdata import written

ASKED = instrument(
    section(
        statement("luistert", text="De gemeente luistert naar 'ons' – écht"),
        {
            **choice("kanaal", kind="multiple_choice"),
            "options": [{"id": "balie", "label": "Balie"}, {"id": "e-mail", "label": "E-mail"}],
        },
        choice("2e-huis", "ja", "nee"),
        {"id": "graden", "type": "number", "text": "Graden", "minimum": -20, "maximum": 40},
        choice("leeftijd", "jong", "oud", background=True),
    )
)


def _answers(place: int) -> Given:
    return ("ingen", "maurik")[place // 30], {
        "luistert": ("eens", "oneens", "nvt", None, "neutraal")[place % 5],
        "kanaal": (["balie"], ["balie", "e-mail"], None)[place % 3],
        "2e-huis": ("ja", "nee")[place % 2],
        "graden": -3,
        "leeftijd": ("jong", "oud")[place % 2],
    }


@pytest.fixture(scope="module")
def data() -> Microdata:
    """Sixty people of two villages."""
    return microdata(gathered(ASKED, [_answers(place) for place in range(60)]))


@pytest.fixture(scope="module")
def folder(data: Microdata, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the .sav and its .sps are."""
    return written(data, tmp_path_factory.mktemp("spss") / "m.sav").parent


def pspp(folder: Path, commands: str) -> str:
    """What PSPP says after the commands of the .sps and these, as CSV. It stops at the first that it cannot do."""
    script = folder / "more.sps"
    script.write_text(f"INSERT FILE='m.sps' ENCODING='UTF-8'.\n{commands}\n", encoding="utf-8")
    words = ["pspp", "-b", "-O", "format=csv", "-o", "-", script.name]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "warning" not in done.stdout + done.stderr
    return done.stdout


def tables(said: str) -> dict[str, list[list[str]]]:
    """The tables of PSPP by their titles."""
    parts = re.split(r"^Table: (.*)$", said, flags=re.MULTILINE)[1:]
    return {
        name: list(csv.reader(io.StringIO(text.strip()))) for name, text in zip(parts[::2], parts[1::2], strict=True)
    }


def test_pspp_reads_names_labels_measures_and_missing_values(folder: Path) -> None:
    said = tables(pspp(folder, "DISPLAY DICTIONARY."))

    variables = {row[0]: row for row in said["Variables"]}
    assert list(variables)[1:] == [
        "segment",
        "luistert",
        "kanaal__balie",
        "kanaal__e_mail",
        "v_2e_huis",
        "graden",
        "leeftijd",
    ]
    assert variables["luistert"][2] == "De gemeente luistert naar 'ons' – écht"
    assert [variables[name][3] for name in ("segment", "luistert", "graden")] == ["Nominal", "Ordinal", "Scale"]
    assert variables["luistert"][-1] == "-3 THRU -1"
    assert variables["graden"][-1] == "-23 THRU -22"


def test_pspp_gives_the_frequencies_of_the_rows_with_the_labels_and_what_is_missing_apart(
    folder: Path, data: Microdata
) -> None:
    said = tables(pspp(folder, "FREQUENCIES /VARIABLES=luistert v_2e_huis segment."))

    for variable in data.variables:
        if variable.name in ("luistert", "2e-huis", "segment"):
            told = _frequencies(next(rows for name, rows in said.items() if name == spoken(variable.text, "nl")))
            values = {value.code: str(spoken(value.label, "nl")) for value in variable.values}
            values |= {
                variable.nothing[why]: str(spoken(label, "nl")) for why, label in variable.nothing_labels.items()
            }
            codes = Counter(row[variable.name] for row in table(data))
            assert told == {
                label: (number, "Valid" if code >= variable.lowest else "Missing")
                for code, label in values.items()
                if (number := codes[code])
            }
    # By hand: sixty people, in turn eens, oneens, n.v.t., blank, neutraal: twelve of each.
    assert _frequencies(said["De gemeente luistert naar 'ons' – écht"])["N.v.t."] == (12, "Missing")


def _frequencies(rows: list[list[str]]) -> dict[str, tuple[int, str]]:
    """By label: how many, and whether it counts."""
    found, kind = {}, ""
    for first, label, number, *_shares in (row for row in rows[1:] if len(row) > 2):
        kind = first or kind
        if label:
            found[label] = (int(number), kind)
    return found


def test_pspp_knows_the_set_of_a_multiple_choice(folder: Path) -> None:
    said = pspp(folder, "MRSETS /DISPLAY NAME=[$kanaal].")

    assert "$kanaal" in said
    assert "Tekst van kanaal" in said
    assert "kanaal__balie" in said
    assert "kanaal__e_mail" in said


def test_the_file_says_what_to_read_first(folder: Path) -> None:
    said = pspp(folder, "DISPLAY DOCUMENTS.")

    assert "Kenmerken in dit bestand: segment, graden, leeftijd" in said
    assert "wie alle kenmerken in dit bestand kruist" in " ".join(said.split()).casefold()


def test_it_holds_no_moment_but_the_day_on_which_the_wave_was_closed(folder: Path) -> None:
    content = (folder / "m.sav").read_bytes()

    assert content[92:109] == b"01 Jun 2600:00:00"
    assert f"{datetime.now(UTC):%H:%M}".encode() not in content[:200]


def test_a_score_has_its_decimals_in_pspp(tmp_path: Path) -> None:
    where = written(made(), tmp_path / "m.sav").parent

    said = tables(pspp(where, "DESCRIPTIVES /VARIABLES=gemeente.score."))

    # By hand: forty scores, ten each of 10/3, 4, 4 and 4; the other twenty are missing.
    row = next(iter(said.values()))[1]
    assert row[1:3] == ["40", "3.83"]


def test_made_up_answers_say_so(tmp_path: Path) -> None:
    fictitious = replace(made(), wave=replace(made().wave, fictitious=True))
    where = written(fictitious, tmp_path / "m.sav").parent

    assert "VERZONNEN" in (where / "m.sps").read_text(encoding="utf-8")
    assert b"VERZONNEN" in (where / "m.sav").read_bytes()[:200]


def test_names_that_spss_cannot_have_are_changed_and_stay_apart() -> None:
    asked = instrument(
        section(
            choice("by", "a", "b"),
            choice("a-b", "a", "b"),
            choice("a_b", "a", "b"),
            choice("x" * 60, "a-" + "y" * 50, "b-" + "y" * 50, kind="multiple_choice"),
        )
    )
    names = list(spss_names(coded_variables(asked)).values())

    assert names[1:4] == ["v_by", "a_b", "a_b_2"]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) == 64


def test_who_cannot_have_it_finds_neither_of_both_files(tmp_path: Path, data: Microdata) -> None:
    def stop(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), microdata_written(data, tmp_path / "m.sav", "nl", stop):
        pass

    assert list(tmp_path.iterdir()) == []
