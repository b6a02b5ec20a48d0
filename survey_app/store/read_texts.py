"""What of the open answers of closed waves may be shown; knows nothing of responses, nor of who gave them."""

from collections.abc import Iterable
from operator import attrgetter

from sqlalchemy import bindparam, delete, insert, select

from survey_app.fieldwork.ports import ReadText
from survey_app.store.part import Part, batches
from survey_app.store.schema import read_texts

_AT_ONCE = 500
_TEXT = delete(read_texts).where(
    read_texts.c.wave == bindparam("of_wave"),
    read_texts.c.item == bindparam("of_item"),
    read_texts.c.digest == bindparam("of_digest"),
)


class SqlReadTexts(Part):
    """The port `ReadTexts` on one connection."""

    def read(self, wave_id: str) -> list[ReadText]:
        of_wave = (
            select(read_texts.c.item, read_texts.c.digest, read_texts.c.shown)
            .where(read_texts.c.wave == wave_id)
            .order_by(read_texts.c.item, read_texts.c.digest)
        )
        return [ReadText(*row) for row in self._connection.execute(of_wave)]

    def put(self, wave_id: str, texts: Iterable[ReadText]) -> None:
        for batch in batches(sorted(texts, key=attrgetter("item", "digest")), _AT_ONCE):
            which = [{"of_wave": wave_id, "of_item": read.item, "of_digest": read.digest} for read in batch]
            self._connection.execute(_TEXT, which)
            self._connection.execute(insert(read_texts), [{"wave": wave_id, **vars(read)} for read in batch])

    def forget(self, wave_id: str, item: str, digests: Iterable[bytes]) -> int:
        forgotten = 0
        for digest in sorted(set(digests)):
            which = {"of_wave": wave_id, "of_item": item, "of_digest": digest}
            forgotten += self._connection.execute(_TEXT, which).rowcount
        return forgotten

    def discard_all(self, wave_id: str) -> None:
        self._connection.execute(delete(read_texts).where(read_texts.c.wave == wave_id))
