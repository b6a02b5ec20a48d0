"""Open answers taken from responses: texts by item, sorted by text, and nothing else of a response."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from random import Random

import pytest

from survey_app.dataset.columns import ResponseNotKnown
from survey_app.dataset.open_texts import item_texts, often_given, open_questions
from survey_app.dataset.tally import AnswerNotKnown
from survey_app.fieldwork.open_texts import GivenText, ItemTexts, ReadItem
from survey_app.fieldwork.ports import StoredResponse
from survey_app.fieldwork.wave import Wave
from survey_app.questionnaire.instrument import Instrument
from tests.small_wave import INSTRUMENT, small_wave


def wave(threshold: int = 5) -> Wave:
    raw = INSTRUMENT.model_dump(mode="json", by_alias=True)
    raw["study"]["disclosure_threshold"] = threshold
    options = [{"id": "bord", "label": "Bord"}, {"id": "anders", "label": "Anders, namelijk", "other": True}]
    raw["questionnaire"]["sections"][0]["items"].append(
        {"type": "multiple_choice", "id": "how", "text": "Hoe?", "options": options}
    )
    return replace(small_wave(), instrument=Instrument.model_validate(raw))


def responses(answers: Iterable[object]) -> list[StoredResponse]:
    return [
        StoredResponse(number.to_bytes(16, "big"), "ingen", "web", json.dumps(one))
        for number, one in enumerate(answers)
    ]


def texts_of(texts: ItemTexts) -> list[tuple[str, int]]:
    return [(given.text, given.times) for given in texts.texts]


def test_each_text_stands_once_with_how_often_it_was_given_and_sorted_by_text() -> None:
    given = ["zee", "Bos", "bos", "bos", "Éénmaal", "aarde", None, ""]
    Random(1).shuffle(given)

    why, how = item_texts(wave(), responses([{"why": text, "seen": "agree"} for text in given]))

    # By hand: without capitals first ("Bos" = "bos"), then capitals before small letters, accents after z.
    assert texts_of(why) == [("aarde", 1), ("Bos", 1), ("bos", 2), ("zee", 1), ("Éénmaal", 1)]
    assert (why.answered, how.answered) == (6, 0)


def test_blanks_and_ways_of_writing_an_accent_do_not_make_another_text() -> None:
    why, _how = item_texts(wave(), responses([{"why": text} for text in ("é", "e\u0301", " é\r\n", "é", "\n \n")] * 2))

    assert texts_of(why) == [("é", 8)]


def test_the_words_of_anders_namelijk_are_an_item_of_their_own() -> None:
    answers = {"how": ["anders"], "how.words": "op de kermis"}

    _why, how = item_texts(wave(), responses([answers] * 5))

    assert (how.item, how.question, texts_of(how)) == ("how.words", "Hoe? – Anders, namelijk", [("op de kermis", 5)])
    assert open_questions(wave().frozen_instrument().questionnaire) == {
        "why": "Waarom?",
        "how.words": "Hoe? – Anders, namelijk",
    }


def test_of_an_item_with_too_few_answers_there_is_no_text_at_all() -> None:
    why, _how = item_texts(wave(threshold=6), responses([{"why": str(number)} for number in range(5)]))

    assert (why.texts, why.may_be_read) == ((), False)


def test_the_same_text_of_another_item_or_wave_has_another_digest() -> None:
    given = responses([{"why": "goed", "how": ["anders"], "how.words": "goed"}] * 5)
    here = [item.texts[0].digest for item in item_texts(wave(), given)]
    there = [item.texts[0].digest for item in item_texts(replace(wave(), id="bewoners-2030"), given)]

    assert len({*here, *there}) == 4


def test_a_response_that_cannot_be_is_refused_and_not_told() -> None:
    for answers, refusal in (([], ResponseNotKnown), ({"why": 7}, AnswerNotKnown), ({"why": ["x"]}, AnswerNotKnown)):
        with pytest.raises(refusal) as told:
            list(item_texts(wave(), responses([answers])))
        assert "7" not in str(told.value)


def read(times: dict[str, int], shown: dict[str, str | None] | None = None, *, unread: int = 0) -> ReadItem:
    """An item with a threshold of 10 to which these texts were given so often, each read and shown as it is or so."""
    texts = tuple(GivenText(text.encode(), text, number) for text, number in times.items())
    of_texts = ItemTexts("eerder", "hoe", "Hoe?", sum(times.values()) + unread, 10, texts)
    return ReadItem(of_texts, {text.digest: (shown or {}).get(text.text, text.text) for text in texts})


@pytest.mark.parametrize(
    ("item", "told"),
    [
        # Nine is one too few; the 25 others are enough to hide among.
        (read({"nee": 12, "ja": 16, "soms": 9}), (("ja", 16),)),
        # Of 32, 30 gave one of the two: two others would stand apart, so the rarest is not told either.
        (read({"ja": 20, "nee": 10, "soms": 2}), (("ja", 20),)),
        (read({"ja": 20, "nee": 10}), (("ja", 20), ("nee", 10))),
        # What was put in the same words counts together, and what was withheld or not read for nothing.
        (read({"weg": 7, "de weg": 6, "x": 17}, {"weg": "De weg", "de weg": "De weg", "x": None}), (("De weg", 13),)),
        (read({"ja": 12}, unread=20), (("ja", 12),)),
        # All of a small group the same: no more than that it was written. Of thirty it may be told.
        (read({"ja": 29}), ()),
        (read({"ja": 30}), (("ja", 30),)),
    ],
)
def test_how_often_a_text_was_given_is_told_only_of_enough_and_among_enough(
    item: ReadItem, told: tuple[tuple[str, int], ...]
) -> None:
    assert often_given(item) == told
