"""Sheet *Schalen*: scores over statements that belong together, per wave and compared (STATISTICS 7)."""

from collections.abc import Iterator

from survey_app.comparison.figures.estimates import SCALE
from survey_app.comparison.figures.figure import HIGH, LOW
from survey_app.comparison.figures.signs import Sign
from survey_app.comparison.figures.technical import STATED_DELTA
from survey_app.comparison.figures.verdicts import CONCLUSION, MEAN_CHANGE
from survey_app.comparison.results import ScaleComparison, ScaleEstimate
from survey_app.comparison.series import WaveSeries
from survey_app.comparison.statistics.reliability import LEAST_COMPLETE_OF_OMEGA, NotComputed, Reliability
from survey_app.language.words import Words, joined, listed
from survey_app.questionnaire.model import LikertStatement, Questionnaire, Scale
from survey_app.tables.columns import VERDICT
from survey_app.tables.items import in_own_words, scale_titles, wording_of
from survey_app.tables.layout import FilledColumn, all_filled, cells_of, columns_of, filled, notes_of, told
from survey_app.tables.rows import Gathered
from survey_app.tables.scales import scored_end
from survey_app.tables.table import Block, Cell, Column, Heading, Kind, Paragraph, Sheet, Table, Text
from survey_app.tables.verdicts import level_words, meaning_words, reason_words
from survey_app.tables.waves import pair_words, titled

NAME = Words("Schalen")
_SCALE = Words("Schaal")

_SCORES = (
    *all_filled(SCALE, {"n": 9, "n_without": 9, "mean": 9, "mean_low": 9, "mean_high": 9, "sd": 9}, Kind.SCORE),
    *all_filled(SCALE, {"n_complete": 10, "alpha": 9, "omega": 15}, Kind.SCORE),
)

_OF_THE_WHOLE = Words(
    "Alfa, omega en ‘alles ingevuld’ zijn van de hele meting, niet van {who}: op minder mensen zeggen ze te weinig."
)


def scales_sheet(series: WaveSeries) -> Sheet | None:
    """Scores per wave, then their differences, then what each scale is made of; None when there are no scales."""
    gathered = Gathered(series, lambda pair: pair.scales)
    if not gathered.ids:
        return None
    blocks: tuple[Block, ...] = (
        *([Paragraph(_OF_THE_WHOLE.filled(who=series.whose))] if series.whose else []),
        _score_table(series, gathered),
        *([] if series.is_one_wave else [_difference_table(series, gathered)]),
        *_item_blocks(series, gathered),
    )
    return Sheet(NAME, titled(Words("Schalen in {waves}"), series), blocks)


def _score_table(series: WaveSeries, gathered: Gathered[ScaleComparison]) -> Table:
    return Table(
        name="Schalen_scores",
        title=Words("Scores per meting"),
        columns=(
            Column(_SCALE, Kind.STRONG, 26),
            Column(Words("Meting"), width=30),
            *columns_of(_SCORES),
            Column(Words("Opmerking"), width=84),
        ),
        rows=tuple(_score_rows(series, gathered)),
        notes=notes_of(columns_of(_SCORES)),
        rows_together=len(series.waves),
    )


def _score_rows(series: WaveSeries, gathered: Gathered[ScaleComparison]) -> Iterator[tuple[Cell, ...]]:
    for scale_id in gathered.ids:
        titles = scale_titles(series.waves, scale_id)
        known = next(title for title in reversed(titles) if title is not None)
        estimates = gathered.by_wave(scale_id, lambda scale: scale.estimates)
        for title, name, estimate in zip(titles, series.names, estimates, strict=True):
            yield title or known, name, *cells_of(_SCORES, estimate), _remark(estimate)


def _remark(estimate: ScaleEstimate | None) -> Cell:
    if estimate is None:
        return Words("Deze meting heeft de schaal niet.")
    if not estimate.computable:
        return Words("Niet te berekenen: scores vragen antwoorden per persoon op dezelfde stellingen.")
    if estimate.hidden:
        return Words("Geheim: te weinig mensen om te tonen.")
    return joined(list(_reliability_words(estimate.reliability)), "\n") if estimate.reliability else Sign.IMPOSSIBLE


_NO_ALPHA = Words("Alfa niet te berekenen: {why}.")
_NO_OMEGA = Words("Omega niet te berekenen: {why}.")
_WHY_NOT = {
    NotComputed.FEW_ITEMS: Words("te weinig stellingen"),
    NotComputed.FEW_COMPLETE: Words("te weinig mensen vulden alles in"),
    NotComputed.NO_SPREAD: Words("iedereen antwoordde hetzelfde"),
    NotComputed.DEPENDENT_ITEMS: Words("een stelling volgt geheel uit de andere"),
    NotComputed.NO_FIT: Words("het model past niet"),
}


def _reliability_words(reliability: Reliability) -> Iterator[Words]:
    if reliability.is_limited:
        yield Words("Schaal beperkt betrouwbaar; daarom geen toets.")
    if reliability.no_alpha is not None:
        yield _NO_ALPHA.filled(why=_WHY_NOT[reliability.no_alpha])
    if reliability.no_omega is NotComputed.FEW_COMPLETE:
        yield Words("Omega niet berekend: minder dan {least} mensen vulden alles in.").filled(
            least=LEAST_COMPLETE_OF_OMEGA
        )
    elif reliability.no_omega is not None:
        yield _NO_OMEGA.filled(why=_WHY_NOT[reliability.no_omega])


