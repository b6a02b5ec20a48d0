"""The contact desk on the last page: what was typed, and what is wrong with it. Kept in no draft and no cookie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from survey_app.fieldwork.contacts import DECLINED, LONGEST, Contact, ContactWrong, faults_in_contact, read_contact
from survey_app.fieldwork.wave import Wave
from survey_app.questionnaire.model import ContactDesk
from survey_app.web.respondent.faults import Correction
from survey_app.web.translation import gettext as _

_FIELD = "contact-"
"""Before the name and the id of each field."""


@dataclass(frozen=True)
class ContactField:
    """One field: its id, what it asks, what a browser may fill in by itself, and what was typed."""

    id: str
    label: str
    type: str
    autocomplete: str
    typed: str
    fault: Correction | None


@dataclass(frozen=True)
class ContactQuestion:
    """The desk of a wave, as the page asks it."""

    desk: ContactDesk
    fields: tuple[ContactField, ...]

    @property
    def faults(self) -> list[Correction]:
        """What is wrong."""
        return [field.fault for field in self.fields if field.fault]


def typed_contact(wave: Wave, form: Mapping[str, str]) -> Contact:
    """What a browser sent; a wave without a desk has nobody to read it."""
    if wave.contact_key is None:
        return DECLINED
    return read_contact(*(form.get(f"{_FIELD}{name}", "") for name in ("name", "phone", "email")))


def contact_question(wave: Wave, typed: Contact) -> ContactQuestion | None:
    """The question with what was typed and what is wrong with that; None in a wave without a desk."""
    desk = wave.frozen_instrument().questionnaire.contact_desk
    return None if desk is None or wave.contact_key is None else ContactQuestion(desk, tuple(_fields(typed)))


def _fields(typed: Contact) -> Iterator[ContactField]:
    faults = faults_in_contact(typed)
    for name, label, kind, autocomplete in (
        ("name", _("Uw naam"), "text", "name"),
        ("phone", _("Uw telefoonnummer"), "tel", "tel"),
        ("email", _("Uw e-mailadres"), "email", "email"),
    ):
        fault = Correction(_in_words(name, faults[name]), 0, 0, f"{_FIELD}{name}") if name in faults else None
        yield ContactField(f"{_FIELD}{name}", label, kind, autocomplete, getattr(typed, name), fault)


def _in_words(name: str, wrong: ContactWrong) -> str:
    return {
        ContactWrong.NAME_MISSING: _("Vul ook uw naam in, of maak alle drie de vakken leeg."),
        ContactWrong.NO_WAY_TO_REACH: _("Vul ook een telefoonnummer of een e-mailadres in, of haal uw naam weg."),
        ContactWrong.TOO_LONG: _("Dit is te lang. Gebruik niet meer dan %(maximum)s tekens.", maximum=LONGEST[name]),
        ContactWrong.CHARACTER: _("Hier staat een teken dat wij niet kunnen bewaren. Typ het opnieuw."),
        ContactWrong.NOT_A_PHONE: _("Dit telefoonnummer klopt niet. Typ alleen cijfers, bijvoorbeeld 06 12345678."),
        ContactWrong.NOT_AN_EMAIL: _("Dit e-mailadres klopt niet. Typ het zo: naam@voorbeeld.nl."),
    }[wrong]
