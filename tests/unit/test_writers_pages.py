"""Pages in print: one sheet wide, no table cut in two, and rows high enough for their text."""

import pytest

from survey_app.writers.pages import Unit, page_breaks, page_for
from survey_app.writers.text_height import BOLD, lines_of, number_of_lines, width_of


def test_what_fits_on_a_page_stays_together() -> None:
    units = [Unit(0, 60), Unit(10, 30), Unit(20, 50), Unit(30, 50), Unit(40, 1)]

    assert page_breaks(units, page=100) == [20, 40]


def test_a_wanted_page_break_is_kept_and_none_comes_before_the_first_row() -> None:
    assert page_breaks([Unit(0, 10, starts_page=True), Unit(5, 10, starts_page=True)], page=100) == [5]


def test_what_is_longer_than_a_page_runs_on_and_the_rest_of_its_last_page_is_used() -> None:
    assert page_breaks([Unit(0, 250), Unit(9, 40), Unit(19, 20)], page=100) == [19]


def test_a_narrow_sheet_is_printed_in_its_own_size_on_a4() -> None:
    page = page_for(300, upright=True)

    assert (page.paper, page.scale) == (9, 100)


def test_a_sheet_that_a4_would_make_unreadable_asks_for_a3() -> None:
    # A4 on its side leaves 10.49 inch = 755 points, of which 94%: 1,290 points would print at 55.0%, 1,300 at 54.6%.
    assert page_for(1_290, upright=False).paper == 9
    assert page_for(1_300, upright=False).paper == 8


@pytest.mark.parametrize("text", ["De gemeente luistert naar inwoners", "woord " * 30, "één\ntwee regels"])
def test_text_is_broken_between_words_and_nothing_is_lost(text: str) -> None:
    lines = lines_of(text, 20)

    assert " ".join(lines).split() == text.split()
    assert all(width_of(line) <= 20 for line in lines)


def test_a_word_wider_than_its_column_is_given_the_lines_it_will_take() -> None:
    assert number_of_lines("m" * 20, 10) == 3  # 20 letters of 1.3 digits in a column of 10


def test_bold_text_is_given_more_room() -> None:
    assert width_of("vergelijkbaar", BOLD) > width_of("vergelijkbaar")
