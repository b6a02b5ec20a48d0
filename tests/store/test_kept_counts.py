"""Counts in the database: made once, printed ones kept with their wave, both or neither."""

import json
from collections.abc import Iterable
from dataclasses import replace

import pytest

from survey_app.comparison.counting import count_closed_waves
from survey_app.comparison.fielded import fielded_wave
from survey_app.dataset.counts import NOT_ASKED, NOT_SAID
from survey_app.dataset.kept import counts_to_json, keep_counted_wave
from survey_app.dataset.tally import AnswerNotKnown
from survey_app.fieldwork.life import NotClosed
from survey_app.fieldwork.ports import NoSuchWave, StoredResponse, WaveExists
from survey_app.fieldwork.wave import BadWave, Origin
from survey_app.keyroom import errands
from survey_app.questionnaire.instrument import Instrument
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.counted_waves import staff_wave
from tests.small_wave import INSTRUMENT, TODAY, WAVE, open_small_wave, send


def keep_staff_wave(stores: Database, year: int = 2019) -> None:
    printed = staff_wave(year)
    keep_counted_wave(stores, printed.wave, printed.counts, "an")


def closed_small_wave(stores: Database, keys: KeyDirectory, sent: int = 12) -> None:
    codes = open_small_wave(stores, keys)
    for code in codes[:sent]:
        send(stores, keys, code)
    errands.close(stores, keys, WAVE, TODAY, "an", (), second=None)


def add_responses(stores: Database, answers: Iterable[dict[str, object]]) -> None:
    with stores.writing() as store:
        store.responses.write(
            WAVE,
            [StoredResponse(b"\xff" * 15 + bytes([i]), None, None, json.dumps(one)) for i, one in enumerate(answers)],
        )


def test_a_printed_wave_is_kept_with_its_counts_and_its_instrument(stores: Database) -> None:
    keep_staff_wave(stores)

    with stores.reading() as store:
        kept, act = fielded_wave(store, "medewerkers-2019"), store.audit.latest(1)[0]

    expected = staff_wave(2019)
    assert (kept.counts, kept.instrument, kept.approached) == (expected.counts, expected.instrument, None)
    assert (kept.wave.origin, kept.wave.responses) == (Origin.PRINTED, 51)
    assert (act.administrator, act.act, act.subject) == ("an", "printed counts imported", "medewerkers-2019")


def test_a_printed_wave_is_taken_in_once(stores: Database) -> None:
    keep_staff_wave(stores)

    with pytest.raises(WaveExists):
        keep_staff_wave(stores)

    with stores.reading() as store:
        assert len(store.waves.all()) == 1
        assert store.counts.find("medewerkers-2019") == counts_to_json(staff_wave(2019).counts)
        assert len(store.audit.latest(10)) == 1


def test_a_wave_with_responses_cannot_be_kept_as_a_printed_one(stores: Database, keys: KeyDirectory) -> None:
    open_small_wave(stores, keys)

    with stores.reading() as store:
        wave = store.waves.get(WAVE)
    with pytest.raises(BadWave):
        keep_counted_wave(stores, wave, staff_wave(2019).counts, "an")


def test_a_closed_wave_is_counted_by_its_closing_and_then_never_again(stores: Database, keys: KeyDirectory) -> None:
    closed_small_wave(stores, keys)

    with stores.reading() as store:
        first = fielded_wave(store, WAVE)
    add_responses(stores, [{"seen": "agree"}])
    count_closed_waves(stores)
    with stores.reading() as store:
        again = fielded_wave(store, WAVE)

    assert again == first
    assert first.counts.total.respondents == 12
    assert first.counts.total.items["seen"].answers["agree"] == 12
    assert first.counts.total.items["heard"].not_applicable == 12
    assert first.counts.segments == {}  # six in each village
    assert (first.invited, first.responded, first.approached) == (
        {"ingen": 6, "maurik": 6},
        {"ingen": None, "maurik": None},
        12,
    )


def test_a_withheld_wave_has_a_number_and_no_counts(stores: Database, keys: KeyDirectory) -> None:
    closed_small_wave(stores, keys, sent=4)

    with stores.reading() as store:
        withheld = fielded_wave(store, WAVE)

    assert (withheld.counts.total.respondents, withheld.counts.total.items) == (4, {})


def test_an_open_wave_has_no_counts(stores: Database, keys: KeyDirectory) -> None:
    open_small_wave(stores, keys)

    with stores.reading() as store, pytest.raises(NotClosed):
        fielded_wave(store, WAVE)


def test_responses_that_were_changed_by_hand_are_not_counted(stores: Database, keys: KeyDirectory) -> None:
    closed_small_wave(stores, keys)
    add_responses(stores, [{"seen": "maybe"}])
    with stores.writing() as store:
        store.counts.forget(WAVE)

    with pytest.raises(AnswerNotKnown), stores.reading() as store:
        fielded_wave(store, WAVE)

    assert isinstance(count_closed_waves(stores)[WAVE], AnswerNotKnown)
    with stores.reading() as store:
        assert store.counts.find(WAVE) is None


def test_there_is_no_such_wave(stores: Database) -> None:
    with stores.reading() as store, pytest.raises(NoSuchWave):
        fielded_wave(store, INSTRUMENT.study.study)


def test_a_wave_that_was_counted_before_traits_were_is_counted_by_trait_when_read_and_at_the_next_start(
    stores: Database, keys: KeyDirectory
) -> None:
    closed_small_wave(stores, keys)
    with_a_trait(stores)
    with stores.reading() as store:
        kept = store.counts.find(WAVE)
    assert kept is not None
    before = {name: value for name, value in json.loads(kept).items() if name not in ("traits", "rows_of_traits")}
    with stores.writing() as store:
        store.counts.put(WAVE, json.dumps(before))

    with stores.reading() as store:
        read = fielded_wave(store, WAVE).counts
        assert store.counts.find(WAVE) == json.dumps(before), "who looks keeps nothing"
    assert count_closed_waves(stores) == {}
    with stores.reading() as store:
        assert store.counts.find(WAVE) == counts_to_json(read)
    respondents = {category: group.respondents for category, group in read.traits["age"].items()}
    assert respondents == {"young": 2, NOT_ASKED: 12, NOT_SAID: 1}
    assert read.rows_of_traits["age"].keys() == respondents.keys()


def with_a_trait(stores: Database) -> None:
    """Have the small wave asked an age as well; of those who answered before nobody said it."""
    with stores.writing() as store:
        wave = store.waves.get(WAVE)
        asked = wave.frozen_instrument().model_dump(mode="json", by_alias=True)
        options = [{"id": "young", "label": "Jong"}, {"id": "old", "label": "Oud"}]
        age = {"id": "age", "type": "single_choice", "text": "Leeftijd?", "options": options, "background": True}
        asked["questionnaire"]["sections"][0]["items"].append(age)
        asked["study"]["broken_down_by"] = ["age"]
        fitted = Instrument.model_validate(asked)
        store.waves.save(replace(wave, instrument=fitted, fingerprint=fitted.fingerprint()))
    young: dict[str, object] = {"seen": "agree", "age": "young"}
    add_responses(stores, [young, young, {"seen": "agree", "age": None}])
    with stores.writing() as store:
        store.counts.forget(WAVE)
    count_closed_waves(stores)
