"""Waves as administrators see them."""

import re
from dataclasses import replace

import pytest
from flask import Flask

from survey_app.fieldwork.life import add_wave
from survey_app.fieldwork.wave import Custody, Recruitment
from tests.web.admin_desk import (
    QUESTIONNAIRE_YAML,
    SOURCE,
    add_draft,
    answer,
    answered_wave,
    at_work,
    closed_wave,
    furnished,
    installation,
    log_in,
    write_questionnaire,
)
from tests.web.field import Browser, draft


def test_a_new_installation_says_what_to_do(app: Flask) -> None:
    page = at_work(app).open("/beheer/")

    assert "Er zijn nog geen metingen" in page
    assert "peilstok check" in page
    assert "Eerste meting toevoegen" in page


def test_somebody_without_fieldwork_is_told_who_can_begin(app: Flask) -> None:
    page = at_work(app, "lezer").open("/beheer/")

    assert "Een beheerder kan een meting toevoegen." in page


def test_while_a_wave_is_open_numbers_are_rounded_down_villages_more_than_the_total(app: Flask) -> None:
    # 24 codes, 14 of them used: 7 of 12 in each village.
    answered_wave(app, codes=24, answered=14)
    browser = at_work(app)

    overview, wave = browser.open("/beheer/"), browser.open("/beheer/metingen/bewoners-2026/")

    assert "<strong>ten minste 10</strong> van de 24 (42%)" in overview
    assert wave.count('<td class="admin-table__number">&lt; 10</td>') == 2
    assert "Het minimum van 10 is gehaald." in wave
    assert ">14<" not in wave
    assert ">12<" not in wave.replace('<td class="admin-table__number">12</td>', "")
    assert wave.count('<td class="admin-table__number">12</td>') == 2, "12 were invited in each of two villages"


def test_all_day_long_every_page_tells_what_the_first_look_told(app: Flask) -> None:
    others = answered_wave(app, codes=24, answered=4)
    clock, browser = furnished(app, "beheerder,onderzoeker,lezer,contactpersoon"), Browser.of(app)
    log_in(browser)
    before = every_page_of_the_wave(app, browser)

    answer(app, others)
    clock.forward(hours=7)

    assert every_page_of_the_wave(app, browser) == before
    assert "Er zijn nog te weinig antwoorden" in before["/beheer/metingen/bewoners-2026/sluiten"]
    clock.forward(days=1)
    log_in(browser)
    assert "Er zijn nog te weinig antwoorden" not in browser.open("/beheer/metingen/bewoners-2026/sluiten")
    assert "<strong>ten minste 20</strong>" in browser.open("/beheer/")


def every_page_of_the_wave(app: Flask, browser: Browser) -> dict[str, str]:
    """What every administrators' page says that takes no more than a wave, but for the token of its forms."""
    addresses = {
        rule.rule.replace("<wave_id>", "bewoners-2026")
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/beheer") and "GET" in (rule.methods or ()) and set(rule.arguments) <= {"wave_id"}
    }
    return {address: re.sub('name="csrf_token" value="[^"]*"', "", browser.open(address)) for address in addresses}


def test_fewer_than_five_is_all_that_is_told_of_four(app: Flask) -> None:
    answered_wave(app, codes=24, answered=4)

    page = at_work(app).open("/beheer/")

    assert "<strong>minder dan 5</strong> van de 24" in page
    assert "%" not in page.split('<h4 class="admin-wave__label">')[1].split("</article>")[0]


def test_once_a_wave_is_closed_its_numbers_are_exact(app: Flask) -> None:
    closed_wave(app, "bewoners-2026", codes=24, answered=21)
    browser = at_work(app)

    wave = browser.open("/beheer/metingen/bewoners-2026/")

    assert '<span class="admin-figure__number">21</span>' in wave
    assert '<td class="admin-table__number">11</td>' in wave
    assert '<td class="admin-table__number">10</td>' in wave
    assert "x: niet bewaard" not in wave


