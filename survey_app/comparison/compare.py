"""Two waves side by side: figures, verdicts, and changes where the verdict allows them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import TypeVar, assert_never

from survey_app.comparison.choices import compare_choice
from survey_app.comparison.contrasts import contrasts_of
from survey_app.comparison.disclosure.shown import with_shown_counts
from survey_app.comparison.groups import EVERYBODY, Group, GroupKind, category_label, label_of, trait_of
from survey_app.comparison.options import Options
from survey_app.comparison.pair import Pair
from survey_app.comparison.population_reasons import composition_reasons, segment_reasons, trait_reasons
from survey_app.comparison.prepared import PreparedWave, left_out
from survey_app.comparison.results import (
    ChoiceComparison,
    GroupComparison,
    ScaleComparison,
    StatementComparison,
    ValueComparison,
    WaveComparison,
)
from survey_app.comparison.scale_comparison import compare_scale
from survey_app.comparison.sentences import TOOK_PART
from survey_app.comparison.statements import compare_statement
from survey_app.comparison.values import compare_value
from survey_app.comparison.verdict.families import with_conclusions, with_scale_conclusions, with_value_conclusions
from survey_app.comparison.verdict.judging import RULE_VERSION
from survey_app.questionnaire.fielded_revisions import fielded_revisions
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.model import Amount, AnyItem, Choice, LikertStatement, OpenText
from survey_app.questionnaire.revisions import ItemRevision
from survey_app.questionnaire.study import Study

CommonItems = Mapping[str, tuple[str, ...]]
_Compared = type[LikertStatement] | type[Choice] | type[Amount]
_Item = TypeVar("_Item", StatementComparison, ChoiceComparison, ValueComparison)
Waves = tuple[PreparedWave, PreparedWave]
Revised = Callable[[Instrument, Instrument], Mapping[str, ItemRevision]]
"""What changed between two instruments, by item."""


def compare_prepared(
    waves: Waves, common: CommonItems, options: Options, revised: Revised, wanted: Set[str] | None = None
) -> WaveComparison:
    """Compare two waves, earlier first; `common` are the items of each scale that it is scored on.

    Of the items only those `wanted` (None: all), as a comparison of all of them has these; scales, which take items of
    everywhere, only with all of them or with none. What may not be shown is not in what comes back.
    """
    common = {} if wanted else common
    earlier, later = (wave.halves[EVERYBODY] for wave in waves)
    pair = Pair(earlier, later, revised(earlier.fielded.instrument, later.fielded.instrument), options)
    pair = replace(pair, further=tuple(composition_reasons(pair)), only=_tested_with(pair, wanted))
    plain = _unweighted(pair)
    study = later.fielded.instrument.study
    scales = _scales(plain, common)
    groups = tuple(_groups(waves, pair, common, scales))
    comparison = WaveComparison(
        waves=pair.each(lambda half: with_shown_counts(half.fielded, half.shown)),
        names=pair.names,
        statements=_statements(pair, study, plain),
        choices=tuple(compare_choice(plain, item) for item in _ids(pair, Choice)),
        values=with_value_conclusions([compare_value(plain, item) for item in _ids(pair, Amount)], study),
        scales=scales,
        groups=groups,
        contrasts=contrasts_of(study, groups),
        by_trait=tuple(_by_trait(waves, pair, common, scales)),
        shown=pair.each(lambda half: half.shown),
        overall=pair.judge_bases(pair.each(lambda half: half.respondents), TOOK_PART),
        weighting=(waves[0].weighting, waves[1].weighting),
        is_weighted=pair.is_weighted,
        rule_version=RULE_VERSION,
    )
    return comparison if wanted is None else _without_others(comparison, wanted)


def _tested_with(pair: Pair, wanted: Set[str] | None) -> Set[str] | None:
    """Those wanted and all that are in one family of tests with any of them: p-values are adjusted over the family."""
    if wanted is None:
        return None
    blocks = {pair.later.blocks[item] for item in wanted if item in pair.later.blocks}
    families = {item for item, block in pair.later.blocks.items() if block in blocks}
    asked = (half.item(item) for item in wanted for half in (pair.earlier, pair.later))
    amounts = _ids(pair, Amount) if any(isinstance(item, Amount) for item in asked) else ()
    return {*wanted, *families, *amounts}


def _without_others(comparison: WaveComparison, wanted: Set[str]) -> WaveComparison:
    return replace(
        comparison,
        statements=_wanted(comparison.statements, wanted),
        choices=_wanted(comparison.choices, wanted),
        values=_wanted(comparison.values, wanted),
        groups=tuple(_of_group(group, wanted) for group in comparison.groups),
        by_trait=tuple(_of_group(group, wanted) for group in comparison.by_trait),
        contrasts=tuple(one for one in comparison.contrasts if one.is_scale or one.subject in wanted),
    )


def _of_group(group: GroupComparison, wanted: Set[str]) -> GroupComparison:
    return replace(group, statements=_wanted(group.statements, wanted))


def _wanted(compared: Iterable[_Item], wanted: Set[str]) -> tuple[_Item, ...]:
    return tuple(one for one in compared if one.item_id in wanted)


def groups_in_both(waves: Waves) -> tuple[Group, ...]:
    """Arms and segments that both waves may tell of."""
    earlier, later = (wave.halves for wave in waves)
    return tuple(group for group in later if group in earlier and group != EVERYBODY)


def categories_in_both(waves: Waves) -> tuple[Group, ...]:
    """Categories that both waves may tell of, of a trait that was asked in the same words."""
    there = [group for group in waves[1].traits if group in waves[0].traits]
    earlier, later = (wave.fielded.instrument for wave in waves)
    if not there or earlier is later:
        return tuple(there)
    revised = fielded_revisions(earlier, later)
    return tuple(group for group in there if revised[trait_of(group)[0]].is_same_question)


def _unweighted(pair: Pair) -> Pair:
    """The same for figures that stay unweighted: what weighting lifts is not lifted of them (STATISTICS 9)."""
    if not pair.is_weighted:
        return pair
    plain = replace(pair, options=replace(pair.options, weighted=False), further=())
    return replace(plain, further=tuple(composition_reasons(plain)))


def _statements(pair: Pair, study: Study, plain: Pair) -> tuple[StatementComparison, ...]:
    """`plain` is for those of which no weighted figure may be shown."""
    statements = [
        compare_statement(pair if pair.may_weigh(item) else plain, item) for item in _ids(pair, LikertStatement)
    ]
    return with_conclusions(statements, study.equivalence_bound)


def _scales(pair: Pair, common: CommonItems, whole: Sequence[ScaleComparison] = ()) -> tuple[ScaleComparison, ...]:
    of_whole = {comparison.scale_id: comparison for comparison in whole}
    scales = [
        compare_scale(pair, scale, common[scale.id], of_whole.get(scale.id))
        for scale in pair.later.questionnaire.scales
        if scale.id in common
    ]
    return with_scale_conclusions(scales)


def _groups(
    waves: Waves, whole: Pair, common: CommonItems, scales: tuple[ScaleComparison, ...]
) -> Iterator[GroupComparison]:
    """Arms and segments that both waves have; one breakdown, so none of them is weighted or broken down again.

    Traits are not looked at within a group: what moved in the `whole` costs every group. `scales` are everybody's.
    """
    study = whole.later.fielded.instrument.study
    groups, unweighted = groups_in_both(waves), replace(whole.options, weighted=False)
    moved = tuple(trait_reasons(whole)) if groups else ()
    for group in groups:
        pair = Pair(waves[0].halves[group], waves[1].halves[group], whole.revisions, unweighted, only=whole.only)
        shifted = segment_reasons(pair) if group.kind is GroupKind.ARM else ()
        pair = replace(pair, further=(*shifted, *moved))
        without = [(name, left_out(wave.fielded, group)) for name, wave in zip(whole.names, waves, strict=True)]
        yield GroupComparison(
            group=group,
            label=label_of(study, group, without) or group.id,
            respondents=pair.each(lambda half: half.respondents),
            statements=_statements(pair, study, pair),
            scales=_scales(pair, common, scales),
        )


def _by_trait(
    waves: Waves, whole: Pair, common: CommonItems, scales: tuple[ScaleComparison, ...]
) -> Iterator[GroupComparison]:
    """Categories that both waves may tell of, as arms are compared.

    Of which villages they are nobody knows, so what moved in the `whole` costs them too; but not their own trait.
    """
    study, unweighted = whole.later.fielded.instrument.study, replace(whole.options, weighted=False)
    for group in categories_in_both(waves):
        trait, _ = trait_of(group)
        moved = (*segment_reasons(whole), *trait_reasons(whole, lifted=trait))
        pair = Pair(waves[0].traits[group], waves[1].traits[group], whole.revisions, unweighted, moved, whole.only)
        is_joined = any(group in wave.joined for wave in waves)
        yield GroupComparison(
            group=group,
            label=category_label(pair.later.questionnaire, group, is_joined=is_joined),
            respondents=pair.each(lambda half: half.respondents),
            statements=_statements(pair, study, pair),
            scales=_scales(pair, common, scales),
        )


def _ids(pair: Pair, kind: _Compared) -> list[str]:
    """Items of this kind, in the order of the later questionnaire, then those only in the earlier one."""
    compared = [item_id for item_id in pair.revisions if pair.only is None or item_id in pair.only]
    items = {item_id: (pair.earlier.item(item_id), pair.later.item(item_id)) for item_id in compared}
    return [item_id for item_id, asked in items.items() if any(item and _family(item) is kind for item in asked)]


def _family(item: AnyItem) -> _Compared | None:
    """How it is compared; what is in words is not."""
    match item:
        case LikertStatement():
            return LikertStatement
        case Choice():
            return Choice
        case Amount():
            return Amount
        case OpenText():
            return None
        case _:
            assert_never(item)
