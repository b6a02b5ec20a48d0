"""The list of studies and their waves, with what can be done next."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flask import url_for

from survey_app.fieldwork.administrators import Role
from survey_app.fieldwork.ports import Clock, Stores
from survey_app.fieldwork.wave import Recruitment, Wave, WaveState
from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.questionnaire.library import NoSuchQuestionnaire
from survey_app.web.admin.login import LoggedIn
from survey_app.web.admin.questionnaire_files import instrument_of
from survey_app.web.admin.response_board import Board, read_board
from survey_app.web.translation import gettext as _


@dataclass(frozen=True)
class NextStep:
    """What this administrator can do with a wave now."""

    text: str
    address: str


@dataclass(frozen=True)
class Place:
    """Where a wave stands in the list; what cannot be read stands under its file's own name."""

    study: str
    study_title: str
    questionnaire: str
    title: str


@dataclass(frozen=True)
class WaveCard:
    """One wave in the list."""

    place: Place
    wave: Wave
    board: Board
    next_steps: tuple[NextStep, ...]


def read_overview(stores: Stores, directory: Path, user: LoggedIn, clock: Clock) -> list[WaveCard]:
    """All waves in order of time; the page puts those of one study and questionnaire together."""
    with stores.reading() as store:
        waves = store.waves.all()
    boards = [(wave, read_board(stores, wave, clock)) for wave in waves]
    return [WaveCard(_place(wave, directory), wave, board, next_steps(wave, board, user)) for wave, board in boards]


def next_steps(wave: Wave, board: Board, user: LoggedIn) -> tuple[NextStep, ...]:
    """What follows in the life of a wave and this administrator may do, the likeliest first."""
    return tuple(step for role, step in _steps(wave, board) if user.may(role))


def _steps(wave: Wave, board: Board) -> Iterator[tuple[Role, NextStep]]:
    """Every step with the role it takes."""
    if wave.state is WaveState.CLOSED and not wave.withheld:
        yield Role.RESEARCH, NextStep(_("Resultaten"), url_for("admin.results", wave=wave.id))
        yield Role.RESEARCH, NextStep(_("Vergelijken"), url_for("admin.compare", wave=wave.id))
    if wave.state is WaveState.OPEN:
        yield Role.FIELDWORK, NextStep(_("Sluiten"), url_for("admin.close", wave_id=wave.id))
    if wave.state is WaveState.DRAFT:
        if wave.recruitment is Recruitment.CODES and board.total.invited is None:
            yield Role.FIELDWORK, NextStep(_("Codes maken"), url_for("admin.invite", wave_id=wave.id))
        yield Role.FIELDWORK, NextStep(_("Openen"), url_for("admin.open_", wave_id=wave.id))


def _place(wave: Wave, directory: Path) -> Place:
    try:
        instrument = instrument_of(wave, directory)
    except (QuestionnaireFaults, NoSuchQuestionnaire):
        folder, _slash, file = wave.source.partition("/")
        return Place(folder, folder, file, file)
    study, questionnaire = instrument.study, instrument.questionnaire
    return Place(study.study, study.title, questionnaire.questionnaire, questionnaire.title)
