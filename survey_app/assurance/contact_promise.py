"""What is promised to who leaves a name at the contact desk, and what not: made from the rules of the wave."""

from collections.abc import Iterator

from survey_app.assurance.promise import Promise, points_of
from survey_app.fieldwork.wave import Custody, Wave
from survey_app.language.words import Words
from survey_app.questionnaire.model import ContactDesk


def contact_promise_of(wave: Wave, desk: ContactDesk) -> Promise:
    """The promise of the desk of this wave (ANONYMITY 5)."""
    return Promise(tuple(_in_short(desk)), points_of(_asked(wave)), tuple(_not_promised(wave)))


def _in_short(desk: ContactDesk) -> Iterator[Words]:
    yield Words("Ook zonder uw naam tellen uw antwoorden mee.")
    yield Words("Wat u hier invult, gaat in een aparte stembus, los van uw antwoorden.")
    yield Words(
        "Na de sluiting te lezen voor: {read_by}. Uiterlijk {days} dagen na de sluiting moet het gewist zijn."
    ).filled(read_by=desk.read_by, days=desk.keep_for_days)


def _asked(wave: Wave) -> Iterator[tuple[Words, Words]]:
    yield (
        Words("Is te zien of ik iets invul?"),
        Words(
            "Vult u niets in? Dan gaat er een lege envelop in die stembus, precies even groot. "
            "Zo is niet te zien wie zich opgaf."
        ),
    )
    yield (
        Words("Komt mijn naam bij mijn antwoorden?"),
        Words(
            "Na de sluiting zetten wij de namen op alfabet, los van de antwoorden. "
            "Namen en uitkomsten zitten achter verschillende rechten."
        ),
    )
    yield (
        Words("Wat als er weinig mensen meedoen?"),
        Words(
            "Deden er minder dan {minimum} mensen mee? Dan bewaren wij geen enkel antwoord. "
            "Namen van wie bereikt wil worden, bewaren wij dan wel."
        ).filled(minimum=wave.minimum),
    )


def _not_promised(wave: Wave) -> Iterator[Words]:
    """Who can bring a name and answers together (decisions 0068 and 0070)."""
    yield Words("Wie uw naam leest, weet dat u meedeed.")
    yield Words("Wie de server tijdens het onderzoek kan veranderen, kan zien welke naam bij welke antwoorden hoort.")
    if wave.custody is Custody.HOST:
        yield Words(
            "De sleutel staat tot de sluiting op onze server. Wie in die tijd bij de hele server kan, of er dan een "
            "kopie van maakt, kan uw naam en uw antwoorden bij elkaar zoeken."
        )
    if wave.opens_with_one_sheet:
        yield Words(
            "Wie één van de twee bladen heeft en een kopie van onze server uit deze tijd, kan uw naam en uw antwoorden "
            "bij elkaar zoeken."
        )
