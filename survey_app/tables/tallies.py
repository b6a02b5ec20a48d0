"""How many statements have which verdict: above a table, and in the title of a chart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from survey_app.comparison.series import WaveSeries
from survey_app.questionnaire.words import Words
from survey_app.tables.rows import StatementRow
from survey_app.tables.table import Cell, Sign
from survey_app.tables.verdicts import STATEMENT, STATEMENTS, level_words, tally


def tally_of(series: WaveSeries, statements: Iterable[StatementRow], wave: int) -> Iterator[Words]:
    """A wave against the first, in one sentence, which names the two where there are more; nothing to tell is none."""
    verdicts = [found.verdict for row in statements if (found := row.first[wave]) is not None]
    if not verdicts:
        return
    told = tally(verdicts, STATEMENT, STATEMENTS)
    if len(series.waves) == 2:
        yield told
        return
    yield Words("{wave} tegenover {first}. {found}", "{wave} against {first}. {found}").filled(
        wave=series.names[wave].capitalised(), first=series.names[0], found=told
    )


def verdict_of(statement: StatementRow, wave: int) -> Cell:
    """The verdict in the row of a wave: against the first; of two waves in the rows of both."""
    found = statement.first[1 if len(statement.first) == 2 else wave]
    return level_words(found.verdict) if found else Sign.IMPOSSIBLE
