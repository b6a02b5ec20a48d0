"""What may be told of the weights of a wave: what they cost and did, not themselves, nor how many are in a cell."""

from collections.abc import Iterable
from dataclasses import dataclass

from survey_app.comparison.weighting.raking import Unusable, Weighting
from survey_app.dataset.counts import ItemCounts


@dataclass(frozen=True)
class WeightingTold:
    """As `Weighting` has it, without the weights of cells.

    `design_effect`, `effective_base` and `trimmed` are None where they would tell how many are in a cell; `trimmed`
    also where it is 1 or more but fewer than the threshold: those trimmed are the whole of one cell of segment and
    trait, or of a few (STATISTICS 15.4). `unweighted` are the statements that stay unweighted beside the others, since
    a weighted figure would tell what is hidden. `unknown_category` is None where the trait itself is withheld, for the
    others of the respondents answered it.
    """

    respondents: int
    design_effect: float | None
    effective_base: float | None
    trimmed: int | None
    collapsed_segments: tuple[tuple[str, ...], ...]
    collapsed_categories: tuple[tuple[str, ...], ...]
    unknown_segment: int
    unknown_category: int | None
    unweighted: tuple[str, ...]
    why_not: Unusable | None


def told_of(
    weighting: Weighting, trait: ItemCounts | None, threshold: int, unweighted: Iterable[str] = ()
) -> WeightingTold:
    """`trait` is what may be shown of the item that is weighted on; None is withheld."""
    tells = weighting.why_not in (Unusable.TELLS_CELLS, Unusable.VILLAGE_UNKNOWN)
    return WeightingTold(
        respondents=weighting.respondents,
        design_effect=None if tells else weighting.design_effect,
        effective_base=None if tells else weighting.effective_base,
        trimmed=None if tells or 0 < weighting.trimmed < threshold else weighting.trimmed,
        collapsed_segments=weighting.collapsed_segments,
        collapsed_categories=weighting.collapsed_categories,
        unknown_segment=weighting.unknown_segment,
        unknown_category=None if trait is None else weighting.unknown_category,
        unweighted=tuple(unweighted),
        why_not=weighting.why_not,
    )
