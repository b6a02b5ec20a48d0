"""Open answers are read before anybody sees them: the rules, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from survey_app.dataset.open_texts import OpenAnswers, open_answers, read_items
from survey_app.fieldwork.life import NotClosed
from survey_app.fieldwork.open_texts import Choice, GivenText, ItemTexts, ReadItem
from survey_app.fieldwork.ports import ReadText
from survey_app.fieldwork.reading_texts import (
    Decision,
    DecisionsRefused,
    TooFewAnswers,
    Wrong,
    faults_in,
    keep_decisions,
    undo_decisions,
)
from survey_app.fieldwork.wave import Origin, WaveState
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.small_wave import WAVE, open_small_wave
from tests.written_texts import ACT, close_wave_with_texts, digest, why

MANY = [f"tekst {number:02}" for number in range(32)]
FEW = [f"ik vind dat bankje nummer {number}" for number in range(12)]


def decide(stores: Database, item: ReadItem, *decisions: Decision, replace: bool = False) -> None:
    keep_decisions(stores, WAVE, [(item.texts, decisions)], ACT, replace=replace)


def acts(stores: Database) -> list[tuple[str, str]]:
    with stores.reading() as store:
        return [(entry.act, entry.subject) for entry in store.audit.latest(20) if entry.administrator == ACT.who]


def shown(stores: Database) -> OpenAnswers:
    with stores.reading() as store:
        (answers,) = open_answers(store, store.waves.get(WAVE))
    return answers


def test_nothing_is_shown_before_it_was_read(stores: Database, keys: KeyDirectory) -> None:
    close_wave_with_texts(stores, keys, MANY)

    answers = shown(stores)

    assert (answers.texts, answers.n, answers.unread, answers.withheld) == ((), 32, 32, 0)
    assert (answers.item_id, answers.question, answers.wave.id) == ("why", "Waarom?", WAVE)


def test_what_was_decided_is_shown_by_text_and_the_log_has_numbers_only(stores: Database, keys: KeyDirectory) -> None:
    close_wave_with_texts(stores, keys, MANY)
    item = why(stores)

    decide(
        stores,
        item,
        Decision(digest(item, "tekst 05"), Choice.AS_IS),
        Decision(digest(item, "tekst 03"), Choice.AS_IS),
        Decision(digest(item, "tekst 07"), Choice.PARAPHRASED, "een andere tekst"),
        Decision(digest(item, "tekst 09"), Choice.WITHHELD),
    )

    answers = shown(stores)
    assert answers.texts == ("een andere tekst", "tekst 03", "tekst 05")
    assert (answers.unread, answers.withheld) == (28, 1)
    assert acts(stores) == [
        ("1 texts withheld", f"{WAVE}, why"),
        ("1 texts paraphrased", f"{WAVE}, why"),
        ("2 texts cleared", f"{WAVE}, why"),
    ]


def test_two_texts_in_the_same_words_are_shown_once(stores: Database, keys: KeyDirectory) -> None:
    close_wave_with_texts(stores, keys, MANY)
    item = why(stores)

    decide(stores, item, *(Decision(given.digest, Choice.PARAPHRASED, "hetzelfde") for given in item.texts.texts))

    assert (shown(stores).texts, shown(stores).unread) == (("hetzelfde",), 0)


def test_below_thirty_nobody_is_quoted(stores: Database, keys: KeyDirectory) -> None:
    close_wave_with_texts(stores, keys, FEW)
    item = why(stores)
    one, other = item.texts.texts[:2]
    quotations = (
        Decision(one.digest, Choice.AS_IS),
        Decision(one.digest, Choice.PARAPHRASED, one.text),
        Decision(one.digest, Choice.PARAPHRASED, one.text.upper() + "!"),
        Decision(one.digest, Choice.PARAPHRASED, other.text),
        Decision(one.digest, Choice.PARAPHRASED, f"Iemand zei: “{one.text}”."),
    )

    for decision in quotations:
        with pytest.raises(DecisionsRefused) as refused:
            decide(stores, item, decision)
        assert refused.value.faults == {("why", one.digest): Wrong.MAY_NOT_BE_QUOTED}
    decide(stores, item, Decision(one.digest, Choice.PARAPHRASED, "Iemand wil een bankje."))
    decide(stores, item, Decision(other.digest, Choice.WITHHELD))

    assert shown(stores).texts == ("Iemand wil een bankje.",)


@pytest.mark.parametrize(("answered", "quoted"), [(29, False), (30, True)])
def test_thirty_is_the_number_of_people_who_wrote_something(answered: int, quoted: bool) -> None:
    # STATISTICS 15: never quoted for groups below 30 without paraphrase.
    texts = ItemTexts(WAVE, "why", "Waarom?", answered, 10, (GivenText(b"a", "tekst", answered),))

    assert (faults_in(texts, [Decision(b"a", Choice.AS_IS)]) == {}) is quoted


def test_an_item_below_the_threshold_has_nothing_to_read_or_show(stores: Database, keys: KeyDirectory) -> None:
    close_wave_with_texts(stores, keys, [*FEW[:9], None, None, None])
    item = why(stores)

    assert item.texts.texts == ()
    with pytest.raises(TooFewAnswers):
        decide(stores, item, Decision(b"a", Choice.WITHHELD))
    with stores.reading() as store:
        assert open_answers(store, store.waves.get(WAVE)) == ()


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("", Wrong.NO_WORDS),
        (" \n", Wrong.NO_WORDS),
        ("x" * 2001, Wrong.TOO_LONG),
        ("bel\x07", Wrong.CHARACTER),
        ("e\u0301e\u0301n", Wrong.CHARACTER),
        ("\ud800", Wrong.CHARACTER),
    ],
)
def test_a_paraphrase_is_one_to_two_thousand_characters_that_can_be_seen(words: str, wrong: Wrong) -> None:
    texts = ItemTexts(WAVE, "why", "Waarom?", 40, 10, (GivenText(b"a", "tekst", 40),))

    assert faults_in(texts, [Decision(b"a", Choice.PARAPHRASED, words)]) == {b"a": wrong}
    assert faults_in(texts, [Decision(b"a", Choice.PARAPHRASED, "x" * 2000)]) == {}


def test_one_wrong_decision_keeps_none_and_all_are_told(stores: Database, keys: KeyDirectory) -> None:
    close_wave_with_texts(stores, keys, MANY)
    item = why(stores)
    elsewhere = b"\0" * 32

    with pytest.raises(DecisionsRefused) as refused:
        decide(
            stores,
            item,
            Decision(digest(item, "tekst 03"), Choice.AS_IS),
            Decision(digest(item, "tekst 04"), Choice.PARAPHRASED, ""),
            Decision(elsewhere, Choice.WITHHELD),
        )

    assert refused.value.faults == {
        ("why", digest(item, "tekst 04")): Wrong.NO_WORDS,
        ("why", elsewhere): Wrong.UNKNOWN_TEXT,
    }
    assert "tekst" not in str(refused.value)
    assert (why(stores).shown, acts(stores)) == ({}, [])


def test_what_a_colleague_decided_is_not_overwritten_but_may_be_repeated_or_replaced(
    stores: Database, keys: KeyDirectory
) -> None:
    close_wave_with_texts(stores, keys, MANY)
    item = why(stores)
    one = digest(item, "tekst 03")
    decide(stores, item, Decision(one, Choice.WITHHELD))

    decide(stores, item, Decision(one, Choice.WITHHELD))
    with pytest.raises(DecisionsRefused) as refused:
        decide(stores, item, Decision(one, Choice.AS_IS))
    assert (refused.value.faults, len(acts(stores))) == ({("why", one): Wrong.ALREADY_READ}, 1)

    decide(stores, item, Decision(one, Choice.AS_IS), replace=True)
    assert shown(stores).texts == ("tekst 03",)


def test_a_decision_can_be_undone(stores: Database, keys: KeyDirectory) -> None:
    close_wave_with_texts(stores, keys, MANY)
    item = why(stores)
    one = digest(item, "tekst 03")
    decide(stores, item, Decision(one, Choice.AS_IS))

    assert undo_decisions(stores, item.texts, [one, b"unknown"], ACT) == 1
    assert undo_decisions(stores, item.texts, [one], ACT) == 0

    assert (shown(stores).texts, len(why(stores).unread)) == ((), 32)
    assert acts(stores)[0] == ("1 texts unread again", f"{WAVE}, why")
    assert len(acts(stores)) == 2


def test_a_row_that_belongs_to_no_text_shows_nothing(stores: Database, keys: KeyDirectory) -> None:
    close_wave_with_texts(stores, keys, MANY)
    with stores.writing() as store:
        store.texts.put(WAVE, [ReadText("why", b"\0" * 32, "van elders"), ReadText("seen", b"\1" * 32, "agree")])

    assert (shown(stores).texts, shown(stores).withheld) == ((), 0)


def test_the_texts_of_another_wave_are_its_own(stores: Database, keys: KeyDirectory) -> None:
    close_wave_with_texts(stores, keys, MANY)
    close_wave_with_texts(stores, keys, MANY, "bewoners-2030")
    item = why(stores)

    decide(stores, item, Decision(digest(item, "tekst 03"), Choice.AS_IS))

    assert why(stores, "bewoners-2030").shown == {}


def test_an_open_wave_has_nothing_to_read_and_a_withheld_or_printed_one_has_no_texts(
    stores: Database, keys: KeyDirectory
) -> None:
    open_small_wave(stores, keys)

    with stores.reading() as store:
        wave = store.waves.get(WAVE)
        with pytest.raises(NotClosed):
            read_items(store, wave)
        closed = replace(wave, state=WaveState.CLOSED)
        assert open_answers(store, replace(closed, withheld=True)) == ()
        assert open_answers(store, replace(closed, origin=Origin.PRINTED)) == ()


def test_the_words_of_an_item_with_the_longest_id_have_room(stores: Database) -> None:
    # An id has at most 60 characters (questionnaire/parts.py), and ".words" is 6 more.
    longest = "a" * 60 + ".words"
    with stores.writing() as store:
        store.texts.put("w" * 60, [ReadText(longest, b"\0" * 32, None)])

    with stores.reading() as store:
        assert [one.item for one in store.texts.read("w" * 60)] == [longest]