def test_of_villages_that_a_closed_wave_did_not_keep_the_numbers_are_secret(app: Flask) -> None:
    closed_wave(app, "bewoners-2026", codes=24, answered=13)

    wave = at_work(app).open("/beheer/metingen/bewoners-2026/")

    assert '<span class="admin-figure__number">13</span>' in wave
    assert wave.count('<td class="admin-table__number">x</td>') == 2
    assert "x: niet bewaard" in wave


def test_a_wave_tells_where_people_come_in(app: Flask) -> None:
    add_draft(app)
    add_wave(
        installation(app).stores,
        replace(draft("medewerkers-2026"), recruitment=Recruitment.OPEN_LINK, source=SOURCE),
        "an",
    )
    browser = at_work(app)

    assert "http://localhost/</a>" in browser.open("/beheer/metingen/bewoners-2026/")
    assert "http://localhost/m/medewerkers-2026</a>" in browser.open("/beheer/metingen/medewerkers-2026/")


def test_no_page_shows_a_receipt_or_a_code(app: Flask) -> None:
    answered_wave(app)
    at = installation(app)
    with at.stores.reading() as store:
        receipts = [receipt.hex() for receipt in store.box.receipts("bewoners-2026")]
    browser = at_work(app)

    pages = [browser.open(f"/beheer/{end}") for end in ("", "metingen/bewoners-2026/", "logboek")]

    assert receipts
    assert not any(receipt in page for receipt in receipts for page in pages)


def test_addresses_are_asked_for_at_the_command_line_only(app: Flask) -> None:
    add_draft(app)

    page = at_work(app).open("/beheer/metingen/bewoners-2026/codes")

    assert 'peilstok invite bewoners-2026 --frame adressen.xlsx --segment "kern"' in page
    assert "Adressen komen nooit op deze pagina’s en nooit in de database." in page
    assert 'type="file"' not in page


def test_the_whole_questionnaire_can_be_read_with_its_routing_in_words(app: Flask) -> None:
    add_draft(app)

    page = at_work(app).open("/beheer/metingen/bewoners-2026/vragenlijst")

    assert "2 vragen in 1 onderdeel" in page
    assert "Alleen als bij ‘Heeft u de gemeente gesproken?’ is geantwoord: Ja." in page
    assert "rapportcijfer van 1 tot en met 10" in page


def test_the_contact_desk_is_in_the_preview(app: Flask) -> None:
    desk = "\ncontact_desk: { text: Wilt u meepraten?, read_by: de griffie, keep_for_days: 30 }\n"
    add_draft(app)
    browser = at_work(app)
    without = browser.open("/beheer/metingen/bewoners-2026/vragenlijst")
    write_questionnaire(app, QUESTIONNAIRE_YAML + desk)

    page = browser.open("/beheer/metingen/bewoners-2026/vragenlijst")

    assert "Contactvraag" not in without
    assert "Wilt u meepraten?" in page
    assert "Na de sluiting te lezen voor: de griffie. Uiterlijk 30 dagen na de sluiting moet het gewist zijn." in page


def test_a_wave_that_is_not_there_is_said_so(app: Flask) -> None:
    browser = at_work(app)

    assert browser.client.get("/beheer/metingen/geen/").status_code == 404
    assert "Dit is er niet" in browser.open("/beheer/metingen/geen/")


def test_faulty_questionnaires_are_listed_with_all_their_faults(app: Flask) -> None:
    write_questionnaire(
        app, QUESTIONNAIRE_YAML.replace("type: mark", "type: cijfer").replace("title: Contact", "titel: X")
    )

    page = at_work(app).open("/beheer/nieuwe-meting")

    assert "Geen bruikbare vragenlijst" in page
    assert page.count('class="admin-faults__wrong"') >= 2
    assert SOURCE in page


def test_a_wave_is_added_in_two_steps(app: Flask) -> None:
    write_questionnaire(app)
    browser = at_work(app)

    assert f"/beheer/nieuwe-meting/{SOURCE}" in browser.open("/beheer/nieuwe-meting")
    suggested = browser.open(f"/beheer/nieuwe-meting/{SOURCE}")
    added = browser.post(f"/beheer/nieuwe-meting/{SOURCE}", **_filled_in())

    assert 'value="bewoners-2026-06"' in suggested
    assert added.location == "/beheer/metingen/bewoners-2026/"
    assert "toegevoegd als concept" in browser.open(added.location)
    with installation(app).stores.reading() as store:
        wave = store.waves.get("bewoners-2026")
    assert (wave.label, wave.month.isoformat(), wave.minimum, wave.fictitious) == ("Eindmeting", "2026-06-01", 12, True)
    assert wave.custody is Custody.SHEETS


