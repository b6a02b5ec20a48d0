"""The charts of sheet *Verschillen*: the latest wave against the first, pilot and mirror on one line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from survey_app.comparison.groups import EVERYBODY, Group, GroupKind
from survey_app.comparison.results import StatementComparison
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words, counted, joined
from survey_app.tables.columns import VERDICT, shortened
from survey_app.tables.differences import difference_cells, difference_columns
from survey_app.tables.dots import AROUND, HEIGHT, LINE, LONGEST_LABEL, POINTS, axis_of
from survey_app.tables.items import block_words, text_of
from survey_app.tables.parts import charts_of
from survey_app.tables.table import Block, Cell, Column, Dots, DotSeries, Heading, Kind, Paragraph, Sheet, Table, Text
from survey_app.tables.verdicts import STATEMENT_WORDS, level_words
from survey_app.tables.waves import marked_title, pair_words, titled
from survey_app.tables.weighting import how_weighted

NAME = Words("Verschillen")
_LINES_PER_CHART = 12
_OFFSET = 0.16
"""How far pilot stands above its line and mirror below it, so that neither hides the other."""

_ByWho = Mapping[Text, StatementComparison]
"""What was found of pilot and mirror, or of everybody where there are no arms."""
_Line = tuple[str, _ByWho]


@dataclass(frozen=True)
class IntervalPart:
    """Statements with a difference that may be said, of one block or of some that fit in one chart together."""

    number: int
    block: Text
    lines: tuple[_Line, ...]

    @property
    def axis(self) -> tuple[float, float]:
        """How far the axis goes to both sides, and the distance of its numbers."""
        changes = [compared.change for _, by_who in self.lines for compared in by_who.values() if compared.change]
        return axis_of([end for change in changes for end in (change.interval_pp.low, change.interval_pp.high)], POINTS)


def interval_parts(series: WaveSeries) -> tuple[IntervalPart, ...]:
    """Blocks in the order of the statements; none where no difference may be said, or where there is one wave."""
    comparison = series.overall
    if comparison is None:
        return ()
    compared, by_block = by_statement(series), dict[Text, list[_Line]]()
    for statement in comparison.statements:
        by_who = compared[statement.item_id]
        if any(of_group.change for of_group in by_who.values()):
            label = shortened(text_of(statement.items), LONGEST_LABEL)
            by_block.setdefault(block_words(statement.blocks), []).append((label, by_who))
    charts = charts_of(by_block, _LINES_PER_CHART)
    return tuple(IntervalPart(number, block, lines) for number, (block, lines) in enumerate(charts, start=1))


def by_statement(series: WaveSeries) -> Mapping[str, _ByWho]:
    """What the latest wave against the first has of pilot and mirror; of everybody where there are no arms."""
    comparison = series.overall
    if comparison is None:
        return {}
    arms = {
        whose(series, group.group): group.statements for group in comparison.groups if group.group.kind is GroupKind.ARM
    }
    compared: dict[str, dict[Text, StatementComparison]] = {
        statement.item_id: {} for statement in comparison.statements
    }
    for who, statements in (arms or {whose(series, EVERYBODY): comparison.statements}).items():
        for statement in statements:
            compared[statement.item_id][who] = statement
    return compared


def whose(series: WaveSeries, group: Group) -> Text:
    """What a group is called beside a figure."""
    return (series.whose or _EVERYBODY) if group == EVERYBODY else series.label_of(group)


_EVERYBODY = Words("iedereen")


def intervals_sheet(series: WaveSeries) -> Sheet | None:
    """The charts, block by block; None where there is nothing to draw."""
    parts = interval_parts(series)
    introduction = (_HOW, how_weighted(series))
    blocks: list[Block] = [Paragraph(text) for text in introduction if text]
    for part in parts:
        blocks += [Heading(part.block), intervals_chart(series, part), _reading_table(part)]
    title = titled(Words("Verschillen tussen {waves}"), series)
    return Sheet(NAME, title, tuple(blocks), upright=True) if parts else None


_HOW = Words(
    "Een punt is het verschil in % boven het midden, de streep erdoor het 95%-interval. Raakt de streep de lijn van 0, "
    "dan kan het verschil toeval zijn. Stellingen waarvan geen verschil mag worden gezegd, staan er niet in."
)


def _reading_table(part: IntervalPart) -> Table:
    """The figures that are drawn, to be read: a row per statement and whose difference it is."""
    return Table(
        name=f"Verschillen_{part.number}",
        title=Words("De cijfers bij deze grafiek"),
        columns=(
            Column(Words("Stelling"), width=44),
            Column(Words("Van wie"), width=18),
            Column(VERDICT, Kind.STRONG, 20),
            *difference_columns(),
        ),
        rows=tuple(
            (text, joined([who]).capitalised(), level_words(compared.verdict), *difference_cells(compared))
            for text, by_who in part.lines
            for who, compared in by_who.items()
        ),
        rows_together=len(part.lines[0][1]),
    )


def intervals_table(series: WaveSeries, part: IntervalPart) -> Table:
    """The dots of pilot, those of mirror, then a row per line with its text, all by their place in the chart."""
    reach, highest = part.axis[0], len(part.lines)
    lines = [(text, -reach, float(highest - place), "", "", "") for place, (text, _) in enumerate(part.lines)]
    return Table(
        name=_table_name(part),
        title=_title(series, part),
        columns=(LINE, Column(Words("Verschil"), Kind.POINTS, 12), HEIGHT, *AROUND, Column(Words("Van wie"), width=24)),
        rows=(*(row for _, rows in _marks(part) for row in rows), *lines),
    )


def _marks(part: IntervalPart) -> Iterator[tuple[Text, list[tuple[Cell, ...]]]]:
    """Whose dots they are, and a row for each: the difference, and how far its interval goes to both sides."""
    whose, highest = dict.fromkeys(who for _, by_who in part.lines for who in by_who), len(part.lines)
    for number, who in enumerate(whose):
        offset = _OFFSET * (1 - 2 * number) if len(whose) > 1 else 0
        name, rows = joined([who]).capitalised(), list[tuple[Cell, ...]]()
        for place, (text, by_who) in enumerate(part.lines):
            middle, low, high, *_ = difference_cells(by_who.get(who))
            if isinstance(middle, int) and isinstance(low, int) and isinstance(high, int):
                rows.append((text, middle, float(highest - place) + offset, middle - low, high - middle, name))
        if rows:
            yield name, rows


def _table_name(part: IntervalPart) -> str:
    return f"Grafiek_verschillen_{part.number}"


def intervals_chart(series: WaveSeries, part: IntervalPart) -> Dots:
    """The chart that is drawn from that table."""
    marks, first = list[DotSeries](), 0
    for name, rows in _marks(part):
        marks.append(DotSeries(name, first, len(rows), 0, filled=not marks))
        first += len(rows)
    return Dots(
        title=marked_title(_title(series, part), series),
        table=_table_name(part),
        lines=DotSeries(STATEMENT_WORDS[0], first, len(part.lines), 0, filled=False),
        marks=tuple(marks),
        axis=Words("Verschil in procentpunten"),
        reach=part.axis[0],
        step=part.axis[1],
        alt_text=marked_title(_alt_text(series, part), series),
        interval=(3, 4),
    )


def _waves(series: WaveSeries) -> Words:
    return pair_words(series, 0, len(series.waves) - 1)


def _title(series: WaveSeries, part: IntervalPart) -> Words:
    title = Words("{block}: verschil in % boven het midden, {waves}")
    return title.filled(block=part.block, waves=_waves(series))


def _alt_text(series: WaveSeries, part: IntervalPart) -> Words:
    return Words(
        "Van {statements} het verschil ({waves}) als een punt, met het 95%-interval als streep erdoor; raakt de streep "
        "de lijn van 0, dan kan het verschil toeval zijn."
    ).filled(statements=counted(len(part.lines), *STATEMENT_WORDS), waves=_waves(series))
