"""Results on screen: the sheets of the workbook with the same figures, charts, groups, and what is taken along."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from datetime import date
from html.parser import HTMLParser
from io import BytesIO, StringIO
from xml.etree import ElementTree

import pytest
from flask import Flask
from openpyxl import load_workbook

from survey_app.web.admin import results_page
from tests.web.admin_desk import at_work, closed_wave, installation
from tests.web.field import Browser
from tests.web.studied_waves import EARLIER, LATER, village_waves, with_ages

PAGE = f"/beheer/resultaten?wave={EARLIER}&wave={LATER}"
TAKE = "/beheer/resultaten/meenemen"


class _Rows(HTMLParser):
    """The rows of the tables of a page, cell by cell, headings left out."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._in_body = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag == "tbody":
            self._in_body = True
        elif tag == "tr" and self._in_body:
            self.rows.append([])
        elif tag in ("td", "th") and self._in_body:
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "tbody":
            self._in_body = False
        elif tag in ("td", "th") and self._cell is not None:
            self.rows[-1].append("".join(self._cell))
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)


def rows_on(page: str) -> list[list[str]]:
    """What the tables of a page say."""
    parser = _Rows()
    parser.feed(page)
    return parser.rows


def sheets_on(page: str) -> list[str]:
    """The addresses of the sheets that a page leads to."""
    nav = page.partition('class="admin-sheets-nav"')[2].partition("</nav>")[0]
    return re.findall(r"blad=([a-z0-9-]+)", nav)


def as_shown(value: object, form: str) -> str:
    """A cell of the workbook as Excel shows it in Dutch, by its number format: worked out here, not by our writer."""
    if not isinstance(value, int | float):
        return str(value)
    decimals = len(form.split(";")[0].partition(".")[2].rstrip("%_)"))
    number = round(abs(value) * (100 if "%" in form else 1) + 1e-9, decimals)
    words = f"{number:.{decimals}f}".replace(".", ",") + ("%" if "%" in form else "")
    sign = "−" if value < 0 else "+" if value > 0 and form.startswith("+") else ""
    return sign + words


def test_every_row_on_screen_is_a_row_of_the_workbook(app: Flask) -> None:
    village_waves(app)
    browser = at_work(app)
    browser.open("/beheer/wachtwoord")
    taken = browser.post("/beheer/vergelijken/werkboek", wave=[EARLIER, LATER], language="nl")
    book = load_workbook(BytesIO(taken.get_data()))

    sheets = sheets_on(browser.open(PAGE))

    in_book = sorted(book, key=lambda sheet: sheet.title == "Lees mij")  # which is the last one on the screen
    assert [sheet.title.lower().replace(" ", "-") for sheet in in_book] == sheets
    for slug, sheet in zip(sheets, in_book, strict=True):
        there = [[as_shown(c.value, c.number_format) for c in row if c.value is not None] for row in sheet.iter_rows()]
        shown = rows_on(browser.open(f"{PAGE}&blad={slug}"))
        assert shown, slug
        for row in shown:
            assert [cell for cell in row if cell] in there, slug


def test_charts_are_drawn_with_a_title_a_description_and_their_table_beside_them(app: Flask) -> None:
    village_waves(app)

    page = at_work(app).open(f"{PAGE}&blad=verdeling")
    drawings = re.findall(r"<svg.*?</svg>", page, re.S)

    assert drawings
    for drawing in drawings:
        svg = ElementTree.fromstring(drawing)
        names = svg.get("aria-labelledby", "").split()
        told = [part.text for part in svg if part.get("id") in names]
        assert svg.get("role") == "img"
        assert len(told) == 2
        assert all(told)
    assert page.count("admin-result__table") >= len(drawings)
    assert "style=" not in page, "the policy of the pages allows no styles in the page itself"


def test_one_village_has_sheets_of_its_own(app: Flask) -> None:
    village_waves(app)
    browser = at_work(app)

    page = browser.open(f"{PAGE}&groep=segment-ingen")

    assert sheets_on(page)[0] == "vergelijking"
    assert '<option value="segment-ingen" selected>Ingen</option>' in page
    # Ingen has half of the 180 answers of each wave (studied_waves.py); `luistert` was answered by all of them.
    (luistert,) = (row for row in rows_on(page) if "Luistert de gemeente?" in row or any("luistert" in c for c in row))
    assert luistert[3] == "90"


@pytest.mark.parametrize("query", ["blad=bestaat-niet", "pagina=99", "pagina=x", "groep=segment-elders", "blok=elders"])
def test_what_is_not_there_is_not_found(app: Flask, query: str) -> None:
    village_waves(app)

    assert at_work(app).client.get(f"{PAGE}&{query}").status_code == 404


