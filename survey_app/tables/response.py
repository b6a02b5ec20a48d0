"""Sheet *Respons*: who was approached, how, and how many answered, per wave and per segment."""

from __future__ import annotations

from math import sqrt

from survey_app.comparison.results import FieldedWave, WaveComparison
from survey_app.fieldwork.wave import Recruitment, Wave
from survey_app.questionnaire.study import Segment
from survey_app.tables.cells import share_cell
from survey_app.tables.columns import distinct
from survey_app.tables.rounding import points
from survey_app.tables.table import Block, Cell, Column, Kind, Paragraph, Sheet, Sign, Table
from survey_app.tables.waves import marked_title, months_named, wave_names

NAME = "Respons"
_Z = 1.959964
_RECRUITMENT = {
    Recruitment.CODES: "brief met een code per adres",
    Recruitment.OPEN_LINK: "open link (wie wilde, deed mee)",
}
_ARMS = {"pilot": "pilot", "mirror": "spiegel", None: ""}


def response_sheet(comparison: WaveComparison) -> Sheet:
    """A table of waves, and one of segments where there are any."""
    blocks: list[Block] = [_wave_table(comparison), *(Paragraph(text) for text in _unknown_frames(comparison))]
    segments = _segment_rows(comparison)
    if segments:
        blocks.append(_segment_table(segments))
    title = marked_title(f"Respons in {months_named(comparison)}", comparison)
    return Sheet(NAME, title, tuple(blocks))


def _wave_table(comparison: WaveComparison) -> Table:
    return Table(
        name="Respons_metingen",
        title="Per meting",
        columns=distinct(
            [
                Column("Meting", Kind.STRONG, 20),
                Column("Werving", width=34),
                Column("Periode", width=30),
                *_figure_columns(),
            ]
        ),
        rows=tuple(
            (name, _RECRUITMENT[fielded.wave.recruitment], _period(fielded.wave), *_wave_figures(fielded))
            for name, fielded in zip(wave_names(comparison), comparison.waves, strict=True)
        ),
        notes=(
            "Respons = ingevuld, als deel van benaderd. Een onbekende respons wordt niet geschat.",
            "Marge = 95%-marge (procentpunten, naar beide kanten) bij 50%, over alle ingevulde lijsten.",
            "De marge zegt niets over wie niet meededen: bij lage of selectieve respons kan de afwijking groter zijn.",
        ),
    )


def _figure_columns() -> tuple[Column, ...]:
    return (
        Column("Benaderd", Kind.COUNT, 12),
        Column("Ingevuld", Kind.COUNT, 12),
        Column("Respons", Kind.PERCENT, 12),
        Column("Marge (±)", Kind.MARGIN, 12),
    )


def _wave_figures(fielded: FieldedWave) -> tuple[Cell, ...]:
    return _figures(fielded.frame, fielded.counts.total.respondents)


def _figures(invited: int | None, responded: int) -> tuple[Cell, ...]:
    """Response is unknown without a frame, and when more answered than the frame holds."""
    rate = responded / invited if invited and responded <= invited else None
    return (
        Sign.UNKNOWN if invited is None else invited,
        responded,
        share_cell(rate),
        points(100 * _Z * sqrt(0.25 / responded)) if responded else Sign.UNKNOWN,
    )


def _period(wave: Wave) -> str:
    if wave.opened_on is None or wave.closed_on is None:
        return "dagen niet bekend"
    return f"{wave.opened_on:%d-%m-%Y} tot en met {wave.closed_on:%d-%m-%Y}"


def _unknown_frames(comparison: WaveComparison) -> list[str]:
    return [
        f"{name}: het is niet bekend hoeveel mensen konden meedoen; de respons is dus onbekend."
        for name, fielded in zip(wave_names(comparison), comparison.waves, strict=True)
        if fielded.frame is None
    ]


def _segment_rows(comparison: WaveComparison) -> list[tuple[Cell, ...]]:
    return [
        (name, segment.label, _ARMS[segment.arm], *_segment_figures(fielded, segment))
        for name, fielded in zip(wave_names(comparison), comparison.waves, strict=True)
        for segment in fielded.instrument.study.segments
        if segment.id in fielded.invited
    ]


def _segment_figures(fielded: FieldedWave, segment: Segment) -> tuple[Cell, ...]:
    return _figures(fielded.invited[segment.id] or None, fielded.responded.get(segment.id, 0))


def _segment_table(rows: list[tuple[Cell, ...]]) -> Table:
    return Table(
        name="Respons_kernen",
        title="Per kern",
        columns=distinct([Column("Meting", Kind.STRONG, 20), Column("Kern"), Column("Groep"), *_figure_columns()]),
        rows=tuple(rows),
        notes=("Dit zijn aantallen vragenlijsten, geen antwoorden. Groep: pilotkern of spiegelkern.",),
    )
