"""What was told of the response of open waves on one day: rounded numbers, of nobody in particular."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import Connection, delete, select, text

from survey_app.fieldwork.ports import ToldResponse
from survey_app.store.schema import told_responses

# Of two who look first at the same moment, the first one's numbers hold for both.
_KEEP = text(
    """
    INSERT INTO told_responses (wave, day, numbers) VALUES (:wave, :day, :numbers)
    ON CONFLICT (wave) DO UPDATE SET day = excluded.day, numbers = excluded.numbers
    WHERE told_responses.day < excluded.day
    """
)


class SqlToldResponses:
    """The port `ToldResponses` on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, wave_id: str) -> ToldResponse | None:
        of_wave = select(told_responses.c.day, told_responses.c.numbers).where(told_responses.c.wave == wave_id)
        row = self._connection.execute(of_wave).one_or_none()
        return None if row is None else ToldResponse(date.fromisoformat(row.day), **json.loads(row.numbers))

    def keep(self, wave_id: str, told: ToldResponse) -> ToldResponse:
        numbers = {"total": told.total, "is_enough": told.is_enough, "by_segment": dict(told.by_segment)}
        row = {"wave": wave_id, "day": told.day.isoformat(), "numbers": json.dumps(numbers)}
        self._connection.execute(_KEEP, row)
        return self.find(wave_id) or told

    def forget(self, wave_id: str) -> None:
        self._connection.execute(delete(told_responses).where(told_responses.c.wave == wave_id))
