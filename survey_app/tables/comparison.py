"""Sheet *Vergelijking*: a row per statement (of two waves) or per statement and wave (of more), the verdict first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from survey_app.comparison.results import Reason
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words, joined, listed
from survey_app.tables.columns import reason_column, subject_columns
from survey_app.tables.differences import difference_cells, difference_columns, long_cells, long_columns
from survey_app.tables.figures import figure_cells, figure_columns
from survey_app.tables.items import block_words, text_of, wording_of
from survey_app.tables.rows import StatementRow, statement_rows
from survey_app.tables.scales import ScaleGroup, agree_words, by_scale, from_to, labels_of
from survey_app.tables.table import Block, Cell, Column, Kind, Paragraph, Sheet, Sign, Table
from survey_app.tables.values import value_table
from survey_app.tables.verdicts import level_words, reason_words, shared_reasons, tally_of, verdict_cell, why_words
from survey_app.tables.waves import pair_words, titled
from survey_app.tables.weighting import how_weighted

NAME = Words("Vergelijking")
_FROZEN, _FROZEN_LONG = 3, 4
_SUBJECT = Words("Stelling")

_INTRODUCTION = (
    Words("n = geldige antwoorden: de basis van alle percentages en van het gemiddelde. N.v.t. telt daarin niet mee."),
    Words(
        "Laag en hoog zijn de grenzen van het 95%-interval; gem. is het gemiddelde. Tekens en oordelen: zie Lees mij."
    ),
)


def comparison_sheets(series: WaveSeries) -> tuple[Sheet, ...]:
    """The sheet that is read first after the explanation, and another for every other length of response scale.

    Tables on one sheet share its columns; with 4 and 11 points, texts of one would stand in the figures of the other.
    """
    statements = statement_rows(series)
    alike = _by_length(by_scale(series.waves, statements), len(series.waves))
    shared = _shared(series, statements)
    return tuple(_sheet(series, number, groups, shared) for number, groups in enumerate(alike, start=1))


Shared = tuple[tuple[Reason, ...], ...]
"""By wave: the reasons that hold for all of its statements against the first wave."""


def _shared(series: WaveSeries, statements: tuple[StatementRow, ...]) -> Shared:
    return tuple(
        shared_reasons([statement.verdict for row in statements if (statement := row.first[wave]) is not None])
        for wave in range(len(series.waves))
    )


def _by_length(groups: Iterable[ScaleGroup], waves: int) -> list[list[ScaleGroup]]:
    """The groups whose scales have as many points; one empty list when there are no statements at all."""
    alike: dict[tuple[int, ...], list[ScaleGroup]] = {}
    for group in groups:
        lengths = tuple(len(group.scale_in(wave).points) for wave in range(waves))
        alike.setdefault(lengths if waves == 2 else (len(group.labels),), []).append(group)
    return list(alike.values()) or [[]]


def _sheet(series: WaveSeries, number: int, groups: list[ScaleGroup], shared: Shared) -> Sheet:
    table = _wide_table if len(series.waves) == 2 else _long_table
    main = len(groups) == 1
    tables = [
        table(series, group, f"Vergelijking_{number}_{place}", shared, main=main)
        for place, group in enumerate(groups, start=1)
    ]
    values = value_table(series, shared) if number == 1 else None
    if values is not None:
        tables.append(values)
    title = titled(Words("Vergelijking van {waves}"), series)
    name = NAME if number == 1 else joined([NAME, str(number)])
    statements = [statement for group in groups for statement in group.statements]
    known_as = "" if number == 1 else _OF_LENGTH.filled(points=len(groups[0].labels))
    return Sheet(name, title, (*_introduction(series, statements, shared), *tables), known_as=known_as)


_OF_LENGTH = Words("Vergelijking: schaal van {points} punten")


def _introduction(series: WaveSeries, statements: list[StatementRow], shared: Shared) -> Iterator[Block]:
    for wave in range(1, len(series.waves)):
        yield from (Paragraph(tally, strong=True) for tally in tally_of(series, statements, wave))
    yield from (Paragraph(text) for text in (*_INTRODUCTION, how_weighted(series)) if text)
    if any(pair.comparison.contrasts for pair in series.pairs):
        yield Paragraph(_EVERYBODY)
    for wave, reasons in enumerate(shared):
        if reasons:
            yield Paragraph(_FOR_ALL if len(shared) == 2 else _FOR_ALL_OF.filled(pair=pair_words(series, 0, wave)))
            yield from (Paragraph(_LISTED.filled(sentence=reason.sentence)) for reason in reasons)


_EVERYBODY = Words(
    "Dit blad gaat over iedereen samen. Verandert het in pilot en niet in spiegel, dan kan dat hier op niets lijken: "
    "lees Pilot en spiegel eerst."
)
_LISTED = Words("–  {sentence}")


_FOR_ALL = Words("Voor alle stellingen geldt:")
_FOR_ALL_OF = Words("Voor alle stellingen geldt van {pair}:")


def _wide_table(series: WaveSeries, group: ScaleGroup, name: str, shared: Shared, *, main: bool) -> Table:
    figures = [
        column
        for wave in (0, 1)
        for scale in [group.scale_in(wave)]
        for column in figure_columns(labels_of(scale), agree_words(scale), series.names[wave], series.short_names[wave])
    ]
    return Table(
        name=name,
        title=_title(series, group),
        columns=(*subject_columns(_SUBJECT), *figures, *difference_columns(), reason_column()),
        rows=tuple(_wide_row(statement, group, shared, series.names) for statement in group.statements),
        main=main,
        frozen=_FROZEN,
    )


def _title(series: WaveSeries, group: ScaleGroup) -> Words:
    """The ends of the scale, and of each other scale that these statements were judged on in some wave."""
    ends: dict[Words, list[Words]] = {}
    for scale, name in zip(reversed(group.scales), reversed(series.names), strict=True):
        if scale is not None:
            ends.setdefault(from_to(scale), []).insert(0, name)
    named = [both if len(ends) == 1 else _IN.filled(ends=both, waves=listed(waves)) for both, waves in ends.items()]
    return Words("Stellingen met {ends}").filled(ends=joined(named, "; "))


_IN = Words("{ends} ({waves})")


def _wide_row(statement: StatementRow, group: ScaleGroup, shared: Shared, names: tuple[Words, ...]) -> tuple[Cell, ...]:
    compared = statement.first[1]
    if compared is None:
        raise ValueError("a statement of two waves was compared in neither")
    return (
        level_words(compared.verdict),
        block_words(statement.blocks),
        wording_of(statement.items, names),
        *(
            cell
            for wave in (0, 1)
            for scale in [group.scale_in(wave)]
            for cell in figure_cells(statement.estimates[wave], scale, labels_of(scale))
        ),
        *difference_cells(compared),
        reason_words(compared.verdict, shared[1], compared.conclusion),
    )


def _long_table(series: WaveSeries, group: ScaleGroup, name: str, shared: Shared, *, main: bool) -> Table:
    """A row per statement and wave, against the first wave and against the one before it (STATISTICS 8)."""
    verdict, block, subject = subject_columns(_SUBJECT)
    return Table(
        name=name,
        title=_title(series, group),
        columns=(
            verdict,
            block,
            subject,
            Column(Words("Meting"), Kind.STRONG, 14),
            *figure_columns(group.labels, group.agree_words, Words("Cijfers"), None),
            *long_columns(series),
            reason_column(),
        ),
        rows=tuple(
            _long_row(series, statement, group, wave, shared)
            for statement in group.statements
            for wave in range(len(series.waves))
        ),
        main=main,
        frozen=_FROZEN_LONG,
        rows_together=len(series.waves),
    )


def _long_row(
    series: WaveSeries, statement: StatementRow, group: ScaleGroup, wave: int, shared: Shared
) -> tuple[Cell, ...]:
    first, before = statement.first[wave], statement.previous[wave]
    return (
        verdict_cell(first),
        block_words((statement.blocks[wave],)),
        text_of((*statement.items, statement.items[wave])),
        series.names[wave],
        *figure_cells(statement.estimates[wave], group.scale_in(wave), group.labels),
        *long_cells(first, before),
        # Against the one before where that is told otherwise.
        why_words(first, None if wave == 1 else before, shared[wave]) if first else Sign.IMPOSSIBLE,
    )
