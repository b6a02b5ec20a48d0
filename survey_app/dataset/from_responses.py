"""Counts of a closed wave, made from its responses in one pass that never holds more than a page of them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from survey_app.dataset.columns import Columns, ResponseNotKnown, in_columns, in_pages
from survey_app.dataset.counts import (
    NO_ROW,
    NOT_ASKED,
    NOT_SAID,
    SEVERAL,
    CellCounts,
    GroupCounts,
    Rescoring,
    Scored,
    WaveCounts,
    places_of,
    row_of,
)
from survey_app.dataset.merging import merged, merged_scales
from survey_app.dataset.scale_tally import ScaleTally, coded, coding_of, scoring_of
from survey_app.dataset.tally import Tally, item_counts, tally_item
from survey_app.fieldwork.mode import Mode
from survey_app.fieldwork.place import Place
from survey_app.fieldwork.ports import StoredResponse
from survey_app.fieldwork.wave import Origin
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.model import LikertStatement, Questionnaire, SingleChoice, options_of

_Parts = Mapping[tuple[Place, str | None], GroupCounts]
"""Everybody, by place and answer to the weighting trait; nobody stands in two of them."""


_AT_ONCE = 500
"""Respondents who wait, as one byte per answer, to be counted: a page has only a few of a small group, and what counts
a few takes as long as what counts hundreds."""


class _Group:
    """Everybody of one place with one answer to the weighting trait, counted so far; statements of the latest wait."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self._respondents = 0
        self._tallies: dict[str, Tally] = {item_id: Counter() for item_id in questionnaire.items}
        items = questionnaire.items.values()
        self._others = [item for item in items if not isinstance(item, LikertStatement)]
        self._codings = [coding_of(item, questionnaire) for item in items if isinstance(item, LikertStatement)]
        self._scales = [ScaleTally(scoring_of(questionnaire, scale)) for scale in questionnaire.scales]
        self._wait_for_next()

    def add(self, number: int, columns: Columns) -> None:
        """Count this number of them too; raises AnswerNotKnown."""
        self._respondents += number
        for item in self._others:
            tally_item(item, number, columns.get(item.id), self._tallies[item.id])
        for item_id, codes in coded(self._codings, number, columns).items():
            self._waiting[item_id] += codes
        self._number_waiting += number
        if self._number_waiting >= _AT_ONCE:
            self._count_waiting()

    def counts(self) -> GroupCounts:
        """What was counted, in the order of the questionnaire."""
        self._count_waiting()
        questionnaire, tallies = self._questionnaire, self._tallies
        return GroupCounts(
            respondents=self._respondents,
            items={
                item.id: item_counts(item, questionnaire, tallies[item.id]) for item in questionnaire.items.values()
            },
            scales={scale.scoring.scale: scale.counts() for scale in self._scales},
        )

    def _count_waiting(self) -> None:
        if self._number_waiting == 0:
            return
        for coding in self._codings:
            tally, codes = self._tallies[coding.item], self._waiting[coding.item]
            for code, answer in enumerate(coding.answers):
                tally[answer] += codes.count(code)
        for scale in self._scales:
            scale.add(self._waiting)
        self._wait_for_next()

    def _wait_for_next(self) -> None:
        self._waiting = {coding.item: bytearray() for coding in self._codings}
        self._number_waiting = 0


def count_responses(wave_id: str, instrument: Instrument, responses: Iterable[StoredResponse]) -> WaveCounts:
    """Counts of everybody, of each segment that is kept, and of the rest of each arm, in the order of the study.

    In cells too, when the study has margins and the questionnaire asks their item. Raises ResponseNotKnown or
    AnswerNotKnown when a response holds what the wave did not ask; nothing is skipped.
    """
    trait, places, by_trait = _trait_of(instrument), places_of(instrument.study), _ByTrait(wave_id, instrument)
    groups: defaultdict[tuple[Place, str | None], _Group] = defaultdict(partial(_Group, instrument.questionnaire))
    came: Counter[tuple[str | None, str | None, str | None]] = Counter()
    for page in in_pages(responses):
        came.update((response.segment, response.arm, response.mode) for response in page)
        by_trait.add(page)
        for alike in in_columns(wave_id, instrument, page, trait.id if trait else None):
            groups[alike.place, alike.category].add(alike.number, alike.columns)
    parts = {key: group.counts() for key, group in groups.items()}
    of_place: defaultdict[Place, list[GroupCounts]] = defaultdict(list)
    for (place, _), part in parts.items():
        of_place[place].append(part)
    modes: defaultdict[str | None, Counter[str | None]] = defaultdict(Counter)
    for (segment, arm, mode), number in came.items():
        modes[row_of(Place(segment, arm))][mode] += number
    return WaveCounts(
        wave=wave_id,
        origin=Origin.RESPONSES,
        total=merged([_Group(instrument.questionnaire).counts(), *parts.values()]),
        segments={place.segment: merged(of_place[place]) for place in places if place.segment and place in of_place},
        rests={place.arm: merged(of_place[place]) for place in places if place.arm and place in of_place},
        modes=_known_modes(wave_id, sum(modes.values(), Counter())),
        modes_of={row: known for row, of_row in modes.items() if row and (known := _known_modes(wave_id, of_row))},
        cells=tuple(_cells(instrument, trait, parts)) if trait else (),
        traits=by_trait.counts(),
        rows_of_traits=by_trait.rows,
    )


