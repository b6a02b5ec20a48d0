"""Counts of a file as they are kept without its rows: of no group that closing a wave would not have kept."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from survey_app.dataset.counts import NOT_SAID, SEVERAL, GroupCounts, Rescoring, Scored, WaveCounts
from survey_app.dataset.from_files.coding import CodedRows
from survey_app.dataset.from_responses import count_responses, count_scales
from survey_app.dataset.merging import merged
from survey_app.fieldwork.mode import kept_modes
from survey_app.fieldwork.place import Place, kept_places
from survey_app.fieldwork.ports import StoredResponse
from survey_app.fieldwork.wave import Origin, Wave
from survey_app.questionnaire.study import Segment

_Groups = Mapping[str, GroupCounts]


def counts_to_keep(wave: Wave, rows: CodedRows, wanted: Iterable[Scored] = ()) -> WaveCounts:
    """Counts of the rows of a file from which no row can be put together again, and of these scales on some items.

    Beside the answers stands what closing keeps (ANONYMITY 2): the segment, else the arm, else nothing, and the mode.
    Categories of a trait that are smaller than the minimum are one, with those that cover them and who is in none.
    What reliability rests on is everybody's. There are no cells of segment and trait, so that nothing is weighted.
    """
    instrument = wave.frozen_instrument()
    places = kept_places(instrument.study.segments, Counter(rows.segments), wave.minimum)
    kept = _Kept(rows, places, kept_modes(Counter(rows.modes), wave.minimum))
    counts = count_responses(wave.id, instrument, kept)
    traits = {
        trait: _scores_only(pooled)
        for trait, groups in counts.traits.items()
        if (pooled := _pooled(groups, wave.minimum)).keys() - {NOT_SAID}
    }
    rescored = count_scales(wave.id, instrument, kept, wanted)
    return replace(
        counts,
        origin=Origin.FILE,
        total=_reliable(counts.total, wave.minimum),
        segments=_scores_only(counts.segments),
        rests=_scores_only(counts.rests),
        cells=(),
        rescored=tuple(_rescoring(rescoring, wave.minimum) for rescoring in rescored),
        traits=traits,
        rows_of_traits={
            trait: _pooled_rows(counts.rows_of_traits[trait], groups)
            for trait, groups in traits.items()
            if SEVERAL not in counts.traits[trait]
        },
    )


@dataclass(frozen=True)
class _Kept:
    """The rows with no more beside them than closing would have kept, made anew each time they are gone through."""

    rows: CodedRows
    places: Mapping[str | None, Place]
    modes: Mapping[str | None, str | None]

    def __iter__(self) -> Iterator[StoredResponse]:
        for row in self.rows:
            segment, arm = self.places[row.segment]
            yield row._replace(segment=segment, arm=arm, mode=self.modes[row.mode])


def _pooled(groups: _Groups, minimum: int) -> _Groups:
    """The categories that are kept, as segments are, and all others as one (STATISTICS 15.2, 15.12)."""
    numbers = {category or None: group.respondents for category, group in groups.items()}
    categories = [Segment.model_construct(id=category, label="", arm=None) for category in groups if category]
    places = kept_places(categories, numbers, minimum)
    kept = {category: group for category, group in groups.items() if category and places[category].segment}
    others = [group for category, group in groups.items() if category not in kept]
    return {**kept, NOT_SAID: merged(others)} if others else kept


def _pooled_rows(rows: Mapping[str, Mapping[str, int]], pooled: _Groups) -> Mapping[str, Mapping[str, int]]:
    """How these groups lie over the segments, as the counts of the segments say too; not who chose several."""
    found = {category: Counter[str]() for category in pooled}
    for category, numbers in rows.items():
        found[category if category in pooled else NOT_SAID].update(numbers)
    return {category: dict(sorted(numbers.items())) for category, numbers in found.items()}


def _reliable(group: GroupCounts, minimum: int) -> GroupCounts:
    scales = {
        id_: scale if scale.complete >= minimum else scale.without_reliability() for id_, scale in group.scales.items()
    }
    return replace(group, scales=scales)


def _scores_only(groups: _Groups) -> _Groups:
    """Of a part no reliability is told, and those of all parts but one would leave that one's rows."""
    return {
        name: replace(group, scales={id_: scale.without_reliability() for id_, scale in group.scales.items()})
        for name, group in groups.items()
    }


def _rescoring(rescoring: Rescoring, minimum: int) -> Rescoring:
    total = rescoring.total
    return Rescoring(
        total if total.complete >= minimum else total.without_reliability(),
        {row: scale.without_reliability() for row, scale in rescoring.rows.items()},
    )
