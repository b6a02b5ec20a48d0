"""The workbook of a comparison: its sheets in order, and what the file says of itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from survey_app.comparison.groups import Group
from survey_app.comparison.series import WaveSeries
from survey_app.dataset.open_texts import OpenAnswers
from survey_app.language.words import Words, joined
from survey_app.tables.appendix import appendix_sheet
from survey_app.tables.arm_reasons import arm_reasons_sheet
from survey_app.tables.arms import arms_sheets
from survey_app.tables.by_trait import by_trait_sheet
from survey_app.tables.chart_data import chart_data_sheet
from survey_app.tables.choices import choices_sheet
from survey_app.tables.comparison import comparison_sheets
from survey_app.tables.distribution import distribution_sheet
from survey_app.tables.in_short import in_short_sheet
from survey_app.tables.intervals import intervals_sheet
from survey_app.tables.open_answers import open_answers_sheet
from survey_app.tables.outcomes import outcome_sheets
from survey_app.tables.readme import NAME as FRONT
from survey_app.tables.readme import readme_sheet
from survey_app.tables.reasons import reasons_sheet
from survey_app.tables.response import response_sheet
from survey_app.tables.scale_scores import scales_sheet
from survey_app.tables.speaking import spoken_in
from survey_app.tables.statement_figures import figure_sheets
from survey_app.tables.table import LANGUAGE_TAG, Chart, Properties, Sheet, Table, Text
from survey_app.tables.technical import technical_sheets
from survey_app.tables.waves import marked_title, months_named
from survey_app.tables.wording import wording_sheet


@dataclass(frozen=True)
class SpokenWorkbook:
    """A workbook in one language: its sheets one by one, and the first, which tells what the others were, last."""

    sheets: Iterator[Sheet]
    front_name: str
    front: Callable[[], Sheet]
    properties: Properties


def spoken_workbook(series: WaveSeries, texts: Sequence[OpenAnswers], language: str) -> SpokenWorkbook:
    """The workbook in `nl` or `en`; `texts` are the open answers that were cleared."""
    names: list[Text] = []

    def sheets() -> Iterator[Sheet]:
        for sheet in workbook_sheets(series, texts):
            names.append(sheet.name)
            yield spoken_in(sheet, language)

    return SpokenWorkbook(
        sheets=sheets(),
        front_name=FRONT.spoken_in(language),
        front=lambda: spoken_in(readme_sheet(series, names), language),
        properties=spoken_in(workbook_properties(series), language),
    )


def workbook_sheets(series: WaveSeries, texts: Sequence[OpenAnswers] = ()) -> Iterator[Sheet]:
    """Every sheet but the first, in the order in which they are read, each made when it is asked for.

    Pilot and mirror come before everybody: pooled, a change in one and none in the other looks like nothing.
    `texts` are the open answers that were cleared.
    """
    yield in_short_sheet(series)
    yield response_sheet(series)
    yield from _saying(_of_answers(series))
    yield from _there(_open_answers(series, texts))
    yield from _saying([chart_data_sheet(series)])


def _of_answers(series: WaveSeries) -> Iterator[Sheet]:
    yield from outcome_sheets(series) if series.is_one_wave else _compared(series)
    yield from _there(by_trait_sheet(series))
    yield distribution_sheet(series)
    yield choices_sheet(series)
    yield from _there(scales_sheet(series))
    yield from () if series.is_one_wave else _to_check(series)
    yield appendix_sheet(series)


def _compared(series: WaveSeries) -> Iterator[Sheet]:
    yield from arms_sheets(series)
    yield from comparison_sheets(series)
    yield from _there(intervals_sheet(series))


def _to_check(series: WaveSeries) -> Iterator[Sheet]:
    yield from figure_sheets(series)
    yield from _there(reasons_sheet(series))
    yield from _there(arm_reasons_sheet(series))
    yield from technical_sheets(series)
    yield wording_sheet(series)


@dataclass(frozen=True)
class SpokenFirstPage:
    """The first sheet in one language, the tables that its chart is drawn from by name, and what a file says of it."""

    sheet: Sheet
    tables: Mapping[str, Table]
    properties: Properties


def spoken_first_page(series: WaveSeries, language: str) -> SpokenFirstPage:
    """What *In het kort* says, in `nl` or `en`."""
    drawn_from = spoken_in(chart_data_sheet(series), language)
    return SpokenFirstPage(
        sheet=spoken_in(in_short_sheet(series), language),
        tables={block.name: block for block in drawn_from.blocks if isinstance(block, Table)},
        properties=spoken_in(workbook_properties(series), language),
    )


def group_sheets(series: WaveSeries, group: Group) -> Iterator[Sheet]:
    """What may be said of one arm, segment or category of a trait, on sheets like those of everybody."""
    of_group = series.of_group(group)
    sheets = outcome_sheets(of_group) if series.is_one_wave else _of_group(of_group)
    others = (distribution_sheet(of_group), *_there(scales_sheet(of_group)), chart_data_sheet(of_group))
    for sheet in _saying((*sheets, *others)):
        yield replace(sheet, title=joined([sheet.title, series.label_of(group)], " – "))


def _of_group(series: WaveSeries) -> Iterator[Sheet]:
    yield from comparison_sheets(series)
    yield from _there(intervals_sheet(series))
    yield from figure_sheets(series)
    yield from _there(reasons_sheet(series))


def _saying(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    """Those that have a table or a chart: without one a sheet says nothing, and *Lees mij* says why it is not there."""
    return (sheet for sheet in sheets if any(isinstance(block, Table | Chart) for block in sheet.blocks))


def _there(sheet: Sheet | None) -> Iterator[Sheet]:
    if sheet is not None:
        yield sheet


def _open_answers(series: WaveSeries, texts: Sequence[OpenAnswers]) -> Sheet | None:
    names = {fielded.wave.id: name for fielded, name in zip(series.waves, series.names, strict=True)}
    return open_answers_sheet(texts, names) if texts else None


_PAGE = Words("pagina {page} van {pages}")
_OUTCOMES, _COMPARISON = Words("Uitkomsten van {waves}"), Words("Vergelijking van {waves}")


def workbook_properties(series: WaveSeries) -> Properties:
    """Title, makers and date of the file; the date is the month of the latest wave, never today."""
    study = series.latest.instrument.study
    return Properties(
        title=marked_title(study.title, series),
        subject=(_OUTCOMES if series.is_one_wave else _COMPARISON).filled(waves=months_named(series)),
        author=study.bureau,
        company=study.client,
        created=series.latest.wave.month,
        page=_PAGE,
        language=LANGUAGE_TAG,
    )