def _difference_table(series: WaveSeries, gathered: Gathered[ScaleComparison]) -> Table:
    names = series.short_names if len(series.waves) == 2 else (Words("eerder"), Words("later"))
    return Table(
        name="Schalen_verschillen",
        title=Words("Verschillen"),
        columns=(
            Column(VERDICT, Kind.STRONG, 26),
            Column(_SCALE, width=30),
            *(column for name in names for column in columns_of(_BASE, wave=name)),
            *columns_of(_CHANGES),
            Column(Words("Waarom dit oordeel"), Kind.TEXT, 84, Words("Toelichting")),
        ),
        rows=tuple(_difference_rows(series, gathered)),
        notes=(*notes_of((*columns_of(_BASE), *columns_of(_CHANGES))), _NOTE),
        rows_together=len(series.pairs),
    )


_BASE = all_filled(SCALE, {"n": 9}, Kind.COUNT)
_CHANGE, _DELTA = Words("Verschil in score"), Words("Cliffs δ (hele verdeling)")
_CHANGES: tuple[FilledColumn[ScaleComparison], ...] = (
    filled(MEAN_CHANGE["change"], Kind.SCORE_CHANGE, 10, _CHANGE, heading=Words("Verschil")),
    filled(MEAN_CHANGE["change_low"], Kind.SCORE_CHANGE, 9, _CHANGE, heading=LOW),
    filled(MEAN_CHANGE["change_high"], Kind.SCORE_CHANGE, 9, _CHANGE, heading=HIGH),
    filled(STATED_DELTA["delta"], Kind.SCORE_CHANGE, 9, _DELTA, heading=Words("δ")),
    *all_filled(STATED_DELTA, {"delta_low": 9, "delta_high": 9}, Kind.SCORE_CHANGE, _DELTA),
    told(CONCLUSION["conclusion"], meaning_words, 15, Words("Uitspraak")),
)
_NOTE = Words(
    "De schalen zijn samen één groep toetsen (Holm); de p-waarden staan op Technisch. Dat een verschil kleiner is dan "
    "een grens staat hier nooit: voor een score is geen grens afgesproken."
)


def _difference_rows(series: WaveSeries, gathered: Gathered[ScaleComparison]) -> Iterator[tuple[Cell, ...]]:
    for scale_id in gathered.ids:
        for earlier, later, compared in gathered.in_pairs(scale_id):
            waves = pair_words(series, earlier, later)
            both = [series.waves[place] for place in (earlier, later)]
            title = in_own_words(scale_titles(both, scale_id), (series.names[earlier], series.names[later]))
            in_waves = Words("{scale}: {waves}").filled(scale=title, waves=waves)
            yield (
                level_words(compared.verdict),
                title if len(series.waves) == 2 else in_waves,
                *(cell for estimate in compared.estimates for cell in cells_of(_BASE, estimate)),
                *cells_of(_CHANGES, compared),
                reason_words(compared.verdict, (), compared.conclusion),
            )


def _item_blocks(series: WaveSeries, gathered: Gathered[ScaleComparison]) -> Iterator[Block]:
    """What each scale is made of: the statements it is scored on, and those that were left out, with why."""
    yield Heading(Words("Waaruit elke schaal bestaat"))
    for scale_id in gathered.ids:
        scale = next(scale for _, _, scale in gathered.in_pairs(scale_id))
        yield from (Paragraph(text) for text in _lines(series, scale))


def _lines(series: WaveSeries, scored: ScaleComparison) -> Iterator[Words]:
    questionnaire = _defining(series, scored.scale_id)
    title = in_own_words(scale_titles(series.waves, scored.scale_id), series.names, " · ")
    scale = next(scale for scale in questionnaire.scales if scale.id == scored.scale_id)
    yield _about(questionnaire, scale, scored, title)
    for item_id in scored.items:
        line = _REVERSED if item_id in scale.reversed else _LINE
        yield line.filled(text=questionnaire.items[item_id].text)
    for item_id in scored.left_out:
        asked = [fielded.instrument.questionnaire.items.get(item_id) for fielded in series.waves]
        yield _LEFT_OUT.filled(text=wording_of(asked, series.names, " · "), why=_why(series, item_id))


def _defining(series: WaveSeries, scale_id: str) -> Questionnaire:
    """The latest questionnaire with the scale."""
    questionnaires = [fielded.instrument.questionnaire for fielded in reversed(series.waves)]
    return next(asked for asked in questionnaires if any(scale.id == scale_id for scale in asked.scales))


def _about(questionnaire: Questionnaire, scale: Scale, scored: ScaleComparison, title: Text) -> Words:
    first = questionnaire.items[scale.items[0]]
    if not isinstance(first, LikertStatement):
        raise TypeError(f"scale {scale.id} has an item that is not a statement: {first.id}")
    judged_on = questionnaire.response_scale_of(first)
    return Words(
        "{title}: {number} van de {all} stellingen, in elke meting dezelfde; score van {low} tot {high}"
    ).filled(
        title=title,
        number=len(scored.items),
        all=len(scale.items),
        low=scored_end(judged_on, 0, "{score} ({label})"),
        high=scored_end(judged_on, -1, "{score} ({label})"),
    )


def _why(series: WaveSeries, item_id: str) -> Words:
    """Not asked in some wave; or asked, in other words, of other people or counted the other way round."""
    missing = [
        name
        for name, fielded in zip(series.names, series.waves, strict=True)
        if item_id not in fielded.instrument.questionnaire.items
    ]
    if missing:
        return Words("niet gesteld in {waves}").filled(waves=listed(missing))
    return Words("niet in elke meting op dezelfde manier gevraagd en geteld")


_LINE = Words("–  {text}")
_REVERSED = Words("–  {text} (omgekeerd geteld)")
_LEFT_OUT = Words("–  Weggelaten: {text} ({why})")
