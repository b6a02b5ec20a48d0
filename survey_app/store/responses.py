"""Responses of closed waves, in the order of their random keys; knows nothing of invitations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, insert

from survey_app.fieldwork.ports import StoredResponse
from survey_app.store.batches import batches
from survey_app.store.rows import read_rows
from survey_app.store.schema import responses

_WRITE_AT_ONCE = 500
_READ_AT_ONCE = 2000
_PAGE = "SELECT key, segment, mode, answers FROM responses WHERE wave = ? AND key > ? ORDER BY key LIMIT ?"


class SqlResponses:
    """The port `Responses` on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def write(self, wave_id: str, new: Iterable[StoredResponse]) -> None:
        for batch in batches(new, _WRITE_AT_ONCE):
            self._connection.execute(insert(responses), [{"wave": wave_id, **one._asdict()} for one in batch])

    def read(self, wave_id: str) -> Iterator[StoredResponse]:
        """A page at a time, each beginning after the last key of the one before: no cursor stays open."""
        after = b""
        while page := self._page(wave_id, after):
            yield from page
            after = page[-1].key

    def _page(self, wave_id: str, after: bytes) -> list[StoredResponse]:
        rows = read_rows(self._connection, _PAGE, (wave_id, after, _READ_AT_ONCE))
        return list(map(StoredResponse._make, rows))
