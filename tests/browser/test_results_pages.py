"""Results in a real browser: every sheet by axe, on a phone, in print, by keyboard, and without JavaScript."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.by_keyboard import press, tab_to
from tests.browser.conftest import Site
from tests.browser.steps import too_pale
from tests.web.admin_desk import PASSWORD, closed_wave, furnished
from tests.web.studied_waves import EARLIER, LATER, village_waves, villages, with_study

pytestmark = pytest.mark.slow

THIRD = "bewoners-2021"
TWO, THREE = f"wave={EARLIER}&wave={LATER}", f"wave={EARLIER}&wave={LATER}&wave={THIRD}"
CHOSEN = {
    f"{TWO}&volgorde=verschil": ("vergelijking",),
    THREE: ("in-het-kort", "vergelijking", "verdeling"),
    f"wave={EARLIER}": ("in-het-kort", "uitkomsten", "per-groep", "verdeling"),
    f"{TWO}&groep=segment-ingen": ("vergelijking", "verdeling"),
}
"""Beside every sheet of two waves of everybody: what is other than there."""


TO_CHECK = ("technisch", "technisch-2", "technisch-3", "vraagstelling", "bijlage", "grafiekgegevens")
"""Sheets of tables only, the largest there are: on a phone they differ from the others in nothing but their length."""


@pytest.fixture
def address(site: Site) -> str:
    """Where the results are of three closed waves of two villages; an administrator who does research may see them."""
    furnished(site.app, "onderzoeker")
    village_waves(site.app)
    closed_wave(site.app, THIRD, date(2021, 5, 1), 200, 180)
    with_study(site.app, THIRD, {"segments": villages()})
    return f"{site.address}/beheer"


def test_no_sheet_has_a_fault_by_axe_or_scrolls_sideways_on_a_phone(address: str, chromium: Browser) -> None:
    page = _logged_in(chromium, address, 1280)
    page.goto(f"{address}/resultaten?{TWO}")
    every = page.locator(".admin-sheets-nav__link").evaluate_all("links => links.map(link => link.href)")
    some = [f"{address}/resultaten?{chosen}&blad={sheet}" for chosen, sheets in CHOSEN.items() for sheet in sheets]

    faults = {sheet.rpartition("?")[2]: _faults(page, sheet) for sheet in (*every, *some)}

    assert len(every) > 10
    assert {sheet: found for sheet, found in faults.items() if found} == {}
    page.close()


def test_by_night_no_sheet_has_a_text_or_a_chart_that_is_too_pale(address: str, chromium: Browser) -> None:
    """By axe, which looks at texts; and of each mark of a chart what it is drawn in."""
    page = _logged_in(chromium, address, 1280)
    page.emulate_media(color_scheme="dark")
    sheets = ("in-het-kort", "respons", "verschillen", "verdeling", "pilot-en-spiegel", "pilot-en-spiegel-3")
    wanted = [*(f"{TWO}&blad={sheet}" for sheet in sheets), f"{THREE}&blad=verdeling", f"{THREE}&groep=segment-ingen"]

    pale: list[str] = []
    for query in wanted:
        page.goto(f"{address}/resultaten?{query}")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == NIGHT
        pale += [*too_pale(page), *page.evaluate(_UNSEEN)]

    assert pale == []
    page.close()


NIGHT = "rgb(18, 25, 29)"
_UNSEEN = """() => {
    const light = colour => {
        const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
            .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    };
    const contrast = (one, other) => {
        const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    };
    return [...document.querySelectorAll('.chart')].flatMap(chart => {
        const paper = getComputedStyle(chart.closest('.admin-chart')).backgroundColor;
        const unseen = mark => {
            const style = getComputedStyle(mark);
            const ink = mark.tagName === 'text' ? style.fill : style.stroke;
            if (mark.tagName !== 'text') return contrast(ink, paper) < 3;
            const under = {'chart__on-dark': '.chart__dark', 'chart__on-light': '.chart__light'}[mark.classList[0]];
            const behind = under ? getComputedStyle(chart.querySelector(under)).fill : paper;
            const middle = chart.querySelector('.chart__middle');
            const others = under || !middle ? [] : [getComputedStyle(middle).fill];
            return [behind, ...others].some(one => contrast(ink, one) < 4.5);
        };
        const marks = chart.querySelectorAll(
            'text, .chart__stroke, .chart__stroke-open, .chart__axis, .chart__mark, .chart__open, .chart__dark, '
            + '.chart__light, .chart__middle, .chart__striped, .chart__stripe');
        return [...marks].filter(unseen).map(mark => mark.outerHTML.slice(0, 160));
    });
}"""
"""Of the charts on a page: texts with less contrast than 4.5 to what is behind them, and marks with less than 3."""


def test_in_forced_colours_a_chart_is_drawn_in_those(address: str, chromium: Browser) -> None:
    """Also by night, whose colours are not the reader's."""
    page = _logged_in(chromium, address, 1280)
    page.emulate_media(color_scheme="dark", forced_colors="active")
    page.goto(f"{address}/resultaten?{TWO}&blad=verdeling")

    used = page.evaluate(
        "[...document.querySelectorAll('.chart .chart__stripe, .chart .chart__axis, .chart .chart__striped')]"
        ".map(mark => getComputedStyle(mark).stroke)"
    )
    text = page.evaluate("getComputedStyle(document.querySelector('.admin-chart__title')).color")
    assert set(used) == {text}
    page.close()


