"""A wave in the field while somebody breaks in every day, and again around its closing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from survey_app.fieldwork.codes import receipt_of
from survey_app.fieldwork.life import close_wave
from survey_app.fieldwork.place import Place
from survey_app.fieldwork.submission import seal_answers
from survey_app.questionnaire.answers import Answers
from survey_app.questionnaire.study import Segment
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.attack.evidence import Burglar, Row, Seizure
from tests.attack.places import places_of, told_apart, villages_of
from tests.attack.signals import Orders, first_days, numbered_by_receipt, numbered_by_text, orders_in
from tests.small_wave import INSTRUMENT, TODAY, WAVE, open_small_wave

_DAYS = 4
_KNOWN = 200
_WEIGHTS = (4, 9, 60, 30, 45, 52)
ARM_OF = {
    "ingen": "pilot",
    "maurik": "pilot",
    "lienden": "pilot",
    "eck": "mirror",
    "zoelen": "mirror",
    "asch": "mirror",
}
_TWO_HUNDRED = [village for village, number in zip(ARM_OF, _WEIGHTS, strict=True) for _ in range(number)]
SIX_VILLAGES = INSTRUMENT.model_copy(
    update={
        "study": INSTRUMENT.study.model_copy(
            update={"segments": tuple(Segment(id=one, label=one.title(), arm=arm) for one, arm in ARM_OF.items())}
        )
    }
)


@dataclass(frozen=True)
class Person:
    """Somebody who answers. The attacker knows receipt and place in the order of use, but not which text is his."""

    receipt: bytes
    text: str


@dataclass(frozen=True)
class Loot:
    """What was taken each day of the wave, between the closing transaction and scrubbing, and after closing."""

    people: list[Person]
    days: list[Seizure]
    committed: Seizure
    final: Seizure

    @property
    def alike(self) -> list[Place]:
        """By person: the place that his response must have, by what stands in the end beside codes and responses."""
        villages = villages_of(
            self.final.tables["invitations"], numbered_by_receipt([one.receipt for one in self.people])
        )
        places = places_of(self.final.tables["responses"], numbered_by_text([one.text for one in self.people]))
        found = told_apart(villages, places, ARM_OF)
        assert found == [places[number] for number in range(len(found))], "the truth is among what is possible"
        return found

    @property
    def during(self) -> tuple[Orders, Orders]:
        """Orders of people and of answers on the last day; the attacker has a bare list of all answers as well."""
        texts = [person.text for person in self.people]
        listed: Orders = {"length of answer": dict(enumerate(map(len, texts))), "alphabet": dict(enumerate(texts))}
        return self._orders_of_people(), listed

    @property
    def afterwards(self) -> tuple[Orders, Orders]:
        """Orders of people and of responses, from everything that was taken."""
        return self._orders_of_people(), self._orders_of_responses()

    @property
    def texts(self) -> list[bytes]:
        """What nobody may read while the wave is open."""
        return [person.text.encode() for person in self.people]

    def _orders_of_people(self) -> Orders:
        receipts = [person.receipt for person in self.people]
        number_of, patterns = numbered_by_receipt(receipts), {"receipt": dict(enumerate(receipts))}
        last_day = orders_in(self.days[-1], number_of, patterns)
        final = orders_in(self.final, number_of, patterns)
        return {
            "order of use": {number: number for number in range(len(receipts))},
            **{f"{name} (last day)": order for name, order in last_day.items()},
            **{f"{name} (in the end)": order for name, order in final.items()},
        }

    def _orders_of_responses(self) -> Orders:
        number_of = numbered_by_text([person.text for person in self.people])
        patterns = {"answer": dict(enumerate(self.texts)), "key": _keys(self.final.tables["responses"], number_of)}
        final = orders_in(self.final, number_of, patterns)
        committed = orders_in(self.committed, number_of, patterns)
        return {
            **first_days([*self.days, self.committed, self.final], patterns),
            **{f"{name} (before scrubbing)": order for name, order in committed.items()},
            **{f"{name} (in the end)": order for name, order in final.items()},
        }


class WatchedDatabase(Database):
    """A database in which somebody breaks in just before it is scrubbed."""

    before_scrubbing: Callable[[], None]

    def scrub(self, *, responses: bool = False) -> bool:
        self.before_scrubbing()
        return super().scrub(responses=responses)


def field_a_wave(stores: WatchedDatabase, keys: KeyDirectory, burglar: Burglar, number: int, random: Random) -> Loot:
    """Everybody begins with a draft and sends, in an order that has nothing to do with the letters; then it closes.

    They come from six villages, of which two are too small to be kept when they are two hundred, and all when ten.
    """
    villages = random.choices(list(ARM_OF), weights=_WEIGHTS, k=number) if number < _KNOWN else _TWO_HUNDRED
    codes = open_small_wave(stores, keys, codes=number, villages=villages, instrument=SIX_VILLAGES)
    receipts = [receipt_of(keys.pepper(), WAVE, code) for code in random.sample(codes, number)]
    people = [Person(receipt, a_text(random)) for receipt in receipts]
    ends_of_days = {number * day // _DAYS for day in range(1, _DAYS + 1)}
    days = []
    for place, person in enumerate(people, 1):
        _answer(stores, person, random)
        if place in ends_of_days:
            days.append(burglar.seize())
    committed: list[Seizure] = []
    stores.before_scrubbing = lambda: committed.append(burglar.seize())
    close_wave(stores, keys, WAVE, TODAY, "an")
    return Loot(people, days, committed[0], burglar.seize())


def a_text(random: Random) -> str:
    """A text that is nobody else's, of a length of its own."""
    return f"merk{random.getrandbits(64):016x}" + "z" * random.randrange(300)


def _answer(stores: Database, person: Person, random: Random) -> None:
    """What stands in for a draft are random bytes, as encrypted ones are."""
    answers: Answers = {"seen": "agree", "heard": None, "why": person.text}
    with stores.reading() as store:
        wave = store.waves.get(WAVE)
    with stores.writing() as store:
        store.drafts.put(WAVE, person.receipt, random.randbytes(4096))
    stores.drop(seal_answers(wave, person.receipt, answers))


def _keys(rows: list[Row], number_of: Callable[[Row], int | None]) -> dict[int, bytes]:
    return {number: bytes(row["key"]) for row in rows if (number := number_of(row)) is not None}  # type: ignore[call-overload]  # a column of bytes
