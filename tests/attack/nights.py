"""A wave in six villages whose key is on paper: people answer in their browsers, and every night an image is taken.

The questionnaire has a contact desk, so that its envelopes and what is kept of them are signals too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from flask import Flask

from survey_app.fieldwork.codes import receipt_of, show_code
from survey_app.fieldwork.inviting import invite
from survey_app.fieldwork.life import add_wave, close_wave, make_sheets, open_wave
from survey_app.fieldwork.sheets import Words
from survey_app.fieldwork.wave import Custody
from survey_app.store.keys import KeyDirectory
from tests.attack.evidence import Row, Seizure
from tests.attack.fielding import ARM_OF, SIX_VILLAGES, Loot, Person, WatchedDatabase, a_text
from tests.attack.machine import MachineBurglar
from tests.attack.signals import Orders, first_days, numbered_by_receipt, numbered_by_text, orders_in
from tests.contact_wave import with_desk
from tests.old_sheets import under_the_old_rule
from tests.small_wave import TODAY, WAVE, small_wave
from tests.web.field import Browser

_PEOPLE, _NIGHTS = 52, 4
_WITH_DESK = with_desk(SIX_VILLAGES)


@dataclass(frozen=True)
class Resident(Person):
    """Somebody who answers, with what his browser and the contact desk know of him besides."""

    village: str
    name: str
    contact_key: bytes
    cookies: Mapping[str, str]


@dataclass(frozen=True)
class Nights:
    """What was taken each night, between the closing transaction and scrubbing, and after closing by the book."""

    residents: list[Resident]
    sheets: list[Words]
    public_key: bytes
    loot: Loot

    @property
    def images(self) -> list[Seizure]:
        """All of them, in order."""
        return [*self.loot.days, self.loot.committed, self.loot.final]

    @property
    def people(self) -> Orders:
        """Orders of people: by what is known of them, and by every trace of them in every image."""
        orders: Orders = {
            "order of use": dict(enumerate(range(len(self.residents)))),
            "village": {number: one.village for number, one in enumerate(self.residents)},
            **_jars([one.cookies for one in self.residents]),
            **first_days(self.images, self._patterns),
        }
        for when, image in {"last night": self.loot.days[-1], "in the end": self.loot.final}.items():
            found = orders_in(image, self._number_of, self._patterns)
            orders |= {f"{name} ({when})": order for name, order in found.items()}
        return orders

    @property
    def _patterns(self) -> dict[str, dict[int, bytes]]:
        kinds = {
            "receipt": [one.receipt for one in self.residents],
            "contact envelope": [one.contact_key for one in self.residents],
            "name": [one.name.encode() for one in self.residents],
        }
        return {kind: dict(enumerate(patterns)) for kind, patterns in kinds.items()}

    def _number_of(self, row: Row) -> int | None:
        by_bytes = (
            numbered_by_receipt([one.receipt for one in self.residents]),
            numbered_by_receipt([one.contact_key for one in self.residents]),
        )
        by_text = numbered_by_text([one.name for one in self.residents])
        return next((number for find in (*by_bytes, by_text) if (number := find(row)) is not None), None)


Rule = Callable[[WatchedDatabase, KeyDirectory], list[Words]]
"""Makes the sheets of the wave, opens it, and gives their words."""


def sheets_of(number: int) -> Rule:
    """As many sheets, any two of which open the box."""

    def open_with_sheets(stores: WatchedDatabase, keys: KeyDirectory) -> list[Words]:
        words = [sheet.words for sheet in make_sheets(stores, keys, WAVE, "an", number)]
        open_wave(stores, keys, WAVE, _WITH_DESK, TODAY, "an", words)
        return words

    return open_with_sheets


def one_of_two(stores: WatchedDatabase, keys: KeyDirectory) -> list[Words]:
    """The rule of before, under which each of two sheets opens the box alone (decision 0060)."""
    sheets_of(2)(stores, keys)
    return list(under_the_old_rule(stores, keys, WAVE))


def field_nights(
    stores: WatchedDatabase, keys: KeyDirectory, app: Flask, burglar: MachineBurglar, rule: Rule, random: Random
) -> Nights:
    """Open by this rule, let forty answer over four days, and close with the first of the sheets."""
    codes = _invite(stores, keys)
    words = rule(stores, keys)
    residents: list[Resident] = []
    days = []
    for place, (code, village) in enumerate(random.sample(codes, len(codes)), 1):
        residents.append(_answer(stores, keys, app, code, village, random))
        if place % (len(codes) // _NIGHTS) == 0:
            days.append(burglar.seize())
    with stores.reading() as store:
        wave = store.waves.get(WAVE)
    assert wave.public_key is not None
    committed: list[Seizure] = []
    stores.before_scrubbing = lambda: committed.append(burglar.seize())
    close_wave(stores, keys, WAVE, TODAY, "an", words=words[: wave.sheets_needed])
    loot = Loot(list(residents), days, committed[0], burglar.seize())
    return Nights(residents, words, wave.public_key, loot)


def _invite(stores: WatchedDatabase, keys: KeyDirectory) -> list[tuple[str, str]]:
    """Codes with their villages."""
    villages = list(ARM_OF)
    asked = [villages[number % len(villages)] for number in range(_PEOPLE)]
    add_wave(stores, replace(small_wave(), custody=Custody.SHEETS), "an")
    codes = invite(stores, keys, WAVE, asked, who="an", study=_WITH_DESK.study)
    return list(zip(codes, asked, strict=True))


def _answer(
    stores: WatchedDatabase, keys: KeyDirectory, app: Flask, code: str, village: str, random: Random
) -> Resident:
    """With a draft, as everybody; half of all leave a name."""
    browser, text, name = Browser.of(app), a_text(random), f"Naam{random.getrandbits(64):016x}"
    before = _contact_keys(stores)
    browser.enter(show_code(code))
    browser.send_page("/vragenlijst/1", seen="agree", why=text)
    browser.open("/vragenlijst/controle")
    desk = {"contact-name": name, "contact-phone": "0344 000000"} if random.random() < 0.5 else {}
    assert browser.post("/vragenlijst/controle", **desk).location == "/bedankt"
    browser.open("/bedankt")
    (contact_key,) = _contact_keys(stores) - before
    cookies = {cookie.key: cookie.value for cookie in (browser.client._cookies or {}).values()}
    return Resident(receipt_of(keys.pepper(), WAVE, code), text, village, name, contact_key, cookies)


def _contact_keys(stores: WatchedDatabase) -> set[bytes]:
    with stores.reading() as store:
        return {envelope.key for envelope in store.contacts.envelopes(WAVE)}


def _jars(jars: Sequence[Mapping[str, str]]) -> Orders:
    """What is in the jars of all browsers, cookie by cookie."""
    orders: Orders = {}
    for name in sorted(set().union(*jars)):
        values = {number: jar[name] for number, jar in enumerate(jars) if name in jar}
        orders[f"cookie {name}"] = values
        orders[f"cookie {name} size"] = {number: len(value) for number, value in values.items()}
    return orders
