"""What somebody finds who takes a database away: the part that is alike for SQLite and PostgreSQL."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, Table, select, true

from survey_app.assurance.evidence import Catalogue, Sealed
from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.wave import Wave
from survey_app.language.words import Words
from survey_app.store.catalogue import catalogue_of
from survey_app.store.schema import RESPONDENTS, audit_log, instruments, kept_counts, read_texts, responses
from survey_app.store.statistics import sampled
from survey_app.store.waves import Instruments, SqlWaves

READABLE = frozenset({"responses", "read_texts", "instruments", "kept_counts"})
"""The tables that hold responses of closed waves or texts from them, or the ids of items without anybody's answers."""

_AT_ONCE = 500


class SqlEvidence:
    """What both databases tell in the same way, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def waves(self) -> list[Wave]:
        return SqlWaves(self._connection, Instruments()).all()

    def sealed(self) -> Iterator[Sealed]:
        for table in RESPONDENTS:
            if "ciphertext" in table.c:
                is_sealed = table.c.get("sealed", true()).label("is_sealed")
                rows = self._connection.execution_options(yield_per=_AT_ONCE).execute(
                    select(table.c.wave, table.c.ciphertext, is_sealed)
                )
                yield from (Sealed(row.wave, table.name, row.ciphertext, not row.is_sealed) for row in rows)

    def audit_log(self) -> Iterator[AuditEntry]:
        for row in self._connection.execute(select(audit_log)):
            yield AuditEntry(datetime.fromisoformat(row.at), row.administrator, row.act, row.subject)

    def names(self) -> Iterator[bytes]:
        """What tells the rows of respondents apart: receipts and keys."""
        for table in RESPONDENTS:
            if {"receipt", "key"} & set(table.c.keys()):
                yield from self._connection.execute(select(table.c[name_of(table)])).scalars()

    def known_texts(self) -> Iterator[str]:
        for texts in (instruments.c.text, kept_counts.c.counts):
            yield from self._connection.execute(select(texts)).scalars()

    def answers(self) -> Iterator[bytes]:
        """The responses of closed waves, as they stand in the files."""
        rows = self._connection.execution_options(yield_per=_AT_ONCE).execute(select(responses.c.answers))
        yield from (answers.encode() for answers in rows.scalars())

    def shown_texts(self) -> Iterator[bytes]:
        """The open answers of closed waves that somebody let through, as they stand in the files."""
        rows = self._connection.execute(select(read_texts.c.shown).where(read_texts.c.shown.is_not(None)))
        yield from (shown.encode() for shown in rows.scalars())

    def sampled(self) -> tuple[str, ...]:
        return sampled(self._connection)

    def catalogue(self) -> Catalogue:
        return catalogue_of(self._connection)


def place_words(file: str, table: str, number: int) -> Words:
    """Where answers stood that should not stand there; a place of no table is free space."""
    where = Words("tabel {table}") if table else Words("vrije ruimte")
    return Words("{file}, {where}: {number} keer.").filled(file=file, where=where.filled(table=table), number=number)


def name_of(table: Table) -> str:
    """The column that tells one row of a respondent from another."""
    return "key" if "key" in table.c else "receipt"
