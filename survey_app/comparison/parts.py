"""Which parts of a shown group may be told, so that no other follows from what is left of the whole (STATISTICS 15)."""

from __future__ import annotations

from collections.abc import Mapping, Set

from survey_app.comparison.cover import hides_enough, with_cover
from survey_app.comparison.groups import Branch, Group
from survey_app.comparison.spread import Spread

_REST = None
"""Whoever is in no part of the whole. Never told, so it stands among the hidden parts."""

_Part = Group | None


def parts_told(
    branch: Branch, spreads: Mapping[Group, Spread], open_to: Set[Group], threshold: int
) -> tuple[Set[Group], Set[Group]]:
    """The parts of which one figure may be told, and those of which only that nearly all agree may be (rule 7).

    Hidden are parts with too few answers or that the figure is not open to, those of one mind, and as many others as
    cover them (rule 2). That a part is of one mind can be guessed, for "> 90%" is printed of no other: so whatever is
    hidden for its own sake is covered without those too. The rest is no part that could be told: alone, and large
    enough, it hides itself (rule 3).
    """
    bases = _bases(branch, spreads)
    secret: Set[_Part] = {
        part for part in bases if part is _REST or part not in open_to or spreads[part].base < threshold
    }
    agreeing = {part for part in branch.parts if part not in secret and spreads[part].in_common() is not None}

    def is_safe(hidden: Set[_Part]) -> bool:
        told = [spreads[part] for part in branch.parts if part not in hidden]
        is_rest_alone = hidden == {_REST} and bases[_REST] >= threshold
        return (is_rest_alone or hides_enough(bases, hidden, threshold)) and spreads[branch.parent].in_common_outside(
            told
        ) is None

    def is_covered(hidden: Set[_Part]) -> bool:
        return is_safe(hidden) and (secret.isdisjoint(hidden) or is_safe(hidden - agreeing))

    hidden = with_cover(bases, secret | agreeing, is_covered)
    return set(branch.parts) - hidden, agreeing if is_covered(hidden) else set()


def _bases(branch: Branch, spreads: Mapping[Group, Spread]) -> Mapping[_Part, int]:
    bases: dict[_Part, int] = {part: spreads[part].base for part in branch.parts}
    if branch.has_rest:
        bases[_REST] = spreads[branch.parent].base - sum(bases.values())
    return bases
