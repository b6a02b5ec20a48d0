"""Why some waves cannot be weighted, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from survey_app.comparison.names import names_of
from survey_app.comparison.prepared import prepared
from survey_app.comparison.raking import Unusable, Weighting
from survey_app.comparison.results import FieldedWave
from survey_app.comparison.weighting_told import WeightingTold
from survey_app.web.language import spoken
from survey_app.web.translation import gettext as _


def why_not_weighted(waves: Sequence[FieldedWave]) -> tuple[str, ...]:
    """A sentence for each reason, for waves in order of time that were not compared yet; none if all can be."""
    names = [name.spoken_in(spoken()) for name in names_of(waves)]
    return obstacles(zip(names, waves, (prepared(wave).weighting for wave in waves), strict=True))


def obstacles(weighted: Iterable[tuple[str, FieldedWave, Weighting | WeightingTold | None]]) -> tuple[str, ...]:
    """A sentence for each reason, of waves by their names with the weights that were found."""
    found = (_obstacle(name, wave, weighting) for name, wave, weighting in weighted)
    return tuple(dict.fromkeys(sentence for sentence in found if sentence))


def _obstacle(name: str, wave: FieldedWave, weighting: Weighting | WeightingTold | None) -> str:
    """Empty if there is none."""
    if weighting is not None:
        return _unusable(name, weighting.why_not) if weighting.why_not else ""
    if wave.instrument.study.margins is None:
        return _("In het onderzoek staat niet hoe de bevolking is samengesteld.")
    return _("Van %(wave)s is niet bekend hoe wie meedeed was samengesteld.", wave=name)


def _unusable(name: str, why: Unusable) -> str:
    return {
        Unusable.NOBODY: _("Aan %(wave)s deed niemand mee.", wave=name),
        Unusable.NO_CONVERGENCE: _("Voor %(wave)s zijn geen gewichten te vinden die kloppen.", wave=name),
        Unusable.DESIGN_EFFECT: _("In %(wave)s zouden enkele mensen veel te zwaar meetellen.", wave=name),
        Unusable.ALL_AS_ONE: _("In %(wave)s bleef er maar één groep over om te wegen.", wave=name),
        Unusable.VILLAGE_UNKNOWN: _(
            "In %(wave)s is van te veel mensen niet bewaard uit welke kern zij kwamen.", wave=name
        ),
        Unusable.TELLS_CELLS: _(
            "In %(wave)s zou wegen verraden hoeveel mensen er per kern en kenmerk meededen.", wave=name
        ),
    }[why]
