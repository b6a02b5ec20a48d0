"""What the attacks of an audit ask of a copy of the database; only the store knows how to take it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from re import Pattern
from typing import Protocol

from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.wave import Wave
from survey_app.language.words import Words


@dataclass(frozen=True)
class Column:
    """A column as the database knows it; `default` is what the database fills in by itself."""

    name: str
    type: str
    default: str | None


@dataclass(frozen=True)
class Catalogue:
    """What there is, and what there should be.

    `expected` has the tables and columns of our own schema, `respondents` those tables in which something of a
    respondent lives. `links` are references that touch one of those, and whatever else beside tables is not ours, in
    words. `with_rowid` are the tables of respondents that have a hidden row number. `settings` are those of PostgreSQL.
    """

    tables: Mapping[str, Sequence[Column]]
    expected: Mapping[str, frozenset[str]]
    respondents: frozenset[str]
    links: tuple[str, ...]
    with_rowid: tuple[str, ...]
    settings: Mapping[str, str]


@dataclass(frozen=True)
class Lying:
    """A row as it lies in its file: on which page, in which place there, written by which transaction.

    `name` is the key of a response or a contact, or the receipt of an invitation.
    """

    name: bytes
    page: int
    place: int
    written: str | None
    segment: str | None
    arm: str | None = None


@dataclass(frozen=True)
class Sealed:
    """An envelope, a draft or a contact, as its bytes; `box` is the table it lies in."""

    wave: str
    box: str
    content: bytes
    is_draft: bool = False


@dataclass(frozen=True)
class Bytes:
    """What was found in the database's own files: which were searched, and where answers stood that should not."""

    searched: tuple[str, ...]
    stray: tuple[Words, ...]


class Evidence(Protocol):
    """One database, as somebody finds it who takes it away."""

    def waves(self) -> list[Wave]:
        """Every wave."""

    def catalogue(self) -> Catalogue:
        """Tables, columns, and what links them."""

    def lying(self, table: str, wave_id: str) -> list[Lying]:
        """The responses, invitations or contacts of a wave in the order in which they lie."""

    def written_anew(self, table: str, wave_id: str) -> list[bytes] | None:
        """The names of a wave's rows as they would lie if their table were written anew in the order of its key.

        SQLite moves rows within a page when that is full, so that they do not lie in the order of their names; it does
        so in the same way each time. None for a database that leaves rows where they were written.
        """

    def sealed(self) -> Iterator[Sealed]:
        """Everything in the box, one at a time."""

    def names(self) -> Iterator[bytes]:
        """The receipts and keys of all rows of respondents."""

    def sampled(self) -> tuple[str, ...]:
        """Columns of which the planner keeps values in its statistics though it should not."""

    def audit_log(self) -> Iterator[AuditEntry]:
        """Every line of the audit log."""

    def search(self, answers: Pattern[bytes]) -> Bytes | None:
        """Where files, logs and free pages hold answers that are not responses of a closed wave; None: not let in."""

    def known_texts(self) -> Iterator[str]:
        """Instruments and kept counts: texts that may hold the ids of items and are nobody's answers."""
