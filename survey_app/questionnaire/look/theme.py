"""A theme of the NL Design System: read, cleaned, and mended where its colours cannot be told apart."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any  # tinycss2 has no types

import tinycss2

from survey_app.questionnaire.look.contrast import hexadecimal, mended
from survey_app.questionnaire.look.night import by_night
from survey_app.refusal import Refusal

_LARGEST = 300_000
_DEPTH = 8
_NAME = re.compile(r"[a-z][a-z0-9-]*-theme")
_PLAIN = frozenset({"ident", "number", "dimension", "percentage", "hash", "whitespace", "string"})
_FUNCTIONS = frozenset({"rgb", "rgba", "hsl", "hsla", "calc", "min", "max", "clamp", "var"})
_LEAST_LETTERS = {"px": 16.0, "rem": 1.0, "em": 1.0, "pt": 12.0}
_LETTERS = ("document-font-size", "paragraph-font-size")
_OTHERS = "system-ui, sans-serif"

COLOURS = frozenset(
    {
        *(f"button-{state}{part}" for state in ("", "hover-", "active-") for part in ("background-color", "color")),
        *(f"form-input-{part}color" for part in ("", "background-", "border-", "invalid-border-")),
        *(f"heading-{level}-color" for level in (1, 2, 3)),
        *("document-color", "document-background-color", "form-label-color", "link-color", "link-hover-color"),
        *("page-footer-background-color", "page-footer-color", "page-header-background-color", "paragraph-color"),
    }
)
"""Tokens that our style sheet reads, without `--utrecht-`, and that are colours."""
READ = COLOURS | {
    *(f"button-{part}" for part in ("border-radius", "border-width", "font-weight")),
    *(f"{of}-padding-{side}-start" for of in ("button", "form-input") for side in ("block", "inline")),
    *("form-input-border-radius", "form-input-border-width", "form-label-font-weight", "heading-font-weight"),
    *(f"document-{part}" for part in ("font-family", "font-size", "line-height")),
    *(f"heading-{level}-{part}" for level in (1, 2, 3) for part in ("font-family", "font-size")),
    *("paragraph-font-size", "paragraph-lead-font-size", "paragraph-line-height"),
}
"""All tokens that our style sheet reads, without `--utrecht-`."""


class BadTheme(Refusal, says="{}"):
    """A file that is no theme."""


@dataclass(frozen=True)
class Theme:
    """The class that puts it on, the tokens of ours that it sets, and what was left out or mended, a line each."""

    name: str
    tokens: Mapping[str, str]
    notes: Sequence[str]

    @property
    def accent(self) -> str | None:
        """The colour of what is chosen and pressed, as #rrggbb; None where it is ours."""
        told = self.tokens.get("--peilstok-accent")
        return hexadecimal(told) if told else None

    @property
    def css(self) -> str:
        """The rule, stronger than our own tokens, and what of it is another by night."""
        night = self._rule(by_night(self.tokens))
        return f"{self._rule(self.tokens)}@media screen and (prefers-color-scheme: dark) {{\n{night}}}\n"

    def _rule(self, tokens: Mapping[str, str]) -> str:
        told = "".join(f"\n  {name}: {value};" for name, value in sorted(tokens.items()))
        return f".{self.name}.peilstok-theme {{{told}\n}}\n"


def read_theme(text: str) -> Theme:
    """What of a file can be used; raises BadTheme."""
    if len(text) > _LARGEST:
        raise BadTheme(f"{len(text)} characters; a theme has at most {_LARGEST}")
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    themes = {name: rule for rule in rules if (name := _theme_of(rule)) is not None}
    if len(themes) != 1:
        told = f"{len(themes)} themes: {', '.join(sorted(themes))}" if themes else "no theme"
        raise BadTheme(f"{told}; right is one rule .<organisation>-theme {{ --utrecht-…: …; }}")
    [(name, rule)] = themes.items()
    raw = {
        item.lower_name.removeprefix("--"): item.value
        for item in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        if item.type == "declaration" and item.lower_name.startswith("--")
    }
    passed_over = [f"{_rules(len(rules) - 1)} left out: only .{name} is read"] if len(rules) > 1 else []
    usable, left_out = _usable(raw)
    colours = {token: usable.pop(token) for token in COLOURS & usable.keys()}
    tokens, repairs = mended(colours)
    others = {f"--utrecht-{token}": value for token, value in usable.items()}
    return Theme(name, {**others, **tokens}, (*passed_over, *left_out, *repairs))


def _rules(number: int) -> str:
    return "1 rule is" if number == 1 else f"{number} rules are"


def _theme_of(rule: Any) -> str | None:
    if rule.type != "qualified-rule":
        return None
    written = tinycss2.serialize(rule.prelude).strip().removeprefix(".")
    return written if _NAME.fullmatch(written) else None


def _usable(raw: Mapping[str, Any]) -> tuple[dict[str, str], list[str]]:
    usable, notes = {}, []
    for name in sorted(READ):
        value = raw.get(f"utrecht-{name}")
        if value is None:
            continue
        why, text = _read(name, value, raw)
        if why:
            notes.append(f"--utrecht-{name}: {tinycss2.serialize(value).strip()[:60]} is left out: {why}")
        else:
            usable[name] = text
    return usable, notes


def _read(name: str, value: Iterable[Any], raw: Mapping[str, Any]) -> tuple[str, str]:
    """Why it cannot be used, or what it says."""
    tokens = list(_resolved(value, raw, _DEPTH))
    if not all(map(_is_plain, tokens)):
        return "it is no value that can be read, or leads to another place", ""
    text = tinycss2.serialize(tokens).strip()
    if name in _LETTERS and _is_too_small(text):
        return "letters are at least 16 px", ""
    return "", f"{text}, {_OTHERS}" if name.endswith("font-family") else text


def _resolved(value: Iterable[Any], raw: Mapping[str, Any], depth: int) -> Iterator[Any]:
    """The tokens of a value, with those of others that it refers to in their place."""
    for token in value:
        is_reference = token.type == "function" and token.lower_name == "var" and depth
        target = tinycss2.serialize(token.arguments).strip().removeprefix("--") if is_reference else ""
        if target in raw:
            yield from _resolved(raw[target], raw, depth - 1)
        else:
            yield token


def _is_plain(token: Any) -> bool:
    if token.type == "function":
        return token.lower_name in _FUNCTIONS - {"var"} and all(map(_is_plain, token.arguments))
    if token.type == "literal":
        return token.value in (",", "/", "+", "-", "*")
    return token.type in _PLAIN


def _is_too_small(text: str) -> bool:
    size = re.fullmatch(r"([0-9.]+)(px|rem|em|pt)", text)
    return size is not None and float(size[1]) < _LEAST_LETTERS[size[2]]
