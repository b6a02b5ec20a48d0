"""Files of microdata: the same rows twice, a codebook, what to read first; nothing else, whole or not at all."""

from __future__ import annotations

import csv
import hashlib
import io
import stat
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook

from survey_app.dataset.microdata.rows import Microdata
from survey_app.writers.microdata import microdata_written
from survey_app.writers.microdata_xlsx import MOST_ROWS, TooManyRows
from tests.counted_waves import choice, instrument, section, statement
from tests.microdata_rows import Given, gathered, microdata, table
from tests.opened_workbook import footer_of

CANARY = "KANARIE"
ASKED = instrument(
    section(
        statement("luistert", text="=1+1"),
        {
            "id": "kanaal",
            "type": "multiple_choice",
            "text": "Kanaal",
            "options": [{"id": "balie", "label": "-Balie"}, {"id": "anders", "label": "@Anders", "other": True}],
        },
        choice("leeftijd", "jong", "oud", background=True),
        {"id": "jaren", "type": "number", "text": "Jaren", "minimum": 0, "maximum": 99},
        {"id": "waarom", "type": "open_text", "text": "Waarom?"},
    )
)


def answers(place: int) -> Given:
    point = ("eens", "oneens", "nvt", None)[place % 4]
    given: dict[str, object] = {
        "luistert": point,
        "kanaal": ["balie"] if place % 3 else ["balie", "anders"],
        "kanaal.words": CANARY,
        "leeftijd": ("jong", "oud")[place % 2],
        "jaren": 7,
        "waarom": f"{CANARY} {place}",
    }
    return ("ingen", "maurik")[place // 20], given


def made(*, fictitious: bool = False) -> Microdata:
    return microdata(gathered(ASKED, [answers(place) for place in range(40)], fictitious=fictitious))


def written(data: Microdata, target: Path, language: str = "nl") -> Path:
    with microdata_written(data, target, language, lambda _done, _of: None):
        pass
    return target


def unpacked(target: Path) -> dict[str, str]:
    with zipfile.ZipFile(target) as packed:
        return {name: packed.read(name).decode("utf-8-sig") for name in packed.namelist()}


def test_codes_and_labels_are_the_same_rows_in_the_same_order(tmp_path: Path) -> None:
    data = made()

    book = load_workbook(written(data, tmp_path / "m.xlsx"))

    codes, labels = (list(book[name].iter_rows(values_only=True)) for name in ("Codes", "Labels"))
    assert codes[0] == labels[0] == tuple(table(data)[0])
    assert [dict(zip(codes[0], row, strict=True)) for row in codes[1:]] == table(data)
    words = {4: "eens", 2: "oneens", -1: "N.v.t.", -2: "niet ingevuld"}
    place = codes[0].index("luistert")
    assert [row[place] for row in labels[1:]] == [words[row["luistert"]] for row in table(data)]
    assert {row[codes[0].index("jaren")] for row in labels[1:]} == {7}
    assert {row[codes[0].index("segment")] for row in labels[1:]} == {"Ingen", "Maurik"}


def test_the_codebook_has_every_value_with_how_many_rows_have_it(tmp_path: Path) -> None:
    book = load_workbook(written(made(), tmp_path / "m.xlsx"))

    heads, *rows = book["Codeboek"].iter_rows(values_only=True)
    assert heads == ("Variabele", "Vraag", "Blok", "Soort", "Code", "Label", "n")
    # By hand: forty people, in turn eens, oneens, n.v.t. and blank; 14 of them ticked the second option too.
    assert [row[4:] for row in rows if row[0] == "luistert"] == [
        (1, "helemaal_oneens", 0),
        (2, "oneens", 10),
        (3, "neutraal", 0),
        (4, "eens", 10),
        (5, "helemaal_eens", 0),
        (-1, "N.v.t.", 10),
        (-2, "niet ingevuld", 10),
        (-3, "niet gevraagd", 0),
    ]
    assert [row[4:] for row in rows if row[0] == "kanaal__anders"][:2] == [(0, "nee", 26), (1, "ja", 14)]
    assert next(row[4:] for row in rows if row[0] == "jaren") == (None, "0 tot en met 99", 40)
    assert {row[2] for row in rows if row[0] == "leeftijd"} == {"Blok"}


def test_what_to_read_first_says_what_is_left_out_and_why(tmp_path: Path) -> None:
    data = made()

    book = load_workbook(written(data, tmp_path / "m.xlsx"))

    said = {str(subject): str(told) for subject, told in book["Lees mij"].iter_rows(min_row=2, values_only=True)}
    assert said["Kenmerken in dit bestand"] == "segment, leeftijd, jaren"
    assert said["Niet in dit bestand: waarom"] == "Woorden van deelnemers staan nooit in microdata."
    assert "Niet in dit bestand: kanaal.words" in said
    assert said["Vingerafdruk van de vragenlijst"] == ASKED.fingerprint()
    assert said["Geen antwoord"].startswith("-1 is niet van toepassing, -2 is niet ingevuld en -3 is niet gevraagd.")
    assert "minder dan 10 mensen" in str(said["Drempel"])
    assert "Let op" not in said


def test_made_up_answers_say_so_first_and_on_every_page(tmp_path: Path) -> None:
    book = load_workbook(written(made(fictitious=True), tmp_path / "m.xlsx"))

    assert "VERZONNEN" in book["Lees mij"]["B2"].value
    assert all("VERZONNEN" in footer_of(sheet, "left") for sheet in book)


def test_in_english_everything_of_ours_is_english(tmp_path: Path) -> None:
    book = load_workbook(written(made(), tmp_path / "m.xlsx", "en"))
    texts = unpacked(written(made(), tmp_path / "m.zip", "en"))

    assert book.sheetnames == ["Codes", "Labels", "Codebook", "Read me"]
    assert list(texts)[:4] == ["codes.csv", "labels.csv", "codebook.csv", "readme.txt"]
    said = "".join(str(cell.value) for sheet in book for row in sheet for cell in row) + "".join(texts.values())
    for dutch in (
        "Variabele",
        "niet ingevuld",
        "niet gevraagd",
        "Kenmerken",
        "Woorden van",
        "aangekruist",
        "Kern waar",
    ):
        assert dutch not in said


def test_no_text_is_a_formula_in_excel_or_in_what_excel_makes_of_csv(tmp_path: Path) -> None:
    book = load_workbook(written(made(), tmp_path / "m.xlsx"))
    texts = unpacked(written(made(), tmp_path / "m.zip"))

    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n", "inlineStr"}
    assert "=1+1" in [row[1].value for row in book["Codeboek"]]
    for name in ("labels.csv", "codeboek.csv"):
        for row in csv.reader(io.StringIO(texts[name])):
            assert not any(cell.startswith(("=", "@", "+")) for cell in row)
            assert not any(cell.startswith("-") and not cell[1:].isdigit() for cell in row)


def test_the_zip_holds_the_same_as_the_workbook(tmp_path: Path) -> None:
    data = made()

    texts = unpacked(written(data, tmp_path / "m.zip"))

    codes = list(csv.DictReader(io.StringIO(texts["codes.csv"])))
    assert codes == [{name: str(code) for name, code in row.items()} for row in table(data)]
    labels = list(csv.DictReader(io.StringIO(texts["labels.csv"])))
    assert [row["leeftijd"] for row in labels] == [("jong", "oud")[row["leeftijd"] - 1] for row in table(data)]
    assert "Niet in dit bestand: waarom" in texts["leesmij.txt"]
    assert "\r\n" in texts["codes.csv"]


@pytest.mark.parametrize("name", ["m.xlsx", "m.zip"])
def test_no_word_no_key_no_mode_and_no_moment_is_in_any_byte(name: str, tmp_path: Path) -> None:
    target = written(made(), tmp_path / name)

    with zipfile.ZipFile(target) as packed:
        inside = b"".join(packed.read(one) for one in packed.namelist())
        years = {one.date_time[0] for one in packed.infolist()}
    everything = target.read_bytes() + inside
    for secret in (CANARY.encode(), b"KEY\x00", b"telephone"):
        assert secret not in everything
    assert years == {1980}  # what a zip has for no date
    # The day on which the wave was closed, at midnight, is all that a workbook says of time.
    assert b"T00:00:00Z" in inside or name == "m.zip"


@pytest.mark.parametrize("name", ["m.xlsx", "m.zip"])
def test_only_the_owner_reads_it_and_the_digest_is_that_of_the_file(name: str, tmp_path: Path) -> None:
    target = tmp_path / name

    with microdata_written(made(), target, "nl", lambda _done, _of: None) as digest:
        assert not target.exists()

    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert hashlib.sha256(target.read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("name", ["m.xlsx", "m.zip"])
def test_who_stops_it_halfway_leaves_nothing_behind(name: str, tmp_path: Path) -> None:
    def stop(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), microdata_written(made(), tmp_path / name, "nl", stop):
        pass

    assert list(tmp_path.iterdir()) == []


def test_progress_goes_to_the_last_row(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    with microdata_written(made(), tmp_path / "m.zip", "nl", lambda done, of: told.append((done, of))):
        pass

    assert told[-1] == (40, 40)


def test_more_rows_than_excel_holds_are_refused_with_the_way_out(tmp_path: Path) -> None:
    data = made()
    too_many = replace(data, order=np.zeros(MOST_ROWS + 1, dtype=np.intp))

    with (
        pytest.raises(TooManyRows, match=r"let the name of the file end in \.zip"),
        microdata_written(too_many, tmp_path / "m.xlsx", "nl", lambda _done, _of: None),
    ):
        pass

    assert list(tmp_path.iterdir()) == []
