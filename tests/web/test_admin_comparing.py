"""Comparing two and more waves, and taking the workbook along."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from survey_app.comparison.counting import count_closed_waves
from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.editorial import accept_change
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.study import Segment
from tests.web.admin_desk import Clock, at_work, closed_wave, installation, reworded
from tests.web.field import INSTRUMENT, Browser
from tests.web.studied_waves import EARLIER, LATER, village_waves, with_study
from tests.web.texts_to_read import MANY, close_wave_with_words, read_of

LAST = "bewoners-2021"
PAGE = "/beheer/vergelijken"
PAIR = f"{PAGE}?wave={EARLIER}&wave={LATER}"
THREE = f"{PAIR}&wave={LAST}"
WORKBOOK = f"{PAGE}/werkboek"


def test_with_fewer_than_two_closed_waves_there_is_nothing_to_compare_and_the_page_says_when(app: Flask) -> None:
    closed_wave(app, EARLIER)

    assert "Er zijn nog geen twee metingen met cijfers." in at_work(app).open(PAGE)


def test_the_verdict_comes_with_its_reasons_before_anybody_downloads(app: Flask) -> None:
    # 12 answers in the later wave: fewer than 30, so not comparable (STATISTICS 9).
    _waves(app, later=12)

    page = words(at_work(app).open(PAIR))

    assert "Oordeel: niet vergelijkbaar" in page
    assert "Bewoners 2026 (juni 2019) → en Bewoners 2026 (mei 2020)" in page
    assert "deden maar 12 mensen mee; voor vergelijken zijn er minstens 30 nodig." in page
    assert "U mag deze twee metingen als geheel niet met elkaar vergelijken." in page
    # luistert, ziet, cijfer and keren; the questionnaire has no scales.
    assert "Er zijn 4 stellingen en cijfervragen. Elk krijgt in het werkboek een eigen oordeel: 4" in page
    assert "Deze metingen hebben geen schaal gemeen." in page
    assert "Download het werkboek" in page


def test_three_waves_are_read_pair_by_pair(app: Flask) -> None:
    _waves(app, last=12)

    page = at_work(app).open(THREE)
    rows = [
        words(row) for row in re.findall(r"<tr.*?</tr>", page.partition("</thead>")[2].partition("</table>")[0], re.S)
    ]

    # 60, 60 and 12 answers: fewer than 30 are not comparable (STATISTICS 9). Nobody saw `keren`.
    assert [row.partition(" vergelijkbaar ")[0] for row in rows] == [
        "juni 2019 → en mei 2020 met de eerste meting, die ook de vorige is",
        "juni 2019 → en mei 2021 met de eerste meting niet",
        "mei 2020 → en mei 2021 met de vorige meting niet",
    ]
    assert rows[0].endswith("vergelijkbaar 3 indicatief 0 niet vergelijkbaar 1")
    assert rows[1].endswith("vergelijkbaar 0 indicatief 0 niet vergelijkbaar 4")
    accounts = re.findall(r"<details.*?</details>", page, re.S)
    assert len(accounts) == 3
    assert "In mei 2021 deden maar 12 mensen mee" not in words(accounts[0])
    assert "In mei 2021 deden maar 12 mensen mee" in words(accounts[1])
    assert "In mei 2021 deden maar 12 mensen mee" in words(accounts[2])


def test_each_pair_of_waves_in_a_row_leads_to_its_changed_questions(app: Flask) -> None:
    _waves(app, last=60)

    page = at_work(app).open(THREE)

    found = re.findall(r'href="/beheer/gewijzigde-vragen\?earlier=([^&]+)&amp;later=([^"]+)"', page)
    assert found == [(EARLIER, LATER), (LATER, LAST)]


def test_an_accepted_spelling_counts_in_the_verdict_and_in_the_log(app: Flask) -> None:
    _waves(app)
    reworded(app, EARLIER, luistert="De gemeente luistert")
    browser = at_work(app)
    before = words(browser.open(PAIR))
    with installation(app).stores.writing() as store:
        accept_change(store, EARLIER, LATER, "luistert", "Alleen de punt is anders.", Act("anna", Clock()()))

    after = words(browser.open(PAIR))
    _download(browser)

    assert "een eigen oordeel: 2 vergelijkbaar 2 niet vergelijkbaar" in before
    assert "een eigen oordeel: 2 vergelijkbaar 1 indicatief 1 niet vergelijkbaar" in after
    assert "accepted changes: 1" in _noted(app).subject


def test_villages_say_how_far_they_go_and_whether_pilot_and_mirror_can_be_set_side_by_side(app: Flask) -> None:
    # 30 answers of 100 from each village in both waves are just enough to be compared (STATISTICS 9); of a whole arm
    # likewise, for each is one village here, and a difference in development takes two.
    village_waves(app, codes=200, answered=60)

    page = words(at_work(app).open(PAIR))

    assert "Ingen Ingevuld 30 → en 30 vergelijkbaar 2 indicatief 0 niet vergelijkbaar 0" in page
    assert "alle pilotkernen Ingevuld 30 → en 30 vergelijkbaar 2 indicatief 0 niet vergelijkbaar 0" in page
    # M of 60 and 60 is 195.9964 * sqrt(.5/60) = 17.9 points; 1.43 times that is 25.6.
    assert "Precisie: alleen verschillen vanaf ongeveer 26 procentpunten zijn hier goed te zien." in page
    assert "Niet in beide metingen: Zoelen." in page
    assert "Het verschil in ontwikkeling is niet te berekenen." in page


def test_where_pilot_and_mirror_can_be_compared_so_can_their_development(app: Flask) -> None:
    # Two villages in each, of 30 who answer alike: of fewer that would be told of a small group (STATISTICS 15.7)
    arms = {"ingen": "pilot", "zoelen": "pilot", "maurik": "mirror", "ommeren": "mirror"}
    segments = tuple(Segment(id=one, label=one.title(), arm=arm) for one, arm in arms.items())
    four = INSTRUMENT.model_copy(update={"study": INSTRUMENT.study.model_copy(update={"segments": segments})})
    for wave_id, month in ((EARLIER, date(2019, 6, 1)), (LATER, date(2020, 5, 1))):
        closed_wave(app, wave_id, month, codes=200, answered=120, instrument=four)

    page = words(at_work(app).open(PAIR))

    assert "Het verschil in ontwikkeling is te berekenen voor 2 van de 2 stellingen." in page
    assert "Niet in beide metingen" not in page


def test_a_study_without_arms_says_nothing_of_pilot_and_mirror(app: Flask) -> None:
    _waves(app)

    page = at_work(app).open(PAIR)

    assert "Ingen" in page
    assert "Pilotkernen" not in page


def test_made_up_answers_are_said_to_be_so(app: Flask) -> None:
    _waves(app)
    browser = at_work(app)
    before = browser.open(PAIR)
    with installation(app).stores.writing() as store:
        store.waves.save(replace(store.waves.get(LATER), fictitious=True))

    assert "Verzonnen antwoorden" not in before
    assert "Verzonnen antwoorden" in browser.open(PAIR)


def test_on_the_english_page_everything_is_english_and_so_is_the_workbook(app: Flask) -> None:
    _waves(app, later=12)
    browser = at_work(app)
    browser.open("/beheer/")
    browser.post("/beheer/taal", language="en", page="/beheer/")

    page = words(browser.open(PAIR))

    assert "In May 2020 only 12 people took part; comparing takes at least 30." in page
    assert re.search(r'<input[^>]*checked[^>]*value="en"', browser.html)
    assert not re.search(r'<input[^>]*checked[^>]*value="nl"', browser.html)


def test_the_workbook_opens_and_has_its_sheets_and_the_log_says_who_took_it(app: Flask) -> None:
    _waves(app)
    browser = at_work(app)

    taken = _download(browser)

    assert taken.mimetype == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert taken.headers["Content-Disposition"] == f"attachment; filename=vergelijking_{EARLIER}_{LATER}.xlsx"
    assert taken.headers["Cache-Control"] == "no-store"
    workbook = load_workbook(BytesIO(taken.get_data()))
    for sheet in ("Lees mij", "Respons", "Vergelijking", "Verdeling", "Vraagstelling", "Bijlage"):
        assert sheet in workbook.sheetnames
    entry = _noted(app)
    assert (entry.administrator, entry.act) == ("anna", "workbook downloaded")
    assert entry.subject.startswith(f"{EARLIER}, {LATER} (nl, unweighted, SHA-256 ")


def test_the_workbook_of_three_waves_can_be_had_in_english(app: Flask) -> None:
    _waves(app, last=60)
    browser = at_work(app)

    taken = _download(browser, LAST, EARLIER, LATER, language="en")

    name = f"comparison_{EARLIER}_to_{LAST}_3-waves.xlsx"
    assert taken.headers["Content-Disposition"] == f"attachment; filename={name}"
    workbook = load_workbook(BytesIO(taken.get_data()))
    assert workbook.properties.subject == "Comparison of June 2019, May 2020 and May 2021"
    assert _noted(app).subject.startswith(f"{EARLIER}, {LATER}, {LAST} (en, unweighted, SHA-256 ")


def test_open_answers_that_were_cleared_are_in_the_workbook_and_no_others(app: Flask) -> None:
    for wave_id, month in ((EARLIER, date(2019, 6, 1)), (LATER, date(2020, 5, 1))):
        close_wave_with_words(installation(app), wave_id)
        with installation(app).stores.writing() as store:
            store.waves.save(replace(store.waves.get(wave_id), month=month))
    browser = at_work(app)
    given = read_of(installation(app), "hoe", LATER).texts.texts
    cleared = next(one.digest.hex() for one in given if one.text == MANY[0])
    address = f"/beheer/metingen/{LATER}/open-antwoorden/hoe"
    browser.open(address)
    browser.post(address, text=[cleared], **{f"choice.{cleared}": "as_is", f"words.{cleared}": ""})

    workbook = load_workbook(BytesIO(_download(browser).get_data()))

    told = [str(cell.value) for row in workbook["Open antwoorden"].iter_rows() for cell in row if cell.value]
    assert MANY[0] in told
    assert not [text for text in told if "Antwoord nummer" in text]


def test_the_same_waves_give_the_same_workbook_in_either_order(app: Flask) -> None:
    _waves(app)
    browser = at_work(app)

    assert _download(browser).get_data() == _download(browser, LATER, EARLIER).get_data()


def test_nothing_of_a_workbook_stays_behind(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _waves(app)
    browser = at_work(app)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    taken = _download(browser)

    assert taken.status_code == 200
    assert not list(tmp_path.glob(".peilstok*"))


def test_where_the_study_has_margins_the_workbook_can_be_weighted(app: Flask) -> None:
    _waves(app, study=_margins())
    browser = at_work(app)

    page = browser.open(PAIR)
    taken = _download(browser, weighted="y")

    assert "Weeg naar de samenstelling van de bevolking" in page
    assert taken.headers["Content-Disposition"] == f"attachment; filename=vergelijking_{EARLIER}_{LATER}_gewogen.xlsx"
    assert _noted(app).subject.startswith(f"{EARLIER}, {LATER} (nl, weighted, SHA-256 ")
    assert taken.get_data() != _download(browser).get_data()


def test_without_margins_weighting_is_not_offered_and_the_page_says_why(app: Flask) -> None:
    _waves(app)
    browser = at_work(app)

    page = words(browser.open(PAIR))
    refused = _download(browser, weighted="y", language="en")

    assert "Wegen kan niet: In het onderzoek staat niet hoe de bevolking is samengesteld." in page
    assert "Weeg naar de samenstelling" not in page
    assert refused.status_code == 422
    assert "Er is nog iets mis" in browser.html
    assert re.search(r'<input[^>]*checked[^>]*value="en"', browser.html)
    assert _noted(app).act != "workbook downloaded"


def test_a_wave_that_is_not_known_by_person_cannot_be_weighted_whatever_the_study_says(app: Flask) -> None:
    closed_wave(app, EARLIER, date(2019, 6, 1))
    closed_wave(app, LATER, date(2020, 5, 1))
    count_closed_waves(installation(app).stores)  # without cells, for the study had no margins yet
    for wave_id in (EARLIER, LATER):
        with_study(app, wave_id, _margins())

    assert "Van juni 2019 is niet bekend hoe wie meedeed was samengesteld." in words(at_work(app).open(PAIR))


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("asked=yes", "Kies ten minste twee metingen."),
        (f"asked=yes&wave={LATER}", "Kies ten minste twee metingen."),
        (f"wave={EARLIER}&wave={EARLIER}", "U koos een meting twee keer."),
        (f"wave={EARLIER}&wave=bewoners-2018", "Deze meting is er niet, of heeft geen cijfers: bewoners-2018"),
        (f"wave={EARLIER}&wave=<b>x</b>", "Deze meting is er niet, of heeft geen cijfers: <b>x</b>"),
    ],
)
def test_a_choice_that_cannot_be_compared_is_refused_and_stays_chosen(app: Flask, query: str, why: str) -> None:
    _waves(app)
    closed_wave(app, "bewoners-2018", answered=3)
    browser = at_work(app)

    page = browser.open(f"{PAGE}?{query}")

    assert browser.page is not None
    assert browser.page.status_code == 422
    assert why in words(page)
    assert "<b>x</b>" not in page
    assert _ticked(page) == sorted({wave_id for wave_id in (EARLIER, LATER) if wave_id in query})
    assert "Download" not in page


def test_waves_of_two_questionnaires_are_not_compared_and_the_page_says_why(app: Flask) -> None:
    _waves(app)
    other = INSTRUMENT.questionnaire.model_copy(update={"questionnaire": "medewerkers", "title": "Voor medewerkers"})
    with installation(app).stores.writing() as store:
        wave = store.waves.get(LATER)
        store.waves.save(replace(wave, instrument=Instrument(study=INSTRUMENT.study, questionnaire=other)))
    browser = at_work(app)

    page = browser.open(PAIR)
    refused = _download(browser)

    assert "Deze metingen stelden verschillende vragenlijsten. Kies metingen van één vragenlijst." in page
    assert _ticked(page) == [EARLIER, LATER]
    assert re.findall(r"<legend[^>]*>([^<]+)</legend>", page) == ["Vragenlijst voor inwoners", "Voor medewerkers"]
    assert page.count("Van deze vragenlijst is er nog geen tweede meting met cijfers.") == 2
    assert refused.status_code == 422


def test_questionnaires_of_two_studies_are_told_apart_by_their_study(app: Flask) -> None:
    _waves(app)
    with_study(app, LATER, {"study": "anders", "title": "Ander onderzoek"})
    browser = at_work(app)

    page = browser.open(PAIR)

    assert "Deze metingen stelden verschillende vragenlijsten." in page
    assert "Ander onderzoek Vragenlijst voor inwoners" in words(page)
    assert "Onderzoek Kernen Vragenlijst voor inwoners" in words(page)


def test_a_wave_can_be_chosen_beforehand(app: Flask) -> None:
    _waves(app)

    page = at_work(app).open(f"{PAGE}?wave={LATER}")

    assert _ticked(page) == [LATER]
    assert "Er is nog iets mis" not in page


def test_a_wave_leads_here_with_itself_chosen_and_the_overview_to_its_results(app: Flask) -> None:
    _waves(app)
    browser = at_work(app)

    assert f'href="{PAGE}?wave={LATER}"' in browser.open(f"/beheer/metingen/{LATER}/")
    assert f'href="/beheer/resultaten?wave={LATER}"' in browser.open("/beheer/")


def words(page: str) -> str:
    """What stands there, without the tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def _ticked(page: str) -> list[str]:
    """The waves with a tick."""
    boxes = re.findall(r'<input[^>]*name="wave"[^>]*type="checkbox"[^>]*>', page)
    return sorted(re.findall(r'value="([^"]+)"', " ".join(box for box in boxes if "checked" in box)))


def _noted(app: Flask) -> AuditEntry:
    """The last thing in the log."""
    with installation(app).stores.reading() as store:
        return store.audit.latest(1)[0]


def _margins() -> dict[str, object]:
    """People per village, and per answer to a question that everybody answers with no."""
    villages = [{"id": "ingen", "label": "Ingen", "frame": 300}, {"id": "maurik", "label": "Maurik", "frame": 100}]
    return {"segments": villages, "margins": {"item": "gesproken", "population": {"ja": 100, "nee": 300}}}


def _waves(app: Flask, later: int = 60, last: int = 0, study: Mapping[str, object] | None = None) -> None:
    """Two closed waves, or three."""
    answered = {EARLIER: (date(2019, 6, 1), 60), LATER: (date(2020, 5, 1), later), LAST: (date(2021, 5, 1), last)}
    for wave_id, (month, responses) in answered.items():
        if responses:
            closed_wave(app, wave_id, month, answered=responses)
            with_study(app, wave_id, study or {})


def _download(browser: Browser, *waves: str, language: str = "nl", **options: str) -> TestResponse:
    browser.open("/beheer/wachtwoord")
    return browser.post(WORKBOOK, wave=list(waves or (EARLIER, LATER)), language=language, **options)
