"""Sheets *Technisch*: every figure of every pair of waves in three decimals, the verdict first, for who checks them.

Statements, marks and scales stand in one table on the first sheet, with shares and ranks, and again on the second, with
means, n.v.t. and weights: one table would be too wide to be read in print. The third has the other tables.
"""

from collections.abc import Iterator, Sequence

from survey_app.comparison.figures.technical import Compared
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.tables.arm_tests import arm_test_tables
from survey_app.tables.columns import subject_columns
from survey_app.tables.finite_population import finite_tables
from survey_app.tables.layout import FilledColumn, cells_of, columns_of, notes_of
from survey_app.tables.option_tests import option_tables
from survey_app.tables.table import Block, Cell, Column, Heading, Kind, Paragraph, Sheet, Table
from survey_app.tables.technical_differences import MEANS, means_and_weights, shares_and_bases
from survey_app.tables.technical_ranks import RANK_FIGURES, TEST_FIGURES
from survey_app.tables.tested import Tested, tested_rows
from survey_app.tables.trend_tests import trend_tables
from survey_app.tables.verdicts import level_words
from survey_app.tables.waves import numbered, titled
from survey_app.tables.weighting import weighting_tables

NAME = Words("Technisch")
Subjects = tuple[tuple[Tested, ...], ...]
"""By subject its rows, one per pair of waves."""
Figures = Sequence[FilledColumn[Compared]]

_NOT_TO_QUOTE = Words(
    "Deze bladen zijn om na te rekenen. Waar het oordeel ‘niet vergelijkbaar’ is, mag geen enkel verschil of "
    "toetsresultaat worden aangehaald; bij ‘indicatief’ alleen als aanwijzing."
)
_HOW_TO_READ = (
    Words(
        "Percentages en verschillen daarvan zijn procentpunten in drie decimalen; verschillen zijn later min eerder."
    ),
    Words(
        "x = geheim, . = niet te berekenen, - = mag niet worden gezegd, leeg = bestaat niet. Wat elke kolom is, staat "
        "onder de tabel."
    ),
    Words(
        "Toetsen en intervallen gaan uit van onafhankelijke groepen. Deden dezelfde mensen in beide metingen mee, dan "
        "zijn ze voorzichtig: de overlap is onbekend."
    ),
)


def technical_sheets(series: WaveSeries) -> Iterator[Sheet]:
    """The sheets that are there to be checked, in order, each made when it is asked for."""
    subjects, others = tested_rows(series), list(_others(series))
    if subjects:
        yield _sheet(series, 1, OF_SHARES, [_shares_table(series, subjects)])
        yield _sheet(series, 2, OF_MEANS, [_means_table(series, subjects)], upright=True)
    if others:
        yield _sheet(series, 3 if subjects else 1, OF_OTHERS, others)


OF_SHARES, OF_MEANS = Words("Technisch: aandelen en rangen"), Words("Technisch: gemiddelden")
OF_OTHERS = Words("Technisch: andere toetsen")


def _shares_table(series: WaveSeries, subjects: Subjects) -> Table:
    figures = (*shares_and_bases(series), *RANK_FIGURES, *TEST_FIGURES)
    return _table(series, subjects, figures, "Technisch_verschillen", Words("Aandelen en rangen"))


def _means_table(series: WaveSeries, subjects: Subjects) -> Table:
    title = Words("Gemiddelden en n.v.t.")
    return _table(series, subjects, means_and_weights(series), "Technisch_gemiddelden", title, scored=True)


def _sheet(
    series: WaveSeries, number: int, known_as: Words, blocks: Sequence[Block], *, upright: bool = False
) -> Sheet:
    title = titled(Words("Alle cijfers over {waves}"), series)
    warnings = (Paragraph(_NOT_TO_QUOTE, strong=True), *(Paragraph(text) for text in _HOW_TO_READ))
    return Sheet(numbered(NAME, number), title, (*warnings, *blocks), upright=upright, known_as=known_as)


def _others(series: WaveSeries) -> Iterator[Block]:
    """Under each heading its tables; they share their columns: verdict or wave, subject, and two of text."""
    for heading, tables in (
        (Words("Pilot en spiegel"), arm_test_tables(series)),
        (Words("Meerkeuzevragen"), option_tables(series)),
        (Words("Ontwikkeling over drie metingen of meer"), trend_tables(series)),
        (Words("Weging"), weighting_tables(series)),
        (_OF_PRECISELY, finite_tables(series)),
    ):
        if tables:
            yield Heading(heading)
            yield from tables


_OF_PRECISELY = Words("Uitspraak over precies deze N mensen of adressen, niet voor verschillen of toetsen")


_SCORES = Column(
    Words("Punten"),
    Kind.TEXT,
    25,
    MEANS,
    Words(
        "Punten: wat de laagste en de hoogste score betekenen. Antwoorden op stellingen zijn geordend, niet gemeten: "
        "hun gemiddelde staat er alleen ter controle."
    ),
)


def _table(
    series: WaveSeries, subjects: Subjects, figures: Figures, name: str, title: Words, *, scored: bool = False
) -> Table:
    two = len(series.waves) == 2
    numbers = {len(rows) for rows in subjects}
    which = () if two else (Column(Words("Metingen"), width=18),)
    subject = (*subject_columns(Words("Stelling, cijfer of schaal")), *which)
    columns = (*subject, *([_SCORES] if scored else ()), *columns_of(figures))
    return Table(
        name=name,
        title=title,
        columns=columns,
        rows=tuple(
            (*_subject(row, two=two, scored=scored), *cells_of(figures, row.compared))
            for rows in subjects
            for row in rows
        ),
        notes=notes_of(columns),
        main=True,
        frozen=len(subject),
        rows_together=numbers.pop() if len(numbers) == 1 else 1,
    )


def _subject(row: Tested, *, two: bool, scored: bool) -> tuple[Cell, ...]:
    subject = level_words(row.verdict), row.block, row.text
    return (*subject, *(() if two else (row.waves,)), *((row.scores,) if scored else ()))
