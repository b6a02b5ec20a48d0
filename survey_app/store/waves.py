"""Waves and the instruments they were opened with."""

import hashlib
from dataclasses import fields

from sqlalchemy import Connection, RowMapping, bindparam, delete, insert, select, update

from survey_app.fieldwork.ports import NoSuchWave, WaveExists
from survey_app.fieldwork.wave import Custody, Origin, Recruitment, Wave, WaveState
from survey_app.questionnaire.instrument import Instrument, instrument_from_json
from survey_app.refusal import Refusal
from survey_app.store.direct import Direct
from survey_app.store.locks import hold_wave
from survey_app.store.schema import instruments, waves

_COLUMNS = tuple(field.name for field in fields(Wave) if field.name != "instrument")
_BY_ID = select(waves).where(waves.c.id == bindparam("wave"))
_STATE = Direct("SELECT state, public_key FROM waves WHERE id = {wave}")
_ALL = select(waves).order_by(waves.c.month, waves.c.id)


class InstrumentChanged(
    Refusal, says="instrument {:.12}…: its text in the database was changed or is gone; restore it from a backup"
):
    """A frozen instrument is no longer what its fingerprint says."""


class Instruments:
    """What never changes, each read and parsed once a process: frozen instruments, and waves while they are open."""

    def __init__(self) -> None:
        self._parsed: dict[str, Instrument] = {}
        self._open: dict[str, Wave] = {}

    def get(self, connection: Connection, fingerprint: str) -> Instrument:
        """The instrument; raises InstrumentChanged when its text does not have this fingerprint."""
        instrument = self._parsed.get(fingerprint)
        if instrument is None:
            instrument = self._parsed[fingerprint] = _read_instrument(connection, fingerprint)
        return instrument

    def find_open(self, wave_id: str, state: str, public_key: bytes | None) -> Wave | None:
        """The wave as it was read before, when it is open still; its public key tells one opening from another."""
        wave = self._open.get(wave_id)
        return wave if wave and wave.state == state and wave.public_key == public_key else None

    def keep(self, wave: Wave) -> None:
        """Keep a wave that is open: nothing about it changes until it closes."""
        if wave.state is WaveState.OPEN:
            self._open[wave.id] = wave


class SqlWaves:
    """The port `Waves` on one connection."""

    def __init__(self, connection: Connection, shelf: Instruments) -> None:
        self._connection = connection
        self._shelf = shelf

    def add(self, wave: Wave) -> None:
        if self._find(wave.id) is not None:
            raise WaveExists(wave.id)
        self._keep_instrument(wave)
        self._connection.execute(insert(waves), _row(wave))

    def get(self, wave_id: str) -> Wave:
        row = self._find(wave_id)
        if row is None:
            raise NoSuchWave(wave_id)
        return self.from_row(row)

    def as_opened(self, wave_id: str) -> Wave:
        row = None if "\0" in wave_id else _STATE.find(self._connection, wave=wave_id)
        if row is None:
            raise NoSuchWave(wave_id)
        return self.as_it_is(wave_id, *row)

    def all(self) -> list[Wave]:
        rows = self._connection.execute(_ALL).mappings().all()
        return [self.from_row(row) for row in rows]

    def save(self, wave: Wave) -> None:
        self._keep_instrument(wave)
        saved = self._connection.execute(update(waves).where(waves.c.id == wave.id), _row(wave))
        if saved.rowcount == 0:
            raise NoSuchWave(wave.id)

    def remove(self, wave_id: str) -> None:
        removed = self._connection.execute(delete(waves).where(waves.c.id == wave_id))
        if removed.rowcount == 0:
            raise NoSuchWave(wave_id)

    def lock(self, wave_id: str) -> Wave:
        hold_wave(self._connection, wave_id)
        return self.get(wave_id)

    def as_it_is(self, wave_id: str, state: str, public_key: bytes | None) -> Wave:
        """The wave of which these were just read; raises NoSuchWave."""
        wave = self._shelf.find_open(wave_id, state, public_key)
        if wave is None:
            wave = self.get(wave_id)
            self._shelf.keep(wave)
        return wave

    def from_row(self, row: RowMapping) -> Wave:
        """The wave of a row that has all columns of the table."""
        fingerprint = row["fingerprint"]
        return _wave(row, None if fingerprint is None else self._shelf.get(self._connection, fingerprint))

    def _find(self, wave_id: str) -> RowMapping | None:
        if "\0" in wave_id:  # comes in addresses; PostgreSQL would not even look
            return None
        return self._connection.execute(_BY_ID, {"wave": wave_id}).mappings().one_or_none()

    def _keep_instrument(self, wave: Wave) -> None:
        if wave.instrument is None:
            return
        fingerprint = wave.instrument.fingerprint()
        known = select(instruments.c.fingerprint).where(instruments.c.fingerprint == fingerprint)
        if self._connection.execute(known).one_or_none() is None:
            text = wave.instrument.to_json()
            self._connection.execute(insert(instruments), {"fingerprint": fingerprint, "text": text})


def _row(wave: Wave) -> dict[str, object]:
    row = {name: getattr(wave, name) for name in _COLUMNS}
    row["fingerprint"] = None if wave.instrument is None else wave.instrument.fingerprint()
    return row


def _wave(row: RowMapping, instrument: Instrument | None) -> Wave:
    columns = {name: row[name] for name in _COLUMNS}
    columns |= {
        "recruitment": Recruitment(row["recruitment"]),
        "origin": Origin(row["origin"]),
        "state": WaveState(row["state"]),
        "custody": Custody(row["custody"]),
    }
    return Wave(**columns, instrument=instrument)


def _read_instrument(connection: Connection, fingerprint: str) -> Instrument:
    of_fingerprint = select(instruments.c.text).where(instruments.c.fingerprint == fingerprint)
    text = connection.execute(of_fingerprint).scalar_one_or_none()
    if text is None or hashlib.sha256(text.encode("ascii")).hexdigest() != fingerprint:
        raise InstrumentChanged(fingerprint)
    return instrument_from_json(text)
