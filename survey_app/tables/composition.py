"""Who answered, by trait and wave, beside the population where that is known: the composition under *Respons*."""

from collections.abc import Iterator, Sequence

from survey_app.comparison.figures.answers import ANSWER, POPULATION, AnswerInWave, Category
from survey_app.comparison.results import FieldedWave, Shown
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.questionnaire.model import AnyItem, SingleChoice, options_of
from survey_app.tables.items import in_own_words, wording_of
from survey_app.tables.layout import all_filled, cells_of, columns_of, notes_of
from survey_app.tables.table import Cell, Column, Kind, Table

_NOTE = Words("Een andere samenstelling kan een verschil tussen metingen verklaren.")


def composition_tables(series: WaveSeries) -> Iterator[Table]:
    """A table per background question of which one answer was chosen, in the order of the latest questionnaire."""
    items = [fielded.instrument.questionnaire.items for fielded in series.waves]
    for number, item_id in enumerate(dict.fromkeys(item for asked in reversed(items) for item in asked)):
        asked = [of_wave_items.get(item_id) for of_wave_items in items]
        traits = [item for item in asked if isinstance(item, SingleChoice) and item.is_trait]
        if traits:
            yield _table(series, asked, traits[-1], f"Respons_samenstelling_{number}")


def _table(series: WaveSeries, asked: Sequence[AnyItem | None], trait: SingleChoice, name: str) -> Table:
    """The answers of the latest wave that asked, then those that only earlier ones offered."""
    labels = [{option.id: option.label for option in options_of(item)} if item else {} for item in asked]
    population = _population(series, trait)
    return Table(
        name=name,
        title=Words("Samenstelling: {question}").filled(question=wording_of(asked, series.names, " · ")),
        columns=(
            Column(Words("Antwoord"), Kind.STRONG, 20),
            *(column for wave in series.names for column in columns_of(_SHARE, wave=wave)),
            *(columns_of(_OF_PEOPLE) if population else ()),
        ),
        rows=tuple(
            (
                in_own_words([known.get(option) for known in labels], series.names),
                *(cell for fielded, shown in _waves(series) for cell in _share(fielded, shown, trait.id, option)),
                *(cells_of(_OF_PEOPLE, population.get(option, _NOBODY_KNOWS)) if population else ()),
            )
            for option in dict.fromkeys(option for known in reversed(labels) for option in known)
        ),
        notes=(*notes_of(columns_of(_SHARE)), _NOTE),
    )


_SHARE = all_filled(ANSWER, {"share": 14}, Kind.PERCENT)
_OF_PEOPLE = all_filled(POPULATION, {"population": 14}, Kind.PERCENT)
_NOBODY_KNOWS = Category(None, 0)


def _waves(series: WaveSeries) -> Iterator[tuple[FieldedWave, Shown]]:
    return zip(series.waves, series.shown, strict=True)


def _share(fielded: FieldedWave, shown: Shown, item_id: str, option: str) -> tuple[Cell, ...]:
    item = fielded.instrument.questionnaire.items.get(item_id)
    is_offered = isinstance(item, SingleChoice) and any(option == offered.id for offered in item.options)
    return cells_of(_SHARE, AnswerInWave(shown[item_id], option) if is_offered else None)


def _population(series: WaveSeries, trait: SingleChoice) -> dict[str, Category]:
    """The categories of the population, where the study stores them for this trait."""
    margins = series.latest.instrument.study.margins
    if margins is None or margins.item != trait.id:
        return {}
    total = sum(margins.population.values())
    return {category: Category(number, total) for category, number in margins.population.items()} if total else {}
