"""A differencing attack: whoever has every shown figure of every group finds nothing of a group under the threshold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from random import Random

import pytest

from survey_app.comparison.breakdown import shown_groups
from survey_app.comparison.disclosure import Shown, shown_counts
from survey_app.comparison.groups import EVERYBODY, Group, GroupKind, tree_of
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.counts import ItemCounts
from survey_app.questionnaire.instrument import Instrument
from tests.counted_waves import POINTS, answered, choice, section, statement
from tests.disclosure_attacker import NO_VILLAGE, Attacker, Guess, Routes, subsets
from tests.village_waves import NO_SEGMENT, village_study, village_wave

OPTIONS = ("meer", "minder")
ROUTES = {"vervolg": ("mening", "eens")}
ARMS = (
    {"p1": "pilot", "p2": "pilot", "p3": "pilot", "m1": "mirror", "m2": "mirror", "m3": "mirror"},
    dict.fromkeys(("a", "b", "c", "d", "e", "f")),
    {"p1": "pilot", "p2": "pilot", "m1": "mirror", "m2": "mirror", "x": None, "y": None},
)
SMALL, LARGE = (0, 1, 3, 6, 7, 9), (10, 12, 15, 20, 35, 60)
THRESHOLD = 10
ONE_MIND = 30
"""From this many answers on, everybody's answer may be told (STATISTICS 15, rule 7)."""
SOLVED = range(40)
BOUNDED = range(10)
"""Seeds of the waves that are attacked: bounds take longer to find."""

Person = Mapping[str, str | tuple[str, ...] | None]


def study_of(arms: Mapping[str, str | None]) -> Instrument:
    """A statement, one that only who agrees with it is asked, and a question with several answers."""
    return village_study(
        arms,
        section(
            statement("mening"),
            statement("vervolg", when={"item": "mening", "is": "eens"}),
            choice("verwacht", *OPTIONS, kind="multiple_choice"),
        ),
    )


def person(random: Random, likes: str | None) -> Person:
    """What one respondent answers; `likes` is what the whole village thinks, if it is of one mind."""
    opinion = likes or random.choices([*POINTS, "nvt", None], [2, 3, 3, 6, 2, 2, 1])[0]
    asked = {"vervolg": random.choice([*POINTS[2:], None])} if opinion == "eens" else {}
    ticks = tuple(option for option in OPTIONS if random.random() < 0.5)
    return {"mening": opinion, **asked, "verwacht": ticks or None}


def count(item: str, persons: list[Person]) -> ItemCounts:
    """Of one village, counted by hand and not by our own room."""
    given = [one[item] for one in persons if item in one]
    numbers = Counter(tick for one in given for tick in (one if isinstance(one, tuple) else (one,)))
    kinds = {"blank": numbers[None], "not_asked": len(persons) - len(given), "not_applicable": numbers["nvt"]}
    possible = OPTIONS if item == "verwacht" else POINTS
    ticked_by = sum(isinstance(one, tuple) for one in given) if item == "verwacht" else None
    return answered(item, {one: numbers[one] for one in possible}, ticked_by=ticked_by, **kinds)


def random_wave(seed: int) -> FieldedWave:
    """Six villages in two arms, in none or in both, and sometimes respondents of no village.

    Few or many of them are small, some are of one mind, and sometimes all that are small.
    """
    random = Random(seed)
    arms, are_small, agree = random.choice(ARMS), random.choice((0.1, 0.3, 0.6)), random.choice((0.1, 0.3))
    opinion = random.choice(("eens", "neutraal"))
    small_agree = random.random() < 0.3
    persons = {}
    for name in [*arms, NO_SEGMENT] if random.random() < 0.5 else arms:
        is_small = random.random() < (0.7 if name == NO_SEGMENT else are_small)
        likes = opinion if random.random() < agree or (is_small and small_agree) else None
        persons[name] = [person(random, likes) for _ in range(random.choice(SMALL if is_small else LARGE))]
    items = ("mening", "vervolg", "verwacht")
    return village_wave(study_of(arms), {name: [count(item, of) for item in items] for name, of in persons.items()})


def masked(wave: FieldedWave) -> Mapping[Group, Shown]:
    return {group: mask.items for group, mask in shown_groups(wave).items()}


