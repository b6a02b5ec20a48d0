"""Whether higher is better: told in the questionnaire, frozen with it, and printed beside higher and lower."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.results import FieldedWave
from survey_app.language.words import Words
from survey_app.questionnaire.instrument import Instrument, instrument_from_json
from survey_app.questionnaire.loader import load_questionnaire
from survey_app.tables.in_short import in_short_sheet
from survey_app.tables.table import Sheet, Table
from survey_app.tables.workbook import workbook_sheets
from tests.counted_waves import STUDY, answered, fielded, instrument, likert, section, statement

# 60% and 80% (helemaal) eens of 500: of the comparison itself see test_tables_comparison.
EARLIER, LATER = (0, 100, 100, 200, 100), (0, 0, 100, 200, 200)


def waves(earlier: str | None, later: str | None, *, falls: bool = False) -> list[FieldedWave]:
    counts = (LATER, EARLIER) if falls else (EARLIER, LATER)
    told = zip((2019, 2020), (earlier, later), counts, strict=True)
    return [fielded(year, asked(higher), likert("luistert", *of), frame=1000) for year, higher, of in told]


def asked(higher_is: str | None) -> Instrument:
    return instrument(section(statement(**({} if higher_is is None else {"higher_is": higher_is}))))


def cell(sheets: list[Sheet], name: str, heading: str) -> str:
    """The only cell under a heading of a table, in Dutch."""
    tables = [block for sheet in sheets for block in sheet.blocks if isinstance(block, Table) and block.name == name]
    headings = [getattr(column.heading, "dutch", column.heading) for column in tables[0].columns]
    return dutch(tables[0].rows[0][headings.index(heading)])


def dutch(text: object) -> str:
    return text.dutch if isinstance(text, Words) else str(text)


@pytest.mark.parametrize(
    ("earlier", "later", "falls", "printed"),
    [
        (None, None, False, "hoger"),
        (None, "better", False, "hoger (beter)"),
        ("worse", "worse", False, "hoger (slechter)"),
        ("better", "better", True, "lager (slechter)"),
        ("worse", "worse", True, "lager (beter)"),
        ("neither", "neither", False, "hoger"),
        ("better", "worse", False, "hoger"),
        ("better", None, False, "hoger"),
    ],
)
def test_higher_is_called_good_or_bad_only_as_the_questionnaires_tell(
    earlier: str | None, later: str | None, *, falls: bool, printed: str
) -> None:
    sheets = list(workbook_sheets(compare_series(waves(earlier, later, falls=falls))))

    assert cell(sheets, "Vergelijking_1_1", "Betekenis") == printed


def test_the_first_page_says_so_too() -> None:
    page = in_short_sheet(compare_series(waves("worse", "worse")))

    assert "naar 80% eens of helemaal_eens: hoger (slechter) (+20 procentpunten" in cell(
        [page], "Kort_bevindingen", "Bevinding"
    )


def test_what_was_asked_tells_the_direction() -> None:
    sheets = list(workbook_sheets(compare_series(waves("worse", "worse"))))

    assert cell(sheets, "Vraagstelling_vragen", "Tekst mei 2020").endswith("(hoger is slechter)")
    # The direction is no part of the question: without one in the earlier wave the two are compared all the same.
    one_told = list(workbook_sheets(compare_series(waves(None, "worse"))))
    assert cell(one_told, "Vergelijking_1_1", "Oordeel") == "vergelijkbaar"


def test_a_mark_has_a_direction_and_a_choice_has_none() -> None:
    mark = {"id": "cijfer", "type": "mark", "text": "Welk cijfer?", "higher_is": "better"}
    counts = {2019: {"6": 150, "7": 100}, 2020: {"7": 100, "8": 150}}
    marked = instrument(section(mark))
    compared = compare_series([fielded(year, marked, answered("cijfer", of)) for year, of in counts.items()])

    # From 6.4 to 7.6, each with a spread of half a mark on 250: far beyond chance.
    assert cell(list(workbook_sheets(compared)), "Vergelijking_cijfers", "Betekenis") == "hoger (beter)"
    with pytest.raises(ValidationError):
        instrument(section({"id": "woorden", "type": "open_text", "text": "Vertel", "higher_is": "better"}))


def test_an_instrument_that_does_not_tell_it_keeps_its_text_and_one_that_does_comes_back_whole() -> None:
    plain, told = asked(None), asked("worse")

    assert "higher_is" not in plain.to_json()
    assert plain.fingerprint() != told.fingerprint()
    assert instrument_from_json(told.to_json()) == told


def test_the_shipped_questionnaires_keep_the_texts_that_fingerprints_are_of() -> None:
    for path in sorted(STUDY.glob("*-20??.yaml")):
        assert "higher_is" not in load_questionnaire(path).model_dump_json(by_alias=True)
