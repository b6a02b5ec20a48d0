"""Where many more were read out to than before, the first page says so; no verdict is lower for it."""

from __future__ import annotations

import pytest

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.results import FieldedWave
from survey_app.tables.in_short import in_short_sheet
from survey_app.tables.response import read_out_words, response_sheet
from tests.answered_waves import Row, answered_wave
from tests.counted_waves import instrument, section, statement

ASKED = instrument(section(statement()), threshold=10)
_SAYS = "aan wie de vragen werden voorgelezen, verschilt meer dan 20 procentpunt"


def wave(year: int, **modes: int) -> FieldedWave:
    return answered_wave(year, ASKED, [Row({"luistert": "eens"}, None, mode, number) for mode, number in modes.items()])


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ({"web": 100}, {"web": 79, "assisted": 21}, True),
        ({"web": 79, "assisted": 21}, {"web": 100}, True),
        ({"web": 100}, {"web": 80, "assisted": 20}, False),  # not more than 20 points
        ({"web": 60, "assisted": 40}, {"web": 60, "assisted": 40}, False),
        ({"web": 100}, {"web": 60, "tablet": 40}, False),  # filled in by themselves
        ({"web": 88, "telephone": 5, "paper": 7}, {"web": 70, "assisted": 30}, False),  # 12 unknown may be read out to
    ],
)
def test_it_is_told_from_more_than_twenty_points_and_lowers_nothing(
    first: dict[str, int], last: dict[str, int], told: bool
) -> None:
    waves = wave(2024, **first), wave(2026, **last)
    series = compare_series(waves)

    assert (len(list(read_out_words(series))) == 1) is told
    for sheet in (in_short_sheet(series), response_sheet(series)):
        assert (_SAYS in repr(sheet)) is told
    alone = compare_series((wave(2024, web=100), wave(2026, web=100)))
    assert series.overall is not None
    assert alone.overall is not None
    assert series.overall.overall.reasons == alone.overall.overall.reasons


def test_of_a_wave_of_which_no_mode_is_known_nothing_is_told() -> None:
    unknown = answered_wave(2024, ASKED, [Row({"luistert": "eens"}, None, None, 100)])

    assert list(read_out_words(compare_series((unknown, wave(2026, assisted=100))))) == []