def test_on_paper_and_in_what_is_taken_along_it_is_day(address: str, chromium: Browser) -> None:
    page = _logged_in(chromium, address, 1280)
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(f"{address}/resultaten?{TWO}&blad=respons")

    assert (
        page.evaluate("getComputedStyle(document.querySelector('.admin-chart')).backgroundColor")
        == "rgb(255, 255, 255)"
    )
    assert page.locator(".chart__light").first.evaluate("bar => getComputedStyle(bar).fill") == "rgb(157, 195, 220)"
    page.emulate_media(media="screen", color_scheme="dark")
    with page.expect_download() as taken:
        page.get_by_role("button", name="SVG").first.click()
    drawing = taken.value.path().read_text(encoding="utf-8")
    assert "Respons" in drawing
    assert "#9DC3DC" in drawing
    assert "prefers-color-scheme" not in drawing
    page.close()


def test_a_group_with_a_long_name_does_not_widen_the_page(address: str, chromium: Browser) -> None:
    page = _logged_in(chromium, address, 360)
    page.goto(f"{address}/resultaten?{TWO}")

    page.locator("#groep").evaluate("groups => groups.add(new Option('Hoe lang woont u hier? '.repeat(3)))")

    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_sheets_orders_and_groups_are_chosen_by_keyboard_alone(address: str, chromium: Browser, scripts: bool) -> None:
    page = _logged_in(chromium, address, 360, scripts=scripts)
    page.goto(f"{address}/resultaten?{TWO}")
    expect(page.get_by_role("link", name="Verdeling", exact=True)).to_be_hidden()
    tab_to(page, page.locator("summary"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("navigation", name="Bladen met resultaten").get_by_role("link", name="Vergelijking"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vergelijking van")
    tab_to(page, page.get_by_label("Volgorde"))
    page.keyboard.press("ArrowDown")
    press(page, "button", "Toon")
    expect(page.get_by_text("(grootste eerst)").first).to_be_visible()
    tab_to(page, page.get_by_label("Van wie"))
    page.keyboard.type("Ingen")
    press(page, "button", "Toon")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Ingen")
    expect(page.get_by_text("(grootste eerst)").first).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Excel").first)
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert taken.value.suggested_filename == "Vergelijking_1_1.xlsx"
    page.close()


def test_with_room_for_all_sheets_none_is_folded_away(address: str, chromium: Browser) -> None:
    page = _logged_in(chromium, address, 1280, scripts=False)
    page.goto(f"{address}/resultaten?{TWO}")

    expect(page.get_by_role("link", name="Verdeling", exact=True)).to_be_visible()
    expect(page.locator("summary")).to_be_hidden()
    page.close()


@pytest.mark.parametrize(("sheet", "millimetres"), [("vergelijking", 277), ("technisch", 277), ("verdeling", 180)])
def test_no_column_falls_off_the_paper(address: str, chromium: Browser, sheet: str, millimetres: int) -> None:
    """A4 within its margins: on its side where a table has many columns."""
    page = _logged_in(chromium, address, 1280)
    page.emulate_media(media="print")
    room = int(millimetres / 25.4 * 96)
    page.set_viewport_size({"width": room, "height": 740})

    page.goto(f"{address}/resultaten?{TWO}&blad={sheet}")

    widths = page.locator(".admin-result__table").evaluate_all("tables => tables.map(table => table.scrollWidth)")
    assert widths
    assert max(widths) <= room
    paper = page.evaluate("getComputedStyle(document.querySelector('main')).page")
    assert paper == ("wide" if millimetres > 210 else "auto"), "what leads to a table has no paper of its own"
    assert page.locator(".admin-sheets-nav").is_hidden()
    page.close()


def _logged_in(chromium: Browser, address: str, width: int, *, scripts: bool = True) -> Page:
    page = chromium.new_page(viewport={"width": width, "height": 740}, java_script_enabled=scripts)
    page.goto(f"{address}/inloggen")
    page.get_by_label("Naam").fill("anna")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url("**/beheer/")
    return page


def _faults(page: Page, sheet: str) -> list[str]:
    """Of all rules of axe, on a large screen and on a phone; and what makes the page scroll sideways there."""
    page.goto(sheet)
    found = []
    for width in (1280,) if sheet.endswith(TO_CHECK) else (1280, 360):
        page.set_viewport_size({"width": width, "height": 740})
        found += [f"{fault['id']} at {width} px: {fault['nodes'][0]['html'][:160]}" for fault in _violations(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"scrolls sideways at {width} px")
        found += [f"at {width} px {fault}" for fault in page.evaluate(_USELESS)]
    return found


_USELESS = """() => {
    const wide = chart => chart.scrollWidth > chart.clientWidth;
    const columns = table => [...table.rows].at(-1).cells.length;
    const empty = (table, place) => [...table.tBodies[0].rows].every(row => !row.cells[place].textContent.trim());
    return [
        ...[...document.querySelectorAll('.admin-chart .admin-scroll')].filter(wide).map(
            chart => `scrolls a chart sideways: ${chart.ariaLabel}`),
        ...[...document.querySelectorAll('.admin-result__table')].flatMap(table =>
            [...Array(columns(table)).keys()].filter(place => empty(table, place)).map(
                place => `has an empty column: ${table.caption.textContent}: ${place}`)),
        ...[...document.querySelectorAll('main > p')].filter(said => said.textContent.startsWith('– ')).map(
            said => `has a dash for a list: ${said.textContent}`),
    ];
}"""
"""Charts that do not fit, columns in which nothing stands, and lists that are not told to be one."""


def _violations(page: Page) -> list[dict[str, Any]]:  # Any: as axe tells it
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate("axe.run({resultTypes: ['violations'], preload: false}).then(found => found.violations)")
    return list(found)
