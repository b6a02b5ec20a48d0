"""Why a comparison cannot be weighted, in words."""

from dataclasses import replace

import pytest
from flask import Flask

from survey_app.comparison.raking import Unusable, Weighting
from survey_app.web.admin.weighting_words import obstacles
from tests.counted_waves import fielded, instrument, likert, section, statement


@pytest.mark.parametrize(
    ("why_not", "told"),
    [
        (Unusable.NOBODY, "Aan mei 2020 deed niemand mee."),
        (Unusable.NO_CONVERGENCE, "Voor mei 2020 zijn geen gewichten te vinden die kloppen."),
        (Unusable.DESIGN_EFFECT, "In mei 2020 zouden enkele mensen veel te zwaar meetellen."),
        (Unusable.TELLS_CELLS, "In mei 2020 zou wegen verraden hoeveel mensen er per kern en kenmerk meededen."),
        (Unusable.VILLAGE_UNKNOWN, "In mei 2020 is van te veel mensen niet bewaard uit welke kern zij kwamen."),
    ],
)
def test_weights_that_cannot_be_used_are_said_to_be_so(app: Flask, why_not: Unusable, told: str) -> None:
    wave = fielded(2020, instrument(section(statement())), likert("luistert", 9, 9, 9, 9, 9))
    weighting = Weighting({}, 45, 1.0, 45.0, why_not=why_not)

    with app.test_request_context():
        assert obstacles([("mei 2020", wave, weighting)]) == (told,)
        assert obstacles([("mei 2020", wave, replace(weighting, why_not=None))]) == ()


def test_every_reason_has_words_of_its_own(app: Flask) -> None:
    wave = fielded(2020, instrument(section(statement())), likert("luistert", 9, 9, 9, 9, 9))
    weightings = [("mei 2020", wave, Weighting({}, 45, 1.0, 45.0, why_not=why)) for why in Unusable]

    with app.test_request_context():
        assert len(obstacles(weightings)) == len(Unusable)
