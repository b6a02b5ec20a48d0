"""What respondents are promised, and what not: made from the rules a wave was opened under, never typed by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from survey_app.assurance.paper import day_of
from survey_app.fieldwork.consent import takes_consent
from survey_app.fieldwork.letters import Delivery
from survey_app.fieldwork.wave import Custody, Recruitment, Wave
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.study import Study
from survey_app.questionnaire.words import Words


@dataclass(frozen=True)
class Promise:
    """Sentences that are true of one wave; each one point of a list."""

    promised: tuple[Words, ...]
    not_promised: tuple[Words, ...]


def promise_of(wave: Wave, instrument: Instrument, delivery: Delivery) -> Promise:
    """The promise of this wave: of a draft by what its file asks now, and by how its codes went out so far."""
    kept_back = (*not_promised(wave.recruitment), *_of_the_old_rule(wave))
    return Promise(tuple(_promised(wave, instrument, delivery)), kept_back)


def not_promised(recruitment: Recruitment) -> Iterator[Words]:
    """What nobody can promise of a wave of this kind (ANONYMITY 9)."""
    if recruitment is Recruitment.CODES:
        yield Words(
            "Van elke code is te zien óf er is geantwoord.",
            "Of each code it can be seen whether it was answered.",
        )
        yield Words(
            "Wie bij de server kan, of vaak ophaalt welke codes nog niet zijn gebruikt, ziet ongeveer wanneer een code "
            "is gebruikt. Niet wat er is geantwoord.",
            "Somebody at the server, or who often asks which codes were not used yet, sees roughly when a code was "
            "used. Not what was answered.",
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
        "Komen alle antwoorden op één na van dezelfde persoon? Dan kent die persoon ook het laatste.",
        "Do all responses but one come from the same person? Then that person knows the last one too.",
    )
    yield Words(
        "Wie uw internetverbinding kan bekijken, ziet dat en wanneer u meedoet. "
        "Uit hoe lang uw berichten zijn, is soms iets te raden.",
        "Somebody who can watch your internet connection sees that you take part, and when. "
        "How long your messages are sometimes lets something be guessed.",
    )
    yield Words(
        "Wie de server tijdens het onderzoek kan veranderen, kan zien wat er binnenkomt.",
        "Somebody who can change the server during the survey can see what comes in.",
    )
    yield Words(
        "Wat u zelf typt, kan laten zien wie u bent. Zet er geen namen, adressen of telefoonnummers in.",
        "What you type yourself can show who you are. Leave out names, addresses and telephone numbers.",
    )


def _promised(wave: Wave, instrument: Instrument, delivery: Delivery) -> Iterator[Words]:
    yield _taking_part(instrument)
    yield Words(
        "Bij uw antwoorden staat niet wie u bent: geen naam, adres, e-mailadres, IP-adres of tijdstip.",
        "Your answers do not say who you are: no name, address, e-mail address, IP address or time.",
    )
    yield from _recruitment(wave, instrument.study, delivery)
    yield Words(
        "Als u verstuurt, gaan uw antwoorden op slot in een digitale stembus.",
        "When you send, your answers are locked in a digital ballot box.",
    )
    yield _custody(wave)
    yield from _who_closes(wave)
    yield from _contact_desk(instrument)
    yield _closing(wave.custody)
    yield from _beside(wave, instrument.study)
    yield Words(
        "Deden er minder dan {minimum} mensen mee? Dan bewaren wij geen enkel antwoord, alleen het aantal.",
        "Did fewer than {minimum} people take part? Then we keep no answers at all, only their number.",
    ).filled(minimum=wave.minimum)
    yield Words(
        "Na het versturen kunnen wij uw antwoorden niet meer opzoeken, veranderen of wissen. Daarvoor nog wel.",
        "After sending we can no longer look up, change or delete your answers. Before that, you can.",
    )


def _taking_part(instrument: Instrument) -> Words:
    if instrument.questionnaire.may_all_be_skipped:
        return Words(
            "Meedoen mag, het hoeft niet. U mag vragen overslaan en u mag altijd stoppen.",
            "Taking part is up to you. You may skip questions and you may stop at any time.",
        )
    return Words(
        "Meedoen mag, het hoeft niet. U mag altijd stoppen. Niet elke vraag mag u overslaan; dat zeggen wij dan.",
        "Taking part is up to you. You may stop at any time. Not every question may be skipped; we say so then.",
    )


def _closing(custody: Custody) -> Words:
    """What closing does, and which copies can undo that nobody can see any more who gave which answer."""
    match custody:
        case Custody.SHEETS:
            return Words(
                "Als het onderzoek sluit, schudden wij de stembus, maken wij hem open en vernietigen wij de sleutel. "
                "Daarna vernietigen wij de bladen. Zijn die weg, dan kan niemand meer zien wie welk antwoord gaf.",
                "When the survey closes, we shake the ballot box, open it and destroy the key. "
                "Then we destroy the sheets. Once these are gone, nobody can see any more who gave which answer.",
            )
        case Custody.HOST:
            return Words(
                "Als het onderzoek sluit, schudden wij de stembus, maken wij hem open en vernietigen wij de sleutel. "
                "Daarna kan alleen nog zien wie welk antwoord gaf, wie eerder sleutel en stembus kopieerde.",
                "When the survey closes, we shake the ballot box, open it and destroy the key. "
                "After that only somebody who copied key and box before can see who gave which answer.",
            )


def _recruitment(wave: Wave, study: Study, delivery: Delivery) -> Iterator[Words]:
    if wave.recruitment is Recruitment.OPEN_LINK:
        yield Words(
            "Uw browser onthoudt alleen dát er is meegedaan, niet door wie. Zo vult u niet per ongeluk twee keer in.",
            "Your browser only remembers that somebody took part, not who. "
            "That keeps you from answering twice by accident.",
        )
        return
    if study.segments:
        yield Words(
            "Aan uw code zien wij tot de sluiting óf er is geantwoord. Als de code bij een {segment} hoort, zien wij "
            "ook de naam daarvan. Niet wát u antwoordt.",
            "Until closing we see from your code whether it was answered and, if it belongs to one, its {segment}. "
            "Not what you answer.",
        ).filled(**study.segment_names)
    else:
        yield Words(
            "Aan uw code zien wij tot de sluiting óf er is geantwoord, niet wát u antwoordt.",
            "Until closing we see from your code whether it was answered, not what you answer.",
        )
    if delivery.can_remind:
        yield Words(
            "Wie de brieven maakte, kan een herinnering sturen aan adressen die nog niet antwoordden.",
            "Whoever made the letters can send a reminder to addresses that did not answer yet.",
        )
    elif delivery.elsewhere:
        yield Words(
            "Onze server kan uw code niet aan een brief koppelen. Wie dat elders wel kan, mag hier ophalen welke codes "
            "nog niet zijn gebruikt. Die kan dan een herinnering sturen.",
            "Our server cannot link your code to a letter. Whoever can do so elsewhere may ask here which codes were "
            "not used yet. They can then send a reminder.",
        )
    if delivery.on_cards:
        yield Words(
            "Staat uw code op een kaart? Dan weten wij niet wie die kaart kreeg, en sturen wij daarvoor geen "
            "herinnering.",
            "Is your code on a card? Then we do not know who got that card, and send no reminder for it.",
        )


def _beside(wave: Wave, study: Study) -> Iterator[Words]:
    """What stands beside the answers when the wave is closed, and when it does not (decision 0120)."""
    has_segments = bool(study.segments) and wave.recruitment is Recruitment.CODES
    if has_segments:
        yield Words(
            "Hoort uw code bij een {segment}? Dan staat de naam na de sluiting bij uw antwoorden als daar ten minste "
            "{minimum} mensen uit meededen. "
            "Soms laten wij ook grotere {segments} weg, zodat kleine er niet uit volgen.",
            "If your code belongs to one, its {segment} stands with your answers if at least {minimum} "
            "people from it took part. Sometimes we leave out larger {segments} too, so that small ones do not follow.",
        ).filled(minimum=wave.minimum, **study.segment_names)
    if has_segments and any(segment.arm for segment in study.segments):
        yield Words(
            "Staat de naam er niet bij? Dan bewaren wij alleen of u bij de pilot of bij de spiegel hoort. "
            "Ook dat alleen als ten minste {minimum} mensen het delen. Anders bewaren wij geen van beide.",
            "Is its name not with them? Then we only keep whether you belong to the pilot or to the mirror. "
            "That too only if at least {minimum} people share it. Otherwise we keep neither.",
        ).filled(minimum=wave.minimum)
    yield Words(
        "Bij uw antwoorden kan staan of u online, op papier of per telefoon meedeed. "
        "Dat is zo als elke manier die is gebruikt ten minste {minimum} keer is gebruikt. Verder staat er niets bij.",
        "With your answers can stand whether you took part online, on paper or by telephone. "
        "That is so if each way that was used was used at least {minimum} times. Nothing further stands there.",
    ).filled(minimum=wave.minimum)


def _contact_desk(instrument: Instrument) -> Iterator[Words]:
    desk = instrument.questionnaire.contact_desk
    if desk is not None:
        yield Words(
            "Laat u op de laatste pagina uw naam achter? Die gaat in een aparte stembus, zonder uw antwoorden. "
            "Na de sluiting te lezen voor: {read_by}. Uiterlijk {days} dagen na de sluiting moet hij gewist zijn.",
            "Do you leave your name on the last page? It goes into a ballot box of its own, without your answers. "
            "To be read after closing by: {read_by}. It must be deleted {days} days after closing at the latest.",
        ).filled(read_by=desk.read_by, days=desk.keep_for_days)


def _custody(wave: Wave) -> Words:
    if wave.custody is Custody.HOST:
        return Words(
            "De sleutel van de stembus staat tot de sluiting op onze server, apart van de antwoorden. "
            "Niemand leest antwoorden voordat het onderzoek sluit. "
            "Wie in die tijd bij de hele server kan, als beheerder of als dief, zou dat wel kunnen.",
            "Until closing, the key to the ballot box is on our server, apart from the answers. "
            "Nobody reads answers before the survey closes. Somebody who can get at the whole server "
            "in that time, as its administrator or as a thief, could.",
        )
    if wave.opens_with_one_sheet:
        return Words(
            "De sleutel van de stembus staat op papier, op twee bladen. Zonder zo’n blad gaat de stembus niet open.",
            "The key to the ballot box is on paper, on two sheets. Without one of them the box does not open.",
        )
    return Words(
        "De stembus gaat alleen open met woorden die op papier staan. Die woorden staan op {sheets} bladen, elk voor "
        "een andere persoon. Twee bladen zijn nodig: één blad opent niets.",
        "The ballot box only opens with words that are on paper. These words are on {sheets} sheets, each for another "
        "person. Two sheets are needed: one sheet opens nothing.",
    ).filled(sheets=_sheets(wave))


def _sheets(wave: Wave) -> Words:
    """How many there are; of a draft they may not be made yet."""
    match wave.sheets:
        case None:
            return Words("twee of drie", "two or three")
        case 2:
            return Words("twee", "two")
        case _:
            return Words("drie", "three")


def _who_closes(wave: Wave) -> Iterator[Words]:
    """That nobody alone chooses the moment at which the box is opened (decision 0126)."""
    if wave.custody is Custody.SHEETS and not wave.opens_with_one_sheet:
        yield Words(
            "Ook sluiten gaat alleen met twee bladen. Eén persoon kan dus niet in zijn eentje het moment kiezen.",
            "Closing takes two sheets as well. So one person cannot choose the moment alone.",
        )
    if wave.custody is Custody.HOST and wave.fictitious:
        yield Words(
            "Dit is een proef met verzonnen antwoorden. Eén beheerder kan hem op elk moment sluiten.",
            "This is a trial with made-up responses. One administrator can close it at any moment.",
        )
    if takes_consent(wave):
        yield Words(
            "Sluiten doen twee beheerders samen, of één op een dag die ten minste een hele dag vooraf hier staat. "
            "Eén persoon kan dus niet in zijn eentje het moment kiezen.",
            "Two administrators close the survey together, or one on a day that stands here at least one whole day "
            "before. So one person cannot choose the moment alone.",
        )
        if wave.closing_day is not None:
            yield Words(
                "De aangekondigde dag van sluiting is {day}.", "The closing day that was announced is {day}."
            ).filled(day=day_of(wave.closing_day))


def _of_the_old_rule(wave: Wave) -> Iterator[Words]:
    """What remains where one sheet is enough: for the box, and for who chooses the moment."""
    if wave.opens_with_one_sheet:
        yield Words(
            "Wie één van de twee bladen heeft en een kopie van onze server uit deze tijd, kan antwoorden lezen. "
            "Dat geldt ook na de sluiting, zolang blad en kopie bestaan. "
            "Met één blad kan één persoon ook kiezen wanneer de stembus opengaat.",
            "Whoever has one of the two sheets and a copy of our server from this time can read answers. "
            "That holds after closing too, as long as sheet and copy exist. "
            "With one sheet, one person can also choose when the ballot box is opened.",
        )
