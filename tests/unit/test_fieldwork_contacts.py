"""Contact details: checked before sealing, all envelopes equally large, and read back as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.fieldwork.contacts import (
    CONTACT_SIZE,
    DECLINED,
    LONGEST,
    Contact,
    ContactRefused,
    ContactWrong,
    desk_key_of,
    faults_in_contact,
    in_order_of_name,
    read_contact,
    seal_contact,
    unpack_contact,
)
from survey_app.fieldwork.sealing import EnvelopeUnreadable, Opener, new_private_key, public_key_of


def contact(name: str = "Anna de Vries", phone: str = "", email: str = "") -> Contact:
    return read_contact(name, phone, email)


@pytest.mark.parametrize(
    "phone", ["06 12345678", "0344-123456", "(0344) 12 34 56", "+31 6 1234 5678", "+32/470.12.34.56"]
)
def test_telephone_numbers_are_taken_as_people_write_them(phone: str) -> None:
    assert faults_in_contact(contact(phone=phone)) == {}


@pytest.mark.parametrize(
    "email", ["a@b.nl", "an.de-vries+buren@post.example.org", "renée@voorbeeld.nl", "o'brien@x.ie"]
)
def test_email_addresses_are_taken_as_they_are(email: str) -> None:
    assert faults_in_contact(contact(email=email)) == {}


def test_nothing_at_all_is_right_and_says_that_somebody_declined() -> None:
    blank = read_contact("  ", "\t", "\n")

    assert blank.is_declined
    assert faults_in_contact(blank) == {}


@pytest.mark.parametrize(
    ("given_up", "faults"),
    [
        (contact(), {"phone": ContactWrong.NO_WAY_TO_REACH}),
        (contact("", phone="0612345678"), {"name": ContactWrong.NAME_MISSING}),
        (contact(phone="1234567"), {"phone": ContactWrong.NOT_A_PHONE}),
        (contact(phone="bel mij"), {"phone": ContactWrong.NOT_A_PHONE}),
        (contact(phone="+31 6 1234 5678 90123"), {"phone": ContactWrong.NOT_A_PHONE}),
        (contact(email="anna"), {"email": ContactWrong.NOT_AN_EMAIL}),
        (contact(email="anna@voorbeeld"), {"email": ContactWrong.NOT_AN_EMAIL}),
        (contact(email="a@b.nl, c@d.nl"), {"email": ContactWrong.NOT_AN_EMAIL}),
        (contact("a" * 101, "0612345678"), {"name": ContactWrong.TOO_LONG}),
        (contact("Anna\0", "0612345678"), {"name": ContactWrong.CHARACTER}),
        (contact("Anna \u202eseirV", "0612345678"), {"name": ContactWrong.CHARACTER}),
        (contact("Anna \ud800", "0612345678"), {"name": ContactWrong.CHARACTER}),
        (
            contact("", "bel mij", "anna"),
            {
                "name": ContactWrong.NAME_MISSING,
                "phone": ContactWrong.NOT_A_PHONE,
                "email": ContactWrong.NOT_AN_EMAIL,
            },
        ),
    ],
)
def test_what_cannot_be_right_is_found_field_by_field(given_up: Contact, faults: dict[str, ContactWrong]) -> None:
    assert faults_in_contact(given_up) == faults


def test_what_cannot_be_right_is_never_sealed_and_the_refusal_does_not_repeat_it() -> None:
    with pytest.raises(ContactRefused) as refusal:
        seal_contact(public_key_of(new_private_key()), contact("Kanariepiet"))

    assert "Kanariepiet" not in str(refusal.value)


LONGEST_CONTACT = Contact("\U00020000" * LONGEST["name"], "0" * 15 + " " * 15, "é" * (LONGEST["email"] - 5) + "@b.nl")


@pytest.mark.parametrize(
    "left", [DECLINED, contact(phone="0612345678"), LONGEST_CONTACT, contact('"' * 100, "0612345678")]
)
def test_an_envelope_has_one_size_whatever_is_in_it_and_opens_with_the_key_of_the_desk_only(left: Contact) -> None:
    private_key = new_private_key()

    envelope = seal_contact(public_key_of(desk_key_of(private_key)), left)

    assert len(envelope.ciphertext) == CONTACT_SIZE
    assert len(envelope.key) == 16
    assert unpack_contact(Opener(desk_key_of(private_key)).open(envelope.ciphertext)) == left
    with pytest.raises(EnvelopeUnreadable):
        Opener(private_key).open(envelope.ciphertext)


@given(st.text(max_size=120), st.text(max_size=40), st.text(max_size=210))
def test_whatever_is_typed_is_refused_with_a_reason_or_survives_sealing(name: str, phone: str, email: str) -> None:
    left = read_contact(name, phone, email)
    private_key = new_private_key()

    if not faults_in_contact(left):
        envelope = seal_contact(public_key_of(private_key), left)

        assert unpack_contact(Opener(private_key).open(envelope.ciphertext)) == left
        assert len(envelope.ciphertext) == CONTACT_SIZE


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"name":1,"phone":"","email":""}', b"\xff"])
def test_what_is_no_contact_cannot_be_read(content: bytes) -> None:
    with pytest.raises(EnvelopeUnreadable):
        unpack_contact(content)


def test_names_are_sorted_as_people_look_them_up() -> None:
    names = ["Zoë", "anna", "Émile", "Bert", "eva"]

    assert [one.name for one in sorted(map(Contact, names), key=in_order_of_name)] == [
        "anna",
        "Bert",
        "Émile",
        "eva",
        "Zoë",
    ]
