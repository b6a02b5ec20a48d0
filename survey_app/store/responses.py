"""Responses of closed waves, in the order of their random keys; knows nothing of invitations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, insert, select

from survey_app.fieldwork.ports import StoredResponse
from survey_app.store.batches import batches
from survey_app.store.schema import responses

_WRITE_AT_ONCE = 500
_READ_AT_ONCE = 2000


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
        following = (
            select(responses.c.key, responses.c.segment, responses.c.mode, responses.c.answers)
            .where(responses.c.wave == wave_id, responses.c.key > after)
            .order_by(responses.c.key)
            .limit(_READ_AT_ONCE)
        )
        return [StoredResponse._make(row) for row in self._connection.execute(following)]
