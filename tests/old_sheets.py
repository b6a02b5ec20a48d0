"""A wave whose key is on two sheets that each open the box, as a database of before decision 0125 has it."""

from __future__ import annotations

import json
from dataclasses import replace

from survey_app.fieldwork.contact_desk import desk_public_key
from survey_app.fieldwork.passphrase import new_words, wrap
from survey_app.fieldwork.sealing import new_private_key, public_key_of
from survey_app.fieldwork.sheets import Words
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory


def under_the_old_rule(stores: Database, keys: KeyDirectory, wave_id: str) -> tuple[Words, Words]:
    """Give an open wave with an empty box such a key; the words of both sheets."""
    private_key, sheets = new_private_key(), (new_words(7), new_words(7))
    public_key = public_key_of(private_key)
    wraps = [wrap(private_key, words, wave_id.encode() + b"\0" + public_key).hex() for words in sheets]
    kept = {"wave": wave_id, "public_key": public_key.hex(), "wraps": wraps}
    keys.keep_wrapped_key(wave_id, json.dumps(kept).encode())
    with stores.writing() as store:
        wave = store.waves.get(wave_id)
        contact_key = desk_public_key(wave.frozen_instrument(), private_key)
        old = replace(wave, public_key=public_key, contact_key=contact_key, sheets=2, sheets_needed=1)
        store.waves.save(old)
    return sheets
