"""Who watches an encrypted connection sees how long pages are: as long whatever was chosen, else in whole blocks."""

from __future__ import annotations

from itertools import product

from survey_app.installation import Installation
from survey_app.web.respondent.made import BLOCK, LARGE_BLOCK
from tests.web.field import Browser, open_wave_with_codes


def test_a_page_is_as_long_whatever_was_chosen_and_however_much(field: Installation, browser: Browser) -> None:
    begin(field, browser)
    of_scales, of_choices = {length(browser, "/vragenlijst/1")}, {length(browser, "/vragenlijst/4")}

    for luistert, ziet, cijfer in product(("eens", "nvt"), ("neutraal", None), ("1", "10")):
        answers = {"luistert": luistert, "ziet": ziet, "cijfer": cijfer}
        browser.send_page("/vragenlijst/1", **{name: answer for name, answer in answers.items() if answer})
        of_scales.add(length(browser, "/vragenlijst/1"))
    for chosen in ([], ["niets"], ["niets", "meer", "anders"]):
        browser.send_page("/vragenlijst/4", merkte=chosen)
        of_choices.add(length(browser, "/vragenlijst/4"))

    assert (len(of_scales), len(of_choices)) == (1, 1)


def test_where_somebody_types_and_where_all_is_told_it_is_in_whole_blocks(
    field: Installation, browser: Browser
) -> None:
    begin(field, browser)

    for text in ("", "Kort.", "Lang, " * 30):
        browser.send_page("/vragenlijst/3", hoe=text)
        assert length(browser, "/vragenlijst/3") % BLOCK == 0
        assert length(browser, "/vragenlijst/controle") % LARGE_BLOCK == 0
    browser.send_page("/vragenlijst/2", gesproken="ja", keren="honderd")
    assert browser.page is not None
    assert browser.page.status_code == 422
    assert len(browser.page.data) % BLOCK == 0


def begin(field: Installation, browser: Browser) -> None:
    """Begin, and be asked everything."""
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.send_page("/vragenlijst/2", gesproken="ja")


def length(browser: Browser, address: str) -> int:
    """How many bytes a page is."""
    browser.open(address)
    assert browser.page is not None
    return len(browser.page.data)
