"""Contact details: what a respondent may leave at the contact desk, checked before it is sealed (ANONYMITY 5)."""

import json
import re
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from survey_app.fieldwork.hkdf import hkdf
from survey_app.fieldwork.response import ContactEnvelope
from survey_app.fieldwork.sealing import EnvelopeUnreadable, seal
from survey_app.questionnaire.normal_form import normalise
from survey_app.questionnaire.source import forbidden_in

CONTACT_SIZE = 1024
"""What every contact envelope measures, in bytes, sealing included: it holds the longest name, number and address."""

LONGEST: Mapping[str, int] = {"name": 100, "phone": 30, "email": 200}
"""The most characters of each."""

_KEY = 16
_FEWEST_DIGITS, _MOST_DIGITS = 8, 15
_PHONE = re.compile(r"\+?[0-9 ()./-]+")
_EMAIL = re.compile(r"[^\s@,;:<>()\"\\]+@[^\s@,;:<>()\"\\]+\.[^\s@,;:<>()\"\\.]+")


@dataclass(frozen=True)
class Contact:
    """Who wants to be reached, and how; all three are empty when somebody declined."""

    name: str = ""
    phone: str = ""
    email: str = ""

    @property
    def is_declined(self) -> bool:
        """Whether nothing was filled in."""
        return self == DECLINED


DECLINED = Contact()


@dataclass(frozen=True)
class StoredContact:
    """Contact details of a closed wave, under a random key that was drawn at closing."""

    key: bytes
    contact: Contact


class ContactWrong(StrEnum):
    """What can be wrong with one field."""

    NAME_MISSING = "name_missing"
    NO_WAY_TO_REACH = "no_way_to_reach"
    TOO_LONG = "too_long"
    CHARACTER = "character"
    NOT_A_PHONE = "not_a_phone"
    NOT_AN_EMAIL = "not_an_email"


class ContactRefused(Exception):
    """Some of the contact details cannot be right; `faults` says which, the text says nothing of them."""

    def __init__(self, faults: Mapping[str, ContactWrong]) -> None:
        super().__init__(f"{len(faults)} contact detail(s) cannot be accepted")
        self.faults = faults


def read_contact(name: str, phone: str, email: str) -> Contact:
    """What was typed: Unicode NFC, one line, single blanks."""
    return Contact(*(" ".join(normalise("NFC", typed).split()) for typed in (name, phone, email)))


def faults_in_contact(contact: Contact) -> dict[str, ContactWrong]:
    """The first fault of each field: name, phone, email. Nothing at all is right: then somebody declined."""
    faults = {field: fault for field, text in asdict(contact).items() if (fault := _fault(field, text))}
    if contact.name and not (contact.phone or contact.email):
        faults.setdefault("phone", ContactWrong.NO_WAY_TO_REACH)
    if not contact.name and not contact.is_declined:
        faults["name"] = ContactWrong.NAME_MISSING
    return faults


def desk_key_of(private_key: bytes) -> bytes:
    """The private key of a wave's contact desk, made from that of its box: where one is kept, so is the other.

    Whoever has only the key of the desk cannot make that of the box from it.
    """
    return hkdf(private_key, info=b"peilstok contact desk")


def seal_contact(desk_public_key: bytes, contact: Contact) -> ContactEnvelope:
    """A contact envelope, as large for who declined as for who did not; raises ContactRefused."""
    faults = faults_in_contact(contact)
    if faults:
        raise ContactRefused(faults)
    content = json.dumps(asdict(contact), ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return ContactEnvelope(secrets.token_bytes(_KEY), seal(desk_public_key, content, CONTACT_SIZE))


def unpack_contact(content: bytes) -> Contact:
    """What was in a contact envelope; raises EnvelopeUnreadable."""
    try:
        raw = json.loads(content)
        contact = Contact(raw["name"], raw["phone"], raw["email"])
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise EnvelopeUnreadable from error
    if not all(isinstance(text, str) for text in asdict(contact).values()):
        raise EnvelopeUnreadable
    return contact


def in_order_of_name(contact: Contact) -> tuple[str, str, str]:
    """A key to sort by: the name without capitals and accents, then how to reach whoever has that name."""
    letters = normalise("NFKD", contact.name.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return plain, contact.phone, contact.email


def _fault(field: str, text: str) -> ContactWrong | None:
    if len(text) > LONGEST[field]:
        return ContactWrong.TOO_LONG
    if forbidden_in(text):
        return ContactWrong.CHARACTER
    if field == "phone" and text and not _is_phone(text):
        return ContactWrong.NOT_A_PHONE
    if field == "email" and text and not _EMAIL.fullmatch(text):
        return ContactWrong.NOT_AN_EMAIL
    return None


def _is_phone(text: str) -> bool:
    digits = sum(character.isdigit() for character in text)
    return _PHONE.fullmatch(text) is not None and _FEWEST_DIGITS <= digits <= _MOST_DIGITS
