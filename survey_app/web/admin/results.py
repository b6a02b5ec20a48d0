"""The results that somebody asked for: of everybody, or of one arm or segment; of all questions, or of one block."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from survey_app.comparison.groups import Group
from survey_app.comparison.series import WaveSeries
from survey_app.dataset.open_texts import OpenAnswers
from survey_app.language.words import joined
from survey_app.tables.chart_data import latest_tables
from survey_app.tables.contents import Family, SheetName
from survey_app.tables.readme import NAME as README
from survey_app.tables.readme import reading_sheet
from survey_app.tables.workbook import group_families, workbook_families
from survey_app.web.admin.results_page import SpokenResults


@dataclass(frozen=True)
class Results:
    """The sheets, and what they may be asked of: groups and blocks, by what stands in an address and what it is called.

    `group` and `block` are those that they are of.
    """

    series: WaveSeries
    texts: Sequence[OpenAnswers]
    sheets: SpokenResults
    groups: tuple[tuple[str, str], ...]
    group: str
    blocks: tuple[tuple[str, str], ...]
    block: str


ALL_BLOCKS = "-"
"""In an address: every block together; no block can be called so."""
_MOST_TOGETHER = 5_000
"""Comparisons of one item in two waves: of more, that take seconds, a page is of the first block if none was chosen."""


def find_results(
    series: WaveSeries, texts: Sequence[OpenAnswers], language: str, group: str = "", block: str = ALL_BLOCKS
) -> Results | None:
    """The results of the group (empty: everybody) and block that are called so in an address; None without these.

    Without a block it is chosen here.
    """
    groups = {_address(of): of for of in (*series.groups_compared(), *series.categories_compared())}
    blocks = {of.id: of for of in series.blocks}
    block = block or (next(iter(blocks)) if _is_large(series) else ALL_BLOCKS)
    if (group and group not in groups) or block not in (ALL_BLOCKS, *blocks):
        return None
    asked = series if block == ALL_BLOCKS else series.of_block(blocks[block])
    families = group_families(asked, groups[group]) if group else workbook_families(asked, texts)
    to_read_by = Family(lambda: [reading_sheet(series)], (SheetName(README),))
    shown = asked.of_group(groups[group]) if group else asked
    labels = {name: joined([series.label_of(of)]).capitalised() for name, of in groups.items()}
    return Results(
        series,
        texts,
        SpokenResults((*families, to_read_by), language, partial(latest_tables, shown)),
        tuple((name, label.spoken_in(language)) for name, label in labels.items()),
        group,
        tuple((name, of.title) for name, of in blocks.items()) if len(blocks) > 1 else (),
        block,
    )


def _is_large(series: WaveSeries) -> bool:
    return len(series.pairs) * len(series.latest.instrument.questionnaire.items) > _MOST_TOGETHER


def _address(group: Group) -> str:
    return f"{group.kind}-{group.id}"
