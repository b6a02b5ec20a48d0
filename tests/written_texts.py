"""Closed waves in which people wrote something, for tests of open answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from survey_app.dataset.open_texts import read_items
from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.life import close_wave
from survey_app.fieldwork.open_texts import ReadItem
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.small_wave import TODAY, WAVE, open_small_wave, send

ACT = Act("olga", datetime(2026, 7, 2, tzinfo=UTC))


def close_wave_with_texts(
    stores: Database, keys: KeyDirectory, texts: Sequence[str | None], wave_id: str = WAVE
) -> None:
    """As many responses as there are texts, in that order of arrival; None wrote nothing."""
    codes = open_small_wave(stores, keys, codes=len(texts) + len(texts) % 2, wave_id=wave_id)
    for code, text in zip(codes, texts, strict=False):
        send(stores, keys, code, {"seen": "agree", "heard": "nvt", "why": text}, wave_id)
    close_wave(stores, keys, wave_id, TODAY, "an")


def why(stores: Database, wave_id: str = WAVE) -> ReadItem:
    """The open question of the small wave, and what was decided."""
    with stores.reading() as store:
        (item,) = read_items(store, store.waves.get(wave_id))
    return item


def digest(item: ReadItem, text: str) -> bytes:
    """What names this text."""
    return next(given.digest for given in item.texts.texts if given.text == text)
