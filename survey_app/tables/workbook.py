"""The workbook of a comparison: its sheets in order, and what the file says of itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from survey_app.comparison.groups import Group
from survey_app.comparison.series import WaveSeries
from survey_app.dataset.open_texts import OpenAnswers
from survey_app.language.words import Words, joined, listed
from survey_app.tables.appendix import NAME as APPENDIX
from survey_app.tables.appendix import appendix_sheet
from survey_app.tables.arm_reasons import arm_reasons_sheet
from survey_app.tables.arms import arms_sheets
from survey_app.tables.by_trait import NAME as BY_TRAIT
from survey_app.tables.by_trait import by_trait_sheet
from survey_app.tables.chart_data import NAME as CHART_DATA
from survey_app.tables.chart_data import chart_data_sheet, latest_tables
from survey_app.tables.choices import NAME as CHOICES
from survey_app.tables.choices import choices_sheet
from survey_app.tables.comparison import comparison_sheets
from survey_app.tables.contents import Contents, Family, SheetName
from survey_app.tables.distribution import NAME as DISTRIBUTION
from survey_app.tables.distribution import distribution_sheet
from survey_app.tables.in_short import NAME as IN_SHORT
from survey_app.tables.in_short import in_short_sheet
from survey_app.tables.intervals import NAME as INTERVALS
from survey_app.tables.intervals import intervals_sheet
from survey_app.tables.open_answers import open_answers_sheet
from survey_app.tables.outcomes import outcome_sheets
from survey_app.tables.readme import NAME as FRONT
from survey_app.tables.readme import readme_sheet
from survey_app.tables.reasons import NAME as REASONS
from survey_app.tables.reasons import reasons_sheet
from survey_app.tables.response import NAME as RESPONSE
from survey_app.tables.response import response_sheet
from survey_app.tables.scale_scores import NAME as SCALES
from survey_app.tables.scale_scores import scales_sheet
from survey_app.tables.speaking import spoken_in
from survey_app.tables.statement_figures import NAME as FIGURES
from survey_app.tables.statement_figures import figure_sheets
from survey_app.tables.table import LANGUAGE_TAG, Chart, Properties, Sheet, Table, Text
from survey_app.tables.technical import technical_sheets
from survey_app.tables.waves import marked_title
from survey_app.tables.wording import NAME as WORDING
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
    """Every sheet but the first, in the order in which they are read, each made when it is asked for."""
    return (sheet for family in workbook_families(series, texts) for sheet in family.sheets())


def workbook_families(series: WaveSeries, texts: Sequence[OpenAnswers] = ()) -> Iterator[Family]:
    """The same, with what they are called.

    Pilot and mirror come before everybody: pooled, a change in one and none in the other looks like nothing.
    `texts` are the open answers that were cleared. Of a series of one block, what is not of answers is of the whole.
    """
    known, whole = Contents(series), series.whole or series
    yield Family(lambda: [in_short_sheet(whole)], (SheetName(IN_SHORT),))
    yield Family(lambda: [response_sheet(whole)], (SheetName(RESPONSE),))
    yield from _of_block(series, _of_answers(series, known))
    scored = series.whole.of_scales() if series.whole else series
    yield Family(lambda: _saying(_there(scales_sheet(scored))), Contents(scored).scales(SCALES))
    if not series.is_one_wave:
        yield from _of_block(series, _to_check(series, known))
        yield Family(lambda: [wording_sheet(whole)], (SheetName(WORDING),))
    yield Family(lambda: _saying([appendix_sheet(whole)]), known.of_statements(APPENDIX))
    yield Family(lambda: _there(_open_answers(whole, texts)), None if texts else ())
    yield Family(lambda: _saying([chart_data_sheet(series)]), known.of_statements(CHART_DATA))


def _of_block(series: WaveSeries, families: Iterable[Family]) -> Iterator[Family]:
    """The same; sheets of one block say which."""
    for family in families:
        yield _titled(family, series.block.title) if series.block else family


def _of_answers(series: WaveSeries, known: Contents) -> Iterator[Family]:
    if series.is_one_wave:
        yield Family(lambda: _saying(outcome_sheets(series)))
    else:
        yield Family(lambda: _saying(arms_sheets(series)), known.arms())
        yield Family(lambda: _saying(comparison_sheets(series)), known.compared())
        yield Family(lambda: _saying(_there(intervals_sheet(series))), known.intervals(INTERVALS))
    yield Family(lambda: _saying(_there(by_trait_sheet(series))), known.by_trait(BY_TRAIT))
    yield Family(lambda: _saying([distribution_sheet(series)]), known.of_statements(DISTRIBUTION))
    yield Family(lambda: _saying([choices_sheet(series)]), known.choices(CHOICES))


def _to_check(series: WaveSeries, known: Contents) -> Iterator[Family]:
    yield from _reasoned(series, known)
    yield Family(lambda: _saying(_there(arm_reasons_sheet(series))), known.arm_reasons())
    yield Family(lambda: _saying(technical_sheets(series)), known.technical())


def _reasoned(series: WaveSeries, known: Contents) -> Iterator[Family]:
    yield Family(lambda: _saying(figure_sheets(series)), known.figures(FIGURES))
    yield Family(lambda: _saying(_there(reasons_sheet(series))), known.of_statements(REASONS))


@dataclass(frozen=True)
class SpokenFirstPage:
    """The first sheet in one language, the tables that its chart is drawn from by name, and what a file says of it."""

    sheet: Sheet
    tables: Mapping[str, Table]
    properties: Properties


def spoken_first_page(series: WaveSeries, language: str) -> SpokenFirstPage:
    """What *In het kort* says, in `nl` or `en`."""
    page = in_short_sheet(series)
    drawn = {block.table for block in page.blocks if isinstance(block, Chart)}
    drawn_from = Sheet("", "", tuple(table for table in latest_tables(series) if table.name in drawn))
    return SpokenFirstPage(
        sheet=spoken_in(page, language),
        tables={block.name: block for block in spoken_in(drawn_from, language).blocks if isinstance(block, Table)},
        properties=spoken_in(workbook_properties(series), language),
    )


def group_families(series: WaveSeries, group: Group) -> Iterator[Family]:
    """What may be said of one arm, segment or category of a trait, on sheets like those of everybody."""
    of_group, label = series.of_group(group), series.label_of(group)
    for family in _of_block(series, _of_group(of_group, Contents(of_group))):
        yield _titled(family, label)


def _titled(family: Family, label: Text) -> Family:
    def sheets() -> Iterator[Sheet]:
        return (replace(sheet, title=joined([sheet.title, label], " – ")) for sheet in family.sheets())

    return replace(family, sheets=sheets)


def _of_group(series: WaveSeries, known: Contents) -> Iterator[Family]:
    if series.is_one_wave:
        yield Family(lambda: _saying(outcome_sheets(series)))
    else:
        yield Family(lambda: _saying(comparison_sheets(series)), known.compared())
        yield Family(lambda: _saying(_there(intervals_sheet(series))), known.intervals(INTERVALS))
        yield from _reasoned(series, known)
    yield Family(lambda: _saying([distribution_sheet(series)]), known.of_statements(DISTRIBUTION))
    yield Family(lambda: _saying(_there(scales_sheet(series))), known.scales(SCALES))
    yield Family(lambda: _saying([chart_data_sheet(series)]), known.of_statements(CHART_DATA))


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
        subject=(_OUTCOMES if series.is_one_wave else _COMPARISON).filled(waves=listed(series.names)),
        author=study.bureau,
        company=study.client,
        created=series.latest.wave.month,
        page=_PAGE,
        language=LANGUAGE_TAG,
    )
