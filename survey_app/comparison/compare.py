"""Two waves side by side: figures, verdicts, and changes where the verdict allows them."""

from __future__ import annotations

from survey_app.comparison.choices import compare_choice
from survey_app.comparison.disclosure import with_shown_counts
from survey_app.comparison.pair import Pair, pair_of
from survey_app.comparison.results import FieldedWave, WaveComparison
from survey_app.comparison.sentences import TOOK_PART
from survey_app.comparison.statements import compare_statement
from survey_app.comparison.values import compare_value
from survey_app.comparison.verdict import RULE_VERSION, judge
from survey_app.questionnaire.model import AnyItem, LikertStatement, Mark, MultipleChoice, Number, SingleChoice


def compare_waves(one: FieldedWave, other: FieldedWave) -> WaveComparison:
    """Compare two waves, handed in any order; what may not be shown is not in what comes back."""
    pair = pair_of(one, other)
    return WaveComparison(
        waves=pair.each(lambda half: with_shown_counts(half.fielded, half.shown)),
        statements=tuple(compare_statement(pair, item) for item in _ids(pair, LikertStatement)),
        choices=tuple(compare_choice(pair, item) for item in _ids(pair, SingleChoice, MultipleChoice)),
        values=tuple(compare_value(pair, item) for item in _ids(pair, Number, Mark)),
        shown=pair.each(lambda half: half.shown),
        overall=judge(pair.each(lambda half: half.side(half.respondents)), TOOK_PART),
        rule_version=RULE_VERSION,
    )


def _ids(pair: Pair, *kinds: type[AnyItem]) -> list[str]:
    """Items of these kinds, in the order of the later questionnaire, then those only in the earlier one."""
    items = {item_id: (pair.earlier.item(item_id), pair.later.item(item_id)) for item_id in pair.revisions}
    return [item_id for item_id, asked in items.items() if any(isinstance(item, kinds) for item in asked)]
