"""Families of tests: p-values adjusted within each, and the conclusions that follow (STATISTICS 6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from survey_app.comparison.changes import share_p
from survey_app.comparison.conclusion import conclude
from survey_app.comparison.multiplicity import benjamini_hochberg, holm
from survey_app.comparison.results import (
    Code,
    Level,
    ScaleComparison,
    StatementComparison,
    Technical,
    WeightedShares,
)


def with_conclusions(statements: Sequence[StatementComparison], bound_pp: float) -> tuple[StatementComparison, ...]:
    """The statements with adjusted p-values, and a conclusion where the verdict allows one.

    A family is the comparable statements of one block of the report (the later wave's): those of which a difference
    may be shown, at verdict 1 or 2.
    """
    families: defaultdict[str | None, list[int]] = defaultdict(list)
    for place, statement in enumerate(statements):
        if statement.technical is not None and statement.verdict.level is not Level.NOT_COMPARABLE:
            families[statement.blocks[1]].append(place)
    found = list(statements)
    for places in families.values():
        ps = [_p(statements[place]) for place in places]
        for place, holm_p, fdr in zip(places, holm(ps), benjamini_hochberg(ps), strict=True):
            found[place] = _concluded(statements[place], holm_p, fdr, bound_pp)
    return tuple(found)


def with_scale_conclusions(scales: Sequence[ScaleComparison]) -> tuple[ScaleComparison, ...]:
    """Scales are one small family of their own, the confirmatory one; a score has no bound, so none is ever equal.

    A scale that is not reliable is not in it (STATISTICS 7).
    """
    places = [place for place, scale in enumerate(scales) if scale.technical is not None and _is_confirmed(scale)]
    technicals = [technical for place in places if (technical := scales[place].technical) is not None]
    ps = [technical.ranks.p for technical in technicals]
    found = list(scales)
    adjusted = zip(places, technicals, holm(ps), benjamini_hochberg(ps), strict=True)
    for place, technical, holm_p, fdr in adjusted:
        allowed = scales[place].verdict.level is Level.COMPARABLE
        conclusion = conclude(holm_p, technical.ranks.delta, None, 0) if allowed else None
        found[place] = replace(scales[place], technical=replace(technical, holm=holm_p, fdr=fdr), conclusion=conclusion)
    return tuple(found)


def _is_confirmed(scale: ScaleComparison) -> bool:
    verdict = scale.verdict
    return verdict.level is not Level.NOT_COMPARABLE and all(one.code is not Code.UNRELIABLE for one in verdict.reasons)


def _p(statement: StatementComparison) -> float | None:
    """Brunner-Munzel's, which is unweighted; of a weighted change that of its shares."""
    technical = _technical(statement)
    weighted = _weighted(statement, technical)
    if weighted is None:
        return technical.ranks.p
    earlier, later = (((one.share or 0) * one.effective_base, one.effective_base) for one in weighted.shares)
    return share_p(earlier, later)


def _technical(statement: StatementComparison) -> Technical:
    if statement.technical is None:
        raise ValueError(f"{statement.item_id}: without figures there is nothing to test")
    return statement.technical


def _weighted(statement: StatementComparison, technical: Technical) -> WeightedShares | None:
    return technical.weighted if statement.is_weighted else None


def _concluded(
    statement: StatementComparison, holm_p: float | None, fdr: float | None, bound_pp: float
) -> StatementComparison:
    technical = replace(_technical(statement), holm=holm_p, fdr=fdr)
    if statement.verdict.level is not Level.COMPARABLE:
        return replace(statement, technical=technical)
    weighted = _weighted(statement, technical)
    delta = weighted.change.agree_pp if weighted else technical.ranks.delta
    interval = weighted.equivalence_pp if weighted else technical.equivalence_pp
    return replace(statement, technical=technical, conclusion=conclude(holm_p, delta, interval, bound_pp))
