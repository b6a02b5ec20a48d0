"""Catalogues beside the texts of ours: `make texts` brings them up to date, `make check` says what is missing."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from survey_app.language import catalogues

Id = str | tuple[str, ...]
"""The Dutch of a text; of one that counts, for one thing and for more."""
TRANSLATED = tuple(language for language in catalogues.LANGUAGES if language != catalogues.SOURCE)
_METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
_OPTIONS = {"**/templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}}
_KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "Words": None}
_BLANK = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}")
_SAYS = re.compile(r"[^\W_]")


@cache
def texts_of_ours() -> frozenset[Id]:
    """What stands in code and templates with a letter or a digit in it; blanks and signs are the same everywhere."""
    found = extract_from_dir(Path(catalogues.__file__).parents[1], _METHODS, _OPTIONS, keywords=_KEYWORDS)
    return frozenset(
        text for _name, _line, text, _comments, _context in found if _SAYS.search(_BLANK.sub("", forms(text)[0]))
    )


def catalogue(language: str) -> Catalog:
    """A catalogue as it is kept."""
    with _file(language, "po").open("rb") as file:
        return read_po(file, locale=language)


def faults(language: str) -> Iterator[str]:
    """What keeps a language from being whole."""
    kept, ours = {message.id: message for message in catalogue(language) if message.id}, texts_of_ours()
    yield from (f"no text in {language}: {text!r}" for text in sorted(ours - kept.keys(), key=str))
    yield from (f"nobody says this any more: {text!r}" for text in sorted(kept.keys() - ours, key=str))
    for text, message in kept.items():
        if message.fuzzy or not all(forms(message.string)):
            yield f"not translated, or not read: {text!r}"
        elif any(_blanks(a) != _blanks(b) for a, b in zip(forms(text), forms(message.string), strict=True)):
            yield f"fills in something else than the Dutch: {text!r}"
    with _file(language, "mo").open("rb") as file:
        compiled = {forms(message.id): forms(message.string) for message in read_mo(file) if message.id}
    if compiled != {forms(text): forms(message.string) for text, message in kept.items()}:
        yield f"messages.mo is not that of messages.po in {language}: make texts compiles it"


def update(language: str) -> None:
    """Every text of ours with what it is in this language, empty where nobody wrote that yet; sorted, and compiled."""
    kept, ours = catalogue(language), texts_of_ours()
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
