"""Changed questions, and a researcher's word that some of them ask the same."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from flask import Flask

from survey_app.fieldwork.ports import EditorialChange
from tests.web.admin_desk import add_draft, answered_wave, at_work, closed_wave, installation, reworded
from tests.web.field import Browser

EARLIER, LATER = "nulmeting", "eindmeting"
PAGE = "/beheer/gewijzigde-vragen"
PAIR = f"{PAGE}?earlier={EARLIER}&later={LATER}"
ACCEPT = f"{PAGE}/{EARLIER}/{LATER}/luistert/goedkeuren"
WITHDRAW = f"{PAGE}/{EARLIER}/{LATER}/luistert/intrekken"
REASON = "Er is alleen een punt bij gekomen; <b>niets</b> anders."


@pytest.fixture
def researcher(app: Flask) -> Browser:
    """A researcher; the earlier of two waves asked one question without its full stop and one in other words."""
    closed_wave(app, LATER, date(2020, 5, 1))
    closed_wave(app, EARLIER, date(2019, 6, 1))
    reworded(app, EARLIER, luistert="De gemeente luistert", cijfer="Welk rapportcijfer geeft u?")
    return at_work(app, "onderzoeker,beheerder")


def kept(app: Flask) -> list[EditorialChange]:
    with installation(app).stores.reading() as store:
        return store.editorial_changes.among((EARLIER, LATER))


def card(page: str, item: str) -> str:
    """The part of the page about one question."""
    return page.partition(f'aria-labelledby="vraag-{item}"')[2].partition("</section>")[0]


def words(part: str) -> str:
    """What stands there, without the tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", part)).split())


def test_both_wordings_are_shown_with_what_differs_marked_and_in_words(researcher: Browser) -> None:
    page = researcher.open(PAIR)

    assert "2 vragen zijn gewijzigd" in page
    assert "Vraag 1 luistert u kunt dit goedkeuren" in words(card(page, "luistert"))
    assert "Bewoners 2026 juni 2019 De gemeente luistert Bewoners 2026 mei 2020 De gemeente luistert." in words(
        card(page, "luistert")
    )
    assert re.findall(r"<mark[^>]*>([^<]+)</mark>", card(page, "luistert")) == ["."]
    assert "dezelfde woorden, met andere hoofdletters, leestekens of spaties" in card(page, "luistert")
    assert "Keur deze wijziging goed" in card(page, "luistert")


def test_a_question_in_other_words_cannot_be_accepted_and_the_page_says_why(researcher: Browser, app: Flask) -> None:
    page = researcher.open(PAIR)
    refused = researcher.client.get(ACCEPT.replace("luistert", "cijfer"))

    assert "Vraag 3 cijfer andere vraag" in words(card(page, "cijfer"))
    assert re.findall(r"<mark[^>]*>([^<]+)</mark>", card(page, "cijfer")) == ["rapportcijfer", "cijfer"]
    assert "De vraag heeft andere woorden. Dit kunt u niet goedkeuren." in words(card(page, "cijfer"))
    assert "Keur deze wijziging goed" not in card(page, "cijfer")
    assert refused.status_code == 409
    assert "Deze wijziging kunt u niet goedkeuren" in refused.get_data(as_text=True)
    researcher.open(ACCEPT)
    assert researcher.post(ACCEPT.replace("luistert", "cijfer"), reason=REASON).status_code == 409
    assert kept(app) == []


def test_a_change_is_accepted_with_a_reason_and_the_log_tells_it(researcher: Browser, app: Flask) -> None:
    asked = researcher.open(ACCEPT)
    done = researcher.post(ACCEPT, reason=REASON)
    page = researcher.open(done.location)

    assert "Vraagt deze vraag nog hetzelfde?" in asked
    assert done.location == PAIR
    assert kept(app) == [EditorialChange(EARLIER, LATER, "luistert", REASON, "anna")]
    assert "U hebt de wijziging van ‘luistert’ goedgekeurd." in page
    assert "Vraag 1 luistert goedgekeurd" in words(card(page, "luistert"))
    assert f"anna keurde deze wijziging goed, met als reden: {REASON}" in words(card(page, "luistert"))
    assert "<b>niets</b>" not in page
    log = words(researcher.open("/beheer/logboek"))
    assert f"anna wijziging van een vraag goedgekeurd {EARLIER}, {LATER}: luistert: {REASON}" in log


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        ("", "Vul nog in of kies: Waarom is dit dezelfde vraag?"),
        ("<i>x</i>", "Deze reden is te kort. Schrijf ten minste 10 tekens."),
        ("x" * 1001, "Deze reden is te lang. Schrijf ten hoogste 1000 tekens."),
        ("Er is een\u200b punt bij gekomen.", "een teken dat niet te zien is"),
    ],
)
def test_a_reason_that_will_not_do_is_refused_and_stays_in_the_field(
    researcher: Browser, app: Flask, reason: str, why: str
) -> None:
    researcher.open(ACCEPT)

    refused = researcher.post(ACCEPT, reason=reason)

    assert refused.status_code == 422
    assert why in words(researcher.html)
    assert re.search(rf"<textarea[^>]*>\s*{re.escape(html.escape(reason))}</textarea>", researcher.html)
    assert kept(app) == []


