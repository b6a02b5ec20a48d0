"""Why each verdict is what it is: in a few words on *Vergelijking*, in whole sentences on sheet *Toelichting*."""

from collections.abc import Iterator

from survey_app.comparison.results import Reason, Verdict
from survey_app.comparison.series import WaveSeries
from survey_app.comparison.verdict.words import IN_SHORT
from survey_app.language.words import Words, joined
from survey_app.tables.columns import subject_columns
from survey_app.tables.items import block_words, text_of, wording_of
from survey_app.tables.rows import StatementRow, statement_rows
from survey_app.tables.table import Cell, Column, Kind, Paragraph, Sheet, Table
from survey_app.tables.verdicts import level_words, shared_reasons, why_words
from survey_app.tables.waves import pair_words, titled

NAME = Words("Toelichting")
_ABOUT = Words("Per stelling waarom het oordeel niet hoger is, en hoe nauwkeurig het verschil is.")

Shared = tuple[tuple[Reason, ...], ...]
"""By wave: the reasons that hold for all of its statements against the first wave."""


def shared_of(series: WaveSeries) -> Shared:
    """What stands above the table once, and in its rows in a few words."""
    rows = statement_rows(series)
    return tuple(
        shared_reasons([statement.verdict for row in rows if (statement := row.first[wave]) is not None])
        for wave in range(len(series.waves))
    )


def short_reason_column(width: int = 25) -> Column:
    """The last column of a row that is read."""
    return Column(Words("Waarom, kort"), Kind.TEXT, width, Words("Toelichting"))


def short_reasons(verdict: Verdict, shared: tuple[Reason, ...]) -> Words:
    """Every reason in a few words, and those of its precision; of what stands above the table no more than that."""
    told = [reason for reason in (*verdict.reasons, *verdict.notes) if reason not in shared]
    words = list(dict.fromkeys(IN_SHORT[reason.code] for reason in told))
    if shared:
        words.append(Words("zie boven"))
    return joined(words, ", ") if words else Words("geen bezwaren")


def told_of_all(series: WaveSeries, shared: Shared) -> Iterator[Paragraph]:
    """The reasons that hold for all statements, once."""
    for wave, reasons in enumerate(shared):
        if reasons:
            yield Paragraph(_FOR_ALL if len(shared) == 2 else _FOR_ALL_OF.filled(pair=pair_words(series, 0, wave)))
            yield from (Paragraph(_LISTED.filled(sentence=reason.sentence)) for reason in reasons)


_LISTED = Words("–  {sentence}")
_FOR_ALL = Words("Voor alle stellingen geldt:")
_FOR_ALL_OF = Words("Voor alle stellingen geldt van {pair}:")


def reasons_sheet(series: WaveSeries) -> Sheet | None:
    """A row per statement, and of more than two waves per statement and wave; None where there are no statements."""
    rows, shared = statement_rows(series), shared_of(series)
    if not rows:
        return None
    title = titled(Words("Waarom elk oordeel: {waves}"), series)
    return Sheet(NAME, title, (Paragraph(_ABOUT), *told_of_all(series, shared), _table(series, rows, shared)))


def _table(series: WaveSeries, rows: tuple[StatementRow, ...], shared: Shared) -> Table:
    which = () if len(series.waves) == 2 else (Column(Words("Meting"), Kind.STRONG, 14),)
    subject = (*subject_columns(Words("Stelling")), *which)
    return Table(
        name="Toelichting_1",
        title="",
        columns=(*subject, Column(Words("Waarom dit oordeel"), width=76)),
        rows=tuple(_rows(series, rows, shared)),
        main=True,
        frozen=len(subject),
    )


def _rows(series: WaveSeries, rows: tuple[StatementRow, ...], shared: Shared) -> Iterator[tuple[Cell, ...]]:
    """Against the first wave, and against the one before it where that is told otherwise."""
    two = len(series.waves) == 2
    for row in rows:
        for wave in range(1, len(series.waves)):
            first, before = row.first[wave], row.previous[wave]
            if first is not None:
                yield (
                    level_words(first.verdict),
                    block_words(row.blocks if two else (row.blocks[wave],)),
                    wording_of(row.items, series.names) if two else text_of((*row.items, row.items[wave])),
                    *(() if two else (series.names[wave],)),
                    why_words(first, None if wave == 1 else before, shared[wave]),
                )
