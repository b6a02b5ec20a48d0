"""Every sentence of the promise, in every configuration of a wave: each stands exactly where its cause does.

What makes a sentence true is written here once more, by hand, from ANONYMITY and the decisions. A sentence that is in
no row of the table is one that nobody gave a cause, and fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

import pytest

from survey_app.assurance.promise import promise_of
from survey_app.fieldwork.letters import Delivery
from survey_app.fieldwork.wave import Custody, Recruitment, Wave
from survey_app.language.words import Words
from survey_app.questionnaire.instrument import Instrument
from tests.contact_wave import with_desk
from tests.small_wave import INSTRUMENT, small_wave


@dataclass(frozen=True)
class Case:
    """One configuration: `key` is the custody with its number of sheets, `desk` whether there is a contact desk.

    `trait`: whether an age is asked, and whether the study says that results are broken down by it.
    """

    key: str
    codes: bool
    reminders: bool
    cards: bool
    elsewhere: bool
    villages: bool
    arms: bool
    desk: bool
    required: bool
    announced: bool
    trait: str = ""

    @property
    def on_host(self) -> bool:
        return self.key in ("host", "trial")


Cause = Callable[[Case], bool]

SENTENCES: tuple[tuple[str, str, Cause], ...] = (
    ("Stoppen mag altijd.", "You may take part, you need not. You may stop", lambda _case: True),
    ("Wij krijgen niet te zien wie wat antwoordt.", "We are not shown who answers what.", lambda _case: True),
    ("Het slot gaat alleen open met woorden", "opens only with words on paper", lambda case: not case.on_host),
    ("De sleutel staat zo lang op onze server", "The key is on our server until then", lambda case: case.on_host),
    ("U mag vragen overslaan", "You may skip questions", lambda case: not case.required),
    ("Niet elke vraag mag u overslaan", "Not every question may be skipped", lambda case: case.required),
    ("Bij uw antwoorden staat niet wie u bent", "do not say who you are", lambda _case: True),
    ("Uw browser onthoudt alleen dát er is meegedaan", "Your browser only remembers", lambda case: not case.codes),
    (
        "bij een wijk hoort, zien wij ook de naam",
        "if it belongs to one, its district",
        lambda case: case.codes and case.villages,
    ),
    (
        "Aan uw code zien wij tot de sluiting óf er is geantwoord, niet wát",
        "Until closing we see from your code whether it was answered, not what",
        lambda case: case.codes and not case.villages,
    ),
    ("Wie de brieven maakte, kan", "Whoever made the letters can", lambda case: case.codes and case.reminders),
    (
        "Onze server kan uw code niet",
        "Our server cannot link",
        lambda case: case.codes and not case.reminders and case.elsewhere,
    ),
    ("Staat uw code op een kaart?", "Is your code on a card?", lambda case: case.codes and case.cards),
    ("op slot in een digitale stembus", "locked in a digital ballot box", lambda _case: True),
    ("staat tot de sluiting op onze server", "Until closing, the key to the ballot box", lambda case: case.on_host),
    ("op drie bladen", "on three sheets", lambda case: case.key == "two of three"),
    ("staan op twee bladen, elk", "on two sheets, each", lambda case: case.key == "two of two"),
    ("Zonder zo’n blad gaat", "Without one of them", lambda case: case.key == "one of two"),
    ("Ook sluiten gaat alleen met twee bladen", "Closing takes two sheets", lambda case: case.key.startswith("two")),
    ("Dit is een proef", "This is a trial", lambda case: case.key == "trial"),
    ("Sluiten doen twee beheerders", "Two administrators close", lambda case: case.key == "host"),
    ("dag van sluiting is 4 december 2026", "is 4 December 2026", lambda case: case.key == "host" and case.announced),
    ("gaat in een aparte stembus", "ballot box of its own", lambda case: case.desk),
    ("Daarna vernietigen wij de bladen", "Then we destroy the sheets", lambda case: not case.on_host),
    ("wie eerder sleutel en stembus", "copied key and box before", lambda case: case.on_host),
    (
        "Hoort uw code bij een wijk? Dan staat de naam",
        "its district stands with your answers if at least",
        lambda case: case.codes and case.villages,
    ),
    ("Staat de naam er niet bij?", "Is its name not with them?", lambda case: case.codes and case.arms),
    ("Dat kan bij: ‘Hoe oud bent u?’.", "possible for: ‘Hoe oud bent u?’.", lambda case: case.trait == "named"),
    ("maken wij geen groepen van wat u over", "make no groups of what you answer", lambda case: case.trait == "asked"),
    ("hoe u meedeed: online, op papier", "how you took part: online", lambda _case: True),
    ("minder dan 10 mensen", "fewer than 10 people", lambda _case: True),
    ("Na het versturen kunnen wij", "After sending we can no longer", lambda _case: True),
    ("Van elke code is te zien", "Of each code it can be seen", lambda case: case.codes),
    ("ziet ongeveer wanneer een code", "sees roughly when a code", lambda case: case.codes),
    ("apparaat van uw werkgever", "device of your employer", lambda case: not case.codes),
    ("Wie expres twee keer", "who takes part twice on purpose", lambda case: not case.codes),
    ("Komen alle antwoorden op één na", "Do all responses but one", lambda _case: True),
    ("Wie uw internetverbinding kan bekijken", "who can watch your internet", lambda _case: True),
    ("Wie de server tijdens het onderzoek", "who can change the server during", lambda _case: True),
    ("Wat u zelf typt", "What you type yourself", lambda _case: True),
    ("Wie één van de twee bladen heeft", "Whoever has one of the two", lambda case: case.key == "one of two"),
)
DISTRICTS = {"nl": {"one": "wijk", "many": "wijken"}, "en": {"one": "district", "many": "districts"}}
SHEETS = {"two of three": (3, 2), "two of two": (2, 2), "one of two": (2, 1)}


TRAITS = ("", "asked", "named")
AGE = {
    "type": "single_choice",
    "id": "age",
    "text": "Hoe oud bent u?",
    "background": True,
    "options": [{"id": "young", "label": "Tot 50"}, {"id": "old", "label": "50 en ouder"}],
}
ONE_MORE = {"type": "likert", "id": "more", "text": "Meer.", "response_scale": "agreement"}
"""Where no age is asked, so that the number of questions is the same."""
DELIVERIES = (
    (False, False, False, True),
    (True, False, False, True),
    (True, True, False, False),
    (True, True, True, False),
    (True, False, True, True),
    (True, False, True, False),
)
"""Whether there are codes, that can be reminded here, of which some are on cards, and some perhaps known elsewhere."""


def cases() -> Iterator[Case]:
    booleans = (False, True)
    for key in ("host", "trial", *SHEETS):
        others = product(DELIVERIES, *(booleans,) * 5)
        for number, (delivery, villages, arms, desk, required, announced) in enumerate(others):
            if villages or not arms:
                yield Case(key, *delivery, villages, arms, desk, required, announced, TRAITS[number % 3])


def told(case: Case) -> tuple[Words, ...]:
    made = promise_of(*configured(case))
    return (*made.in_short, *made.promised, *made.not_promised)


def configured(case: Case) -> tuple[Wave, Instrument, Delivery]:
    """A wave of this configuration, with what it asks and how its codes went out."""
    sheets, needed = SHEETS.get(case.key, (None, None))
    wave = replace(
        small_wave(recruitment=Recruitment.CODES if case.codes else Recruitment.OPEN_LINK),
        custody=Custody.HOST if case.on_host else Custody.SHEETS,
        fictitious=case.key == "trial",
        minimum=10,
        sheets=sheets,
        sheets_needed=needed,
        closing_day=date(2026, 12, 4) if case.announced else None,
    )
    delivery = Delivery(can_remind=case.reminders, on_cards=case.cards, elsewhere=case.elsewhere)
    return wave, INSTRUMENTS[case.villages, case.arms, case.desk, case.required, case.trait], delivery


def instrument(*, villages: bool, arms: bool, desk: bool, required: bool, trait: str) -> Instrument:
    written = (with_desk(INSTRUMENT) if desk else INSTRUMENT).model_dump(mode="json")
    for number, segment in enumerate(written["study"]["segments"]):
        segment["arm"] = ("pilot", "mirror")[number] if arms else None
    written["study"]["segment_words"] = DISTRICTS
    if not villages:
        written["study"]["segments"] = []
    written["questionnaire"]["sections"][0]["items"][0]["required"] = required
    written["questionnaire"]["sections"][0]["items"] += [AGE if trait else ONE_MORE]
    written["study"]["broken_down_by"] = ["age"] if trait == "named" else []
    return Instrument.model_validate(written)


INSTRUMENTS = {
    (*of, trait): instrument(villages=of[0], arms=of[1], desk=of[2], required=of[3], trait=trait)
    for of, trait in product(product((False, True), repeat=4), TRAITS)
}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_sentence_stands_exactly_where_its_cause_does(language: str) -> None:
    wrong = []
    for case in cases():
        spoken = [words.spoken_in(language) for words in told(case)]
        for dutch, english, cause in SENTENCES:
            sentence = {"nl": dutch, "en": english}[language]
            if any(sentence in one for one in spoken) is not cause(case):
                wrong.append((sentence, case))

    assert not wrong, wrong[:5]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_there_is_no_sentence_without_a_cause(language: str) -> None:
    known = [{"nl": dutch, "en": english}[language] for dutch, english, _cause in SENTENCES]

    said = {words.spoken_in(language) for case in cases() for words in told(case)}

    assert {one for one in said if not any(sentence in one for sentence in known)} == set()


def test_three_lines_say_it_and_every_question_has_an_answer() -> None:
    for case in cases():
        made = promise_of(*configured(case))

        assert len(made.in_short) == 3
        assert all(question.dutch.endswith("?") and answers for question, answers in made.points)
        assert len({question for question, _answers in made.points}) == len(made.points)


def test_a_study_without_villages_hears_of_none() -> None:
    for case in cases():
        if not case.villages:
            assert all("wijk" not in words.dutch and "district" not in words.spoken_in("en") for words in told(case))
