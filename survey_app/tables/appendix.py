"""Sheet *Bijlage*: the counts of each wave in the layout of the report's appendices, newest wave first."""

from collections.abc import Iterator
from dataclasses import replace

from survey_app.comparison.figures.answers import ANSWER, ITEM, AnswerInWave, ItemInWave
from survey_app.comparison.results import FieldedWave, Shown
from survey_app.comparison.series import WaveSeries
from survey_app.dataset.counts import ItemCounts
from survey_app.fieldwork.wave import Origin
from survey_app.language.words import Words, counted
from survey_app.questionnaire.model import AnyItem, LikertStatement, MultipleChoice, ResponseScale, Section
from survey_app.tables.layout import columns_of, filled
from survey_app.tables.table import Block, Cell, Column, Heading, Kind, PageBreak, Paragraph, Sheet, Table
from survey_app.tables.waves import RESPONDENT, RESPONDENTS, marked_title, wave_title

NAME = Words("Bijlage")
_FIRST_WIDTH, _COUNT_WIDTH = 66, 14


def appendix_sheet(series: WaveSeries) -> Sheet:
    """A part per wave, each starting on its own page."""
    newest_first = reversed(tuple(zip(series.names, series.waves, series.shown, strict=True)))
    about = Words("Aantallen per antwoord, zoals in de bijlagen van het rapport; de nieuwste meting eerst.")
    blocks: list[Block] = [Paragraph(about)]
    for number, (name, fielded, shown) in enumerate(newest_first, start=1):
        blocks += [PageBreak()] if number > 1 else []
        blocks += _wave_blocks(name, fielded, shown, number)
    title = Words("Bijlage: aantallen per meting")
    return Sheet(NAME, marked_title(title, series), tuple(blocks), upright=True)


def _wave_blocks(name: Words, fielded: FieldedWave, shown: Shown, number: int) -> list[Block]:
    """One wave: its name, and its counts as far as they may be shown."""
    sections = fielded.instrument.questionnaire.sections
    tables = [table for section in sections for table in _tables(fielded, shown, section)]
    named = [replace(table, name=f"Bijlage_{number}_{place}") for place, table in enumerate(tables, start=1)]
    return [Heading(wave_title(fielded, name)), *(Paragraph(text) for text in _explanation(fielded)), *named]


def _explanation(fielded: FieldedWave) -> Iterator[Words]:
    respondents = counted(fielded.counts.total.respondents, RESPONDENT, RESPONDENTS)
    yield Words("n = {respondents}.").filled(respondents=respondents)
    if fielded.wave.origin is Origin.PRINTED:
        yield Words(
            "Deze aantallen zijn eerder gepubliceerd en staan hier zoals ze gedrukt zijn, ook als ze klein zijn."
        )
    else:
        yield Words(
            "x = geheim: te weinig antwoorden om te tonen (drempel {threshold}), of daaruit af te leiden."
        ).filled(threshold=fielded.instrument.study.disclosure_threshold)


def _tables(fielded: FieldedWave, shown: Shown, section: Section) -> Iterator[Table]:
    """The tables of one block: its statements by response scale, then every other item that was counted."""
    scales = fielded.instrument.questionnaire.response_scales
    statements = [item for item in section.asks() if isinstance(item, LikertStatement)]
    for name in dict.fromkeys(item.response_scale for item in statements):
        judged = [item for item in statements if item.response_scale == name]
        yield _statement_table(shown, section, scales[name], judged)
    for item in section.asks():
        if not isinstance(item, LikertStatement) and item.codes(scales):
            yield _answer_table(fielded, shown, item)


def _statement_table(shown: Shown, section: Section, scale: ResponseScale, items: list[LikertStatement]) -> Table:
    labels = [point.label for point in scale.points] + ([scale.not_applicable] if scale.not_applicable else [])
    head = section.lead_in or section.title
    columns = [Column(head, width=_FIRST_WIDTH), *(Column(label, Kind.COUNT, _COUNT_WIDTH) for label in labels)]
    rows = tuple((item.text, *_statement_cells(shown.get(item.id), scale)) for item in items)
    return Table("", "", tuple(columns), rows)


def _statement_cells(counts: ItemCounts | None, scale: ResponseScale) -> Iterator[Cell]:
    yield from (_COUNT.cell(AnswerInWave(counts, point.id)) for point in scale.points)
    if scale.not_applicable is not None:
        yield _NOT_APPLICABLE.cell(ItemInWave(counts, is_single=True))


def _answer_table(fielded: FieldedWave, shown: Shown, item: AnyItem) -> Table:
    """How often each answer was given. Numbers have no such table: their mean stands on *Cijfers*."""
    counts, scales = shown.get(item.id), fielded.instrument.questionnaire.response_scales
    labels = item.labels(scales)
    rows: list[tuple[Cell, ...]] = [
        (labels.get(code, code), _COUNT.cell(AnswerInWave(counts, code))) for code in item.codes(scales)
    ]
    if item.is_trait:
        rows.append((Words("Totaal"), _TOTAL.cell(ItemInWave(counts, not isinstance(item, MultipleChoice)))))
    (number,) = columns_of((_OF_TRAIT if item.is_trait else _COUNT,))
    columns = (Column(item.text, width=_FIRST_WIDTH), number)
    return Table("", "", columns, tuple(rows), tuple(_notes(item, counts)), total=item.is_trait)


_COUNT = filled(ANSWER["count"], Kind.COUNT, _COUNT_WIDTH)
_OF_TRAIT = filled(ANSWER["count"], Kind.COUNT, _COUNT_WIDTH, heading=Words("Aantal respondenten"))
_NOT_APPLICABLE, _TOTAL = (filled(ITEM[id_], Kind.COUNT, _COUNT_WIDTH) for id_ in ("n_nvt", "total"))


def _notes(item: AnyItem, counts: ItemCounts | None) -> Iterator[Words]:
    if not isinstance(item, MultipleChoice):
        return
    if not item.is_trait:
        yield Words("Er waren meer antwoorden mogelijk: de aantallen tellen niet op tot n.")
    elif counts is not None and not counts.hidden and sum(counts.answers.values()) > counts.asked:
        yield Words(
            "Het totaal is {total} bij {respondents}: wie meer antwoorden gaf, telt bij elk daarvan mee."
        ).filled(total=sum(counts.answers.values()), respondents=counted(counts.asked, RESPONDENT, RESPONDENTS))
