"""One wave by itself; of more each compared with the first and the one before it, and trends that may be told."""

from collections.abc import Iterator, Sequence
from functools import partial

from survey_app.comparison.common_items import common_items
from survey_app.comparison.compare import CommonItems, Revised, categories_in_both, compare_prepared, groups_in_both
from survey_app.comparison.disclosure.folding import folded
from survey_app.comparison.disclosure.shown import with_shown_counts
from survey_app.comparison.estimates import agreements
from survey_app.comparison.groups import EVERYBODY, category_label, label_of
from survey_app.comparison.lazily import Lazily, once_for_each
from survey_app.comparison.names import names_of, short_names_of
from survey_app.comparison.options import PLAIN, Options
from survey_app.comparison.pair import Half
from survey_app.comparison.prepared import PreparedWave, left_out, prepared
from survey_app.comparison.results import FieldedWave
from survey_app.comparison.same_codes import under_same_codes
from survey_app.comparison.scale_comparison import estimate_scale
from survey_app.comparison.series import GroupInWave, ItemTrend, ScaleInWave, SeriesPair, WaveSeries, followed_waves
from survey_app.comparison.statistics.trend import answer_trend, any_change, share_trend
from survey_app.comparison.verdict.judging import RULE_VERSION
from survey_app.comparison.village_weighted import village_weighted
from survey_app.questionnaire.fielded_revisions import fielded_revisions
from survey_app.questionnaire.model import LikertStatement
from survey_app.refusal import Refusal


class TooFewWaves(Refusal, says="a comparison takes two waves at least"):
    """There is nothing to compare."""


class WaveTwice(Refusal, says="wave {} is named twice; name each wave once"):
    """A wave would be compared with itself."""


def compare_series(waves: Sequence[FieldedWave], options: Options = PLAIN) -> WaveSeries:
    """Compare waves that are handed in any order; raises TooFewWaves or WaveTwice.

    What may not be shown is not in what comes back.
    """
    if len(waves) < 2:
        raise TooFewWaves
    for wave in waves:
        if sum(other.wave.id == wave.wave.id for other in waves) > 1:
            raise WaveTwice(wave.wave.id)
    return _series(waves, options)


def describe(wave: FieldedWave) -> WaveSeries:
    """One wave by itself, as far as it may be shown (STATISTICS 18); nothing in it is tested or weighted."""
    return _series([wave], PLAIN)


def _series(waves: Sequence[FieldedWave], options: Options) -> WaveSeries:
    unfolded = under_same_codes(sorted(waves, key=lambda fielded: fielded.wave.moment))
    ordered = folded(unfolded)
    names = names_of(ordered)
    common = common_items([wave.instrument.questionnaire for wave in ordered])
    ready = [prepared(*of_wave) for of_wave in zip(ordered, names, unfolded, strict=True)]
    compare = partial(_pair, ready, common, options, once_for_each(fielded_revisions))
    pairs = tuple(map(compare, _places(len(ordered))))
    shown = tuple(wave.halves[EVERYBODY].shown for wave in ready)
    groups = Lazily(len(ready), lambda place: _groups_in_wave(ready[place], common))
    return WaveSeries(
        waves=tuple(with_shown_counts(wave.fielded, mask) for wave, mask in zip(ready, shown, strict=True)),
        names=names,
        short_names=short_names_of(ordered),
        shown=shown,
        groups=groups,
        by_trait=Lazily(len(ready), lambda place: _categories_in_wave(ready[place], common)),
        not_by_trait=tuple(wave.not_by_trait for wave in ready),
        by_village=Lazily(len(ready), lambda place: village_weighted(ordered[place].instrument.study, groups[place])),
        pairs=pairs,
        find_trends=partial(_trends, ready),
        rule_version=RULE_VERSION,
        alone=None if pairs else compare((0, 0)),
    )


def _pair(
    waves: Sequence[PreparedWave], common: CommonItems, options: Options, revised: Revised, places: tuple[int, int]
) -> SeriesPair:
    both = (waves[places[0]], waves[places[1]])
    compare = partial(compare_prepared, both, common, options, revised)
    return SeriesPair(*places, groups_in_both(both), categories_in_both(both), compare)


def _places(waves: int) -> Iterator[tuple[int, int]]:
    """Each wave with the first, and with the one before it where that is another."""
    for later in range(1, waves):
        yield 0, later
        if later > 1:
            yield later - 1, later


def _groups_in_wave(wave: PreparedWave, common: CommonItems) -> tuple[GroupInWave, ...]:
    """Everybody first; `common` are the items that each scale is scored on."""
    study = wave.fielded.instrument.study
    return tuple(
        GroupInWave(
            group=group,
            label=label_of(study, group, [(half.name, left_out(wave.fielded, group))]),
            left_out=left_out(wave.fielded, group),
            respondents=half.fielded.counts.total.respondents,
            approached=half.fielded.approached,
            statements=tuple(half.estimates),
            scales=tuple(_scales(half, common, is_part=group != EVERYBODY)),
        )
        for group, half in wave.halves.items()
    )


def _categories_in_wave(wave: PreparedWave, common: CommonItems) -> tuple[GroupInWave, ...]:
    """Categories of traits, in the order of the questionnaire."""
    return tuple(
        GroupInWave(
            group=group,
            label=category_label(half.questionnaire, group, is_joined=group in wave.joined),
            respondents=None,
            approached=None,
            statements=tuple(half.estimates),
            scales=tuple(_scales(half, common, is_part=True)),
            is_joined=group in wave.joined,
        )
        for group, half in wave.traits.items()
    )


def _scales(half: Half, common: CommonItems, *, is_part: bool) -> Iterator[ScaleInWave]:
    for scale in half.questionnaire.scales:
        items = common.get(scale.id)
        estimate = None if items is None else estimate_scale(half, scale.id, items, is_part=is_part)
        if items is not None and estimate is not None:
            left_out = tuple(item for item in scale.items if item not in items)
            yield ScaleInWave(scale.id, items, left_out, estimate)


def _trends(waves: Sequence[PreparedWave], pairs: Sequence[SeriesPair]) -> tuple[ItemTrend, ...]:
    return tuple(_trend(waves, item, places) for item, places in followed_waves(pairs).items())


def _trend(waves: Sequence[PreparedWave], item_id: str, places: Sequence[int]) -> ItemTrend:
    table, shares = [], []
    for place in places:
        fielded = waves[place].fielded
        item = fielded.instrument.questionnaire.items[item_id]
        if not isinstance(item, LikertStatement):
            raise TypeError(f"{item_id} is not a statement in every wave of its trend")
        scale = fielded.instrument.questionnaire.response_scale_of(item)
        counts = fielded.counts.total.items[item_id]
        table.append([counts.answers[point.id] for point in scale.points])
        shares.append((agreements(counts, scale), counts.answered))
    return ItemTrend(
        item_id=item_id,
        waves=tuple(places),
        share=share_trend(shares, _months([waves[place].fielded for place in places])),
        answers=answer_trend(table),
        any_change=any_change(table),
    )


def _months(waves: Sequence[FieldedWave]) -> list[float]:
    """When each was held, in months; waves of which only the order is known are equally far apart."""
    if not all(wave.dated or wave.in_year for wave in waves):
        return [float(place) for place in range(len(waves))]
    return [float(12 * wave.wave.month.year + wave.wave.month.month) for wave in waves]