def test_what_was_typed_stays_when_something_is_wrong(app: Flask) -> None:
    write_questionnaire(app)
    browser = at_work(app)
    browser.open(f"/beheer/nieuwe-meting/{SOURCE}")

    refused = browser.post(
        f"/beheer/nieuwe-meting/{SOURCE}",
        **_filled_in(label=" ", year="twee", minimum="4", wave_id="Met Hoofdletters"),
    )

    assert refused.status_code == 422
    assert "Er zijn nog 4 dingen mis" in browser.html
    for why in ("Naam van de meting", "in cijfers, bij: Jaar", "van 5 tot en met 1000", "Gebruik kleine letters"):
        assert why in browser.html
    assert 'value="twee"' in browser.html
    assert 'value="Met Hoofdletters"' in browser.html
    assert 'href="#wave_id"' in browser.html


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("label", "Meting\x07 juni", "In deze naam staat een teken dat niet te zien is."),
        ("label", "Meting\njuni", "In deze naam staat een teken dat niet te zien is."),
        ("label", "Meting\u202ejuni", "In deze naam staat een teken dat niet te zien is."),
        ("label", "Meting\u200b", "In deze naam staat een teken dat niet te zien is."),
        ("label", "m" * 121, "Maak dit korter dan 120 tekens."),
        ("wave_id", "bewoners-2026\n", "Gebruik kleine letters en cijfers"),
        ("wave_id", "bewoners--2026", "Gebruik kleine letters en cijfers"),
        ("wave_id", "b" * 61, "Maak dit korter dan 60 tekens."),
        ("year", "1999", "Vul een jaar in van 2000"),
        ("month", "0", 'id="month-fout"'),
        ("recruitment", "post", 'id="recruitment-fout"'),
        ("minimum", "4", "Vul een getal in van 5"),
        ("minimum", "9" * 5000, "Vul een heel getal in"),
    ],
)
def test_what_cannot_be_a_wave_is_told_at_its_field_and_stays_to_be_mended(
    app: Flask, field: str, typed: str, why: str
) -> None:
    write_questionnaire(app)
    browser = at_work(app)
    browser.open(f"/beheer/nieuwe-meting/{SOURCE}")
    other = {"label": "Mijn eigen naam"} if field != "label" else {"wave_id": "mijn-eigen-kenmerk"}

    refused = browser.post(f"/beheer/nieuwe-meting/{SOURCE}", **_filled_in(**{field: typed}, **other))

    assert refused.status_code == 422
    assert why in browser.html
    assert f'value="{next(iter(other.values()))}"' in browser.html
    if field in {"label", "wave_id"}:
        assert f'value="{typed}"' in browser.html
    with installation(app).stores.reading() as store:
        assert store.waves.all() == []


def test_two_waves_cannot_have_one_id(app: Flask) -> None:
    add_draft(app)
    browser = at_work(app)
    browser.open(f"/beheer/nieuwe-meting/{SOURCE}")

    refused = browser.post(f"/beheer/nieuwe-meting/{SOURCE}", **_filled_in())

    assert refused.status_code == 422
    assert "Er is al een meting met dit kenmerk." in browser.html


def test_a_questionnaire_outside_the_folder_is_not_there(app: Flask) -> None:
    browser = at_work(app)

    for source in ("../../../etc/passwd", "kernen/study.yaml", "kernen/geen.yaml"):
        assert browser.client.get(f"/beheer/nieuwe-meting/{source}").status_code == 404


def _filled_in(**changed: str) -> dict[str, str]:
    return {
        "label": "Eindmeting",
        "month": "6",
        "year": "2026",
        "wave_id": "bewoners-2026",
        "recruitment": "codes",
        "custody": "sheets",
        "minimum": "12",
        "fictitious": "y",
    } | changed
