"""Shaking the box and opening it: beside submission the only place where an invitation and a response meet."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from survey_app.fieldwork.content import Content, answers_to_json, unpack
from survey_app.fieldwork.mode import kept_modes
from survey_app.fieldwork.place import kept_places
from survey_app.fieldwork.ports import Store, StoredResponse
from survey_app.fieldwork.sealing import EnvelopeUnreadable, Opener
from survey_app.fieldwork.wave import Wave

Progress = Callable[[int, int], None]
"""Called with what was done and what there is to do; each envelope is looked at twice."""

_AT_ONCE = 500
_KEY = 16


@dataclass(frozen=True)
class Census:
    """What is in the box: receipts of envelopes that open, and of those that do not, and how often each mode."""

    readable: list[bytes]
    unreadable: list[bytes]
    modes: Counter[str | None]

    def keeps_mode(self, minimum: int) -> bool:
        """Whether every mode that occurs, or what covers it, has at least the minimum number of responses."""
        return None not in kept_modes(self.modes, minimum).values()


def open_box(store: Store, wave: Wave, private_key: bytes, progress: Progress) -> Census:
    """Turn the envelopes into responses that nothing links to them, in the store's transaction, and empty the box.

    The receipts are shuffled and each is dealt the next of as many random keys in sorted order: so the responses are
    written in the order of their keys, and that order has nothing to do with anything. With fewer responses than the
    wave's minimum none is written. Envelopes that do not open stay in the box. Two passes, for what may be written
    (enough responses, the mode or not, the village, the arm or neither) is known only when all were seen; memory holds
    no more than receipts and keys.
    """
    opener = Opener(private_key)
    receipts = store.box.receipts(wave.id)
    tick = _ticker(progress, 2 * len(receipts))
    census = _take_census(store, wave.id, opener, receipts, tick)
    if len(census.readable) >= wave.minimum:
        store.responses.write(wave.id, _responses(store, wave, opener, census, tick))
    store.box.empty(wave.id, keeping=census.unreadable)
    store.drafts.discard_all(wave.id)
    store.told.forget(wave.id)
    return census


def _take_census(store: Store, wave_id: str, opener: Opener, receipts: list[bytes], tick: Tick) -> Census:
    census = Census([], [], Counter())
    for receipt, content in _contents(store, wave_id, opener, receipts):
        if content is None:
            census.unreadable.append(receipt)
        else:
            census.readable.append(receipt)
            census.modes[content.mode] += 1
        tick()
    return census


def _responses(store: Store, wave: Wave, opener: Opener, census: Census, tick: Tick) -> Iterator[StoredResponse]:
    shuffled = census.readable
    secrets.SystemRandom().shuffle(shuffled)
    keys = iter(sorted(secrets.token_bytes(_KEY) for _ in shuffled))
    modes = kept_modes(census.modes, wave.minimum)
    places = kept_places(wave.frozen_instrument().study.segments, _villages(store, wave.id, census), wave.minimum)
    for batch in _batches(shuffled):
        segments = store.invitations.segments(wave.id, batch)
        for receipt, content in _contents(store, wave.id, opener, batch):
            if content is None:
                raise EnvelopeUnreadable
            segment, arm = places[segments.get(receipt)]
            yield StoredResponse(next(keys), segment, modes[content.mode], answers_to_json(content.answers), arm)
            tick()


def _villages(store: Store, wave_id: str, census: Census) -> Mapping[str | None, int]:
    """How many readable envelopes there are from each village; None is from none that is known."""
    in_box = store.invitations.in_box(wave_id)
    villages = Counter[str | None]({village.segment: village.responded or 0 for village in in_box if village.segment})
    for batch in _batches(census.unreadable):
        villages.subtract(store.invitations.segments(wave_id, batch).values())
    return {**villages, None: len(census.readable) - villages.total()}


def _contents(
    store: Store, wave_id: str, opener: Opener, receipts: Sequence[bytes]
) -> Iterator[tuple[bytes, Content | None]]:
    """What is in the envelopes of these receipts, in this order; None where one does not open."""
    for envelope in store.box.take(wave_id, receipts):
        try:
            yield envelope.receipt, unpack(opener.open(envelope.ciphertext))
        except EnvelopeUnreadable:
            yield envelope.receipt, None


def _batches(receipts: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(receipts), _AT_ONCE):
        yield receipts[start : start + _AT_ONCE]


Tick = Callable[[], None]


def _ticker(progress: Progress, total: int) -> Tick:
    done = iter(range(1, total + 1))
    return lambda: progress(next(done), total)
