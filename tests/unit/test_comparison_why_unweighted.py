"""Why a comparison cannot be weighted, in words."""

from dataclasses import replace

import pytest

from survey_app.comparison.raking import Unusable, Weighting
from survey_app.comparison.why_unweighted import obstacles
from survey_app.questionnaire.words import Words
from tests.counted_waves import fielded, instrument, likert, section, statement

NAME = Words("mei 2020", "May 2020")


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

    assert len({why.english for why in obstacles(weightings)}) == len(Unusable)