def also_by_trait(
    counts: WaveCounts, instrument: Instrument, responses: Callable[[], Iterable[StoredResponse]]
) -> WaveCounts:
    """The counts with those of every trait; responses are read only where those were kept without (decision 0230).

    Of a wave that is known from counts only there are none to read.
    """
    traits = {trait.id for trait in instrument.breakdowns}
    if counts.origin is not Origin.RESPONSES or traits <= counts.traits.keys() & counts.rows_of_traits.keys():
        return counts
    by_trait = _ByTrait(counts.wave, instrument)
    for page in in_pages(responses()):
        by_trait.add(page)
    return replace(counts, traits=by_trait.counts(), rows_of_traits=by_trait.rows)


class _ByTrait:
    """Everybody by the category of each trait, counted so far; who chose more than one option is of none of those."""

    def __init__(self, wave_id: str, instrument: Instrument) -> None:
        self._wave_id, self._instrument = wave_id, instrument
        self._groups = {
            trait.id: defaultdict[str, _Group](partial(_Group, instrument.questionnaire))
            for trait in instrument.breakdowns
        }
        self._rows = {trait: defaultdict[str, Counter[str]](Counter) for trait in self._groups}

    @property
    def rows(self) -> Mapping[str, Mapping[str, Mapping[str, int]]]:
        """By trait and category, how many are in each row of the margin of segments."""
        return {
            trait: {category: dict(sorted(rows.items())) for category, rows in sorted(of.items())}
            for trait, of in self._rows.items()
        }

    def add(self, page: list[StoredResponse]) -> None:
        """Count these too; raises as `count_responses` does."""
        for trait, groups in self._groups.items():
            for alike in in_columns(self._wave_id, self._instrument, page, trait):
                category = (alike.category or NOT_SAID) if trait in alike.columns else NOT_ASKED
                groups[category].add(alike.number, alike.columns)
                self._rows[trait][category][row_of(alike.place) or NO_ROW] += alike.number

    def counts(self) -> Mapping[str, Mapping[str, GroupCounts]]:
        """In the order of the options; who is of none of them is last."""
        items = self._instrument.questionnaire.items
        return {
            trait: {
                category: groups[category].counts()
                for category in (*(option.id for option in options_of(items[trait])), SEVERAL, NOT_ASKED, NOT_SAID)
                if category in groups
            }
            for trait, groups in self._groups.items()
        }


def also_scored(
    counts: WaveCounts,
    instrument: Instrument,
    wanted: Iterable[Scored],
    responses: Callable[[], Iterable[StoredResponse]],
) -> WaveCounts:
    """The counts with these rescorings too; only for those that are not there yet the responses are read.

    Who has no persons (a printed table, a withheld wave) has no scales to score anew; of a file those that are kept.
    """
    if counts.origin is Origin.FILE:
        return counts
    kept = {rescoring.scored for rescoring in counts.rescored}
    missing = [scored for scored in dict.fromkeys(wanted) if scored[0] in counts.total.scales and scored not in kept]
    if not missing:
        return counts
    rescorings = count_scales(counts.wave, instrument, responses(), missing)
    return replace(counts, rescored=(*counts.rescored, *rescorings))


def count_scales(
    wave_id: str, instrument: Instrument, responses: Iterable[StoredResponse], wanted: Iterable[Scored]
) -> tuple[Rescoring, ...]:
    """Scales, scored on some of their items (those that waves have in common), in one pass.

    Raises as `count_responses` does, and ValueError or KeyError for items or a scale that are not in the questionnaire.
    """
    scales = {scale.id: scale for scale in instrument.questionnaire.scales}
    scorings = [scoring_of(instrument.questionnaire, scales[scale], items) for scale, items in wanted]
    tallies = [defaultdict[str | None, ScaleTally](partial(ScaleTally, scoring)) for scoring in scorings]
    for page in in_pages(responses):
        for alike in in_columns(wave_id, instrument, page):
            for scoring, rows in zip(scorings, tallies, strict=True):
                rows[row_of(alike.place)].add(coded(scoring.codings, alike.number, alike.columns))
    rescorings = []
    for scoring, rows in zip(scorings, tallies, strict=True):
        counted = {row: tally.counts() for row, tally in rows.items()}
        total = merged_scales([ScaleTally(scoring).counts(), *counted.values()])
        rescorings.append(Rescoring(total, {row: scale for row, scale in counted.items() if row is not None}))
    return tuple(rescorings)


def _trait_of(instrument: Instrument) -> SingleChoice | None:
    """The item that the study weights on, if it has margins and the questionnaire asks it."""
    margins = instrument.study.margins
    item = instrument.questionnaire.items.get(margins.item) if margins else None
    return item if isinstance(item, SingleChoice) else None


def _cells(instrument: Instrument, trait: SingleChoice, parts: _Parts) -> Iterator[CellCounts]:
    """In the order of the study and of the options; the rests of arms, nobody's segment and nobody's answer last."""
    for place in places_of(instrument.study):
        for category in (*(option.id for option in trait.options), None):
            if (place, category) in parts:
                yield CellCounts(place.segment, category, parts[place, category], place.arm)


def _known_modes(wave_id: str, modes: Counter[str | None]) -> Mapping[str, int]:
    """How many responded in each mode, but for those of whom that was not kept."""
    if not modes.keys() <= {None, *Mode}:
        raise ResponseNotKnown(wave_id, "was given in a mode that does not exist")
    return {mode.value: modes[mode] for mode in Mode if modes[mode]}
