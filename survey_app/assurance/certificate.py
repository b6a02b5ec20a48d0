"""The certificate of a closing: what was opened and what is gone, for two people to sign; derived, but for paper."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from textwrap import fill

from survey_app.assurance.paper import day_of, destroyed_words, left_words
from survey_app.fieldwork.contact_desk import unopened
from survey_app.fieldwork.keys import Keys
from survey_app.fieldwork.life import NotClosed
from survey_app.fieldwork.place import NOWHERE, Place
from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.sheets import fingerprint_of
from survey_app.fieldwork.shredding import Paper, left_of, paper_of
from survey_app.fieldwork.wave import Custody, Recruitment, Wave, WaveState
from survey_app.language.words import Words, joined
from survey_app.refusal import Refusal

TITLE = Words("Certificaat van sluiting")
SIGNING = Words("Wij waren bij het sluiten van deze meting. Wat hierboven staat, is op de genoemde dag zo gevonden.")
SIGNATURE = (Words("Naam"), Words("Datum"), Words("Handtekening"))
SIGNERS = 2
_WITH_EACH = Words("{Segment} bij elk antwoord")
_KEPT = Words("Bewaard: {villages}.")
_COARSER = {
    Place(None, "pilot"): Words("Alleen ‘pilot’: {number} antwoorden."),
    Place(None, "mirror"): Words("Alleen ‘spiegel’: {number} antwoorden."),
    NOWHERE: Words("Niets: {number} antwoorden."),
}
_NAMED = 8
"""More villages than this are counted, for the certificate must fit on a sheet."""
_PROGRAM = "peilstok"
_WIDTH = 76
_LABEL = 32


@dataclass(frozen=True)
class Certificate:
    """What was found on the day `looked_on`; `destroyed`: the private key is not in the key directory."""

    wave: Wave
    unreadable: int
    destroyed: bool
    looked_on: date
    program: str
    paper: tuple[Paper, ...] = ()
    places: Mapping[Place, int] = field(default_factory=dict)


Fact = tuple[Words, Words]
"""One line of a certificate: what it is called, and what it is."""


class NothingToCertify(Refusal, says="wave {}: was not held here, so nothing was opened and there is no certificate"):
    """A wave that is known from a printed table or a file has no box that was opened."""


def certify(store: Store, keys: Keys, wave: Wave, today: date) -> Certificate:
    """Look what is there now; raises NotClosed or NothingToCertify."""
    if not wave.is_held_here:
        raise NothingToCertify(wave.id)
    if wave.state is not WaveState.CLOSED:
        raise NotClosed(wave.id)
    destroyed = not keys.has_wave_key(wave.id)
    paper = paper_of(wave, store.shreddings.read(wave.id))
    places, program = store.responses.places(wave.id), f"Peilstok {version(_PROGRAM)}"
    return Certificate(wave, unopened(store, wave.id), destroyed, today, program, paper, places)


def facts(certificate: Certificate) -> Iterator[Fact]:
    """The lines of the certificate, in order."""
    wave = certificate.wave
    study = wave.frozen_instrument().study
    yield Words("Onderzoek"), _same(f"{study.title} ({study.client})")
    yield Words("Meting"), _same(f"{wave.label} ({wave.id})")
    if wave.fictitious:
        yield Words("Let op"), Words("De antwoorden zijn verzonnen.")
    yield Words("Geopend op"), _day(wave.opened_on)
    yield Words("Gesloten op"), _day(wave.closed_on)
    yield Words("Bewaring van de sleutel"), _custody(wave)
    yield Words("Geopende enveloppen"), _same(wave.responses)
    yield Words("Enveloppen die niet opengaan"), _same(certificate.unreadable)
    yield Words("Antwoorden"), _kept(wave)
    if study.segments and wave.recruitment is Recruitment.CODES:
        yield _WITH_EACH.filled(**study.segment_names), _villages(certificate)
    yield Words("Manier van antwoorden"), _mode(wave)
    yield Words("Sleutel"), _key(certificate)
    yield from _paper(certificate)
    yield Words("Kenmerk van de vragenlijst"), _same(wave.fingerprint)
    yield Words("Kenmerk van de sleutel"), _same(fingerprint_of(wave.public_key) if wave.public_key else "-")
    yield Words("Nagekeken op"), _day(certificate.looked_on)
    yield Words("Programma"), _same(certificate.program)


def certificate_text(certificate: Certificate, language: str) -> str:
    """The certificate as plain text that fits on A4, with room for two signatures."""
    title = TITLE.spoken_in(language)
    lines = [title, "=" * len(title), ""]
    lines += [_line(label.spoken_in(language), fact.spoken_in(language)) for label, fact in facts(certificate)]
    lines += ["", fill(SIGNING.spoken_in(language), _WIDTH)]
    for _signer in range(SIGNERS):
        lines += ["", *(f"\n{word.spoken_in(language) + ':':16}{'_' * 40}" for word in SIGNATURE)]
    return "\n".join(lines) + "\n"


def _line(label: str, value: str) -> str:
    return fill(value, _WIDTH, initial_indent=f"{label:{_LABEL}}", subsequent_indent=" " * _LABEL)


def _kept(wave: Wave) -> Words:
    if wave.withheld:
        return Words("Niet bewaard: het waren er minder dan {minimum}. Alleen het aantal is bewaard.").filled(
            minimum=wave.minimum
        )
    return Words("Bewaard: {responses}, geschud, elk onder een nieuw willekeurig nummer (minimum {minimum}).").filled(
        responses=wave.responses, minimum=wave.minimum
    )


def _villages(certificate: Certificate) -> Words:
    """Which were kept, and how many responses say no more than an arm, or nothing."""
    wave, places = certificate.wave, certificate.places
    if wave.withheld:
        return Words("Niet bewaard.")
    segments = wave.frozen_instrument().study.segments
    named = [segment.label for segment in segments if Place(segment.id) in places]
    kept = [_KEPT.filled(villages=joined(named, ", ") if len(named) <= _NAMED else len(named))] if named else []
    coarser = [words.filled(number=places[place]) for place, words in _COARSER.items() if place in places]
    return joined([*kept, *coarser])


def _mode(wave: Wave) -> Words:
    if wave.withheld:
        return Words("Niet bewaard.")
    if wave.mode_kept:
        return Words("Bewaard bij elk antwoord.")
    return Words("Niet bewaard: één manier had minder dan {minimum} antwoorden.").filled(minimum=wave.minimum)


def _key(certificate: Certificate) -> Words:
    if certificate.destroyed:
        return Words("Vernietigd: de privésleutel staat niet meer in de map met sleutels.")
    return Words("NIET vernietigd: de privésleutel staat nog in de map met sleutels.")


def _paper(certificate: Certificate) -> Iterator[Fact]:
    """What the holders destroyed, and what they are still asked to."""
    destroyed, left = destroyed_words(certificate.paper), left_words(certificate.wave, left_of(certificate.paper))
    if destroyed is not None:
        yield Words("Vastgelegd als vernietigd"), destroyed
    if left is not None:
        yield Words("Nog te vernietigen"), left


def _custody(wave: Wave) -> Words:
    if wave.custody is Custody.HOST:
        return Words("Op de server, buiten de database.")
    return Words("Op papier: {sheets} bladen, waarvan {needed} nodig.").filled(
        sheets=wave.sheets, needed=wave.sheets_needed
    )


def _day(day: date | None) -> Words:
    return day_of(day) if day else _same("-")


def _same(value: object) -> Words:
    """What is written alike in both languages."""
    return joined([str(value)])
