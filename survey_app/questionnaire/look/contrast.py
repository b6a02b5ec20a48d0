"""Colours that can be told apart: WCAG 2.2, 1.4.3 (text, 4.5 to 1) and 1.4.11 (buttons and edges, 3 to 1)."""

from collections.abc import Iterable, Mapping

from tinycss2.color4 import parse_color

Colour = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""

TEXT, _SHAPE = 4.5, 3.0
"""The least contrast of text, and of an edge or a button."""
_INK, _PAPER, _SURFACE = "#1b2a33", "#f4f2ec", "#ffffff"
"""Our own text, ground and card, as in tokens.css."""
_WHITE: Colour = (1.0, 1.0, 1.0)
_TEXTS = (
    *(f"heading-{level}-color" for level in (1, 2, 3)),
    *("link-color", "link-hover-color", "paragraph-color", "form-label-color"),
)
_PAIRS = (
    *((f"button-{state}color", f"button-{state}background-color") for state in ("", "hover-", "active-")),
    ("form-input-color", "form-input-background-color"),
    ("page-footer-color", "page-footer-background-color"),
)
_EDGES = ("form-input-border-color", "form-input-invalid-border-color")


def colour(text: str) -> Colour | None:
    """A colour as CSS writes it, over white as far as it lets through; None for what is none, or not within sRGB."""
    told = parse_color(text)
    if told is None or isinstance(told, str) or told.space not in ("srgb", "hsl", "hwb"):
        return None
    red, green, blue = told.to("srgb").coordinates
    return mixed((red, green, blue), _WHITE, told.alpha)


def contrast(one: Colour, other: Colour) -> float:
    """From 1 to 21; relative luminance as in WCAG 2.2."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mended(told: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The tokens of a theme's colours with those of ours that follow from them, and what was mended, a line each.

    `told` by name without `--utrecht-`; what is given back has whole names. Whatever fails is ours instead, so that
    text has 4.5 to 1 on page and card, and buttons and the edge of a field have 3 to 1.
    """
    guard = _Guard(told)
    guard.hold_ground()
    for name in _TEXTS:
        guard.hold(name, (guard.paper, _SURFACE), TEXT)
    for text, ground in _PAIRS:
        guard.hold_pair(text, ground)
    guard.hold("page-header-background-color", (guard.ink,), TEXT)
    for name in _EDGES:
        guard.hold(name, (guard.paper, _SURFACE, guard.kept.get("form-input-background-color", _SURFACE)), _SHAPE)
    return {**{f"--utrecht-{name}": value for name, value in guard.kept.items()}, **guard.ours()}, guard.notes


class _Guard:
    def __init__(self, told: Mapping[str, str]) -> None:
        self.kept = {name: value for name, value in sorted(told.items()) if colour(value)}
        self.notes = [
            f"--utrecht-{name}: {value} is left out: it is no colour that is known"
            for name, value in sorted(told.items())
            if name not in self.kept
        ]

    @property
    def paper(self) -> str:
        return self.kept.get("document-background-color", _PAPER)

    @property
    def ink(self) -> str:
        return self.kept.get("document-color", _INK)

    def hold(self, name: str, grounds: Iterable[str], least: float) -> None:
        """Take out a colour that does not stand out from all of these."""
        value = self.kept.get(name)
        ratio = min(_ratio(value, ground) for ground in grounds) if value else least
        if ratio < least:
            self._drop(name, ratio, least)

    def hold_ground(self) -> None:
        """The text of the page, on the page and on a card; the page itself where our own text cannot be read on it."""
        self.hold("document-color", (self.paper, _SURFACE), TEXT)
        if "document-color" not in self.kept:
            self.hold("document-background-color", (_INK,), TEXT)

    def hold_pair(self, text: str, ground: str) -> None:
        """Text on a ground of its own; where only one of the two is told, the other is white or ours."""
        if text not in self.kept and ground not in self.kept:
            return
        written, under = self.kept.get(text, _SURFACE), self.kept.get(ground, _INK)
        if text.startswith("form-input"):
            written, under = self.kept.get(text, self.ink), self.kept.get(ground, _SURFACE)
        ratio = _ratio(written, under)
        if ratio < TEXT:
            self._drop(text, ratio, TEXT)
            self.kept[text] = max((_SURFACE, _INK), key=lambda mine: _ratio(mine, under))
        if ground.startswith("button"):
            self.hold(ground, (self.paper, _SURFACE), _SHAPE)
            if ground not in self.kept:
                self.kept.pop(text, None)

    def ours(self) -> dict[str, str]:
        """Tokens of ours: the colour of what is chosen and pressed is that of the theme's button, if it can be read."""
        ours = {"--peilstok-line-strong": self.kept.get("form-input-border-color", "")}
        for name in ("button-background-color", "link-color"):
            accent = self.kept.get(name)
            if accent and all(_ratio(accent, ground) >= TEXT for ground in (self.paper, _SURFACE, _tint(accent))):
                dark = self.kept.get("heading-1-color", accent)
                ours |= {"--peilstok-accent": accent, "--peilstok-accent-dark": dark, "--peilstok-footer": accent}
                ours |= {"--peilstok-accent-tint": _tint(accent), "--peilstok-on-accent": _SURFACE}
                break
        return {name: value for name, value in ours.items() if value}

    def _drop(self, name: str, ratio: float, least: float) -> None:
        value = self.kept.pop(name)
        self.notes.append(
            f"--utrecht-{name}: {value} is replaced: its contrast is {ratio:.2f} to 1, of {least:g} at least"
        )


def _ratio(one: str, other: str) -> float:
    first, second = colour(one), colour(other)
    return contrast(first, second) if first and second else 0.0


def _tint(text: str) -> str:
    return written(mixed(colour(text) or _WHITE, _WHITE, 0.1))


def hexadecimal(text: str) -> str:
    """A colour as #rrggbb."""
    return written(colour(text) or _WHITE)


def written(of: Colour) -> str:
    """The same of a colour that was read."""
    return "#" + "".join(f"{round(part * 255):02x}" for part in of)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """This share of the one, the rest of the other."""
    red, green, blue = (mine * share + theirs * (1 - share) for mine, theirs in zip(one, other, strict=True))
    return red, green, blue


def _luminance(of: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in of)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
