"""What respondents are promised, and what not: made from the rules a wave was opened under, never typed by hand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from survey_app.assurance.paper import day_of
from survey_app.fieldwork.consent import takes_consent
from survey_app.fieldwork.letters import Delivery
from survey_app.fieldwork.wave import Custody, Recruitment, Wave
from survey_app.language.words import Words, listed
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.model import Choice
from survey_app.questionnaire.study import Study


@dataclass(frozen=True)
class Promise:
    """Sentences that are true of one wave: three that everybody reads, all of it by question, and what is not so."""

    in_short: tuple[Words, ...]
    points: tuple[tuple[Words, tuple[Words, ...]], ...]
    not_promised: tuple[Words, ...]

    @property
    def promised(self) -> tuple[Words, ...]:
        """All that is promised, for who needs no questions."""
        return tuple(words for _question, answers in self.points for words in answers)


def promise_of(wave: Wave, instrument: Instrument, delivery: Delivery) -> Promise:
    """The promise of this wave: of a draft by what its file asks now, and by how its codes went out so far."""
    kept_back = (*not_promised(wave.recruitment), *_of_the_old_rule(wave))
    return Promise(tuple(_in_short(wave.custody)), points_of(_asked(wave, instrument, delivery)), kept_back)


def points_of(asked: Iterable[tuple[Words, *tuple[Words, ...]]]) -> tuple[tuple[Words, tuple[Words, ...]], ...]:
    """The questions to which there is something to say, each with the sentences that answer it."""
    return tuple((question, tuple(answers)) for question, *answers in asked if answers)


def not_promised(recruitment: Recruitment) -> Iterator[Words]:
    """What nobody can promise of a wave of this kind (ANONYMITY 9)."""
    if recruitment is Recruitment.CODES:
        yield Words("Van elke code is te zien óf er is geantwoord.")
        yield Words(
            "Wie bij de server kan, of vaak ophaalt welke codes nog niet zijn gebruikt, ziet ongeveer wanneer een code "
            "is gebruikt. Niet wat er is geantwoord."
        )
    else:
        yield Words(
            "Werkt u op een apparaat van uw werkgever? Dan kan uw werkgever technisch meekijken met wat u typt."
        )
        yield Words("Wie expres twee keer meedoet, houden wij niet tegen.")
    yield Words("Komen alle antwoorden op één na van dezelfde persoon? Dan kent die persoon ook het laatste.")
    yield Words(
        "Wie uw internetverbinding kan bekijken, ziet dat en wanneer u meedoet. "
        "Uit hoe lang uw berichten zijn, is soms iets te raden."
    )
    yield Words("Wie de server tijdens het onderzoek kan veranderen, kan zien wat er binnenkomt.")
    yield Words("Wat u zelf typt, kan laten zien wie u bent. Zet er geen namen, adressen of telefoonnummers in.")


def _in_short(custody: Custody) -> Iterator[Words]:
    """Free to join, nobody is shown who answered what, locked until closing: no more than is true of the whole text."""
    yield Words("Meedoen mag, het hoeft niet. Stoppen mag altijd.")
    yield Words("Wij krijgen niet te zien wie wat antwoordt. Bij uw antwoorden staat geen naam of adres.")
    match custody:
        case Custody.SHEETS:
            yield Words(
                "Uw antwoorden gaan op slot tot het onderzoek sluit. Het slot gaat alleen open met woorden op papier."
            )
        case Custody.HOST:
            yield Words(
                "Uw antwoorden gaan op slot tot het onderzoek sluit. "
                "De sleutel staat zo lang op onze server, los daarvan."
            )


def _asked(wave: Wave, instrument: Instrument, delivery: Delivery) -> Iterator[tuple[Words, *tuple[Words, ...]]]:
    yield Words("Moet ik meedoen?"), _freedom(instrument)
    yield (
        Words("Staat mijn naam bij mijn antwoorden?"),
        Words("Bij uw antwoorden staat niet wie u bent: geen naam, adres, e-mailadres, IP-adres of tijdstip."),
    )
    yield from _recruitment(wave, instrument.study, delivery)
    yield (
        Words("Wie kan mijn antwoorden lezen?"),
        Words("Als u verstuurt, gaan uw antwoorden op slot in een digitale stembus."),
        _custody(wave),
    )
    yield Words("Wie kiest wanneer de stembus opengaat?"), *_who_closes(wave)
    yield Words("Wat als ik mijn naam achterlaat?"), *_contact_desk(instrument)
    yield Words("Wat gebeurt er als het onderzoek sluit?"), _closing(wave.custody)
    yield Words("Wat staat er daarna bij mijn antwoorden?"), *_beside(wave, instrument.study)
    yield Words("Komen er uitkomsten per groep?"), *_breakdowns(instrument)
    yield (
        Words("Wat als er weinig mensen meedoen?"),
        Words(
            "Deden er minder dan {minimum} mensen mee? Dan bewaren wij geen enkel antwoord, alleen het aantal."
        ).filled(minimum=wave.minimum),
    )
    yield (
        Words("Kan ik mijn antwoorden later nog veranderen?"),
        Words("Na het versturen kunnen wij uw antwoorden niet meer opzoeken, veranderen of wissen. Daarvoor nog wel."),
    )


def _freedom(instrument: Instrument) -> Words:
    if instrument.questionnaire.may_all_be_skipped:
        return Words("Meedoen mag, het hoeft niet. U mag vragen overslaan en u mag altijd stoppen.")
    return Words(
        "Meedoen mag, het hoeft niet. U mag altijd stoppen. Niet elke vraag mag u overslaan; dat zeggen wij dan."
    )


def _closing(custody: Custody) -> Words:
    """What closing does, and which copies can undo that nobody can see any more who gave which answer."""
    match custody:
        case Custody.SHEETS:
            return Words(
                "Als het onderzoek sluit, schudden wij de stembus, maken wij hem open en vernietigen wij de sleutel. "
                "Daarna vernietigen wij de bladen. Zijn die weg, dan kan niemand meer zien wie welk antwoord gaf."
            )
        case Custody.HOST:
            return Words(
                "Als het onderzoek sluit, schudden wij de stembus, maken wij hem open en vernietigen wij de sleutel. "
                "Daarna kan alleen nog zien wie welk antwoord gaf, wie eerder sleutel en stembus kopieerde."
            )


def _recruitment(wave: Wave, study: Study, delivery: Delivery) -> Iterator[tuple[Words, *tuple[Words, ...]]]:
    if wave.recruitment is Recruitment.OPEN_LINK:
        yield (
            Words("Wat onthoudt mijn browser?"),
            Words(
                "Uw browser onthoudt alleen dát er is meegedaan, niet door wie. "
                "Zo vult u niet per ongeluk twee keer in."
            ),
        )
        return
    yield Words("Wat ziet u aan mijn code?"), _code(study)
    yield Words("Krijg ik een herinnering?"), *_reminders(delivery)


def _code(study: Study) -> Words:
    if study.segments:
        return Words(
            "Aan uw code zien wij tot de sluiting óf er is geantwoord. Als de code bij een {segment} hoort, zien wij "
            "ook de naam daarvan. Niet wát u antwoordt."
        ).filled(**study.segment_names)
    return Words("Aan uw code zien wij tot de sluiting óf er is geantwoord, niet wát u antwoordt.")


def _reminders(delivery: Delivery) -> Iterator[Words]:
    if delivery.can_remind:
        yield Words("Wie de brieven maakte, kan een herinnering sturen aan adressen die nog niet antwoordden.")
    elif delivery.elsewhere:
        yield Words(
            "Onze server kan uw code niet aan een brief koppelen. Wie dat elders wel kan, mag hier ophalen welke codes "
            "nog niet zijn gebruikt. Die kan dan een herinnering sturen."
        )
    if delivery.on_cards:
        yield Words(
            "Staat uw code op een kaart? Dan weten wij niet wie die kaart kreeg, en sturen wij daarvoor geen "
            "herinnering."
        )


def _beside(wave: Wave, study: Study) -> Iterator[Words]:
    """What stands beside the answers when the wave is closed, and when it does not (decision 0120)."""
    has_segments = bool(study.segments) and wave.recruitment is Recruitment.CODES
    if has_segments:
        yield Words(
            "Hoort uw code bij een {segment}? Dan staat de naam na de sluiting bij uw antwoorden als daar ten minste "
            "{minimum} mensen uit meededen. "
            "Soms laten wij ook grotere {segments} weg, zodat kleine er niet uit volgen."
        ).filled(minimum=wave.minimum, **study.segment_names)
    if has_segments and any(segment.arm for segment in study.segments):
        yield Words(
            "Staat de naam er niet bij? Dan bewaren wij alleen of u bij de pilot of bij de spiegel hoort. "
            "Ook dat alleen als ten minste {minimum} mensen het delen. Anders bewaren wij geen van beide."
        ).filled(minimum=wave.minimum)
    yield Words(
        "Bij uw antwoorden kan staan hoe u meedeed: online, op papier, per telefoon of op een tablet voor iedereen. "
        "Ook of iemand daar voorlas, kan erbij staan. "
        "Een manier die minder dan {minimum} keer is gebruikt, staat er niet bij. Verder staat er niets bij."
    ).filled(minimum=wave.minimum)


def _breakdowns(instrument: Instrument) -> Iterator[Words]:
    """By which questions results may be broken down: no more than this, from opening on (decision 0238)."""
    study, named = instrument.study, instrument.breakdowns
    if named:
        questions = listed([Words("‘{question}’").filled(question=item.text) for item in named])
        yield Words(
            "In de uitkomsten kunnen mensen die op een vraag hetzelfde antwoordden een groep zijn. "
            "Dat kan bij: {questions}. Steeds bij één vraag tegelijk, en alleen met ten minste {threshold} antwoorden."
        ).filled(questions=questions, threshold=study.disclosure_threshold)
    elif any(isinstance(item, Choice) and item.is_trait for item in instrument.questionnaire.items.values()):
        yield Words("In de uitkomsten maken wij geen groepen van wat u over uzelf antwoordt.")


def _contact_desk(instrument: Instrument) -> Iterator[Words]:
    desk = instrument.questionnaire.contact_desk
    if desk is not None:
        yield Words(
            "Laat u op de laatste pagina uw naam achter? Die gaat in een aparte stembus, zonder uw antwoorden. "
            "Na de sluiting te lezen voor: {read_by}. Uiterlijk {days} dagen na de sluiting moet hij gewist zijn."
        ).filled(read_by=desk.read_by, days=desk.keep_for_days)


def _custody(wave: Wave) -> Words:
    if wave.custody is Custody.HOST:
        return Words(
            "De sleutel van de stembus staat tot de sluiting op onze server, apart van de antwoorden. "
            "Niemand leest antwoorden voordat het onderzoek sluit. "
            "Wie in die tijd bij de hele server kan, als beheerder of als dief, zou dat wel kunnen."
        )
    if wave.opens_with_one_sheet:
        return Words(
            "De sleutel van de stembus staat op papier, op twee bladen. Zonder zo’n blad gaat de stembus niet open."
        )
    return Words(
        "De stembus gaat alleen open met woorden die op papier staan. Die woorden staan op {sheets} bladen, elk voor "
        "een andere persoon. Twee bladen zijn nodig: één blad opent niets."
    ).filled(sheets=_sheets(wave))


def _sheets(wave: Wave) -> Words:
    """How many there are; of a draft they may not be made yet."""
    match wave.sheets:
        case None:
            return Words("twee of drie")
        case 2:
            return Words("twee")
        case _:
            return Words("drie")


def _who_closes(wave: Wave) -> Iterator[Words]:
    """That nobody alone chooses the moment at which the box is opened (decision 0126)."""
    if wave.custody is Custody.SHEETS and not wave.opens_with_one_sheet:
        yield Words(
            "Ook sluiten gaat alleen met twee bladen. Eén persoon kan dus niet in zijn eentje het moment kiezen."
        )
    if wave.custody is Custody.HOST and wave.fictitious:
        yield Words("Dit is een proef met verzonnen antwoorden. Eén beheerder kan hem op elk moment sluiten.")
    if takes_consent(wave):
        yield Words(
            "Sluiten doen twee beheerders samen, of één op een dag die ten minste een hele dag vooraf hier staat. "
            "Eén persoon kan dus niet in zijn eentje het moment kiezen."
        )
        if wave.closing_day is not None:
            yield Words("De aangekondigde dag van sluiting is {day}.").filled(day=day_of(wave.closing_day))


def _of_the_old_rule(wave: Wave) -> Iterator[Words]:
    """What remains where one sheet is enough: for the box, and for who chooses the moment."""
    if wave.opens_with_one_sheet:
        yield Words(
            "Wie één van de twee bladen heeft en een kopie van onze server uit deze tijd, kan antwoorden lezen. "
            "Dat geldt ook na de sluiting, zolang blad en kopie bestaan. "
            "Met één blad kan één persoon ook kiezen wanneer de stembus opengaat."
        )
