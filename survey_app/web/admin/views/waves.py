"""Waves to look at: the list, with what can be done next, one wave, and its questionnaire."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from survey_app.comparison.results import Level, Verdict
from survey_app.comparison.sentences import TOOK_PART
from survey_app.comparison.statistics.intervals import margin_pp
from survey_app.comparison.verdict.judging import Side, detectable, judge_sides
from survey_app.dataset.open_texts import has_open_answers
from survey_app.fieldwork.administrators import Role
from survey_app.fieldwork.consent import find_asker
from survey_app.fieldwork.contact_desk import find_desk
from survey_app.fieldwork.particulars import correctable
from survey_app.fieldwork.wave import Recruitment, Wave, WaveState
from survey_app.language.words import joined
from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.questionnaire.library import NoSuchQuestionnaire
from survey_app.rounding import rounded
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.login import LoggedIn
from survey_app.web.admin.preview import count_words, preview
from survey_app.web.admin.response_board import Board, read_board
from survey_app.web.admin.showing import read_wave
from survey_app.web.admin.views.closing import find_closing_result
from survey_app.web.admin.views.shredding import read_paper
from survey_app.web.stores import installation
from survey_app.web.translation import gettext as _


def overview() -> ResponseReturnValue:
    """All studies and their waves; a reader of a study begins at its results."""
    if current_user.studies:
        return redirect(url_for("admin.results"))
    return render_template("admin/overview.html", cards=_cards())


def wave(wave_id: str) -> ResponseReturnValue:
    """One wave: its response and its particulars."""
    at = installation()
    with at.stores.reading() as store:
        subject = store.waves.get(wave_id)
        closing = find_closing_result(store, at.keys, subject)
        contacts = find_desk(store, subject)
        paper = read_paper(store, subject)
        asker = find_asker(store, subject, equipment().today())
    board = read_board(at.stores, subject, equipment().clock)
    return render_template(
        "admin/wave.html",
        wave=subject,
        board=board,
        enough=enough(board.total.responded or 0, board.total.invited),
        closing=closing,
        paper=paper,
        asker=asker,
        contacts=contacts,
        contacts_due=contacts is not None and contacts.is_due(equipment().today()),
        has_open_answers=has_open_answers(subject),
        correctable=correctable(subject),
        next_steps=next_steps(subject, board, current_user),
        base_url=at.settings.base_url,
    )


def questionnaire(wave_id: str) -> ResponseReturnValue:
    """The questionnaire of a wave, to read."""
    subject = read_wave(wave_id)
    instrument = installation().instrument_of(subject)
    return render_template(
        "admin/questionnaire.html",
        wave=subject,
        instrument=instrument,
        sections=preview(instrument.questionnaire),
        size=count_words(instrument.questionnaire),
    )


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


def _cards() -> list[WaveCard]:
    """All waves in order of time; the page puts those of one study and questionnaire together."""
    stores, clock = installation().stores, equipment().clock
    with stores.reading() as store:
        waves = store.waves.all()
    boards = [(wave, read_board(stores, wave, clock)) for wave in waves]
    return [WaveCard(_place(wave), wave, board, next_steps(wave, board, current_user)) for wave, board in boards]


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


def _place(wave: Wave) -> Place:
    try:
        instrument = installation().instrument_of(wave)
    except (QuestionnaireFaults, NoSuchQuestionnaire):
        folder, _slash, file = wave.source.partition("/")
        return Place(folder, folder, file, file)
    study, questionnaire = instrument.study, instrument.questionnaire
    return Place(study.study, study.title, questionnaire.questionnaire, questionnaire.title)


_MOST = 1000


@dataclass(frozen=True)
class Enough:
    """What this many responses are good for, if the other wave has as many; in percentage points.

    `margin_pp` is half the width of the 95% interval of a share of 50%, `detectable_pp` the difference that will mostly
    be found; None for no responses. From `needed` on the waves may be compared.
    """

    level: Level
    margin_pp: float | None
    detectable_pp: int | None
    needed: int


def enough(responded: int, approached: int | None) -> Enough:
    """Judge a number of responses, out of how many were approached if that is known."""
    if not responded:
        return Enough(Level.NOT_COMPARABLE, None, None, _needed())
    margin, verdict = margin_pp(responded, float("inf")), _verdict(responded, approached)
    seen = None if verdict.margin_pp is None else int(rounded(detectable(verdict.margin_pp)))
    return Enough(verdict.level, margin, seen, _needed())


def _verdict(responded: int, approached: int | None) -> Verdict:
    """On two waves that both have this many; what else may lower a verdict is not known here."""
    side = Side(joined([]), responded, responded, approached, Recruitment.CODES, "")
    return judge_sides((side, side), TOOK_PART, [])


@lru_cache
def _needed() -> int:
    """The smallest number per wave that is comparable, the population being large."""
    return next(number for number in range(1, _MOST) if _verdict(number, None).level is Level.COMPARABLE)
