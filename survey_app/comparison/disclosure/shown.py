"""Disclosure control: what of a wave may be shown, decided once, before any table exists (STATISTICS 15)."""

from collections.abc import Mapping, Set
from dataclasses import replace

from survey_app.comparison.disclosure.spread import spread_of_item
from survey_app.comparison.results import FieldedWave, Shown
from survey_app.dataset.counts import OTHER_MODES, GroupCounts, ItemCounts, WaveCounts
from survey_app.fieldwork.cover import cheapest_cover, is_mixed
from survey_app.fieldwork.wave import Origin
from survey_app.questionnaire.model import AnyItem, Counting, Questionnaire
from survey_app.questionnaire.routing import decided_by


def shown_counts(fielded: FieldedWave) -> Shown:
    """The counts of the whole wave that may be shown, for every item of its questionnaire; None is withheld.

    A printed table was public already, so it is shown as it was printed (rule 11).
    """
    questionnaire, counts = fielded.instrument.questionnaire, fielded.counts.total.items
    if fielded.wave.origin is Origin.PRINTED:
        return {item: counts.get(item) for item in questionnaire.items}
    threshold = fielded.instrument.study.disclosure_threshold
    shown = {item.id: shown_item(item, counts.get(item.id), threshold) for item in questionnaire.items.values()}
    masked = {item for item, left in shown.items() if left is None or left.hidden}
    telling = _by_number(questionnaire, counts, threshold) | _by_several_traits(questionnaire)
    return {**shown, **dict.fromkeys(_asked_by(questionnaire, masked) | telling)}


def with_shown_counts(fielded: FieldedWave, shown: Shown) -> FieldedWave:
    """The wave without any count that may not be shown: the total only, and there only what is shown."""
    visible = {item: counts for item, counts in shown.items() if counts is not None}
    counts = fielded.counts
    total = GroupCounts(counts.total.respondents, visible)
    modes = _shown_modes(fielded)
    return replace(fielded, counts=WaveCounts(counts.wave, counts.origin, total, {}, counts.blanks_known, modes))


def _shown_modes(fielded: FieldedWave) -> Mapping[str, int]:
    """How many responded in each mode, which is protected as a trait is: small ones together; empty where unknown."""
    modes = fielded.counts.modes
    unknown = fielded.counts.total.respondents - sum(modes.values())
    numbers = {mode: number for mode, number in {**modes, OTHER_MODES: unknown}.items() if number}
    hidden = hidden_categories(numbers, fielded.instrument.study.disclosure_threshold) | {OTHER_MODES}
    shown = {mode: number for mode, number in numbers.items() if mode not in hidden}
    others = sum(numbers.values()) - sum(shown.values())
    return {**shown, OTHER_MODES: others} if modes and others else shown


def shown_item(item: AnyItem, counts: ItemCounts | None, threshold: int) -> ItemCounts | None:
    """What may be shown of one item in a group that nothing is taken away from."""
    if counts is None or counts.answered < threshold:
        return None
    if item.counting is Counting.AS_THEY_COME:
        return None if homogeneous_answer(counts) is not None else replace(counts, answers={})
    hidden = _hidden_answers(item, counts, threshold)
    if hidden == counts.hidden == frozenset():
        return counts
    left = {answer: number for answer, number in counts.answers.items() if answer not in hidden}
    return replace(counts, answers=left, hidden=hidden)


def homogeneous_answer(counts: ItemCounts) -> str | None:
    """The answer that everybody in a small group gave, so that the figure would tell each one's answer (rule 7)."""
    return spread_of_item(counts).in_common()


def hidden_categories(counts: Mapping[str, int], threshold: int) -> frozenset[str]:
    """Categories of a trait that are hidden: those below the threshold, with the fewest others that cover them.

    How many they are together follows from the total (rules 2 and 12). If nothing covers them, all are hidden. One that
    nobody chose is nobody's: it hides nothing, and no other.
    """
    small = tuple(category for category, number in counts.items() if 0 < number < threshold)
    others = [category for category in counts if category not in small]
    cover = cheapest_cover(
        others,
        counts.__getitem__,
        lambda cover: not small or is_mixed([counts[category] for category in (*small, *cover)], threshold),
    )
    return frozenset(counts if cover is None else (*small, *cover))


def _asked_by(questionnaire: Questionnaire, deciding: Set[str]) -> set[str]:
    """Items that are asked depending on the answer to one of these.

    How many were asked them tells how many gave that answer, so they may not be shown where that is hidden.
    """
    return {item for item, by in decided_by(questionnaire, deciding).items() if by}


def _by_number(questionnaire: Questionnaire, counts: Mapping[str, ItemCounts], threshold: int) -> set[str]:
    """Items asked depending on a number, that were put to nearly as many people as all or as another such item.

    Against the rest rule: those between are somebody, and fewer than may be shown (rule 3).
    """
    numbers = {item.id for item in questionnaire.items.values() if item.counting is Counting.AS_THEY_COME}
    routed = [counts[item] for item in _asked_by(questionnaire, numbers) if item in counts]
    known, telling = {of_item.asked + of_item.not_asked for of_item in routed}, set()
    for of_item in sorted(routed, key=lambda of_item: (-of_item.asked, of_item.item)):
        if any(0 < abs(base - of_item.asked) < threshold for base in known):
            telling.add(of_item.item)
        else:
            known.add(of_item.asked)
    return telling


def _by_several_traits(questionnaire: Questionnaire) -> set[str]:
    """Items asked of a cell of two traits (age in a village): how large it is, is a breakdown by both (rule 4)."""
    traits = {item.id for item in questionnaire.items.values() if item.is_trait}
    return {item for item, by in decided_by(questionnaire, traits).items() if len(by) > 1}


def _hidden_answers(item: AnyItem, counts: ItemCounts, threshold: int) -> frozenset[str]:
    if item.is_trait:
        return counts.hidden or hidden_categories(counts.answers, threshold)
    same = homogeneous_answer(counts)
    if same is not None and item.counting is Counting.SEVERAL:
        return frozenset(answer for answer, number in counts.answers.items() if number == counts.answered)
    return frozenset() if same is None else frozenset(counts.answers)
