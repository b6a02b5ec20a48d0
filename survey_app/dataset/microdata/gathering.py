"""The responses of one closed wave, read once from the store for microdata, or why it has none."""

from collections.abc import Mapping
from enum import Enum

from survey_app.dataset.microdata.cells import Cells
from survey_app.dataset.microdata.choosing import WaveRows
from survey_app.dataset.microdata.coding import CodedVariable, coded_variables, segment_name
from survey_app.dataset.microdata.forms import Form
from survey_app.dataset.microdata.reading import Column, Progress, read_columns
from survey_app.dataset.microdata.rules import never_in, traits_of
from survey_app.fieldwork.life import NotClosed
from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.questionnaire.model import Counting
from survey_app.refusal import Refusal

Earlier = tuple[tuple[Form, ...], ...]
"""The files that were made of a wave, oldest first: of each the traits that it kept."""


class Obstacle(Enum):
    """Why a wave has no microdata."""

    NOT_CLOSED = "not closed yet"
    COUNTS = "known from counts only (a printed table, or a file), which have no persons"
    WITHHELD = "closed with fewer responses than its minimum, so only their number was kept"
    ONLY_WORDS = "asked for words only"
    TOO_FEW = "has fewer responses than its study shows figures of"


class NoMicrodata(Refusal):
    """The wave has no persons to show, or too few."""

    def __init__(self, wave_id: str, obstacle: Obstacle) -> None:
        super().__init__(f"wave {wave_id}: has no microdata: {obstacle.value}")


def find_obstacle(wave: Wave) -> Obstacle | None:
    """Why this wave has no microdata; None when it has."""
    if wave.state is not WaveState.CLOSED:
        return Obstacle.NOT_CLOSED
    if not wave.is_held_here:
        return Obstacle.COUNTS
    if wave.withheld:
        return Obstacle.WITHHELD
    instrument = wave.frozen_instrument()
    if all(item.counting is Counting.WHETHER for item in instrument.questionnaire.items.values()):
        return Obstacle.ONLY_WORDS
    if (wave.responses or 0) < instrument.study.disclosure_threshold:
        return Obstacle.TOO_FEW
    return None


def read_wave_rows(store: Store, wave: Wave, earlier: Earlier, progress: Progress) -> WaveRows:
    """Read the responses of a wave; raises NotClosed, NoMicrodata, ResponseNotKnown or AnswerNotKnown."""
    obstacle = find_obstacle(wave)
    if obstacle is Obstacle.NOT_CLOSED:
        raise NotClosed(wave.id)
    if obstacle is not None:
        raise NoMicrodata(wave.id, obstacle)
    instrument = wave.frozen_instrument()
    variables = coded_variables(instrument)
    responses = store.responses.read(wave.id)
    columns = read_columns(wave.id, instrument, variables, responses, wave.responses or 0, progress)
    return rows_of(wave, variables, columns, earlier)


def rows_of(
    wave: Wave, variables: tuple[CodedVariable, ...], columns: Mapping[str, Column], earlier: Earlier = ()
) -> WaveRows:
    """The rows with what may be chosen of them; raises NoMicrodata when they are fewer than the threshold."""
    instrument = wave.frozen_instrument()
    questionnaire, threshold = instrument.questionnaire, instrument.study.disclosure_threshold
    number = len(next(iter(columns.values()), ()))
    if number < threshold:
        raise NoMicrodata(wave.id, Obstacle.TOO_FEW)
    never = never_in(questionnaire, variables, columns, threshold)
    segment = segment_name(questionnaire)
    # An open link gives nobody a segment.
    has_segment = segment in columns and bool((columns[segment] > 0).any())
    without = {left_out.id for left_out in never}
    traits = traits_of(instrument, variables, segment if has_segment else None, without)
    cells = Cells(traits, threshold, columns, number)
    return WaveRows(wave, instrument, number, variables, columns, cells, tuple(never), earlier)