def test_a_long_sheet_goes_on_to_a_next_page_and_no_row_is_lost(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    village_waves(app)
    browser = at_work(app)
    whole = rows_on(browser.open(f"{PAGE}&blad=bijlage"))
    monkeypatch.setattr(results_page, "ROWS_PER_PAGE", 5)

    first = browser.open(f"{PAGE}&blad=bijlage")
    number = int(re.findall(r"Pagina 1 van (\d+)", first)[0])
    pages = [browser.open(f"{PAGE}&blad=bijlage&pagina={page}") for page in range(1, number + 1)]

    assert number > 1
    assert [row for page in pages for row in rows_on(page)] == whole


def test_a_table_and_a_chart_can_be_taken_along_and_the_log_says_who_did(app: Flask) -> None:
    village_waves(app)
    browser = at_work(app)

    table = _taken(browser, "Vergelijking_1_1.csv")
    svg, png = _taken(browser, "Grafiek_1.svg"), _taken(browser, "Grafiek_1.png")
    with installation(app).stores.reading() as store:
        acts = [(entry.administrator, entry.act, entry.subject) for entry in store.audit.latest(3)]

    rows = list(csv.reader(StringIO(table.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:3] == ["Oordeel", "Blok", "Stelling"]
    shown = rows_on(browser.open(f"{PAGE}&blad=vergelijking"))
    assert [cell.replace("−", "-").removeprefix("+") for cell in shown[0]] == rows[1]
    assert ElementTree.fromstring(svg).tag.endswith("svg")
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") > 1000, "the width of the picture stands there in every PNG"
    assert {act for _, act, _ in acts} == {"result taken along"}
    assert acts[-1] == ("anna", "result taken along", f"{EARLIER}, {LATER}: Vergelijking_1_1.csv")


def test_a_table_taken_along_as_a_sheet_has_the_figures_of_the_workbook(app: Flask) -> None:
    village_waves(app)
    browser = at_work(app)

    sheet = load_workbook(BytesIO(_taken(browser, "Vergelijking_1_1.xlsx"))).active

    assert sheet is not None
    there = [[as_shown(c.value, c.number_format) for c in row if c.value is not None] for row in sheet.iter_rows()]
    shown = rows_on(browser.open(f"{PAGE}&blad=vergelijking"))
    assert [cell for cell in shown[0] if cell] in there


def test_the_largest_differences_stand_first_for_who_asks_it(app: Flask) -> None:
    village_waves(app)
    browser = at_work(app)

    asked, ordered = (browser.open(f"{PAGE}&blad=vergelijking{order}") for order in ("", "&volgorde=verschil"))

    assert 'aria-sort="other"' not in asked
    assert "(grootste eerst)" in ordered
    assert '<option value="verschil" selected>' in ordered
    assert 'blad=bijlage&amp;volgorde=verschil"' in ordered, "who chose an order keeps it on the next sheet"
    assert sorted(rows_on(asked)) == sorted(rows_on(ordered))
    assert 'name="volgorde"' not in browser.open(f"{PAGE}&blad=bijlage"), "there is nothing to order there"


def test_who_chooses_a_group_stays_on_the_sheet_where_the_group_has_it(app: Flask) -> None:
    village_waves(app)
    browser = at_work(app)

    there, not_there = (
        browser.open(f"{PAGE}&groep=segment-ingen&liefst={sheet}") for sheet in ("verdeling", "vraagstelling")
    )

    assert "Verdeling van de antwoorden" in there.partition("<h1")[2].partition("</h1>")[0]
    assert "Vergelijking van" in not_there.partition("<h1")[2].partition("</h1>")[0]


def test_who_chooses_a_block_reads_of_its_questions_only_and_takes_that_along(app: Flask) -> None:
    village_waves(app)
    browser = at_work(app)
    browser.open("/beheer/wachtwoord")
    whole, page = (browser.open(f"{PAGE}&blad=cijfers{block}") for block in ("", "&blok=gemeente"))

    taken = browser.post(TAKE, wave=[EARLIER, LATER], blok="gemeente", wat="Cijfers_1_1.csv")

    assert "– De gemeente en u" in page.partition("<h1")[2].partition("</h1>")[0]
    assert '<option value="gemeente" selected>De gemeente en u</option>' in page
    assert "&amp;blok=gemeente" in page.partition('class="admin-sheets-nav"')[2].partition("</nav>")[0]
    assert '<input type="hidden" name="blok" value="gemeente">' in page
    assert rows_on(page) == [row for row in rows_on(whole) if row[0] == "De gemeente en u"]
    assert len(rows_on(page)) < len(rows_on(whole))
    rows = list(csv.reader(StringIO(taken.get_data(as_text=True).removeprefix("\ufeff")), delimiter=";"))
    assert {row[0] for row in rows[1:]} == {"De gemeente en u"}


def test_what_is_said_in_short_of_all_questions_leads_to_all_of_them_from_a_block_too(app: Flask) -> None:
    village_waves(app)
    browser = at_work(app)

    whole, of_block = (browser.open(f"{PAGE}{block}") for block in ("&blok=-", "&blok=gemeente"))

    assert rows_on(of_block) == rows_on(whole)
    leads_to = re.findall(r'<td[^>]*><a class="utrecht-link" href="([^"]*)"', of_block)
    assert leads_to
    assert all("&amp;blok=-&amp;" in address for address in leads_to)


def test_what_cannot_be_taken_along_is_not_found(app: Flask) -> None:
    village_waves(app)
    browser = at_work(app)
    browser.open("/beheer/wachtwoord")

    for wanted in ("Vergelijking_1_1.exe", "Bestaat_niet.csv", "Vergelijking_1_1.svg", ""):
        assert browser.post(TAKE, wave=[EARLIER, LATER], wat=wanted).status_code == 404


def test_only_who_does_research_sees_results(app: Flask) -> None:
    closed_wave(app, EARLIER, date(2019, 6, 1))
    closed_wave(app, LATER, date(2020, 5, 1))

    assert at_work(app, "beheerder").client.get(PAGE).status_code == 403


def _taken(browser: Browser, wanted: str) -> bytes:
    browser.open(PAGE)
    answer = browser.post(TAKE, wave=[EARLIER, LATER], wat=wanted)
    assert answer.status_code == 200, wanted
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.get_data()


def test_one_wave_has_results_of_its_own_and_a_workbook(app: Flask) -> None:
    village_waves(app)
    browser = at_work(app)

    page = browser.open(f"/beheer/resultaten?wave={EARLIER}")
    taken = browser.post(TAKE, wave=[EARLIER], wat="Werkboek.xlsx")

    assert sheets_on(page)[:3] == ["in-het-kort", "respons", "uitkomsten"]
    assert "Dit is één meting" in page
    book = load_workbook(BytesIO(taken.get_data()))
    there = [[as_shown(c.value, c.number_format) for c in row if c.value is not None] for row in book["Uitkomsten"]]
    for row in rows_on(browser.open(f"/beheer/resultaten?wave={EARLIER}&blad=uitkomsten")):
        assert [cell for cell in row if cell] in there


def test_without_a_wave_the_page_lets_choose_and_says_when_there_is_none(app: Flask) -> None:
    browser = at_work(app)
    empty = browser.open("/beheer/resultaten")
    village_waves(app)

    offered, refused = browser.open("/beheer/resultaten"), browser.client.get("/beheer/resultaten?asked=yes")

    assert "Er zijn nog geen resultaten." in empty
    assert "Kies een meting, of meer metingen" in offered
    assert "Kies een meting." not in offered
    assert refused.status_code == 422
    assert "Kies een meting." in refused.get_data(as_text=True)


def test_the_first_page_can_be_taken_along_as_an_a4(app: Flask) -> None:
    village_waves(app)

    assert _taken(at_work(app), "In_het_kort.pdf").startswith(b"%PDF-1.7")


def test_who_is_of_one_age_can_be_chosen_and_has_sheets_of_their_own(app: Flask) -> None:
    village_waves(app)
    for wave_id in (EARLIER, LATER):
        with_ages(app, wave_id, {"jong": 40, "oud": 60})
    browser = at_work(app)

    page = browser.open(PAGE)
    by_age = rows_on(browser.open(f"{PAGE}&blad=naar-kenmerk"))
    of_young = browser.open(f"{PAGE}&groep=trait-leeftijd.jong")

    assert re.findall(r'value="(trait-[^"]+)"', page) == ["trait-leeftijd.jong", "trait-leeftijd.oud"]
    # By hand: half of each age agrees
    assert [row[1:4] for row in by_age[:2]] == [["Jong", "40", "50%"], ["Oud", "60", "50%"]]
    assert sheets_on(of_young)[0] == "vergelijking"
    assert "Hoe oud bent u? – Jong" in of_young
    assert browser.client.get(f"{PAGE}&groep=trait-leeftijd.oudst").status_code == 404


def test_what_the_figures_in_a_table_mean_is_told_under_it_once_in_the_language_of_the_page(app: Flask) -> None:
    village_waves(app)
    browser = at_work(app)
    sheet = f"{PAGE}&blad=vergelijking"

    dutch = browser.open(sheet)
    browser.post("/beheer/taal", language="en", page=sheet)
    english = browser.open(sheet)

    folds = [
        page.partition('<details class="admin-details"')[2].partition("</details>")[0] for page in (dutch, english)
    ]
    told = [re.findall(r"<li>(.*?)</li>", fold) for fold in folds]
    assert "Wat de kolommen betekenen" in folds[0]
    assert (
        "Verschil laag en hoog: 95%-interval van dat verschil, per regel en niet gecorrigeerd (Newcombe 1998)."
        in told[0]
    )
    assert "What the columns mean" in folds[1]
    assert (
        "Difference low and high: 95% interval of that difference, per row and not corrected (Newcombe 1998)."
        in told[1]
    )
    assert len(told[0]) == len(set(told[0])) == len(told[1])
    assert not any(f'<p class="admin-note">{meaning}' in dutch for meaning in told[0])
