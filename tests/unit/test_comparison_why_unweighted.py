"""Why a comparison cannot be weighted, in words."""

from dataclasses import replace

import pytest

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.weighting.raking import Unusable, Weighting
from survey_app.comparison.why_unweighted import left_unweighted, obstacles
from survey_app.language.words import Words
from survey_app.reporting import waves_from_files
from tests.counted_waves import REFERENCE, fielded, instrument, likert, section, statement

NAME = Words.of({"nl": "mei 2020", "en": "May 2020"})


@pytest.mark.parametrize(
    ("why_not", "told"),
    [
        (Unusable.NOBODY, "Aan mei 2020 deed niemand mee."),
        (Unusable.NO_CONVERGENCE, "Voor mei 2020 zijn geen gewichten te vinden die kloppen."),
        (Unusable.DESIGN_EFFECT, "In mei 2020 zouden enkele mensen veel te zwaar meetellen."),
        (Unusable.TELLS_CELLS, "In mei 2020 zou wegen verraden hoeveel mensen er per groep en kenmerk meededen."),
        (Unusable.VILLAGE_UNKNOWN, "In mei 2020 is van te veel mensen geen groep bewaard."),
    ],
)
def test_weights_that_cannot_be_used_are_said_to_be_so(why_not: Unusable, told: str) -> None:
    wave = fielded(2020, instrument(section(statement())), likert("luistert", 9, 9, 9, 9, 9))
    weighting = Weighting({}, 45, 1.0, 45.0, why_not=why_not)

    assert [why.dutch for why in obstacles([(NAME, wave, weighting)])] == [told]
    assert obstacles([(NAME, wave, replace(weighting, why_not=None))]) == ()


def test_every_reason_has_words_of_its_own() -> None:
    wave = fielded(2020, instrument(section(statement())), likert("luistert", 9, 9, 9, 9, 9))
    weightings = [(NAME, wave, Weighting({}, 45, 1.0, 45.0, why_not=why)) for why in Unusable]

    assert len({why.spoken_in("en") for why in obstacles(weightings)}) == len(Unusable)


def test_a_wave_whose_statement_would_tell_a_secret_if_weighted_says_that_it_stays_unweighted() -> None:
    # case wleak (cases/README.md): a weighted q1 would tell the 8 valid answers of Aa, in both waves
    files = (REFERENCE / "cases" / "wleak.csv", None, REFERENCE / "cases" / "wleak_frame.csv")

    told = left_unweighted(compare_series(waves_from_files(*files, tell=lambda _note: None)))

    assert [one.spoken_in("en") for one in told] == [
        f"Some statements of {month} stay unweighted (1): a weighted figure would tell something secret."
        for month in ("May 2021", "May 2022")
    ]
