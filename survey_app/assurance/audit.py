"""All attacks on one database, in the order in which a reader wants to know them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from survey_app.assurance.attempt import Attempt, Outcome
from survey_app.assurance.closing_attacks import try_left_in_box
from survey_app.assurance.content_attacks import try_audit_log, try_envelopes, try_files
from survey_app.assurance.copies import CopiesFound
from survey_app.assurance.copy_attacks import try_copies
from survey_app.assurance.evidence import Evidence
from survey_app.assurance.key_attacks import try_keys
from survey_app.assurance.key_search import KeysFound
from survey_app.assurance.order_attacks import try_order
from survey_app.assurance.place_attacks import try_places, try_used_marks
from survey_app.assurance.promise import not_promised
from survey_app.assurance.schema_attacks import try_links, try_times
from survey_app.assurance.statistics_attack import try_statistics
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
    evidence: Evidence, key_files: Iterable[str], copies: CopiesFound | None = None, keys: KeysFound | None = None
) -> Audit:
    """Try everything."""
    catalogue = evidence.catalogue()
    readable, sizes = try_envelopes(evidence)
    attempts = (
        readable,
        try_files(evidence),
        sizes,
        try_order(evidence),
        try_times(catalogue),
        try_links(catalogue),
        try_statistics(evidence.sampled()),
        try_used_marks(evidence),
        try_left_in_box(evidence),
        try_places(evidence),
        try_keys(evidence, key_files, keys or KeysFound()),
        try_audit_log(evidence),
        try_copies(copies or CopiesFound()),
    )
    told = dict.fromkeys(words for recruitment in Recruitment for words in not_promised(recruitment))
    return Audit(tuple(evidence.waves()), attempts, tuple(told))
