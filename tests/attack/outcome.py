"""What there is in the end, and whether that is what there should be."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from survey_app.store.keys import KeyDirectory
from tests.attack.crowd import Crowd, opened


@dataclass(frozen=True)
class Outcome:
    """What was found after closing. `refusals`: closings that were killed or refused before one came through."""

    acknowledged: list[str]
    astray: list[str]
    stored: Counter[str]
    counted: int
    left_in_box: int
    key_left: bool
    refusals: int
    retries: int

    @property
    def lost(self) -> int:
        """Acknowledged and not there."""
        return len(set(self.acknowledged) - set(self.stored))

    @property
    def doubled(self) -> int:
        """There more than once."""
        return sum(number > 1 for number in self.stored.values())


def look(url: str, keys: KeyDirectory, wave_id: str, crowd: Crowd, refusals: int) -> Outcome:
    """Count."""
    with opened(url) as stores, stores.reading() as store:
        wave = store.waves.get(wave_id)
        stored = Counter(json.loads(response.answers)["why"] for response in store.responses.read(wave_id))
        return Outcome(
            crowd.acknowledged,
            crowd.astray,
            stored,
            wave.responses or 0,
            store.box.count(wave_id),
            keys.has_wave_key(wave_id),
            refusals,
            crowd.retries,
        )


def all_is_well(outcomes: Sequence[Outcome], database: str) -> None:
    """Nothing is lost, doubled or left; prints the figures."""
    acknowledged = sum(len(outcome.acknowledged) for outcome in outcomes)
    stored = sum(outcome.stored.total() for outcome in outcomes)
    lost, doubled = sum(outcome.lost for outcome in outcomes), sum(outcome.doubled for outcome in outcomes)
    refusals, retries = sum(outcome.refusals for outcome in outcomes), sum(outcome.retries for outcome in outcomes)
    print(f"\n{database}: {len(outcomes)} rounds, {acknowledged} acknowledged, {stored} stored, {lost} lost,")
    print(f"  {doubled} doubled; {refusals} closings stopped; {retries} requests tried again")
    assert (lost, doubled) == (0, 0)
    for outcome in outcomes:
        assert outcome.astray == []
        assert outcome.counted == outcome.stored.total() >= len(outcome.acknowledged)
        assert (outcome.left_in_box, outcome.key_left) == (0, False)
