"""Responses of closed waves, in the order of their random keys; knows nothing of invitations."""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import bindparam, delete, func, insert, select

from survey_app.fieldwork.place import Place
from survey_app.fieldwork.ports import StoredResponse
from survey_app.store.part import Part, batches
from survey_app.store.rows import read_rows
from survey_app.store.schema import responses

_WRITE_AT_ONCE = 500
_READ_AT_ONCE = 2000
_PAGE = "SELECT key, segment, mode, answers, arm FROM responses WHERE wave = ? AND key > ? ORDER BY key LIMIT ?"
_PLACES = (
    select(responses.c.segment, responses.c.arm, func.count().label("number"))
    .where(responses.c.wave == bindparam("of"))
    .group_by(responses.c.segment, responses.c.arm)
    .order_by(responses.c.segment, responses.c.arm)
)
_BETWEEN = delete(responses).where(
    responses.c.wave == bindparam("of"), responses.c.key.between(bindparam("first"), bindparam("last"))
)


class SqlResponses(Part):
    """The port `Responses` on one connection."""

    def write(self, wave_id: str, new: Iterable[StoredResponse]) -> None:
        for batch in batches(new, _WRITE_AT_ONCE):
            self._connection.execute(insert(responses), [{"wave": wave_id, **response._asdict()} for response in batch])

    def read(self, wave_id: str) -> Iterator[StoredResponse]:
        for page in self._pages(wave_id):
            yield from page

    def places(self, wave_id: str) -> Mapping[Place, int]:
        rows = self._connection.execute(_PLACES, {"of": wave_id})
        return {Place(row.segment, row.arm): row.number for row in rows}

    def move(self, wave_id: str, places: Mapping[Place, Place]) -> None:
        """All of them, for who was written anew would be known by the transaction in which that was done."""
        for page in self._pages(wave_id):
            self._connection.execute(_BETWEEN, {"of": wave_id, "first": page[0].key, "last": page[-1].key})
            self.write(wave_id, (row._replace(**places[Place(row.segment, row.arm)]._asdict()) for row in page))

    def discard_all(self, wave_id: str) -> None:
        self._connection.execute(delete(responses).where(responses.c.wave == wave_id))

    def _pages(self, wave_id: str) -> Iterator[list[StoredResponse]]:
        """Each begins after the last key of the one before: no cursor stays open."""
        after = b""
        while page := self._page(wave_id, after):
            yield page
            after = page[-1].key

    def _page(self, wave_id: str, after: bytes) -> list[StoredResponse]:
        rows = read_rows(self._connection, _PAGE, (wave_id, after, _READ_AT_ONCE))
        return list(map(StoredResponse._make, rows))
