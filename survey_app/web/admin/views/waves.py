"""Waves to look at: the list, one wave, and its questionnaire."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from survey_app.dataset.open_texts import has_open_answers
from survey_app.fieldwork.consent import find_asker
from survey_app.fieldwork.contact_desk import find_desk
from survey_app.fieldwork.particulars import correctable
from survey_app.web.admin.enough import enough
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.overview import next_steps, read_overview
from survey_app.web.admin.paper_words import read_paper
from survey_app.web.admin.preview import count_words, preview
from survey_app.web.admin.questionnaire_files import instrument_of
from survey_app.web.admin.response_board import read_board
from survey_app.web.admin.showing import read_wave
from survey_app.web.admin.views.closing import find_closing_result
from survey_app.web.stores import installation


def overview() -> ResponseReturnValue:
    """All studies and their waves; a reader of a study begins at its results."""
    if current_user.studies:
        return redirect(url_for("admin.results"))
    at = installation()
    cards = read_overview(at.stores, at.settings.questionnaire_directory, current_user, equipment().clock)
    return render_template("admin/overview.html", cards=cards)


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
    instrument = instrument_of(subject, installation().settings.questionnaire_directory)
    return render_template(
        "admin/questionnaire.html",
        wave=subject,
        instrument=instrument,
        sections=preview(instrument.questionnaire),
        size=count_words(instrument.questionnaire),
    )
