"""The workbook, its charts, verdicts and weights of a study whose segments are districts."""

from __future__ import annotations

import re

import pytest

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.series import WaveSeries
from survey_app.questionnaire.instrument import Instrument
from survey_app.tables.workbook import workbook_sheets
from tests.answered_waves import VILLAGES, Asked, Row, answered_wave
from tests.counted_waves import choice, section, statement
from tests.own_words import words_in

DISTRICTS = {"nl": {"one": "wijk", "many": "wijken"}, "en": {"one": "district", "many": "districts"}}
_OTHERS = re.compile(r"kern(en)?\b|\bvillages?\b|\{\w+\}", re.IGNORECASE)


def districts() -> Instrument:
    margins: dict[str, object] = {"item": "leeftijd", "population": {"jong": 3000, "oud": 3000}}
    asked = Asked((section(statement("een"), choice("leeftijd", "jong", "oud", background=True)),), margins=margins)
    written = asked.instrument().model_dump(mode="json", by_alias=True)
    written["study"]["segment_words"] = DISTRICTS
    return Instrument.model_validate(written)


@pytest.fixture(scope="module")
def series() -> WaveSeries:
    """Pilot and mirror, with a response that differs between districts and more of one in the later wave."""
    waves = []
    for year, first in ((2019, 60), (2020, 300)):
        rows = [
            Row({"een": answer, "leeftijd": age}, place, times=(first if place == VILLAGES[0] else 60) // 4)
            for place in VILLAGES
            for answer in ("eens", "oneens")
            for age in ("jong", "oud")
        ]
        waves.append(answered_wave(year, districts(), rows))
    return compare_series(waves)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_sheet_and_chart_speaks_of_districts_and_of_nothing_else(series: WaveSeries, language: str) -> None:
    texts = {words.spoken_in(language) for sheet in workbook_sheets(series) for words in words_in(sheet)}
    told = "\n".join(texts)

    assert {text for text in texts if _OTHERS.search(text)} == set()
    for expected in {
        "nl": ("Per wijk", "alle pilotwijken".capitalize(), "Spiegelwijken", "% eens naar wijk", "Stippen per wijk"),
        "en": ("Per district", "All pilot districts", "Mirror districts", "% agree by district", "Dots per district"),
    }[language]:
        assert expected in told, expected


def test_reasons_of_a_verdict_do_too(series: WaveSeries) -> None:
    (pair,) = series.pairs

    told = [reason.sentence for reason in pair.comparison.overall.reasons]

    assert any("De wijken hebben" in one.dutch and "the districts have" in one.spoken_in("en") for one in told)
