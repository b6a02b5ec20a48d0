"""How one respondent stands in a wave, in one query: asked for every page of a questionnaire."""

from __future__ import annotations

from sqlalchemy import Connection

from survey_app.fieldwork.ports import NoSuchWave, Standing
from survey_app.store.direct import Direct
from survey_app.store.waves import SqlWaves

_STANDING = Direct(
    """
    SELECT waves.state, waves.public_key, envelopes.sealed, envelopes.ciphertext
    FROM waves LEFT JOIN envelopes ON envelopes.wave = waves.id AND envelopes.receipt = {receipt}
    WHERE waves.id = {wave}
    """
)


def read_standing(connection: Connection, waves_of: SqlWaves, wave_id: str, receipt: bytes) -> Standing:
    """The wave, whether this receipt answered, and its draft; raises NoSuchWave."""
    found = _STANDING.find(connection, wave=wave_id, receipt=receipt)
    if found is None:
        raise NoSuchWave(wave_id)
    state, public_key, sealed, ciphertext = found
    draft = None if sealed else ciphertext
    return Standing(waves_of.as_it_is(wave_id, state, public_key), answered=bool(sealed), draft=draft)
