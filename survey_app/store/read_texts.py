"""What of the open answers of closed waves may be shown; knows nothing of responses, nor of who gave them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, delete, insert, select

from survey_app.fieldwork.ports import ReadText
from survey_app.store.batches import batches
from survey_app.store.schema import read_texts

_AT_ONCE = 500
_ONE = delete(read_texts).where(
    read_texts.c.wave == bindparam("of_wave"),
    read_texts.c.item == bindparam("of_item"),
    read_texts.c.digest == bindparam("of_digest"),
)


class SqlReadTexts:
    """The port `ReadTexts` on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(self, wave_id: str) -> list[ReadText]:
        of_wave = (
            select(read_texts.c.item, read_texts.c.digest, read_texts.c.shown)
            .where(read_texts.c.wave == wave_id)
            .order_by(read_texts.c.item, read_texts.c.digest)
        )
        return [ReadText(*row) for row in self._connection.execute(of_wave)]

    def put(self, wave_id: str, texts: Iterable[ReadText]) -> None:
        for batch in batches(sorted(texts, key=lambda one: (one.item, one.digest)), _AT_ONCE):
            self._connection.execute(
                _ONE, [{"of_wave": wave_id, "of_item": one.item, "of_digest": one.digest} for one in batch]
            )
            self._connection.execute(insert(read_texts), [{"wave": wave_id, **vars(one)} for one in batch])

    def forget(self, wave_id: str, item: str, digests: Iterable[bytes]) -> int:
        forgotten = 0
        for digest in sorted(set(digests)):
            which = {"of_wave": wave_id, "of_item": item, "of_digest": digest}
            forgotten += self._connection.execute(_ONE, which).rowcount
        return forgotten
