"""The certificate of a closing says what is there, in two languages, and fits on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from survey_app.assurance.certificate import Certificate, certificate_text
from survey_app.fieldwork.place import NOWHERE, Place
from survey_app.fieldwork.ports import Shredding
from survey_app.fieldwork.shredding import BACKUPS, paper_of
from survey_app.fieldwork.wave import Custody, Recruitment, Wave, WaveState
from tests.small_wave import INSTRUMENT, small_wave

WAVE = replace(
    small_wave(),
    state=WaveState.CLOSED,
    instrument=INSTRUMENT,
    fingerprint="ab" * 32,
    public_key=b"test",
    opened_on=date(2026, 6, 1),
    closed_on=date(2026, 7, 2),
    responses=1234,
)


def certificate(wave: Wave = WAVE, *, unreadable: int = 0, destroyed: bool = True) -> Certificate:
    return Certificate(wave, unreadable, destroyed, date(2026, 7, 3), "Peilstok 0.1.0")


def line_of(text: str, label: str) -> str:
    """What stands behind a label, folded lines put together."""
    lines = text.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith(label))
    folded = [lines[first].removeprefix(label)]
    for line in lines[first + 1 :]:
        if not line.startswith("   "):
            break
        folded.append(line)
    return " ".join(" ".join(folded).split())


def test_it_tells_what_was_opened_and_what_is_gone_in_dutch() -> None:
    text = certificate_text(certificate(), "nl")

    assert line_of(text, "Meting") == "Bewoners 2026 (bewoners-2026)"
    assert line_of(text, "Geopend op") == "1 juni 2026"
    assert line_of(text, "Gesloten op") == "2 juli 2026"
    assert line_of(text, "Geopende enveloppen") == "1234"
    assert line_of(text, "Enveloppen die niet opengaan") == "0"
    assert line_of(text, "Sleutel").startswith("Vernietigd:")
    assert line_of(text, "Nagekeken op") == "3 juli 2026"
    assert line_of(text, "Programma") == "Peilstok 0.1.0"
    assert text.count("Handtekening:") == 2


def test_it_tells_the_same_in_english() -> None:
    text = certificate_text(certificate(), "en")

    assert line_of(text, "Closed on") == "2 July 2026"
    assert line_of(text, "Envelopes opened") == "1234"
    assert line_of(text, "Key").startswith("Destroyed:")
    assert text.count("Signature:") == 2


def test_both_fingerprints_stand_in_it() -> None:
    text = certificate_text(certificate(), "nl")

    assert "ab" * 32 in text.replace("\n", "").replace(" ", "")
    # printf test | sha256sum | xxd -r -p | base32
    assert line_of(text, "Kenmerk van de sleutel") == "T6DN BAMI JR6W LGRP 5KQM"


@pytest.mark.parametrize(
    ("language", "label", "said"), [("nl", "Sleutel", "NIET vernietigd"), ("en", "Key", "NOT destroyed")]
)
def test_a_key_that_is_still_there_is_not_called_destroyed(language: str, label: str, said: str) -> None:
    text = certificate_text(certificate(unreadable=2, destroyed=False), language)

    assert line_of(text, label).startswith(said)


def test_with_too_few_responses_it_says_that_only_their_number_was_kept() -> None:
    text = certificate_text(certificate(replace(WAVE, responses=9, withheld=True)), "nl")

    assert line_of(text, "Antwoorden") == ("Niet bewaard: het waren er minder dan 10. Alleen het aantal is bewaard.")
    assert line_of(text, "Manier van antwoorden") == "Niet bewaard."


def test_it_says_when_the_way_of_answering_was_dropped() -> None:
    text = certificate_text(certificate(replace(WAVE, mode_kept=False)), "nl")

    assert line_of(text, "Manier van antwoorden") == "Niet bewaard: één manier had minder dan 10 antwoorden."


def test_it_names_the_custody_the_wave_was_opened_with() -> None:
    on_paper = replace(WAVE, custody=Custody.SHEETS)

    def custody(wave: Wave) -> str:
        return line_of(certificate_text(certificate(wave), "nl"), "Bewaring van de sleutel")

    assert "server" in custody(WAVE)
    assert custody(replace(on_paper, sheets=3, sheets_needed=2)) == "Op papier: 3 bladen, waarvan 2 nodig."
    assert custody(replace(on_paper, sheets=2, sheets_needed=1)) == "Op papier: 2 bladen, waarvan 1 nodig."


def test_it_names_what_was_destroyed_and_what_was_not() -> None:
    wave = replace(WAVE, custody=Custody.SHEETS, sheets=3, sheets_needed=2)
    done = [Shredding(wave.id, sheet, "J. Jansen", date(2026, 7, 3)) for sheet in (1, 3, BACKUPS)]

    half = certificate_text(replace(certificate(wave), paper=paper_of(wave, done)), "nl")
    whole = certificate_text(replace(certificate(wave), paper=paper_of(wave, [*done, replace(done[0], sheet=2)])), "en")

    assert "blad 1, 3 juli 2026, door J. Jansen; blad 3" in line_of(half, "Vastgelegd als vernietigd")
    assert line_of(half, "Nog te vernietigen").startswith("Nog niet vernietigd: blad 2.")
    assert "sheet 2, 3 July 2026, by J. Jansen" in line_of(whole, "Recorded as destroyed")
    assert "Still to be destroyed" not in whole


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_fits_on_one_sheet_of_a4(language: str) -> None:
    wave = replace(WAVE, label="Een lang opschrift " * 6, mode_kept=False, custody=Custody.SHEETS, sheets=3)
    wave = replace(wave, sheets_needed=2)
    done = [Shredding(wave.id, sheet, "Een lange naam van een mens", date(2026, 7, 3)) for sheet in (1, BACKUPS)]
    found = replace(certificate(wave, unreadable=1, destroyed=False), paper=paper_of(wave, done))
    lines = certificate_text(found, language).splitlines()

    # A4 in 11 points, two centimetres of margin: some 58 lines of 80 characters.
    assert len(lines) <= 58
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ({Place("ingen"): 12, Place("maurik"): 20}, "Bewaard: Ingen, Maurik."),
        ({Place("ingen"): 12, Place(None, "mirror"): 20}, "Bewaard: Ingen. Alleen ‘spiegel’: 20 antwoorden."),
        ({Place("maurik"): 12, NOWHERE: 20}, "Bewaard: Maurik. Niets: 20 antwoorden."),
        ({NOWHERE: 32}, "Niets: 32 antwoorden."),
    ],
)
def test_it_says_which_villages_were_kept(places: dict[Place, int], told: str) -> None:
    assert line_of(certificate_text(replace(certificate(), places=places), "nl"), "Kern bij elk antwoord") == told


def test_of_an_open_link_and_of_a_wave_that_was_not_kept_it_names_no_village() -> None:
    by_link = certificate_text(certificate(replace(WAVE, recruitment=Recruitment.OPEN_LINK)), "nl")
    withheld = certificate_text(certificate(replace(WAVE, responses=9, withheld=True)), "nl")

    assert "Kern bij elk antwoord" not in by_link
    assert line_of(withheld, "Kern bij elk antwoord") == "Niet bewaard."
