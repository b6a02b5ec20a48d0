"""All attacks on one database, in the order in which a reader wants to know them."""

from collections.abc import Iterable
from dataclasses import dataclass

from survey_app.assurance import closing_attacks, content_attacks, order_attacks, schema_attacks
from survey_app.assurance.attempt import Attempt, Outcome, attempt
from survey_app.assurance.copies import COPIES
from survey_app.assurance.evidence import Evidence
from survey_app.assurance.found_files import NOTHING, FilesFound
from survey_app.assurance.promise import not_promised
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
    stray_keys = (*closing_attacks.keys_left(evidence, key_files), *(key.words for key in keys.files))
    attempts = (
        attempt(content_attacks.SEALED, content_attacks.readable_envelopes(evidence)),
        content_attacks.try_files(evidence),
        attempt(content_attacks.SIZES, content_attacks.unequal_sizes(evidence)),
        attempt(order_attacks.ORDER, order_attacks.telling_order(evidence), order_attacks.open_boxes(waves)),
        attempt(schema_attacks.TIMES, schema_attacks.kept_times(catalogue)),
        attempt(schema_attacks.LINKS, schema_attacks.unknown_links(catalogue)),
        attempt(schema_attacks.SAMPLES, schema_attacks.kept_samples(evidence.sampled())),
        attempt(closing_attacks.USED, closing_attacks.used_marks(evidence)),
        attempt(closing_attacks.LEFT, closing_attacks.left_in_box(evidence)),
        attempt(closing_attacks.PLACES, closing_attacks.small_places(evidence)),
        attempt(closing_attacks.KEYS, stray_keys, keys.not_looked_into),
        attempt(content_attacks.LOG, content_attacks.codes_in_log(evidence)),
        attempt(COPIES, (copy.words for copy in copies.files), copies.not_looked_into),
    )
    kept_back = dict.fromkeys(words for recruitment in Recruitment for words in not_promised(recruitment))
    return Audit(tuple(waves), attempts, tuple(kept_back))
