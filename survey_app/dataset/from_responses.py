"""Counts of a closed wave, made from its responses in one pass that never holds more than a page of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

import orjson

from survey_app.dataset.counts import GroupCounts, WaveCounts
from survey_app.dataset.tally import Tally, item_counts, tally_item
from survey_app.fieldwork.ports import StoredResponse
from survey_app.fieldwork.wave import Origin
from survey_app.questionnaire.answers import words_key
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.model import Questionnaire

_AT_ONCE = 1000
"""Responses per page: so few that their answers stay in the processor's cache; 5000 take half as long again."""

Columns = Mapping[str, Sequence[object]]
"""By item id: what each of a number of responses answered to it. They all answered the same items."""


class ResponseNotKnown(Exception):
    """A response that cannot be of this wave; does not say what it holds."""

    def __init__(self, wave_id: str, wrong: str) -> None:
        super().__init__(f"wave {wave_id}: a response {wrong}; nothing was counted. Was it changed by hand?")


@dataclass
class _Group:
    """Everybody of one segment, counted so far."""

    respondents: int = 0
    tallies: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, questionnaire: Questionnaire, number: int, columns: Columns) -> None:
        """Count this number of them too."""
        self.respondents += number
        for item in questionnaire.items.values():
            tally_item(item, number, columns.get(item.id), self.tallies[item.id])

    def merge(self, other: _Group) -> None:
        """Count everybody of the other group here too."""
        self.respondents += other.respondents
        for item_id, tally in other.tallies.items():
            self.tallies[item_id].update(tally)

    def counts(self, questionnaire: Questionnaire) -> GroupCounts:
        """What was counted, in the order of the questionnaire."""
        items = questionnaire.items.values()
        return GroupCounts(
            self.respondents, {item.id: item_counts(item, questionnaire, self.tallies[item.id]) for item in items}
        )


def count_responses(wave_id: str, instrument: Instrument, responses: Iterable[StoredResponse]) -> WaveCounts:
    """Counts of everybody, and of each segment that responded, in the order of the study.

    Raises ResponseNotKnown or AnswerNotKnown when a response holds what the wave did not ask; nothing is skipped.
    """
    questionnaire = instrument.questionnaire
    groups: defaultdict[str | None, _Group] = defaultdict(_Group)
    for page in _pages(responses):
        for segment, number, columns in _alike(wave_id, instrument, page):
            groups[segment].add(questionnaire, number, columns)
    everybody = _Group()
    for group in groups.values():
        everybody.merge(group)
    segments = [segment.id for segment in instrument.study.segments if segment.id in groups]
    return WaveCounts(
        wave=wave_id,
        origin=Origin.RESPONSES,
        total=everybody.counts(questionnaire),
        segments={segment: groups[segment].counts(questionnaire) for segment in segments},
    )


def _pages(responses: Iterable[StoredResponse]) -> Iterator[list[StoredResponse]]:
    remaining = iter(responses)
    while page := list(islice(remaining, _AT_ONCE)):
        yield page


def _alike(
    wave_id: str, instrument: Instrument, page: Iterable[StoredResponse]
) -> Iterator[tuple[str | None, int, Columns]]:
    """The page in columns, apart for each segment and each route: every response of a route answers the same items."""
    allowed = {None, *(segment.id for segment in instrument.study.segments)}
    known = {key for item_id in instrument.questionnaire.items for key in (item_id, words_key(item_id))}
    found: defaultdict[tuple[str | None, tuple[str, ...]], list[Iterable[object]]] = defaultdict(list)
    for response in page:
        answers = _answers(wave_id, response)
        found[response.segment, tuple(answers)].append(answers.values())
    for (segment, answered), rows in found.items():
        if segment not in allowed:
            raise ResponseNotKnown(wave_id, "is of a segment that the study does not have")
        if not known.issuperset(answered):
            raise ResponseNotKnown(wave_id, "answers an item that the questionnaire does not have")
        yield segment, len(rows), dict(zip(answered, zip(*rows, strict=True), strict=True))


def _answers(wave_id: str, response: StoredResponse) -> Mapping[str, object]:
    try:
        answers = orjson.loads(response.answers)
    except orjson.JSONDecodeError as error:
        raise ResponseNotKnown(wave_id, "is not JSON") from error
    if not isinstance(answers, dict):
        raise ResponseNotKnown(wave_id, "is not answers by item")
    return answers
