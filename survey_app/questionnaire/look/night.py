"""A theme by night: our own dark page, and the colour of the municipality, as light as it must be to be read there."""

from collections.abc import Mapping

from survey_app.questionnaire.look.contrast import TEXT, Colour, colour, contrast, hexadecimal, mixed, written

PAPER, SURFACE, INK, LINE = "#12191d", "#1b252b", "#e8eef1", "#8a98a1"
"""Our own ground, card, text and edge by night, as in tokens.css."""

_ACCENT = "--peilstok-accent"
_WHITE: Colour = (1.0, 1.0, 1.0)
_STEPS = 100
_TINTED, _PRESSED = 0.15, 0.5
"""How much of it is in the ground of what is chosen; and how much is left of it where it is pressed."""


def by_night(tokens: Mapping[str, str]) -> dict[str, str]:
    """What takes the place of a theme's colours by night; `tokens` are those by day, mended.

    Each colour of the theme is undone, so that ours by night holds. What is chosen and pressed keeps the hue of day.
    """
    undone = {name: "initial" for name, value in tokens.items() if name.endswith("-color") and colour(value)}
    edge = {"--peilstok-line-strong": LINE} if "--peilstok-line-strong" in tokens else {}
    return undone | edge | (_accent(tokens[_ACCENT]) if _ACCENT in tokens else {})


def lightened(accent: str) -> str:
    """The first on the way to white that can be read on page, card and what is chosen, as #rrggbb."""
    own = colour(accent) or _WHITE
    ways = (mixed(_WHITE, own, step / _STEPS) for step in range(_STEPS + 1))
    return next(written(way) for way in ways if _is_read(way))


def _is_read(way: Colour) -> bool:
    grounds = (_colour(PAPER), _colour(SURFACE), mixed(way, _colour(SURFACE), _TINTED))
    return all(contrast(way, ground) >= TEXT for ground in grounds)


def _accent(day: str) -> dict[str, str]:
    night = lightened(day)
    tint = mixed(_colour(night), _colour(SURFACE), _TINTED)
    return {
        _ACCENT: night,
        "--peilstok-accent-dark": written(mixed(_colour(night), _WHITE, _PRESSED)),
        "--peilstok-accent-tint": written(tint),
        "--peilstok-on-accent": PAPER,
        "--peilstok-footer": hexadecimal(day),
    }


def _colour(text: str) -> Colour:
    return colour(text) or _WHITE
