"""The certificate of a closing: what was opened and what is gone, for two people to sign; derived, but for paper."""

from __future__ import annotations

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
from survey_app.fieldwork.wave import Custody, Origin, Recruitment, Wave, WaveState
from survey_app.questionnaire.words import Words, joined
from survey_app.refusal import Refusal

TITLE = Words("Certificaat van sluiting", "Certificate of closing")
SIGNING = Words(
    "Wij waren bij het sluiten van deze meting. Wat hierboven staat, is op de genoemde dag zo gevonden.",
    "We were present when this wave was closed. What stands above was found to be so on the day named.",
)
SIGNATURE = (Words("Naam", "Name"), Words("Datum", "Date"), Words("Handtekening", "Signature"))
SIGNERS = 2
_WITH_EACH = Words("{Segment} bij elk antwoord", "{Segment} with each response")
_KEPT = Words("Bewaard: {villages}.", "Kept: {villages}.")
_COARSER = {
    Place(None, "pilot"): Words("Alleen ‘pilot’: {number} antwoorden.", "Only ‘pilot’: {number} responses."),
    Place(None, "mirror"): Words("Alleen ‘spiegel’: {number} antwoorden.", "Only ‘mirror’: {number} responses."),
    NOWHERE: Words("Niets: {number} antwoorden.", "Nothing: {number} responses."),
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


@dataclass(frozen=True)
class Fact:
    """One line of a certificate."""

    label: Words
    found: Words


class NothingToCertify(Refusal):
    """A wave that is known from a printed table has no box that was opened."""

    def __init__(self, wave_id: str) -> None:
        super().__init__(
            f"wave {wave_id}: comes from a printed table, so nothing was opened and there is no certificate"
        )


def certify(store: Store, keys: Keys, wave: Wave, today: date) -> Certificate:
    """Look what is there now; raises NotClosed or NothingToCertify."""
    if wave.origin is Origin.PRINTED:
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
    yield Fact(Words("Onderzoek", "Study"), _same(f"{study.title} ({study.client})"))
    yield Fact(Words("Meting", "Wave"), _same(f"{wave.label} ({wave.id})"))
    if wave.fictitious:
        yield Fact(Words("Let op", "Note"), Words("De antwoorden zijn verzonnen.", "The responses are made up."))
    yield Fact(Words("Geopend op", "Opened on"), _day(wave.opened_on))
    yield Fact(Words("Gesloten op", "Closed on"), _day(wave.closed_on))
    yield Fact(Words("Bewaring van de sleutel", "Custody of the key"), _custody(wave))
    yield Fact(Words("Geopende enveloppen", "Envelopes opened"), _same(wave.responses))
    yield Fact(Words("Enveloppen die niet opengaan", "Envelopes that do not open"), _same(certificate.unreadable))
    yield Fact(Words("Antwoorden", "Responses"), _kept(wave))
    if study.segments and wave.recruitment is Recruitment.CODES:
        yield Fact(_WITH_EACH.filled(**study.segment_names), _villages(certificate))
    yield Fact(Words("Manier van antwoorden", "Way of answering"), _mode(wave))
    yield Fact(Words("Sleutel", "Key"), _key(certificate))
    yield from _paper(certificate)
    yield Fact(Words("Kenmerk van de vragenlijst", "Fingerprint, instrument"), _same(wave.fingerprint))
    yield Fact(Words("Kenmerk van de sleutel", "Fingerprint, public key"), _same(_public_key(wave)))
    yield Fact(Words("Nagekeken op", "Looked on"), _day(certificate.looked_on))
    yield Fact(Words("Programma", "Program"), _same(certificate.program))


def certificate_text(certificate: Certificate, language: str) -> str:
    """The certificate as plain text that fits on A4, with room for two signatures."""
    title = TITLE.spoken_in(language)
    lines = [title, "=" * len(title), ""]
    lines += [_line(fact.label.spoken_in(language), fact.found.spoken_in(language)) for fact in facts(certificate)]
    lines += ["", fill(SIGNING.spoken_in(language), _WIDTH)]
    for _signer in range(SIGNERS):
        lines += ["", *(f"\n{word.spoken_in(language) + ':':16}{'_' * 40}" for word in SIGNATURE)]
    return "\n".join(lines) + "\n"


def _line(label: str, found: str) -> str:
    return fill(found, _WIDTH, initial_indent=f"{label:{_LABEL}}", subsequent_indent=" " * _LABEL)


def _kept(wave: Wave) -> Words:
    if wave.withheld:
        return Words(
            "Niet bewaard: het waren er minder dan {minimum}. Alleen het aantal is bewaard.",
            "Not kept: there were fewer than {minimum}. Only their number is kept.",
        ).filled(minimum=wave.minimum)
    return Words(
        "Bewaard: {responses}, geschud, elk onder een nieuw willekeurig nummer (minimum {minimum}).",
        "Kept: {responses}, shuffled, each under a new random number (minimum {minimum}).",
    ).filled(responses=wave.responses, minimum=wave.minimum)


def _villages(certificate: Certificate) -> Words:
    """Which were kept, and how many responses say no more than an arm, or nothing."""
    wave, places = certificate.wave, certificate.places
    if wave.withheld:
        return Words("Niet bewaard.", "Not kept.")
    named = [one.label for one in wave.frozen_instrument().study.segments if Place(one.id) in places]
    told = [_KEPT.filled(villages=joined(named, ", ") if len(named) <= _NAMED else len(named))] if named else []
    told += [words.filled(number=places[place]) for place, words in _COARSER.items() if place in places]
    return joined(told)


def _mode(wave: Wave) -> Words:
    if wave.withheld:
        return Words("Niet bewaard.", "Not kept.")
    if wave.mode_kept:
        return Words("Bewaard bij elk antwoord.", "Kept with each response.")
    return Words(
        "Niet bewaard: één manier had minder dan {minimum} antwoorden.",
        "Not kept: one way had fewer than {minimum} responses.",
    ).filled(minimum=wave.minimum)


def _key(certificate: Certificate) -> Words:
    if certificate.destroyed:
        return Words(
            "Vernietigd: de privésleutel staat niet meer in de map met sleutels.",
            "Destroyed: the private key is not in the key directory any more.",
        )
    return Words(
        "NIET vernietigd: de privésleutel staat nog in de map met sleutels.",
        "NOT destroyed: the private key is still in the key directory.",
    )


def _paper(certificate: Certificate) -> Iterator[Fact]:
    """What the holders destroyed, and what they are still asked to."""
    destroyed, left = destroyed_words(certificate.paper), left_words(certificate.wave, left_of(certificate.paper))
    if destroyed is not None:
        yield Fact(Words("Vastgelegd als vernietigd", "Recorded as destroyed"), destroyed)
    if left is not None:
        yield Fact(Words("Nog te vernietigen", "Still to be destroyed"), left)


def _custody(wave: Wave) -> Words:
    if wave.custody is Custody.HOST:
        return Words("Op de server, buiten de database.", "On the server, outside the database.")
    return Words(
        "Op papier: {sheets} bladen, waarvan {needed} nodig.",
        "On paper: {sheets} sheets, of which {needed} are needed.",
    ).filled(sheets=wave.sheets, needed=wave.sheets_needed)


def _public_key(wave: Wave) -> str:
    return fingerprint_of(wave.public_key) if wave.public_key else "-"


def _day(day: date | None) -> Words:
    if day is None:
        return _same("-")
    return day_of(day)


def _same(found: object) -> Words:
    """What is written alike in both languages."""
    return Words(str(found), str(found))
