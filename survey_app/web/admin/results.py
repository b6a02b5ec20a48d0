"""The results that somebody asked for: of everybody, or of one arm or segment."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from survey_app.comparison.groups import Group
from survey_app.comparison.series import WaveSeries
from survey_app.dataset.open_texts import OpenAnswers
from survey_app.language.words import joined
from survey_app.tables.chart_data import latest_tables
from survey_app.tables.workbook import group_families, workbook_families
from survey_app.web.admin.results_page import SpokenResults


@dataclass(frozen=True)
class Results:
    """The sheets, the groups that there are sheets of (what stands in an address, and its name), and which it is."""

    series: WaveSeries
    texts: Sequence[OpenAnswers]
    sheets: SpokenResults
    groups: tuple[tuple[str, str], ...]
    group: str


def find_results(series: WaveSeries, texts: Sequence[OpenAnswers], wanted: str, language: str) -> Results | None:
    """The results of the group that is called so in an address (empty: everybody); None where there is none."""
    groups = {_address(group): group for group in (*series.groups_compared(), *series.categories_compared())}
    if wanted and wanted not in groups:
        return None
    families = group_families(series, groups[wanted]) if wanted else workbook_families(series, texts)
    labels = {name: joined([series.label_of(group)]).capitalised() for name, group in groups.items()}
    named = tuple((name, label.spoken_in(language)) for name, label in labels.items())
    shown = series.of_group(groups[wanted]) if wanted else series
    sheets = SpokenResults(families, language, partial(latest_tables, shown))
    return Results(series, texts, sheets, named, wanted)


def _address(group: Group) -> str:
    return f"{group.kind}-{group.id}"
