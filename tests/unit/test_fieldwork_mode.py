"""Of how answers were given no more is kept than enough people share; worked out by hand."""

from __future__ import annotations

import pytest

from survey_app.fieldwork.mode import Mode, kept_modes

WEB, PAPER, TELEPHONE, TABLET, ASSISTED = Mode

KEPT: tuple[tuple[dict[str | None, int], dict[str | None, str | None]], ...] = (
    ({WEB: 10}, {WEB: WEB}),
    ({WEB: 9}, {WEB: None}),
    ({WEB: 30, PAPER: 10}, {WEB: WEB, PAPER: PAPER}),
    ({WEB: 30, PAPER: 9}, {WEB: None, PAPER: None}),
    ({WEB: 30, TABLET: 10, ASSISTED: 10}, {WEB: WEB, TABLET: TABLET, ASSISTED: ASSISTED}),
    ({WEB: 30, TABLET: 10, ASSISTED: 9}, {WEB: WEB, TABLET: TABLET, ASSISTED: TABLET}),
    ({WEB: 30, TABLET: 5, ASSISTED: 5}, {WEB: WEB, TABLET: TABLET, ASSISTED: TABLET}),
    ({WEB: 30, TABLET: 5, ASSISTED: 4}, {WEB: WEB, TABLET: WEB, ASSISTED: WEB}),
    ({WEB: 30, TABLET: 9, ASSISTED: 10}, {WEB: WEB, TABLET: WEB, ASSISTED: ASSISTED}),
    ({WEB: 1, PAPER: 30, TABLET: 9}, {WEB: WEB, PAPER: PAPER, TABLET: WEB}),
    ({WEB: 1, PAPER: 30, TABLET: 8}, {WEB: None, PAPER: None, TABLET: None}),
    ({TABLET: 3, PAPER: 30}, {TABLET: None, PAPER: None}),
    ({WEB: 30, None: 9}, {WEB: None, None: None}),
    ({}, {}),
)


@pytest.mark.parametrize(("numbers", "kept"), KEPT)
def test_a_way_with_fewer_than_the_minimum_goes_with_what_covers_it_and_else_none_is_kept(
    numbers: dict[str | None, int], kept: dict[str | None, str | None]
) -> None:
    assert kept_modes(numbers, 10) == kept


def test_no_mode_is_longer_than_those_for_which_envelopes_in_the_field_were_measured() -> None:
    assert max(map(len, Mode)) == len("telephone")
