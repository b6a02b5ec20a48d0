"""Locks that leave no trace: a closing waits for submissions under way, and later ones wait for the closing.

SQLite needs none, for its writers take turns from their first statement on. PostgreSQL uses advisory locks, which
live in memory only; a row lock would write the transaction's number into the row. A statement of a respondent takes
them itself, where it asks for the state of the wave: the function `state_in_turn` of migration 0010 (decision 0224).
"""

import hashlib
from functools import lru_cache

from sqlalchemy import Connection, text

from survey_app.store.direct import Direct
from survey_app.store.engine import is_sqlite

_SHARE = Direct("SELECT {state}")
_HOLD = text(
    "SELECT pg_advisory_xact_lock(:wave), set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)"
)


def share_wave(connection: Connection, wave_id: str, receipt: bytes) -> None:
    """Until the transaction ends nobody opens or closes the wave, and nobody else writes under this receipt."""
    if not is_sqlite(connection):
        _SHARE.change(connection, wave=wave_id, **turn_of(wave_id, receipt))


def turn_of(wave_id: str, receipt: bytes) -> dict[str, object]:
    """Parameters of a statement that asks for the state of the wave: what it locks.

    Receipts share 256 locks, so that a server that logs its waits tells next to nothing about which receipt it was.
    """
    number = _number(wave_id)
    return {"wave_lock": number, "half_lock": number >> 32, "bucket": receipt[0] if receipt else 0}


def hold_wave(connection: Connection, wave_id: str) -> None:
    """Until the transaction ends nobody else does anything with the wave.

    Who holds a wave looks up many receipts, a batch at a time; PostgreSQL must not read the whole table for each
    batch because the wave has grown since it last counted the rows. Nor must it compile a program for each: it has no
    statistics of receipts, and takes 500 rows for hundreds of thousands.
    """
    if not is_sqlite(connection):
        connection.execute(_HOLD, {"wave": _number(wave_id)})


def hold_table(connection: Connection, name: str) -> None:
    """Until the transaction ends nobody else who holds this table changes it; no wave has a slash in its id."""
    if not is_sqlite(connection):
        connection.execute(text("SELECT pg_advisory_xact_lock(:all)"), {"all": _number(f"/{name}")})


@lru_cache(maxsize=64)
def _number(wave_id: str) -> int:
    return int.from_bytes(hashlib.sha256(wave_id.encode()).digest()[:8], "big", signed=True)
