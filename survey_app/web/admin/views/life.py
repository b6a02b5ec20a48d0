"""The life of a wave: added, opened, closed, given up or thrown away, after a page that says what will happen."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from survey_app.fieldwork.life import add_wave, check_form, discard_unreadable, open_wave, remove_wave
from survey_app.fieldwork.sheets import NEEDED, SwappedKey, WrongSheet, fingerprint_of
from survey_app.fieldwork.trial import check_is_trial, throw_away
from survey_app.fieldwork.voiding import void_wave
from survey_app.fieldwork.wave import Custody, Wave, WaveState
from survey_app.keyroom import errands
from survey_app.questionnaire.library import load_source
from survey_app.web.admin.comparing_forms import comparable_waves
from survey_app.web.admin.equipment import begin_apart, do_apart, equipment
from survey_app.web.admin.forms import FinalForm, OpenForm, RemoveForm, VoidForm, WaveForm
from survey_app.web.admin.opening_advice import find_opening_advice
from survey_app.web.admin.preview import count_words
from survey_app.web.admin.questionnaire_files import list_files, suggested_wave
from survey_app.web.admin.recent_results import RecentResults
from survey_app.web.admin.response_board import read_board
from survey_app.web.admin.showing import expect, form_page, go_to, pressed_twice, read_wave
from survey_app.web.admin.views.closing import find_closing_result, is_being_closed, is_unfinished, run_closing
from survey_app.web.admin.views.consenting import find_second, may_close_now, page_for_one
from survey_app.web.admin.views.sheets import CloseWithSheetsForm, open_with_sheets
from survey_app.web.admin.views.shredding import read_paper
from survey_app.web.stores import installation, kept
from survey_app.web.translation import gettext as _


def choose_questionnaire() -> ResponseReturnValue:
    """The first step of a new wave: which questionnaire."""
    files = list_files(installation().settings.questionnaire_directory)
    return render_template("admin/choose-questionnaire.html", files=files)


def add(source: str) -> ResponseReturnValue:
    """The second step: everything else."""
    at = installation()
    instrument = load_source(at.settings.questionnaire_directory, source)
    with at.stores.reading() as store:
        taken = {wave.id for wave in store.waves.all()}
    form = WaveForm(taken, **suggested_wave(instrument, equipment().today(), taken))
    if not form.validate_on_submit():
        size = count_words(instrument.questionnaire)
        return form_page("admin/add-wave.html", form, instrument=instrument, size=size)
    add_wave(at.stores, form.wave(source), current_user.name, clock=equipment().clock)
    return go_to("wave", _("De meting is toegevoegd als concept. Er kan nog niemand antwoorden."), form.wave_id.data)


@pressed_twice
def remove(wave_id: str) -> ResponseReturnValue:
    """Remove a draft, after asking."""
    at = installation()
    with at.stores.reading() as store:
        wave = expect(store.waves.get(wave_id), WaveState.DRAFT)
        codes = store.invitations.count(wave_id)
    form = RemoveForm(wave_id)
    if not form.validate_on_submit() or not form.was_told(codes):
        return form_page("admin/remove.html", form, wave=wave, codes=codes)
    remove_wave(at.stores, at.keys, wave_id, current_user.name, clock=equipment().clock)
    return go_to("overview", _("Het concept is verwijderd."))


def open_(wave_id: str) -> ResponseReturnValue:
    """Open a wave, after asking."""
    at, wave = installation(), read_wave(wave_id)
    board = read_board(at.stores, wave, equipment().clock)
    if request.method == "POST" and wave.state is WaveState.OPEN:
        return go_to("wave", _("Deze meting was al geopend. Er is niets veranderd."), wave_id)
    instrument = at.instrument_of(expect(wave, WaveState.DRAFT))
    check_form(wave_id, instrument)
    with at.stores.reading() as store:
        advice = find_opening_advice(store, wave, instrument)
    if wave.custody is Custody.SHEETS:
        return open_with_sheets(wave, board, instrument, advice)
    form = OpenForm(fingerprint=instrument.fingerprint())
    if not form.validate_on_submit() or not form.was_shown(instrument):
        size = count_words(instrument.questionnaire)
        return form_page(
            "admin/open.html", form, 409, wave=wave, board=board, instrument=instrument, size=size, advice=advice
        )
    do_apart(open_wave, wave_id, instrument, equipment().today(), current_user.name, clock=equipment().clock)
    return go_to("wave", _("De meting is geopend. Vanaf nu kunnen mensen antwoorden."), wave_id)


def close(wave_id: str) -> ResponseReturnValue:
    """Close a wave for good, after asking."""
    wave = read_wave(wave_id)
    board = read_board(installation().stores, wave, equipment().clock)
    if request.method == "POST" and wave.state is WaveState.CLOSED:
        return redirect(url_for("admin.closed", wave_id=wave_id))
    expect(wave, WaveState.OPEN)
    if is_being_closed(wave_id):
        return redirect(url_for("admin.headway", wave_id=wave_id))
    second = find_second(wave)
    if not may_close_now(wave, second):
        return page_for_one(wave)
    form = _closing_form(wave)
    if not form.validate_on_submit() or not _sheets_fit(wave, form):
        fingerprint = fingerprint_of(wave.public_key) if wave.public_key else None
        return form_page("admin/close.html", form, wave=wave, board=board, second=second, key_fingerprint=fingerprint)
    words = form.words() if isinstance(form, CloseWithSheetsForm) else ()
    today, who, clock = equipment().today(), current_user.name, equipment().clock
    closing = begin_apart(errands.close, wave_id, today, who, words, second=second, clock=clock)
    return run_closing(wave_id, closing)


def void(wave_id: str) -> ResponseReturnValue:
    """Give up a box that nobody can open; while its key may be there, only for who says so."""
    at, wave = installation(), read_wave(wave_id, WaveState.OPEN)
    board = read_board(at.stores, wave, equipment().clock)
    has_key = do_apart(errands.has_key, wave)
    form = VoidForm(wave_id) if has_key else FinalForm(wave_id)
    if not form.validate_on_submit():
        return form_page("admin/void.html", form, wave=wave, board=board, has_key=has_key)
    lost = do_apart(void_wave, wave_id, current_user.name, even_with_key=has_key, clock=equipment().clock).lost
    words = _("De bus is ongeldig gemaakt; %(lost)s enveloppen zijn weg. De meting is weer een concept.", lost=lost)
    return go_to("wave", words, wave_id)


def discard(wave_id: str) -> ResponseReturnValue:
    """Give up the envelopes that did not open at closing, and with them the key, after asking."""
    at = installation()
    with at.stores.reading() as store:
        wave = expect(store.waves.get(wave_id), WaveState.CLOSED)
        result = find_closing_result(store, at.keys, wave)
    if result is None or result.quarantined == 0:
        return go_to("closed", _("Er zijn geen enveloppen die niet opengingen. Er is niets veranderd."), wave_id)
    form = FinalForm(wave_id)
    if not form.validate_on_submit():
        return form_page("admin/discard.html", form, wave=wave, closing=result)
    discard_unreadable(at.stores, at.keys, wave_id, current_user.name, clock=equipment().clock)
    return go_to("closed", _("De enveloppen zijn weggegooid."), wave_id)


def closed(wave_id: str) -> ResponseReturnValue:
    """What closing did."""
    at = installation()
    with at.stores.reading() as store:
        wave = expect(store.waves.get(wave_id), WaveState.CLOSED)
        result = find_closing_result(store, at.keys, wave)
        paper = read_paper(store, wave)
    unfinished = is_unfinished(wave_id, result)
    return render_template("admin/closed.html", wave=wave, closing=result, paper=paper, unfinished=unfinished)


@pressed_twice
def throw_trial_away(wave_id: str) -> ResponseReturnValue:
    """Throw a trial away, after asking."""
    at, wave = installation(), read_wave(wave_id)
    check_is_trial(wave)
    form = FinalForm(wave_id)
    if not form.validate_on_submit():
        return form_page("admin/throw-away.html", form, wave=wave)
    throw_away(at.stores, at.keys, wave_id, current_user.name, clock=equipment().clock)
    with at.stores.reading() as store:
        kept(RecentResults).keep_only(comparable_waves(store))
    return go_to("overview", _("De proef is weggegooid."))


def _closing_form(wave: Wave) -> FinalForm:
    if wave.custody is Custody.HOST:
        return FinalForm(wave.id)
    form = CloseWithSheetsForm(wave.id)
    form.keep_sheets(wave.sheets_needed or NEEDED)
    return form


def _sheets_fit(wave: Wave, form: FinalForm) -> bool:
    """Whether the words open the box; if not, say so at their field."""
    if not isinstance(form, CloseWithSheetsForm):
        return True
    try:
        do_apart(errands.check_words, wave, form.words())
    except (WrongSheet, SwappedKey) as refusal:
        form.refuse_sheets(refusal)
        return False
    return True