def masked_by_size_alone(wave: FieldedWave) -> Mapping[Group, Shown]:
    """A naive mask: every group with enough answers is shown, and nothing is hidden to cover what is hidden."""
    tree = tree_of(wave.instrument.study, wave.counts)
    parts = {
        group: {item: one if one.answered >= THRESHOLD else None for item, one in counts.items.items()}
        for group, counts in tree.counts.items()
    }
    return {**parts, EVERYBODY: shown_counts(wave)}


class Truth:
    """What the attacker wants to know."""

    def __init__(self, wave: FieldedWave, shown: Mapping[Group, Shown]) -> None:
        tree = tree_of(wave.instrument.study, wave.counts)
        self._counts = {group: counts.items for group, counts in tree.counts.items()}
        self._villages = {group.id: counts for group, counts in self._counts.items() if group.kind is GroupKind.SEGMENT}
        self._of_none = tree.branches[0].has_rest
        self._shown, self._segments = shown, wave.instrument.study.segments
        self.items = tuple(wave.counts.total.items)

    def everywhere(self) -> set[str]:
        """The villages that responded, and who has no village."""
        return set(self._villages) | ({NO_VILLAGE} if self._of_none else set())

    def hidden(self, item: str) -> set[str]:
        """The villages of which nothing is told of the item, and who has no village."""
        return self.everywhere() - {group.id for group, shown in self._shown.items() if shown[item] is not None}

    def undivided(self, villages: Set[str], item: str, *, of_one_mind: bool = True) -> set[str]:
        """The smallest set around these villages whose figures are shown, or are what is left of one that is.

        `of_one_mind`: groups of which it is only told that nearly all agree count as shown.
        """
        shown = ((group, counts[item]) for group, counts in self._shown.items())
        told = [
            self._villages_of(group)
            for group, counts in shown
            if counts is not None and (of_one_mind or not counts.hidden)
        ]
        lowest = {name: min((one for one in told if name in one), key=len) for name in self.everywhere()}
        return {name for name in lowest if any(lowest[name] == lowest[one] for one in villages)}

    def is_told_to_agree(self, villages: Set[str], item: str, answer: str) -> bool:
        """Whether these are so many that their figures are shown, all giving this answer (rule 7)."""
        return self.figure(villages, item, answer) == self.figure(villages, item) >= ONE_MIND

    def agreeing(self) -> Iterator[Guess]:
        """The arms and villages that are told to be of one mind, and what they think."""
        for group, shown in self._shown.items():
            for item, counts in shown.items():
                if group != EVERYBODY and counts is not None and counts.hidden:
                    of_all = self._counts[group][item]
                    yield from ((group, item, one) for one in counts.hidden if of_all.answers[one] == of_all.answered)

    def figure(self, villages: Set[str], item: str, answer: str | None = None) -> int:
        """How many in these villages gave this answer, or any."""
        return sum(self._figure(name, item, answer) for name in villages)

    def answers(self, item: str) -> tuple[str, ...]:
        """What can be answered to the item."""
        return tuple(self._counts[EVERYBODY][item].answers)

    def _villages_of(self, group: Group) -> set[str]:
        return (
            self.everywhere()
            if group == EVERYBODY
            else {one.id for one in self._segments if group.id in (one.arm, one.id)} & self.everywhere()
        )

    def _figure(self, name: str, item: str, answer: str | None) -> int:
        if name == NO_VILLAGE:
            total = _number(self._counts[EVERYBODY][item], answer)
            return total - self.figure(set(self._villages), item, answer)
        return _number(self._villages[name][item], answer)


def _number(counts: ItemCounts, answer: str | None) -> int:
    return counts.answered if answer is None else counts.answers[answer]


def secrets(truth: Truth) -> Iterator[tuple[str, frozenset[str]]]:
    """Every set of hidden villages in which fewer than ten, and not nobody, answered an item."""
    for item in truth.items:
        for villages in subsets(truth.hidden(item)):
            if 0 < truth.figure(villages, item) < THRESHOLD:
                yield item, villages


def solved(
    wave: FieldedWave, shown: Mapping[Group, Shown], routes: Routes = ROUTES
) -> list[tuple[str, frozenset[str]]]:
    """The secrets of which the number that answered, or that gave one answer, follows from equations alone."""
    truth = Truth(wave, shown)
    attacker = Attacker(wave, shown, routes, truth.agreeing())
    return [
        (item, villages)
        for item, villages in secrets(truth)
        if attacker.solves(attacker.answering(villages, item))
        or any(attacker.solves(attacker.giving(villages, item, answer)) for answer in truth.answers(item))
    ]


