"""One choice item in two waves, option by option (STATISTICS 14)."""

from dataclasses import replace

from survey_app.comparison.conclusion import Conclusion, conclude, of_option
from survey_app.comparison.estimates import share
from survey_app.comparison.pair import Half, Pair
from survey_app.comparison.results import ChoiceComparison, Level, OptionEstimate, OptionTechnical, Verdict
from survey_app.comparison.sentences import SAW_THE_QUESTION, VALID_ANSWERS
from survey_app.comparison.statistics.changes import Change, change_between
from survey_app.comparison.statistics.fisher import fisher_p
from survey_app.comparison.statistics.intervals import wilson
from survey_app.comparison.statistics.multiplicity import holm
from survey_app.comparison.statistics.ranks import may_test
from survey_app.comparison.verdict.differences import option_reasons
from survey_app.dataset.counts import ItemCounts, is_homogeneous
from survey_app.questionnaire.model import Choice, MultipleChoice, SingleChoice


def compare_choice(pair: Pair, item_id: str) -> ChoiceComparison:
    """Options in the order of the later wave, then those that only the earlier one offered."""
    labels = {**_labels(pair.later, item_id), **_labels(pair.earlier, item_id), **_labels(pair.later, item_id)}
    verdicts = tuple(_verdict(pair, item_id, option) for option in labels)
    technicals = _with_holm([_technical(pair, item_id, option) for option in labels], verdicts)
    bound = pair.later.fielded.instrument.study.equivalence_bound
    judged = list(zip(technicals, verdicts, strict=True))
    return ChoiceComparison(
        item_id=item_id,
        items=pair.each(lambda half: _choice(half, item_id)),
        options=tuple(_estimates(pair, item_id, option, label) for option, label in labels.items()),
        verdicts=verdicts,
        changes=tuple(_change(technical, verdict) for technical, verdict in judged),
        technicals=technicals,
        conclusions=tuple(_conclusion(technical, verdict, bound) for technical, verdict in judged),
    )


def _choice(half: Half, item_id: str) -> SingleChoice | MultipleChoice | None:
    item = half.item(item_id)
    return item if isinstance(item, SingleChoice | MultipleChoice) else None


def _labels(half: Half, item_id: str) -> dict[str, str]:
    """Labels by option id; none when the wave does not ask the item."""
    item = _choice(half, item_id)
    return {option.id: option.label for option in item.options} if item else {}


def _verdict(pair: Pair, item_id: str, option: str) -> Verdict:
    further = [
        *option_reasons(pair.revisions[item_id], option, pair.names),
        *pair.withholding(lambda half: option in half.hides(item_id)),
    ]
    choice = _choice(pair.later, item_id) or _choice(pair.earlier, item_id)
    basis = SAW_THE_QUESTION if isinstance(choice, MultipleChoice) else VALID_ANSWERS
    return pair.judge(item_id, basis, lambda: pair.each(lambda half: _base(choice, half.counts(item_id))), further)


def _estimates(pair: Pair, item_id: str, option: str, label: str) -> tuple[OptionEstimate, OptionEstimate]:
    return pair.each(lambda half: _estimate(half, item_id, option, label))


def _estimate(half: Half, item_id: str, option: str, label: str) -> OptionEstimate:
    """The share of one option on its base, as far as it may be shown."""
    offered = _labels(half, item_id)
    label = offered.get(option, label)
    if option not in offered:
        return OptionEstimate(option, label, False, None, None, None, None)
    if half.is_withheld(item_id):
        return OptionEstimate(option, label, True, None, None, None, None, hidden=True)
    chosen, base = _chosen(half, item_id, option)
    if option in half.hides(item_id):
        everybody = _everybody_chose(half, item_id, option)
        return OptionEstimate(option, label, True, None, base, None, None, hidden=True, homogeneous=everybody)
    interval = wilson(chosen, base) if base else None
    return OptionEstimate(option, label, True, chosen, base, share(chosen, base), interval)


def _everybody_chose(half: Half, item_id: str, option: str) -> bool:
    """Whether everybody in a small group has this opinion; never told of a trait."""
    counts = half.counts(item_id)
    return not _is_trait(half, item_id) and is_homogeneous(counts.answers[option], counts.answered)


def _is_trait(half: Half, item_id: str) -> bool:
    item = half.item(item_id)
    return item is not None and item.is_trait


def _chosen(half: Half, item_id: str, option: str) -> tuple[int, int]:
    """How many chose the option, and how many they are a share of."""
    counts = half.counts(item_id)
    return counts.answers[option], _base(_choice(half, item_id), counts)


def _base(choice: Choice | None, counts: ItemCounts) -> int:
    """Everybody who saw a multiple choice, for ticking nothing says something too; of one choice those who made it."""
    return counts.asked if isinstance(choice, MultipleChoice) else counts.answered


def _technical(pair: Pair, item_id: str, option: str) -> OptionTechnical | None:
    """The difference and its test whatever the verdict; None where a wave did not offer or may not show the option."""
    if not all(pair.each(lambda half: _shows(half, item_id, option))):
        return None
    before, after = pair.each(lambda half: _chosen(half, item_id, option))
    if not before[1] or not after[1]:
        return None
    is_tested = may_test((before[1], after[1])) and not any(pair.each(lambda half: _is_trait(half, item_id)))
    return OptionTechnical(change_between(before, after), fisher_p(before, after) if is_tested else None)


def _shows(half: Half, item_id: str, option: str) -> bool:
    is_offered = option in _labels(half, item_id)
    return is_offered and not half.is_withheld(item_id) and option not in half.hides(item_id)


def _with_holm(
    technicals: list[OptionTechnical | None], verdicts: tuple[Verdict, ...]
) -> tuple[OptionTechnical | None, ...]:
    """Holm over the options of which a difference may be shown (STATISTICS 14)."""
    ps = [
        technical.fisher if technical and verdict.level is not Level.NOT_COMPARABLE else None
        for technical, verdict in zip(technicals, verdicts, strict=True)
    ]
    return tuple(
        replace(technical, holm=adjusted) if technical else None
        for technical, adjusted in zip(technicals, holm(ps), strict=True)
    )


def _change(technical: OptionTechnical | None, verdict: Verdict) -> Change | None:
    """The difference in the share that chose it; None when the verdict forbids to show one."""
    return None if technical is None or verdict.level is Level.NOT_COMPARABLE else technical.change


def _conclusion(technical: OptionTechnical | None, verdict: Verdict, bound_pp: float) -> Conclusion | None:
    """As of a statement, from Fisher's p and the sign of the difference; none of what was not tested."""
    if technical is None or technical.holm is None:
        return None
    change, is_hint = technical.change, verdict.level is Level.INDICATIVE
    return conclude(technical.holm, change.agree_pp, change.interval_pp, of_option(bound_pp), is_hint=is_hint)
