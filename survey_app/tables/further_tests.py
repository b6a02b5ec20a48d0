"""The other tables of *Technisch*: pilot and mirror, options of choices, trends, weights, known populations."""

from __future__ import annotations

from collections.abc import Iterator

from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.tables.arm_tests import arm_test_tables
from survey_app.tables.finite_population import finite_tables
from survey_app.tables.option_tests import option_tables
from survey_app.tables.table import Table
from survey_app.tables.trend_tests import trend_tables
from survey_app.tables.weighting import weighting_tables


def further_tables(series: WaveSeries) -> Iterator[tuple[Words, tuple[Table, ...]]]:
    """Under each heading its tables; they share their columns: verdict or wave, subject, and two of text."""
    yield Words("Pilot en spiegel"), arm_test_tables(series)
    yield Words("Meerkeuzevragen"), option_tables(series)
    yield Words("Ontwikkeling over drie metingen of meer"), trend_tables(series)
    yield Words("Weging"), weighting_tables(series)
    yield (
        Words("Uitspraak over precies deze N mensen of adressen, niet voor verschillen of toetsen"),
        finite_tables(series),
    )
