"""A differencing attack on all that can be made of three waves: every workbook and every data frame, taken together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from survey_app.comparison.frames.build import Frames
from survey_app.comparison.options import Options
from survey_app.reporting import compare_waves, comparison_workbook
from tests.attacked_cases import (
    AGREE,
    AGREED,
    BROKEN_DOWN,
    HALF_ANSWERED,
    LARGE,
    MANY_BLANK,
    ONE_IN_EACH_ARM,
    ONE_SMALL,
    TWO_SMALL,
    Case,
    of_no_age,
    secrets,
    waves_of,
    weights_of,
)
from tests.attacked_truth import Truth
from tests.attacked_waves import places
from tests.frames_attacker import ReadFrames
from tests.series_attacker import Change, SeriesAttacker, ToldTogether
from tests.workbook_attacker import ReadWorkbook, WorkbookAttacker
from tests.workbook_facts import Fact, base_kinds

SMALL_ARM = places(60, 40, 45, 4, 3, 2)
STUDIES: Mapping[str, Case] = {
    "a village of eight, weighted": waves_of(ONE_SMALL, ONE_IN_EACH_ARM, AGREED, weighted=True),
    "of no village, blank, of no age": waves_of(TWO_SMALL, MANY_BLANK, of_no_age(HALF_ANSWERED)),
    "a small arm, weighted": waves_of(SMALL_ARM, ONE_SMALL, LARGE, weighted=True),
}
SELECTIONS = ((0, 1), (0, 2), (1, 2), (0, 1, 2))
studies = pytest.mark.parametrize("study", STUDIES)

Selection = tuple[int, ...]


@dataclass(frozen=True)
class Output:
    """What is made of some waves of a study: a workbook and data frames."""

    selection: Selection
    weighted: bool
    book: Workbook
    frames: Frames


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Sequence[Output]]:
    target = tmp_path_factory.mktemp("books") / "book.xlsx"
    return {
        study: [
            output_of(waves, selection, target, weighted=weighted)
            for selection in SELECTIONS
            for weighted in ((False, True) if waves[0].instrument.study.margins else (False,))
        ]
        for study, waves in STUDIES.items()
    }


def output_of(waves: Case, selection: Selection, target: Path, *, weighted: bool) -> Output:
    chosen, options = [waves[place] for place in selection], Options(weighted=weighted)
    comparison_workbook(chosen, target, options)
    return Output(selection, weighted, load_workbook(target), compare_waves(chosen, options, finite_population=True))


def together(outputs: Sequence[Output]) -> ToldTogether:
    told = ToldTogether()
    for one in outputs:
        told.add(ReadWorkbook(one.book), one.selection)
        told.add(ReadFrames(one.frames), one.selection)
        told.add_changes(one.frames, one.selection)
    return told


@pytest.fixture(scope="module")
def told(outputs: Mapping[str, Sequence[Output]]) -> Mapping[str, ToldTogether]:
    return {study: together(of_study) for study, of_study in outputs.items()}


def solved(
    told: ToldTogether, waves: Case, items: Sequence[str] = BROKEN_DOWN
) -> list[tuple[int, str, frozenset[str]]]:
    """The secrets of which how many answered, or agree, follows from equations alone."""
    found = []
    for item in items:
        attacker = SeriesAttacker(told, waves, item)
        for wave, fielded in enumerate(waves):
            for villages in secrets(told, Truth(fielded), wave, item):
                wanted = [attacker.told(wave, villages, item, kinds) for kinds in (base_kinds(item), AGREE)]
                if any(map(attacker.equations.solves, wanted)):
                    found.append((wave, item, villages))
    return found


@studies
def test_no_small_group_follows_from_everything_taken_together(told: Mapping[str, ToldTogether], study: str) -> None:
    assert solved(told[study], STUDIES[study]) == []


@studies
def test_what_is_taken_together_is_true_and_much(told: Mapping[str, ToldTogether], study: str) -> None:
    truths = [Truth(fielded) for fielded in STUDIES[study]]

    assert [fact for fact in told[study].facts if not truths[fact.wave].fits(fact)] == []
    assert len(told[study].facts) > 300
    assert len(told[study].changes) > 50
    for wave, truth in enumerate(truths):
        hidden = [villages for item in BROKEN_DOWN for villages in secrets(told[study], truth, wave, item)]
        print("HID", study, wave, len(hidden), len(list(small_villages(told[study], STUDIES[study]))))


@studies
def test_no_small_village_has_only_one_possible_number_that_agrees(
    told: Mapping[str, ToldTogether], study: str
) -> None:
    for wave, item, village, number in small_villages(told[study], STUDIES[study]):
        attacker = SeriesAttacker(told[study], STUDIES[study], item)
        wanted = attacker.told(wave, {village}, item, AGREE)
        assert attacker.equations.may_be_other_than(wanted, number), (wave, item, village)


def small_villages(told: ToldTogether, waves: Case) -> Iterator[tuple[int, str, str, int]]:
    """With how many agree there."""
    for wave, fielded in enumerate(waves):
        truth = Truth(fielded)
        for item in BROKEN_DOWN:
            for villages in secrets(told, truth, wave, item):
                if len(villages) == 1:
                    yield wave, item, *villages, round(truth.number(villages, item, AGREE))


def test_not_even_weights_that_are_known_tell_a_small_village(told: Mapping[str, ToldTogether]) -> None:
    # A weighted share stands where both waves of a pair may be weighted: here are those of every pair
    study = "a village of eight, weighted"
    for wave, fielded in enumerate(STUDIES[study]):
        attacker = WorkbookAttacker(told[study], wave, "luistert", weights_of(fielded))
        for villages in secrets(told[study], Truth(fielded), wave, "luistert"):
            assert not attacker.solves(attacker.told(villages, "luistert", AGREE))


def test_the_attack_solves_a_village_whose_cover_another_output_tells(outputs: Mapping[str, Sequence[Output]]) -> None:
    # So that the attack can fail: one of eight outputs covers Zoelen with another village than the others do
    study = "a village of eight, weighted"
    told, truth = together(outputs[study]), Truth(STUDIES[study][0])
    cover = next(iter(hidden_beside("zoelen", told, study)))
    number = truth.number({cover}, "luistert", AGREE)

    told.facts.append(Fact(0, cover, "luistert", AGREE, number, number))

    assert (0, "luistert", frozenset({"zoelen"})) in solved(told, STUDIES[study], ["luistert"])


def test_the_attack_solves_a_village_whose_cover_has_a_change(outputs: Mapping[str, Sequence[Output]]) -> None:
    # And so that figures of two waves are known to be used: the cover is shown in the other wave
    study = "a village of eight, weighted"
    told, truths = together(outputs[study]), [Truth(fielded) for fielded in STUDIES[study]]
    cover = next(iter(hidden_beside("zoelen", told, study)))
    shares = [100 * truth.number({cover}, "luistert", AGREE) / truth.answered({cover}, "luistert") for truth in truths]
    told.facts += [
        Fact(1, cover, "luistert", kinds, number, number)
        for kinds in (AGREE, base_kinds("luistert"))
        for number in [truths[1].number({cover}, "luistert", kinds)]
    ]

    told.changes.append(Change(0, 1, cover, "luistert", shares[1] - shares[0]))

    assert (0, "luistert", frozenset({"zoelen"})) in solved(told, STUDIES[study], ["luistert"])


def hidden_beside(village: str, told: ToldTogether, study: str) -> set[str]:
    """The other villages of which the first wave does not say how many agree with the first statement."""
    return {one for one in told.responded(0) if not told.tells(0, one, "luistert", AGREE)} - {village}
