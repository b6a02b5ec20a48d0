"""What respondents are promised, and what not: made from the rules a wave was opened under, never typed by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from survey_app.fieldwork.wave import Custody, Recruitment, Wave
from survey_app.questionnaire.words import Words


@dataclass(frozen=True)
class Promise:
    """Sentences that are true of one wave; each one point of a list."""

    promised: tuple[Words, ...]
    not_promised: tuple[Words, ...]


def promise_of(wave: Wave, *, has_letter_key: bool) -> Promise:
    """The promise of this wave. `has_letter_key`: this installation can tell which letters were not answered."""
    return Promise(tuple(_promised(wave, has_letter_key=has_letter_key)), tuple(not_promised(wave.recruitment)))


def not_promised(recruitment: Recruitment) -> Iterator[Words]:
    """What nobody can promise of a wave of this kind (ANONYMITY 9)."""
    if recruitment is Recruitment.CODES:
        yield Words(
            "Van elke code is te zien óf er is geantwoord. Vult één iemand alle andere codes in, "
            "dan weet die ook wat u antwoordde.",
            "Of each code it can be seen whether it was answered. If one person fills in all the other codes, "
            "that person knows what you answered too.",
        )
    else:
        yield Words(
            "Werkt u op een apparaat van uw werkgever? Dan kan uw werkgever technisch meekijken met wat u typt.",
            "Are you working on a device of your employer? Then your employer can technically see what you type.",
        )
        yield Words(
            "Wie expres twee keer meedoet, houden wij niet tegen.",
            "We do not stop somebody who takes part twice on purpose.",
        )
    yield Words(
        "Wie de server tijdens het onderzoek kan veranderen, kan zien wat er binnenkomt.",
        "Somebody who can change the server during the survey can see what comes in.",
    )
    yield Words(
        "Wat u zelf typt, kan laten zien wie u bent. Zet er geen namen, adressen of telefoonnummers in.",
        "What you type yourself can show who you are. Leave out names, addresses and telephone numbers.",
    )


def _promised(wave: Wave, *, has_letter_key: bool) -> Iterator[Words]:
    yield Words(
        "Meedoen mag, het hoeft niet. U mag vragen overslaan en u mag altijd stoppen.",
        "Taking part is up to you. You may skip questions and you may stop at any time.",
    )
    yield Words(
        "Bij uw antwoorden staat niet wie u bent: geen naam, adres, e-mailadres, IP-adres of tijdstip.",
        "Your answers do not say who you are: no name, address, e-mail address, IP address or time.",
    )
    yield from _recruitment(wave, has_letter_key=has_letter_key)
    yield Words(
        "Als u verstuurt, gaan uw antwoorden op slot in een digitale stembus.",
        "When you send, your answers are locked in a digital ballot box.",
    )
    yield _custody(wave.custody)
    yield from _contact_desk(wave)
    yield Words(
        "Als het onderzoek sluit, schudden wij de stembus, maken wij hem open en vernietigen wij de sleutel. "
        "Daarna kan niemand meer zien wie welk antwoord gaf.",
        "When the survey closes, we shake the ballot box, open it and destroy the key. "
        "After that nobody can see who gave which answer.",
    )
    yield Words(
        "Deden er minder dan {minimum} mensen mee? Dan bewaren wij geen enkel antwoord, alleen het aantal.",
        "Did fewer than {minimum} people take part? Then we keep no answers at all, only their number.",
    ).filled(minimum=wave.minimum)
    yield Words(
        "Na het versturen kunnen wij uw antwoorden niet meer opzoeken, veranderen of wissen. Daarvoor nog wel.",
        "After sending we can no longer look up, change or delete your answers. Before that, you can.",
    )


def _recruitment(wave: Wave, *, has_letter_key: bool) -> Iterator[Words]:
    if wave.recruitment is Recruitment.OPEN_LINK:
        yield Words(
            "Uw browser onthoudt alleen dát er is meegedaan, niet door wie. Zo vult u niet per ongeluk twee keer in.",
            "Your browser only remembers that somebody took part, not who. "
            "That keeps you from answering twice by accident.",
        )
        return
    yield Words(
        "Aan uw code zien wij uit welke kern u komt en óf er is geantwoord, niet wát u antwoordt.",
        "From your code we see which village you come from and whether it was answered, not what you answer.",
    )
    if has_letter_key:
        yield Words(
            "Wie de brieven maakte, kan een herinnering sturen aan adressen die nog niet antwoordden.",
            "Whoever made the letters can send a reminder to addresses that did not answer yet.",
        )
    else:
        yield Words(
            "Onze server kan uw code niet aan een brief koppelen en stuurt zelf geen herinneringen.",
            "Our server cannot link your code to a letter, and sends no reminders itself.",
        )


def _contact_desk(wave: Wave) -> Iterator[Words]:
    desk = wave.instrument.questionnaire.contact_desk if wave.instrument else None
    if desk is not None:
        yield Words(
            "Laat u op de laatste pagina uw naam achter? Die gaat in een aparte stembus, zonder uw antwoorden. "
            "Na de sluiting te lezen voor: {read_by}. Uiterlijk {days} dagen na de sluiting moet hij gewist zijn.",
            "Do you leave your name on the last page? It goes into a ballot box of its own, without your answers. "
            "To be read after closing by: {read_by}. It must be deleted {days} days after closing at the latest.",
        ).filled(read_by=desk.read_by, days=desk.keep_for_days)


def _custody(custody: Custody) -> Words:
    match custody:
        case Custody.SHEETS:
            return Words(
                "De sleutel van de stembus staat op papier, bij twee mensen. Onze server kan hem zelf niet openen.",
                "The key to the ballot box is on paper, with two people. Our server cannot open it by itself.",
            )
        case Custody.HOST:
            return Words(
                "De sleutel van de stembus staat tot de sluiting op onze server, apart van de antwoorden. "
                "Niemand leest antwoorden voordat het onderzoek sluit. "
                "Wie in die tijd bij de hele server kan, als beheerder of als dief, zou dat wel kunnen.",
                "Until closing, the key to the ballot box is on our server, apart from the answers. "
                "Nobody reads answers before the survey closes. Somebody who can get at the whole server "
                "in that time, as its administrator or as a thief, could.",
            )
