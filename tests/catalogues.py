"""Catalogues beside the texts of ours: `make texts` brings them up to date, `make check` says what is missing."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import PoFileParser, write_po

from survey_app.language import catalogues
from tests.respondents_reach import ROOT, is_read

Id = str | tuple[str, ...]
"""The Dutch of a text; of one that counts, for one thing and for more."""
TRANSLATED = tuple(language for language in catalogues.RESPONDENTS if language != catalogues.SOURCE)
_METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
_OPTIONS = {"**/templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}}
_KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "Words": None}
_BLANK = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}")
_SAYS = re.compile(r"[^\W_]")


class Kept(Catalog):
    """A catalogue with one line more in its header: who of those whose first language it is read it, if anybody did."""

    reviewed_by: str | None = None

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What the header says; no line where nobody has to say it."""
        mine = [] if self.reviewed_by is None else [("reviewed_by", self.reviewed_by)]
        return [*mine, *self._get_mime_headers()]

    @mime_headers.setter
    def mime_headers(self, headers: Iterable[tuple[str, str]]) -> None:
        headers = list(headers)
        self.reviewed_by = dict(headers).get("reviewed_by")
        self._set_mime_headers(headers)


@cache
def texts_of_ours(language: str) -> frozenset[Id]:
    """What a language has to have: all that stands in code and templates, or of it what respondents can read.

    With a letter or a digit in it, for blanks and signs are the same everywhere.
    """
    is_whole = language in catalogues.LANGUAGES
    return frozenset(text for file, line, text in _texts_by_place() if is_whole or is_read(file, line))


@cache
def _texts_by_place() -> list[tuple[str, int, Id]]:
    found = extract_from_dir(ROOT, _METHODS, _OPTIONS, keywords=_KEYWORDS)
    return [(file, line, text) for file, line, text, *_ in found if _SAYS.search(_BLANK.sub("", forms(text)[0]))]


def catalogue(language: str) -> Kept:
    """A catalogue as it is kept."""
    kept = Kept(locale=language)
    with _file(language, "po").open("rb") as file:
        PoFileParser(kept).parse(file)
    return kept


def faults(language: str) -> Iterator[str]:
    """What keeps a language from being whole."""
    kept, ours = {message.id: message for message in catalogue(language) if message.id}, texts_of_ours(language)
    yield from (f"no text in {language}: {text!r}" for text in sorted(ours - kept.keys(), key=str))
    yield from (f"nobody says this any more: {text!r}" for text in sorted(kept.keys() - ours, key=str))
    for text, message in kept.items():
        if message.fuzzy or not all(forms(message.string)):
            yield f"not translated, or not read: {text!r}"
        elif not _fills_in_the_same(forms(text), forms(message.string)):
            yield f"fills in something else than the Dutch: {text!r}"
    with _file(language, "mo").open("rb") as file:
        compiled = {forms(message.id): forms(message.string) for message in read_mo(file) if message.id}
    if compiled != {forms(text): forms(message.string) for text, message in kept.items()}:
        yield f"messages.mo is not that of messages.po in {language}: make texts compiles it"


def update(language: str) -> None:
    """Every text of ours with what it is in this language, empty where nobody wrote that yet; sorted, and compiled."""
    kept, ours = catalogue(language), texts_of_ours(language)
    for message in [message for message in kept if message.id and message.id not in ours]:
        kept.delete(forms(message.id)[0])
    for text in ours:
        if forms(text)[0] not in kept:
            kept.add(text)
    for message in kept:
        message.flags -= {"python-brace-format", "python-format"}  # Babel's guess: a per cent sign is no blank
    with _file(language, "po").open("wb") as file:
        write_po(file, kept, width=120, no_location=True, sort_output=True)
    with _file(language, "mo").open("wb") as file:
        write_mo(file, kept)


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """One text, or that for one thing and that for more."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def _fills_in_the_same(dutch: tuple[str, ...], translated: tuple[str, ...]) -> bool:
    """As the Dutch for one thing or that for more; a language may have more forms, of which the last is for most."""
    told = [_blanks(text) for text in dutch]
    return all(_blanks(text) in told for text in translated) and _blanks(translated[-1]) == told[-1]


def _blanks(text: str) -> Counter[str]:
    """What is filled in: %(number)s, {n}; and percent signs, which are written twice beside it."""
    return Counter(_BLANK.findall(text))


def _file(language: str, kind: str) -> Path:
    return catalogues.CATALOGUES / language / "LC_MESSAGES" / f"{catalogues.DOMAIN}.{kind}"


if __name__ == "__main__":
    if "--check" not in sys.argv:
        for one in TRANSLATED:
            update(one)
    found_faults = [fault for one in TRANSLATED for fault in faults(one)]
    print(*found_faults, sep="\n", end="\n" if found_faults else "")
    sys.exit(bool(found_faults))
