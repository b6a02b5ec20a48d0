"""The sheets of results in one language, each made when it is asked for and then kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from threading import Lock

from survey_app.language.words import Words, spoken
from survey_app.tables.contents import Family, Names, SheetName
from survey_app.tables.speaking import spoken_in
from survey_app.tables.table import Sheet, Text, plain


@dataclass(frozen=True)
class SheetLink:
    """A sheet, and what it is called in an address: its Dutch name, whatever the language of the page."""

    slug: str
    name: str


class SheetsInTurn:
    """By address, in the order in which they are read."""

    def __init__(self, families: Iterable[Family], language: str) -> None:
        self._links: dict[str, SheetLink] = {}
        self._slugs: dict[str, str] = {}
        self._places: dict[str, tuple[_Together, int]] = {}
        for family in families:
            together = _Together(family, language)
            for place, called in enumerate(together.names):
                slug, name = slug_of(called.name), _said(called.name, language)
                known_as = _said(called.known_as, language)
                self._links[slug] = SheetLink(slug, known_as or name)
                self._slugs[name] = slug
                self._places[slug] = together, place

    @property
    def links(self) -> tuple[SheetLink, ...]:
        """Every sheet that there is, made or not."""
        return tuple(self._links.values())

    def link(self, slug: str) -> SheetLink | None:
        """The sheet of this address, where there is one."""
        return self._links.get(slug)

    def slug(self, name: str) -> str | None:
        """The address of the sheet that is called so."""
        return self._slugs.get(name)

    def find(self, slug: str) -> Sheet | None:
        """The sheet itself, made now if it was not."""
        if slug not in self._places:
            return None
        together, place = self._places[slug]
        return together.sheet(place)

    def made_first(self) -> Iterator[Sheet]:
        """Those that were made, and then the others, each made when it is asked for."""
        in_order = sorted(self._places.values(), key=lambda place: not place[0].is_made)
        return (together.sheet(place) for together, place in in_order)


class _Together:
    """The sheets of a family, made when one of them is asked for."""

    def __init__(self, family: Family, language: str) -> None:
        self._family, self._language, self._lock = family, language, Lock()
        self._made: tuple[Sheet, ...] | None = None
        self.names = family.names if family.names is not None else self._named()

    @property
    def is_made(self) -> bool:
        return self._made is not None

    def sheet(self, place: int) -> Sheet:
        """The one at this place, counted from 0; two who ask at the same moment wait for the same ones."""
        with self._lock:
            if self._made is None:
                self._keep(self._family.sheets())
        assert self._made is not None  # noqa: S101 - they are kept now
        return self._made[place]

    def _named(self) -> Names:
        sheets = list(self._family.sheets())
        self._keep(sheets)
        return tuple(SheetName(sheet.name, sheet.known_as) for sheet in sheets)

    def _keep(self, sheets: Iterable[Sheet]) -> None:
        self._made = tuple(spoken_in(sheet, self._language) for sheet in sheets)


def slug_of(name: Text) -> str:
    """The Dutch name of a sheet as it stands in an address."""
    dutch = name.dutch if isinstance(name, Words) else name
    return "-".join(dutch.casefold().split())


def _said(text: Text, language: str) -> str:
    return plain(str(spoken(text, language)))
