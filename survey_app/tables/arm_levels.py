"""What the changes of *Pilot en spiegel* come from: per village and arm the share of each statement in each wave."""

from collections.abc import Iterator, Mapping

from survey_app.comparison.figures.statements import BY_VILLAGE, STATEMENT
from survey_app.comparison.groups import Group, GroupKind
from survey_app.comparison.results import ItemEstimate
from survey_app.comparison.series import WaveSeries
from survey_app.comparison.weighting.weighted import VillageWeighted
from survey_app.language.words import Words
from survey_app.tables.dots import ARM_NAMES, IN_ARM
from survey_app.tables.items import block_words, wording_of
from survey_app.tables.layout import all_filled, cells_of, columns_of
from survey_app.tables.parts import waves_drawn
from survey_app.tables.rows import StatementRow, statement_rows
from survey_app.tables.table import Cell, Column, Kind, Table, Text, in_pieces

_Waves = tuple[tuple[int, bool], ...]
"""Which waves have columns, and whether a weighted share is among them."""

_MOST_WAVES = 6
_ROWS = 30

Levels = Mapping[tuple[Group, int, str], ItemEstimate | None]
"""By group, wave and statement."""

ByVillage = Mapping[tuple[Group, int, str], VillageWeighted]
"""By arm, wave and statement."""

EXPLAINED = Words(
    "De respons verschilt meer dan anderhalf keer tussen de {segments} van pilot of spiegel. Daarom staat daar ook ‘% "
    "eens naar {segment}’: daarin tellen {segments} zo zwaar als er adressen zijn, hoeveel mensen er ook antwoordden."
)


def level_tables(series: WaveSeries, weighted: ByVillage) -> Iterator[Table]:
    """A table per arm and village: a row per statement, in columns the first wave and the last five."""
    levels, titles = _levels(series), _titles(series)
    waves = waves_drawn(len(series.waves), _MOST_WAVES)
    for place, (group, title) in enumerate(titles.items(), start=1):
        statements = [
            row for row in statement_rows(series) if any((group, wave, row.item_id) in levels for wave in waves)
        ]
        figures = tuple((wave, any((group, wave) == key[:2] for key in weighted)) for wave in waves)
        rows = tuple(_row(levels, weighted, group, row, figures, series.names) for row in statements)
        yield from in_pieces(Table(f"Pilot_cijfers_{place}", title, _columns(series, figures), rows), _ROWS)


def by_village(series: WaveSeries) -> ByVillage:
    """What arms have where response differs much between their villages; each wave by its own villages."""
    return {
        (arm, wave, item): weighted
        for wave in waves_drawn(len(series.waves), _MOST_WAVES)
        for (arm, item), weighted in series.by_village[wave].items()
    }


def _levels(series: WaveSeries) -> Levels:
    return {
        (group.group, wave, statement.item_id): estimate
        for pair in series.sides
        for group in pair.comparison.groups
        for statement in group.statements
        for wave, estimate in zip((pair.earlier, pair.later), statement.estimates, strict=True)
    }


def _titles(series: WaveSeries) -> Mapping[Group, Text]:
    """The arms, then the villages that belong to one, as every pair of waves has them."""
    arm_of = {segment.id: segment.arm for segment in series.latest.instrument.study.segments}
    titles: dict[Group, Text] = {}
    for group in (group for pair in series.sides for group in pair.comparison.groups):
        label, arm = series.label_of(group.group), arm_of.get(group.group.id)
        if group.group.kind is GroupKind.ARM:
            titles[group.group] = label.capitalised() if isinstance(label, Words) else label
        elif arm is not None:
            titles[group.group] = IN_ARM.filled(village=label, arm=ARM_NAMES[arm])
        elif not any(arm_of.values()):
            titles[group.group] = label
    return titles


def _columns(series: WaveSeries, figures: _Waves) -> tuple[Column, ...]:
    return (
        Column(Words("Blok"), width=24),
        Column(Words("Stelling"), width=60),
        *(column for wave, is_weighted in figures for column in _of_wave(series, wave, is_weighted=is_weighted)),
    )


def _of_wave(series: WaveSeries, wave: int, *, is_weighted: bool) -> Iterator[Column]:
    short, name = series.short_names[wave], series.names[wave]
    yield from columns_of(_FIGURES, name, short)
    if is_weighted:
        yield from columns_of(_WEIGHTED, name, short, series.segment_names)


_FIGURES = all_filled(STATEMENT, {"n_valid": 11, "agree": 11}, Kind.DECIMAL)
_WEIGHTED = all_filled(BY_VILLAGE, {"agree_by_village": 12}, Kind.DECIMAL)


def _row(
    levels: Levels, weighted: ByVillage, group: Group, row: StatementRow, figures: _Waves, names: tuple[Words, ...]
) -> tuple[Cell, ...]:
    cells: list[Cell] = [block_words(row.blocks), wording_of(row.items, names)]
    for wave, is_weighted in figures:
        cells += cells_of(_FIGURES, levels.get((group, wave, row.item_id)))
        if is_weighted:
            cells += cells_of(_WEIGHTED, weighted.get((group, wave, row.item_id)))
    return tuple(cells)
