"""Random studies attacked with everything that is published; `python -m tests.attack.published` attacks more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

import pytest

from survey_app.dataset.counts import SEVERAL
from tests.attack.published.__main__ import attack
from tests.attack.published.categories import AttackOnCategories
from tests.attack.published.figures import FOLLOWING, PARTS_OF_OTHERS, Follows, attacked, unattacked
from tests.attack.published.holes import Attack, Hole, attacks_on, holes_in
from tests.attack.published.outputs import Published
from tests.attack.published.programme import Known
from tests.attack.published.study import SECOND, TRAIT, WORK, random_study, study_of_two_traits, unweighted
from tests.attack.published.told import EVERYBODY, Told
from tests.attack.published.twins import Twin, tell_apart, twins_of
from tests.counted_waves import POINTS
from tests.figure_pages import every_figure

pytestmark = pytest.mark.slow
SEEDS = range(10)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_that_is_hidden_follows_from_everything_that_is_published(seed: int) -> None:
    found, _ = attack(seed)

    assert found == []


TWO_TRAITS = (7, 13, 17, 39, 55, 73, 95, 106)
"""What the attack was told of these, or the masks, had a hole while the breakdown by a second trait was made."""


@pytest.mark.parametrize("seed", TWO_TRAITS)
def test_two_traits_of_one_study_tell_no_more_together_than_each(seed: int) -> None:
    found, _ = attack(seed, two_traits=True)

    assert found == []


@dataclass(frozen=True)
class ToldAsTheyOverlap(Told):
    """A wave of which the answers of everybody are told who ticked an option, also beside another one."""

    def facts(self, *, by_trait: bool = True) -> Iterator[Known]:
        """What is told, and with the breakdown what should not be; of two options each that are several chose both."""
        yield from super().facts(by_trait=by_trait)
        for option in WORK[:2] if by_trait else ():
            for kind in POINTS:
                ticked = self.of(self.villages, "luistert", [kind], {SECOND: [option, SEVERAL]})
                yield Known(ticked, self.number(ticked), self.number(ticked))


def test_groups_as_they_overlap_give_away_the_few_who_are_in_two() -> None:
    # So that the attack on a second trait can fail, and why nobody is in two groups (decision 0238)
    study = study_of_two_traits(185)
    told = ToldAsTheyOverlap(Published(study, study.fielded()), 0)
    assert told.number(told.people(told.villages, {SECOND: [SEVERAL]})) == 3

    found = set(AttackOnCategories(Attack(told), SECOND).holes())

    assert {hole.group for hole in found if hole.item == "luistert"} == {SEVERAL}


@pytest.mark.parametrize("seed", [9, 16, 18, 26])
def test_weights_open_nothing_that_is_closed_without_them(seed: int) -> None:
    # In the code of before they did in the last two
    study = random_study(seed)
    assert study.asked.study.margins is not None

    holes = [holes_in(attacks_on(Published(one, one.fielded()))) for one in (study, unweighted(study))]

    assert holes[0] == holes[1]


@dataclass(frozen=True)
class ToldMore(Told):
    """A wave of which the answers of one hidden village are told."""

    village: str = ""

    def facts(self, *, by_trait: bool = True) -> Iterator[Known]:
        """What is told, and what should not be."""
        yield from super().facts(by_trait=by_trait)
        for kind in POINTS:
            of_village = self.of([self.village], "luistert", [kind])
            yield Known(of_village, self.number(of_village), self.number(of_village))


def attacks() -> Iterator[tuple[Attack, str, str]]:
    """Of studies in turn, where two villages are hidden together: the attack on them, and both villages."""
    for seed in range(100):
        study = random_study(seed)
        published = Published(study, study.fielded())
        attack_on = Attack(Told(published, 0))
        if (EVERYBODY, "luistert") in attack_on.told.shown:
            for group in attack_on.hidden("luistert"):
                cover = attack_on.cover(group, "luistert")
                if group in attack_on.told.villages and len(cover) == 2:
                    yield attack_on, group, next(one for one in cover if one != group)


def test_the_attack_solves_a_village_once_its_cover_is_told() -> None:
    # So that the attack can fail
    attack_on, village, cover = next(attacks())
    told = attack_on.told

    more = Attack(ToldMore(told.published, told.place, cover))

    assert {Hole(0, village, "luistert", what) for what in ("base", "mean")} <= set(more.holes())


def test_twins_that_differ_in_what_is_shown_are_told_apart() -> None:
    # So that the twins can fail: somebody of no hidden village changes an answer
    study = random_study(0)
    published = Published(study, study.fielded())
    first, *others = study.waves[0]
    answers = {**first.answers, "luistert": "neutraal" if first.answers["luistert"] != "neutraal" else "oneens"}

    changed = Twin(replace(study, waves=((replace(first, answers=answers), *others), *study.waves[1:])), 0, "an answer")

    assert {"frame estimates", "frame distribution", "sheet Cijfers"} <= set(tell_apart(published, changed))


def test_a_comparison_holds_no_counts_of_cells_or_villages() -> None:
    # What may not be shown is not in what a notebook is given (decision 0021)
    study = random_study(1)
    for series in Published(study, study.fielded()).series.values():
        for fielded in (*series.waves, *(wave for pair in series.pairs for wave in pair.comparison.waves)):
            assert (fielded.counts.segments, fielded.counts.cells) == ({}, ())


def test_the_attacked_studies_have_twins() -> None:
    studies = [random_study(seed) for seed in range(6)]

    twins = [list(twins_of(Published(study, study.fielded()), Random(1))) for study in studies]

    assert sum(map(bool, twins)) >= 3


@dataclass(frozen=True)
class ToldOfAge(Told):
    """A wave of which the answers of one hidden age are told."""

    age: str = ""

    def facts(self, *, by_trait: bool = True) -> Iterator[Known]:
        """What is told, and with the breakdown by age what should not be."""
        yield from super().facts(by_trait=by_trait)
        for kind in POINTS if by_trait else ():
            of_age = self.of(self.villages, "luistert", [kind], {TRAIT: [self.age]})
            yield Known(of_age, self.number(of_age), self.number(of_age))


def attacks_on_ages() -> Iterator[tuple[Told, str]]:
    """Of studies without weights in turn, where an age is hidden: what is told, and that age."""
    for seed in range(100):
        study = unweighted(random_study(seed))
        attack_on = AttackOnCategories(Attack(Told(Published(study, study.fielded()), 0)))
        told = attack_on.attack.told
        if (EVERYBODY, "luistert") in told.shown and told.told_of(TRAIT, "luistert"):
            hidden = [age for age in attack_on.hidden("luistert") if age in told.ages]
            yield from ((told, age) for age in hidden if len(attack_on.cover(age, "luistert")) > 1)


def test_the_attack_solves_an_age_once_it_is_told() -> None:
    # So that the attack on categories can fail
    told, age = next(attacks_on_ages())

    more = AttackOnCategories(Attack(ToldOfAge(told.published, told.place, age)))

    assert {Hole(0, age, "luistert", what) for what in ("base", "mean")} <= set(more.holes())


def test_the_attacked_studies_have_breakdowns_by_age_with_something_to_hide() -> None:
    assert sum(1 for _, (_told, _age) in zip(range(20), attacks_on_ages(), strict=False)) == 20


def test_every_figure_that_is_published_is_attacked_or_says_why_not() -> None:
    every = every_figure()

    assert unattacked() == set()
    assert attacked() <= {(name, id_) for name, listed in every.items() for id_ in listed}  # none that is gone
    for name, others in PARTS_OF_OTHERS.items():
        whole = {(one.id, one.meaning) for other in others.split() for one in every[other].values()}
        assert {(one.id, one.meaning) for one in every[name].values()} <= whole, name


def test_a_figure_that_is_added_without_an_attack_is_seen() -> None:
    # So that the list can fail
    every = every_figure()
    added = replace(every["IN_WAVE"]["mean"], id="n_angry")

    assert unattacked({**every, "IN_WAVE": {**every["IN_WAVE"], "n_angry": added}}) == {("IN_WAVE", "n_angry")}
    assert unattacked({**every, "ANGER": {"n_angry": added}}) == {("ANGER", "n_angry")}


def test_what_is_said_to_follow_from_counts_is_told_only_where_they_are() -> None:
    # Of two of the studies that are attacked, which have every figure but p Holm of scales that are reliable
    told: set[str] = set()
    for seed in (8, 9):
        study = random_study(seed)
        published = Published(study, study.fielded())
        assert [wrong for one in FOLLOWING for wrong in one.untrue(published)] == [], seed
        told |= {
            f"{of.frame}.{id_}" for of in FOLLOWING for id_ in of.ids if published.frame(of.frame)[id_].notna().any()
        }
    assert {f"{one.frame}.{id_}" for one in FOLLOWING for id_ in one.ids} - told <= {
        "scale_changes.holm",
        "scale_changes.fdr",
    }


def test_a_figure_of_what_is_hidden_does_not_follow() -> None:
    # So that it can fail: how many are in a group is told where its answers are not
    study = random_study(0)
    published = Published(study, study.fielded())

    assert "estimates.n_total" in set(Follows("IN_WAVE", "estimates", ("n_total",)).untrue(published))