def test_a_decision_is_withdrawn_after_asking(researcher: Browser, app: Flask) -> None:
    researcher.open(ACCEPT)
    researcher.post(ACCEPT, reason=REASON)

    asked = researcher.open(WITHDRAW)
    assert "De goedkeuring intrekken?" in asked
    assert REASON in words(asked)
    assert len(kept(app)) == 1

    done = researcher.post(WITHDRAW)
    assert "U hebt de goedkeuring van ‘luistert’ ingetrokken." in researcher.open(done.location)
    assert "u kunt dit goedkeuren" in card(researcher.html, "luistert")
    assert kept(app) == []
    log = words(researcher.open("/beheer/logboek"))
    assert f"anna goedkeuring van een wijziging ingetrokken {EARLIER}, {LATER}: luistert" in log


def test_two_researchers_who_decide_at_once_decide_once(researcher: Browser, app: Flask) -> None:
    researcher.open(ACCEPT)
    researcher.post(ACCEPT, reason=REASON)

    researcher.open(PAIR)
    again = researcher.post(ACCEPT, reason="Een andere reden dan daarnet.")
    assert again.status_code == 409
    assert "Iemand was u net voor" in researcher.html
    assert [change.reason for change in kept(app)] == [REASON]

    researcher.open(WITHDRAW)
    researcher.post(WITHDRAW)
    researcher.open(PAIR)
    assert researcher.post(WITHDRAW).status_code == 409


def test_waves_in_either_order_give_the_earlier_first(researcher: Browser) -> None:
    page = researcher.open(f"{PAGE}?earlier={LATER}&later={EARLIER}")

    assert words(card(page, "luistert")).index("juni 2019") < words(card(page, "luistert")).index("mei 2020")
    assert f"/{EARLIER}/{LATER}/luistert/goedkeuren" in page


def test_where_nothing_changed_the_page_says_that_all_questions_are_the_same(app: Flask) -> None:
    closed_wave(app, LATER, date(2020, 5, 1))
    answered_wave(app, "open")

    page = at_work(app).open(f"{PAGE}?earlier={LATER}&later=open")

    # By hand: luistert, ziet, cijfer, gesproken, keren, hoe and merkte.
    assert "Alle vragen zijn gelijk" in page
    assert "De 7 vragen die beide metingen stelden, zijn precies gelijk." in page


def test_without_two_waves_that_were_opened_the_page_says_when_there_are(app: Flask) -> None:
    add_draft(app)

    assert "Er zijn nog geen twee metingen die open of gesloten zijn." in at_work(app).open(PAGE)


def test_the_page_of_comparisons_leads_to_the_changed_questions_of_the_chosen_waves(researcher: Browser) -> None:
    page = researcher.open(f"/beheer/vergelijken?wave={EARLIER}&wave={LATER}")

    assert f'href="{PAIR.replace("&", "&amp;")}"' in page


@pytest.mark.parametrize("address", [ACCEPT, WITHDRAW])
@pytest.mark.parametrize(
    ("there", "gone"), [("luistert", "geen"), (LATER, "geen"), (LATER, EARLIER), (LATER, "concept")]
)
def test_what_is_not_there_is_said_so(app: Flask, researcher: Browser, address: str, there: str, gone: str) -> None:
    add_draft(app, "concept")

    assert researcher.client.get(address.replace(there, gone)).status_code == 404


def test_other_roles_decide_nothing(app: Flask) -> None:
    browser = at_work(app, "beheerder,lezer")

    assert browser.client.get(PAIR).status_code == 403
    assert "Gewijzigde vragen" not in browser.open("/beheer/")