@pytest.mark.parametrize("seed", SOLVED)
def test_no_group_under_the_threshold_follows_from_what_is_shown(seed: int) -> None:
    # Not even when it is guessed right what the villages of one mind think
    wave = random_wave(seed)

    assert solved(wave, masked(wave)) == []


def test_the_attack_solves_a_mask_without_cover() -> None:
    # So that the test above can fail: with waves of the same kind and the same attacker
    waves = [random_wave(seed) for seed in SOLVED]

    assert sum(bool(solved(wave, masked_by_size_alone(wave))) for wave in waves) > len(SOLVED) / 3


def test_the_attacked_masks_show_much_and_hide_much() -> None:
    masks = [masked(random_wave(seed)) for seed in SOLVED]
    parts = [one for mask in masks for group, shown in mask.items() if group != EVERYBODY for one in shown.values()]

    assert sum(one is not None and not one.hidden for one in parts) > len(parts) / 5
    assert sum(one is None for one in parts) > len(parts) / 5
    assert sum(one is not None and bool(one.hidden) for one in parts) > 5


@pytest.mark.parametrize("seed", BOUNDED)
def test_no_answer_of_a_group_under_the_threshold_has_only_one_possible_number(seed: int) -> None:
    # But for what is told of ten or more undivided: that nobody gave it, or that all did, which is told of thirty or
    # more, and of fewer only as the "> 90%" of a whole arm, which the attacker guesses right.
    wave = random_wave(seed)
    shown = masked(wave)
    truth = Truth(wave, shown)
    attacker = Attacker(wave, shown, ROUTES, truth.agreeing())
    arms_of_one_mind = [(attacker.villages_of(group), item) for group, item, _ in truth.agreeing()]

    for item, villages in secrets(truth):
        if shown[EVERYBODY][item] is None or len(villages) > 2:
            continue
        around = truth.undivided(villages, item)
        assert truth.figure(around, item) >= THRESHOLD
        for answer in truth.answers(item):
            if (
                truth.figure(around, item, answer)
                and not truth.is_told_to_agree(around, item, answer)
                and (around, item) not in arms_of_one_mind
            ):
                least, most = attacker.bounds(attacker.giving(villages, item, answer))
                assert least < most, (item, sorted(villages), answer)


@pytest.mark.parametrize("seed", BOUNDED)
def test_how_many_answered_under_the_threshold_is_not_told_by_the_figures(seed: int) -> None:
    # By the figures alone: where everybody answers, the response of the village tells it, and is shown (decision 0031)
    wave = random_wave(seed)
    shown = masked(wave)
    truth = Truth(wave, shown)
    attacker = Attacker(wave, shown, ROUTES, truth.agreeing(), knows_response=False)

    for item, villages in secrets(truth):
        if shown[EVERYBODY][item] is not None and len(villages) <= 2:
            least, most = attacker.bounds(attacker.answering(villages, item))
            assert least < most, (item, sorted(villages))


@pytest.mark.parametrize("seed", BOUNDED)
def test_that_all_of_a_small_village_agree_is_not_certain(seed: int) -> None:
    # Rule 7: "> 90%" and not 100%, unless it is one of thirty or more who agree; the attacker here does not guess
    wave = random_wave(seed)
    shown = masked(wave)
    attacker, truth = Attacker(wave, shown, ROUTES), Truth(wave, shown)

    for group, item, answer in truth.agreeing():
        villages = attacker.villages_of(group)
        if not truth.is_told_to_agree(truth.undivided(villages, item, of_one_mind=False), item, answer):
            others = attacker.answering(villages, item) - attacker.giving(villages, item, answer)
            assert attacker.bounds(others)[1] > 0, (group, item, answer)


def test_a_few_of_no_village_do_not_follow_from_large_villages() -> None:
    random = Random(1)
    sizes = {"p1": 30, "p2": 31, "m1": 32, "m2": 33, NO_SEGMENT: 6}
    persons = {name: [person(random, None) for _ in range(size)] for name, size in sizes.items()}
    frozen = village_study({"p1": "pilot", "p2": "pilot", "m1": "mirror", "m2": "mirror"}, section(statement("mening")))
    wave = village_wave(frozen, {name: [count("mening", of)] for name, of in persons.items()})
    routes: Routes = {}

    assert solved(wave, masked_by_size_alone(wave), routes) == [("mening", {NO_VILLAGE})]
    assert solved(wave, masked(wave), routes) == []
