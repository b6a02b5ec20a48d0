"""How a trait parts everybody who was asked about it, and which of these parts are told (STATISTICS 19)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from survey_app.comparison.groups import EVERYBODY, Branch, Group, category_group
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.counts import NOT_ASKED, NOT_SAID, GroupCounts, ItemCounts
from survey_app.dataset.merging import merged
from survey_app.dataset.microdata.coding import declines
from survey_app.fieldwork.wave import Origin
from survey_app.questionnaire.model import Choice, Counting


@dataclass(frozen=True)
class Parted:
    """One way of parting `whole`, who were asked: in `parts`, and `rest`, who are in none that is told.

    Where the rest count with the part `joined`, `alone` is that part without them. `not_asked` are all others, if they
    are enough to be told of; whoever knows who was asked is then taken to know their figures.
    """

    whole: GroupCounts
    not_asked: GroupCounts | None
    parts: Mapping[Group, GroupCounts]
    rest: Sequence[GroupCounts]
    joined: Group | None = None
    alone: GroupCounts | None = None

    @property
    def branch(self) -> Branch:
        """Nothing is told of those who are left over but all of them together."""
        unknown = 0 if self.joined else sum(group.respondents for group in self.rest)
        return Branch(EVERYBODY, tuple(self.parts), (), unknown)

    @property
    def counts(self) -> Mapping[Group, GroupCounts]:
        """Of the branch."""
        return {EVERYBODY: self.whole, **self.parts}


def ways_of_parting(fielded: FieldedWave, one_way: ItemCounts, trait: Choice) -> Iterator[Parted]:
    """The rest by themselves, if they are enough to be told of; or with the smallest category, if few and silent.

    `one_way` is the table of the trait as far as it is shown.
    """
    threshold, groups = fielded.instrument.study.disclosure_threshold, dict(fielded.counts.traits[trait.id])
    whole, others = fielded.counts.total, groups.get(NOT_ASKED)
    if others and others.respondents >= threshold:
        groups.pop(NOT_ASKED)
        whole = merged(groups.values())
    else:
        others = None
    parts, hidden, unknown = _apart(trait, one_way, groups, threshold)
    rest = [*hidden, *unknown]
    number = sum(group.respondents for group in rest)
    if number == 0 or number >= threshold:
        yield Parted(whole, others, parts, rest)
    are_silent = not hidden and fielded.counts.origin is Origin.RESPONSES  # of a file the rest may be hidden ones
    if 0 < number < 2 * threshold and are_silent and len(parts) > 1:
        smallest = min(parts, key=lambda part: parts[part].respondents)
        together = merged([parts[smallest], *rest])
        yield Parted(whole, others, {**parts, smallest: together}, rest, smallest, parts[smallest])


def _apart(
    trait: Choice, one_way: ItemCounts, groups: Mapping[str, GroupCounts], threshold: int
) -> tuple[Mapping[Group, GroupCounts], list[GroupCounts], list[GroupCounts]]:
    """The categories of which it is told how many there are, those that are secret, and who said nothing, as one.

    Where several may be chosen, those who chose one and it alone are its category, and who chose more are another:
    nobody is in two of them. How many they are follows, nearly, from how often each option was ticked, so if they are
    few they are no secret of their own, and count as who said nothing (decision 0238).
    """
    silent = {NOT_SAID, NOT_ASKED, *(option.id for option in trait.options if declines(option.label))}
    if trait.counting is Counting.SEVERAL:
        few = {id_ for id_, group in groups.items() if group.respondents < threshold}
        silent |= few - one_way.hidden
    untold = silent | one_way.hidden
    told = {category_group(trait.id, id_): group for id_, group in groups.items() if id_ not in untold}
    hidden = [group for id_, group in groups.items() if id_ in one_way.hidden - silent]
    unknown = [group for id_, group in groups.items() if id_ in silent]
    return told, hidden, [merged(unknown)] if unknown else []
