"""Sheet *Naar kenmerk*: statements and scales by the categories of each background trait, one at a time; or why not."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from survey_app.comparison.figures.estimates import SCALE
from survey_app.comparison.figures.figure import of_group
from survey_app.comparison.figures.signs import Sign
from survey_app.comparison.figures.statements import STATEMENT
from survey_app.comparison.groups import Group, WhyNot, trait_of
from survey_app.comparison.results import ItemEstimate, ScaleComparison, ScaleEstimate
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words, listed
from survey_app.tables.columns import VERDICT
from survey_app.tables.differences import (
    difference_cells,
    difference_columns,
    mean_difference_cells,
    mean_difference_columns,
)
from survey_app.tables.items import scale_titles, text_of
from survey_app.tables.layout import FilledColumn, Row, all_filled, cells_of, columns_of
from survey_app.tables.parts import waves_drawn
from survey_app.tables.reasons import short_reason_column, short_reasons
from survey_app.tables.rows import Gathered, StatementRow, statement_rows
from survey_app.tables.table import Block, Cell, Column, Kind, Paragraph, Sheet, Table, Text, in_pieces
from survey_app.tables.verdicts import verdict_cell
from survey_app.tables.waves import pair_words, titled

NAME = Words("Naar kenmerk")
_ROWS = 24
"""Of one table: no more than a page, so that each row has its headings above it."""
_STATEMENT, _SCALE = Column(Words("Stelling"), width=46), Column(Words("Schaal"), width=36)
_VERDICT = Column(VERDICT, Kind.STRONG, 13)
_GROUP = Column(Words("Groep"), Kind.STRONG, 22)
_FIGURES = all_filled(of_group(STATEMENT), {"n_valid": 7, "agree": 9, "agree_low": 7, "agree_high": 7}, Kind.PERCENT)
_SCORES = all_filled(of_group(SCALE), {"n": 7, "mean": 9, "mean_low": 7, "mean_high": 7}, Kind.SCORE)

_READ = 2
"""Of those, what is read of each of more waves: how sure it is, the interval of the difference tells."""

_INTRODUCTION = (
    Words(
        "% boven het midden, met n, naar wat mensen over zichzelf zeiden: één vraag tegelijk. Laag en hoog zijn de "
        "grenzen van het 95%-interval. x = geheim."
    ),
    Words(
        "Tussen groepen van één meting wordt niet getoetst: een verschil kan toeval zijn, of van iets anders komen dan "
        "van dit kenmerk."
    ),
)
_JOINED = Words(
    "Wie niet zei bij welke groep hij of zij hoort, telt mee bij {category}: met zo weinig mensen kan ‘onbekend’ geen "
    "eigen groep zijn."
)
_JOINED_SEVERAL = Words(
    "Wie geen antwoord gaf of bij geen getoonde groep hoort, telt mee bij {category}: met zo weinig mensen kan "
    "‘onbekend’ geen eigen groep zijn."
)
_SEVERAL = Words(
    "Bij ‘{question}’ kon iedereen meer antwoorden kiezen. ‘Alleen’ is wie dat ene antwoord koos. Wie er meer koos, is "
    "een eigen groep of hoort bij onbekend, zodat niemand in twee groepen staat: anders zou volgen wat de enkelen "
    "antwoordden die in beide zijn."
)


def by_trait_sheet(series: WaveSeries) -> Sheet | None:
    """A row per statement and category; None where of no trait anything may be shown."""
    traits = groupby(series.categories_compared(), key=lambda group: trait_of(group)[0])
    of_traits = [_Trait(series, number, tuple(groups)) for number, (_, groups) in enumerate(traits, start=1)]
    blocks = [block for trait in of_traits for block in _blocks(trait)]
    if not blocks:
        return None
    title = titled(Words("Uitkomsten naar kenmerk in {waves}"), series)
    return Sheet(NAME, title, (*(Paragraph(text) for text in (*_INTRODUCTION, *not_by_trait(series))), *blocks))


def not_by_trait(series: WaveSeries) -> Iterator[Words]:
    """Why results are not broken down by a trait that was asked: a sentence for each reason, of its waves."""
    found: defaultdict[tuple[WhyNot, tuple[int, ...]], list[str]] = defaultdict(list)
    for trait in dict.fromkeys(trait for of_wave in series.not_by_trait for trait in of_wave):
        whys = [of_wave.get(trait) for of_wave in series.not_by_trait]
        for why in dict.fromkeys(why for why in whys if why is not None):
            places = tuple(place for place, of_wave in enumerate(whys) if of_wave is why)
            found[why, places].append(series.text_of(trait))
    for (why, places), traits in found.items():
        sentence = _NOT_BY if len(places) == len(series.waves) else _NOT_IN
        yield sentence.filled(
            questions=listed([_QUOTED.filled(question=text) for text in traits]),
            waves=listed([series.names[place] for place in places]),
            why=_WHY[why].filled(**series.segment_names),
        )


_NOT_BY = Words("Niet naar {questions}: {why}")
_NOT_IN = Words("Niet naar {questions} in {waves}: {why}")
_QUOTED = Words("‘{question}’")
_WHY = {
    WhyNot.NOT_SAID_BEFORE: Words(
        "aan wie meedeed is niet vooraf gezegd dat uitkomsten daarnaar worden uitgesplitst, en dat geldt ook later."
    ),
    WhyNot.WEIGHTED: Words("daarop weegt de meting, en samen met gewogen cijfers zou te veel te berekenen zijn."),
    WhyNot.BOTH_SEVERAL: Words(
        "bij die vraag en een vraag ervoor kon iedereen meer antwoorden kiezen. Samen zou te veel te berekenen zijn."
    ),
    WhyNot.TOO_MUCH: Words(
        "die groepen zijn te klein, of te veel van enkele mensen zou volgen: uit de andere groepen, of samen met "
        "{segments} of een vraag ervoor."
    ),
}


@dataclass(frozen=True)
class _Trait:
    """One trait, with its categories that something may be told of."""

    series: WaveSeries
    number: int
    groups: tuple[Group, ...]

    @property
    def question(self) -> str:
        """As it was asked."""
        return self.series.question_of(self.groups[0])

    @cached_property
    def of_groups(self) -> Mapping[Group, WaveSeries]:
        """What each category answered, as if there were nobody else."""
        return {group: self.series.of_group(group) for group in self.groups}

    @property
    def waves(self) -> tuple[int, ...]:
        """The first, and as many of the last as there is room for."""
        return waves_drawn(len(self.series.waves))

    @property
    def figures(self) -> tuple[FilledColumn[ItemEstimate], ...]:
        """What stands there of a statement in each wave."""
        return _FIGURES if self.series.is_one_wave else _FIGURES[:_READ]

    @property
    def scores(self) -> tuple[FilledColumn[ScaleEstimate], ...]:
        """And of a scale."""
        return _SCORES if self.series.is_one_wave else _SCORES[:_READ]

    def columns(self, layout: Sequence[FilledColumn[Row]]) -> Iterator[Column]:
        """These figures, of each wave where there are more."""
        for wave in self.waves:
            is_one = self.series.is_one_wave
            yield from columns_of(
                layout, None if is_one else self.series.names[wave], None if is_one else self.series.short_names[wave]
            )

    def table(self, kind: str, title: Text, columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]]) -> Table:
        """A table in which the categories of one subject stand together."""
        table = Table(f"Kenmerk_{kind}{self.number}", title, tuple(columns), tuple(rows))
        return replace(table, rows_together=len(self.groups))


def _blocks(trait: _Trait) -> Iterator[Block]:
    statements, scales = _statement_table(trait), _scale_table(trait)
    with_others = [trait.series.category_of(group) for group in trait.groups if trait.series.is_joined(group)]
    of_several = trait.series.chooses_several(trait.groups[0])
    if statements and of_several:
        yield Paragraph(_SEVERAL.filled(question=trait.question))
    if statements and with_others:
        quoted = [Words("‘{category}’").filled(category=category) for category in with_others]
        yield Paragraph((_JOINED_SEVERAL if of_several else _JOINED).filled(category=listed(quoted)))
    if statements:
        yield from in_pieces(statements, max(1, _ROWS // len(trait.groups)) * len(trait.groups))
    if scales:
        yield scales


def _statement_table(trait: _Trait) -> Table | None:
    """None where nothing is told of any statement; a statement that no category tells anything of is left out."""
    by_group = {group: {row.item_id: row for row in statement_rows(of)} for group, of in trait.of_groups.items()}
    asked = [
        (statement, [by_group[group].get(statement.item_id) for group in trait.groups])
        for statement in statement_rows(trait.series)
    ]
    shown = [(statement, rows) for statement, rows in asked if any(map(_is_told, rows))]
    if not shown:
        return None
    columns = [_STATEMENT, _GROUP, *trait.columns(trait.figures)]
    if not trait.series.is_one_wave:
        columns += [_VERDICT, *difference_columns(_against(trait.series)), short_reason_column()]
    found = (
        (text_of(statement.items), trait.series.category_of(group), *_cells(trait, row))
        for statement, rows in shown
        for group, row in zip(trait.groups, rows, strict=True)
    )
    return trait.table("", trait.question, columns, list(found))


def _is_told(row: StatementRow | None) -> bool:
    return row is not None and any(estimate is not None and not estimate.hidden for estimate in row.estimates)


def _cells(trait: _Trait, row: StatementRow | None) -> Iterator[Cell]:
    for wave in trait.waves:
        yield from cells_of(trait.figures, row.estimates[wave] if row else None)
    if not trait.series.is_one_wave:
        compared = row.first[-1] if row else None
        yield verdict_cell(compared)
        yield from difference_cells(compared)
        yield short_reasons(compared.verdict, ()) if compared else Sign.IMPOSSIBLE


def _scale_table(trait: _Trait) -> Table | None:
    by_group = {group: Gathered(of, lambda pair: pair.scales) for group, of in trait.of_groups.items()}
    subjects = dict.fromkeys(scale for gathered in by_group.values() for scale in gathered.ids)
    rows = [
        (_title(trait.series, scale), trait.series.category_of(group), *_scores(trait, gathered, scale))
        for scale in subjects
        for group, gathered in by_group.items()
        if any(_are_told(of, scale) for of in by_group.values())
    ]
    columns = [_SCALE, _GROUP, *trait.columns(trait.scores)]
    if not trait.series.is_one_wave:
        columns += [_VERDICT, *mean_difference_columns()]
    title = Words("Scores van schalen: {question}").filled(question=trait.question)
    return trait.table("schalen_", title, columns, rows) if rows else None


def _are_told(gathered: Gathered[ScaleComparison], scale: str) -> bool:
    estimates = gathered.by_wave(scale, lambda compared: compared.estimates)
    return any(estimate is not None and estimate.mean is not None for estimate in estimates)


def _title(series: WaveSeries, scale: str) -> Text:
    return next(title for title in reversed(scale_titles(series.waves, scale)) if title is not None)


def _scores(trait: _Trait, gathered: Gathered[ScaleComparison], scale: str) -> Iterator[Cell]:
    estimates = gathered.by_wave(scale, lambda compared: compared.estimates)
    for wave in trait.waves:
        yield from cells_of(trait.scores, estimates[wave])
    if not trait.series.is_one_wave:
        compared = gathered.first(scale)[-1]
        yield verdict_cell(compared)
        yield from mean_difference_cells(compared)


def _against(series: WaveSeries) -> Words:
    pair = pair_words(series, 0, len(series.waves) - 1)
    return Words("Verschil in procentpunten, {pair}").filled(pair=pair)
