"""Stored responses as columns: pages of responses in, what those that are alike answered to each item out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import orjson

from survey_app.dataset.counts import SEVERAL, places_of
from survey_app.dataset.tally import AnswerNotKnown
from survey_app.fieldwork.place import Place
from survey_app.fieldwork.ports import StoredResponse
from survey_app.questionnaire.answers import words_key
from survey_app.questionnaire.instrument import Instrument
from survey_app.refusal import Refusal

_AT_ONCE = 1000
"""Responses per page: so few that their answers stay in the processor's cache; 5000 take half as long again."""

Columns = Mapping[str, Sequence[object]]
"""By item id: what each of a number of responses answered to it. They all answered the same items."""


class ResponseNotKnown(Refusal, says="wave {}: a response {}; nothing was counted. Was it changed by hand?"):
    """A response that cannot be of this wave; does not say what it holds."""


@dataclass(frozen=True)
class Alike:
    """A number of responses of one place that answered the same items, and gave one answer to the trait if any."""

    place: Place
    category: str | None
    number: int
    columns: Columns


def in_pages(responses: Iterable[StoredResponse]) -> Iterator[list[StoredResponse]]:
    """All responses in their order, so many at once as can be dealt with well."""
    remaining = iter(responses)
    while page := list(islice(remaining, _AT_ONCE)):
        yield page


def answers_in(wave_id: str, response: StoredResponse) -> Mapping[str, object]:
    """What one response holds, by item; raises ResponseNotKnown."""
    try:
        answers = orjson.loads(response.answers)
    except orjson.JSONDecodeError as error:
        raise ResponseNotKnown(wave_id, "is not JSON") from error
    if not isinstance(answers, dict):
        raise ResponseNotKnown(wave_id, "is not answers by item")
    return answers


def in_columns(
    wave_id: str, instrument: Instrument, page: Iterable[StoredResponse], trait: str | None = None
) -> Iterator[Alike]:
    """The page, apart for each place, answer to the trait and route; `trait` is the id of a choice.

    Raises ResponseNotKnown, or AnswerNotKnown when the answer to the trait is none of a choice. No other answer is
    looked at.
    """
    allowed = places_of(instrument.study)
    known = {key for item_id in instrument.questionnaire.items for key in (item_id, words_key(item_id))}
    alike: defaultdict[tuple[Place, str | None, tuple[str, ...]], list[Iterable[object]]] = defaultdict(list)
    for response in page:
        answers = answers_in(wave_id, response)
        category = None if trait is None else _category(trait, answers.get(trait))
        alike[Place(response.segment, response.arm), category, tuple(answers)].append(answers.values())
    for (place, category, answered), rows in alike.items():
        if place not in allowed:
            raise ResponseNotKnown(wave_id, "is of a segment that the study does not have")
        if not known.issuperset(answered):
            raise ResponseNotKnown(wave_id, "answers an item that the questionnaire does not have")
        yield Alike(place, category, len(rows), dict(zip(answered, zip(*rows, strict=True), strict=True)))


def _category(trait: str, answer: object) -> str | None:
    """The option that was chosen; SEVERAL where it is not the only one."""
    chosen = answer if isinstance(answer, list) else [answer]
    category = SEVERAL if len(chosen) > 1 else next(iter(chosen), None)
    if category is not None and not isinstance(category, str):
        raise AnswerNotKnown(trait)
    return category
