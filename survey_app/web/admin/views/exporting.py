"""Microdata of one closed wave: what the file holds, what it leaves out and rules out, and the file itself."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from survey_app.dataset.microdata.choosing import Choice, Merges, WaveRows
from survey_app.dataset.microdata.gathering import find_obstacle
from survey_app.fieldwork.wave import Wave
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.microdata_file import (
    MOST_ON_THE_WEB,
    effects,
    kinds_for,
    make_file,
    obstacle_words,
    omissions,
    read_rows,
    ruled_out,
    trait_names,
)
from survey_app.web.admin.microdata_form import ChoiceRefused, MicrodataForm, choice_line, merges_in, merging_of
from survey_app.web.admin.showing import file_to_save, read_wave
from survey_app.web.stores import installation


def microdata(wave_id: str) -> ResponseReturnValue:
    """What the file would hold, with as many traits as are allowed."""
    wave = read_wave(wave_id)
    if find_obstacle(wave) is not None or _is_too_large(wave):
        return _without_file(wave)
    rows = read_rows(installation().stores, wave)
    chosen = rows.choose()
    form = MicrodataForm(trait_names(rows), kinds_for(rows.number), chosen.kept)
    form.shown.data = choice_line(chosen)
    return _page(rows, chosen, form, {})


def take_microdata(wave_id: str) -> ResponseReturnValue:
    """The file, with the traits that were chosen, once the page told what that does; the log says who took it."""
    at, wave = installation(), read_wave(wave_id)
    if find_obstacle(wave) is not None or _is_too_large(wave):
        return _without_file(wave), 409
    rows = read_rows(at.stores, wave)
    form = MicrodataForm(trait_names(rows), kinds_for(rows.number))
    merges: Merges = {}
    try:
        merges = merges_in(rows, request.form)
        chosen = rows.choose(form.keep.data or (), merges)
    except ChoiceRefused as refusal:
        form.refuse_choice(refusal)
        return _page(rows, rows.choose(), form, merges), 422
    if "look" in request.form:
        form.shown.data = choice_line(chosen)
        return _page(rows, chosen, form, merges)
    if not form.is_of(chosen):
        return _page(rows, chosen, form, merges), 422
    return file_to_save(make_file(at.stores, rows, chosen, form.chosen_kind, equipment().act()))


def _is_too_large(wave: Wave) -> bool:
    return (wave.responses or 0) > MOST_ON_THE_WEB


def _without_file(wave: Wave) -> str:
    obstacle = find_obstacle(wave)
    why = None if obstacle is None else obstacle_words(obstacle)
    return render_template("admin/microdata.html", wave=wave, why=why, most=MOST_ON_THE_WEB)


def _page(rows: WaveRows, chosen: Choice, form: MicrodataForm, merges: Merges) -> str:
    names = trait_names(rows)
    return render_template(
        "admin/microdata.html",
        wave=rows.wave,
        form=form,
        number=rows.number,
        threshold=rows.cells.threshold,
        kept=[name for trait, name in names if trait in chosen.kept],
        effects=list(effects(rows, chosen)),
        ruled_out=ruled_out(rows, chosen),
        left_out=omissions(rows.instrument, chosen.left_out),
        before=[name for trait, name in names if trait in rows.before],
        merging=merging_of(rows, dict(names), merges),
    )
