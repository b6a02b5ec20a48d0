"""Evidence from a PostgreSQL database: its tables as they lie, and its files where we may read them."""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import chain
from pathlib import Path
from re import Pattern

from sqlalchemy import Engine, text

from survey_app.assurance.evidence import Bytes, Lying
from survey_app.store.evidence import READABLE, SqlEvidence, place_words
from survey_app.store.postgres_log import Segment, segments
from survey_app.store.schema import RESPONDENTS

_ROWS = """
    SELECT {name} AS name, (ctid::text::point)[0]::bigint AS page, (ctid::text::point)[1]::bigint AS place,
    xmin::text AS written, {segment} AS segment, {arm} AS arm FROM {table} WHERE wave = :wave ORDER BY ctid
"""
_LYING = {
    "responses": text(_ROWS.format(name="key", segment="segment", arm="arm", table="responses")),
    "contacts": text(_ROWS.format(name="key", segment="NULL", arm="NULL", table="contacts")),
    "invitations": text(_ROWS.format(name="receipt", segment="segment", arm="NULL", table="invitations")),
}
_SETTING = text("SELECT setting FROM pg_settings WHERE name = :name")
_FILES = text(
    """
    SELECT pg_relation_filepath(class.oid) AS path, coalesce(toasted.relname, indexed.relname, class.relname) AS owner
    FROM pg_class AS class
    LEFT JOIN pg_class AS toasted ON toasted.reltoastrelid = class.oid
    LEFT JOIN pg_index ON pg_index.indexrelid = class.oid
    LEFT JOIN pg_class AS indexed ON indexed.oid = pg_index.indrelid
    WHERE class.relkind IN ('r', 'i', 't', 'm', 'S')
    """
)
_FOLDER = text("SELECT 'base/' || oid FROM pg_database WHERE datname = current_database()")
_TABLESPACES = text("SELECT oid::bigint FROM pg_tablespace")
_WRITE_AHEAD_LOG = "pg_wal"


@contextmanager
def postgres_evidence(live: Engine) -> Iterator[PostgresEvidence]:
    """One moment of the database: a transaction that only reads, and sees nothing of what comes after it began."""
    with live.connect() as connection:
        connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        yield PostgresEvidence(connection)


class PostgresEvidence(SqlEvidence):
    """The port `Evidence` on one transaction."""

    def lying(self, table: str, wave_id: str) -> list[Lying]:
        return [Lying(**row) for row in self._connection.execute(_LYING[table], {"wave": wave_id}).mappings()]

    def written_anew(self, table: str, wave_id: str) -> list[bytes] | None:  # noqa: ARG002 - rows stay where they are
        return None

    def search(self, answers: Pattern[bytes]) -> Bytes | None:
        """In the tables of respondents nothing may be readable; elsewhere, what is a response of a closed wave may be.

        The write-ahead log repeats those; of it only what this database wrote is looked at.
        """
        folder = self._data_folder()
        if folder is None:
            return None
        readable = chain(self.answers(), self.shown_texts())
        kept = sorted({answer for text in readable for answer in answers.findall(text)})
        stray: Counter[tuple[str, str]] = Counter()
        for file in _files(folder / self._folder):
            owner = self._owner_of(file.relative_to(folder))
            allowed = [] if owner in _SECRET else kept
            if owner not in READABLE:
                hits = answers.findall(_content(file))
                stray[file.name, owner] += sum(not _begins_one_of(allowed, hit) for hit in hits)
        here = int(Path(self._folder).name)  # others on the server write in the same log
        for segment in self._log(folder):
            ours = (hit for hit in answers.finditer(segment.content) if segment.database_at(hit.start()) == here)
            stray[segment.file.name, _WRITE_AHEAD_LOG] += sum(not _begins_one_of(kept, hit[0]) for hit in ours)
        places = tuple(place_words(file, owner, number) for (file, owner), number in sorted((+stray).items()))
        return Bytes((self._folder, _WRITE_AHEAD_LOG), places)

    def _log(self, folder: Path) -> Iterator[Segment]:
        block_size = int(self._setting("wal_block_size") or 0)
        tablespaces = self._connection.execute(_TABLESPACES).scalars().all()
        return segments(_files(folder / _WRITE_AHEAD_LOG), block_size, tablespaces)

    def _owner_of(self, file: Path) -> str:
        """The table that a file belongs to; large tables have more files, and two small ones beside them."""
        return self._owners.get(str(file.with_name(file.name.partition(".")[0].partition("_")[0])), "")

    def _data_folder(self) -> Path | None:
        directory = self._setting("data_directory")
        folder = Path(directory) if directory else None
        return folder if folder and os.access(folder / self._folder, os.R_OK | os.X_OK) else None

    def _setting(self, name: str) -> str | None:
        """None for one that we may not see."""
        return self._connection.execute(_SETTING, {"name": name}).scalar_one_or_none()

    @cached_property
    def _folder(self) -> str:
        return str(self._connection.execute(_FOLDER).scalar_one())

    @cached_property
    def _owners(self) -> dict[str, str]:
        return {row.path: row.owner for row in self._connection.execute(_FILES)}


_READABLE_BEGINNING = re.compile(rb"[ -~]+")
_SECRET = frozenset(table.name for table in RESPONDENTS) - READABLE


def _files(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.iterdir()) if path.is_file())


def _begins_one_of(kept: Sequence[bytes], hit: bytes) -> bool:
    """Whether what was hit is a response, or its beginning: a file of the log may break it off."""
    readable = _READABLE_BEGINNING.match(hit)
    begins = readable[0] if readable else hit
    place = bisect_left(kept, begins)
    return place < len(kept) and kept[place].startswith(begins)


def _content(file: Path) -> bytes:
    """What is in a file of a running server; one that is gone meanwhile held nothing that stays."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""
