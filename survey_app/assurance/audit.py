"""All attacks on one database, in the order in which a reader wants to know them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from survey_app.assurance.attempt import Attempt, Outcome, attempt
from survey_app.assurance.closing_attacks import LEFT, PLACES, USED, left_in_box, small_places, used_marks
from survey_app.assurance.content_attacks import (
    LOG,
    SEALED,
    SIZES,
    codes_in_log,
    readable_envelopes,
    try_files,
    unequal_sizes,
)
from survey_app.assurance.copies import COPIES
from survey_app.assurance.evidence import Evidence
from survey_app.assurance.found_files import NOTHING, FilesFound
from survey_app.assurance.key_attacks import KEYS, keys_left
from survey_app.assurance.order_attacks import ORDER, open_boxes, telling_order
from survey_app.assurance.promise import not_promised
from survey_app.assurance.schema_attacks import LINKS, SAMPLES, TIMES, kept_samples, kept_times, unknown_links
from survey_app.fieldwork.wave import Recruitment, Wave
from survey_app.language.words import Words


@dataclass(frozen=True)
class Audit:
    """What was tried on which waves, what came of it, and what nobody promises."""

    waves: tuple[Wave, ...]
    attempts: tuple[Attempt, ...]
    not_promised: tuple[Words, ...]

    def number(self, outcome: Outcome) -> int:
        """How many attacks came to this."""
        return sum(attempt.outcome is outcome for attempt in self.attempts)


def audit(
    evidence: Evidence, key_files: Iterable[str], copies: FilesFound = NOTHING, keys: FilesFound = NOTHING
) -> Audit:
    """Try everything."""
    catalogue, waves = evidence.catalogue(), evidence.waves()
    stray_keys = (*keys_left(evidence, key_files), *(key.words for key in keys.files))
    attempts = (
        attempt(SEALED, readable_envelopes(evidence)),
        try_files(evidence),
        attempt(SIZES, unequal_sizes(evidence)),
        attempt(ORDER, telling_order(evidence), open_boxes(waves)),
        attempt(TIMES, kept_times(catalogue)),
        attempt(LINKS, unknown_links(catalogue)),
        attempt(SAMPLES, kept_samples(evidence.sampled())),
        attempt(USED, used_marks(evidence)),
        attempt(LEFT, left_in_box(evidence)),
        attempt(PLACES, small_places(evidence)),
        attempt(KEYS, stray_keys, keys.not_looked_into),
        attempt(LOG, codes_in_log(evidence)),
        attempt(COPIES, (copy.words for copy in copies.files), copies.not_looked_into),
    )
    kept_back = dict.fromkeys(words for recruitment in Recruitment for words in not_promised(recruitment))
    return Audit(tuple(waves), attempts, tuple(kept_back))
