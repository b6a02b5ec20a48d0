"""How many statements have which verdict: above a table, and in the title of a chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.tables.rows import StatementRow
from survey_app.tables.table import Cell, Sign
from survey_app.tables.tested import pair_words
from survey_app.tables.verdicts import STATEMENT_WORDS, level_words, tally


def tally_of(series: WaveSeries, statements: Sequence[StatementRow], wave: int) -> Iterator[Words]:
    """A wave against the first, in a sentence; of more waves also against the one before, and it names the two."""
    for earlier in dict.fromkeys((0, wave - 1)):
        found = [row.first[wave] if earlier == 0 else row.previous[wave] for row in statements]
        verdicts = [one.verdict for one in found if one is not None]
        if verdicts:
            told, pair = tally(verdicts, *STATEMENT_WORDS), pair_words(series, earlier, wave).capitalised()
            named = Words("{pair}. {told}").filled(pair=pair, told=told)
            yield told if len(series.waves) == 2 else named


def verdict_of(statement: StatementRow, wave: int) -> Cell:
    """The verdict in the row of a wave: against the first; of two waves in the rows of both."""
    found = statement.first[1 if len(statement.first) == 2 else wave]
    return level_words(found.verdict) if found else Sign.IMPOSSIBLE
