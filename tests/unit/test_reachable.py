"""A tap on a phone number calls it: numbers as Dutch offices write them, and nothing else."""

from __future__ import annotations

import pytest

from survey_app.language.reach import has_phone
from survey_app.web.prose import reachable


@pytest.mark.parametrize(
    ("written", "called"),
    [
        ("Bel 0344 123456.", "0344123456"),
        ("Bel 0344-57 91 00, op werkdagen van 9-17 uur", "0344579100"),
        ("(0344) 579 100", "(0344) 579 100"),
        ("06-12345678", "0612345678"),
        ("+31 (0)344 579 100", "+31344579100"),
        ("0800 1351", "08001351"),
        ("0800-0200 600", "08000200600"),
        ("14 0344", "140344"),
        ("Bel 0344 123456 of 06 12345678", "0344123456"),
    ],
)
def test_a_phone_number_can_be_tapped(written: str, called: str) -> None:
    number = called if called[0] != "(" else "0344579100"

    assert f'href="tel:{number}"' in reachable(written)
    assert has_phone(written)


@pytest.mark.parametrize(
    "written",
    [
        "Van 09.00 tot 17.00 uur",
        "Postbus 14, 4020 BA Maurik",
        "1 juni 2026",
        "010203040506070809",
        "Zaak 2026-0344123456",
    ],
)
def test_what_is_no_phone_number_is_no_link(written: str) -> None:
    assert reachable(written) == written
    assert not has_phone(written)


def test_an_address_can_be_written_to_and_the_rest_stays_text() -> None:
    assert reachable("Mail <b>a.b@voorbeeld.example</b>.") == (
        'Mail &lt;b&gt;<a class="utrecht-link" href="mailto:a.b@voorbeeld.example">a.b@voorbeeld.example</a>&lt;/b&gt;.'
    )
