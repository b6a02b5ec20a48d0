"""A theme by night: whatever colour a municipality has, it keeps its hue and can be read; all else is ours."""

from __future__ import annotations

import colorsys
import re
from itertools import product
from pathlib import Path

import pytest

from survey_app.questionnaire.look import night
from survey_app.questionnaire.look.contrast import colour, contrast
from survey_app.questionnaire.look.folder import looked_at
from survey_app.questionnaire.look.night import by_night, lightened
from survey_app.questionnaire.look.theme import COLOURS, read_theme
from survey_app.web.assets import style_sheet

_LOOK = Path(__file__).parents[1] / "data" / "look"
_EVERYWHERE = [f"#{red}{green}{blue}" for red, green, blue in product(("00", "40", "80", "c0", "ff"), repeat=3)]


def ratio(one: str, other: str) -> float:
    first, second = colour(one), colour(other)
    assert first is not None
    assert second is not None
    return contrast(first, second)


def hue(text: str) -> float:
    told = colour(text)
    assert told is not None
    return colorsys.rgb_to_hsv(*told)[0] * 360


def test_our_own_colours_by_night_are_those_of_the_style_sheet() -> None:
    dark = style_sheet().partition("prefers-color-scheme: dark")[2]
    names = ("paper", "surface", "ink", "line-strong")

    told = [found[1] for name in names if (found := re.search(rf"--peilstok-{name}: (#\w+);", dark))]

    assert told == [night.PAPER, night.SURFACE, night.INK, night.LINE]


@pytest.mark.parametrize("day", _EVERYWHERE)
def test_every_colour_can_be_read_by_night_and_keeps_its_hue(day: str) -> None:
    shown = by_night({"--peilstok-accent": day})

    accent, dark, tint = (shown[f"--peilstok-accent{part}"] for part in ("", "-dark", "-tint"))
    for ground in (night.PAPER, night.SURFACE, tint):
        assert ratio(accent, ground) >= 4.5 - 0.03  # of a colour that is written in whole numbers
        assert ratio(dark, ground) >= 4.5
        assert ratio(night.INK, ground) >= 4.5
    assert ratio(shown["--peilstok-on-accent"], accent) >= 4.5 - 0.03
    assert ratio(shown["--peilstok-on-accent"], dark) >= 4.5
    if len({day[1:3], day[3:5], day[5:]}) > 1 and day != "#0000ff":
        turned = abs(hue(accent) - hue(day))
        assert min(turned, 360 - turned) < 4


def test_no_colour_is_lighter_than_it_must_be() -> None:
    assert lightened("#ffb612") == "#ffb612"
    assert lightened("#d41422") == "#e77e85"


def test_what_a_theme_says_of_colours_is_undone_and_of_letters_and_shapes_is_not() -> None:
    theme = read_theme((_LOOK / "theme.css").read_text())
    day, after = theme.css.split("@media screen and (prefers-color-scheme: dark)")

    set_by_day = {name for name in re.findall(r"--utrecht-([a-z0-9-]+)", day) if name in COLOURS}
    undone = set(re.findall(r"--utrecht-([a-z0-9-]+): initial;", after))

    assert set_by_day == undone
    assert "font-family" not in after
    assert "radius" not in after


def test_a_theme_without_a_colour_of_its_own_has_ours() -> None:
    assert by_night({"--utrecht-button-border-radius": "4px"}) == {}


def test_check_tells_the_colour_of_the_night() -> None:
    told = "#d41422 is #e77e85 by night, so that it can be read on dark; all else is Peilstok's own by night"

    assert told in looked_at(_LOOK)
