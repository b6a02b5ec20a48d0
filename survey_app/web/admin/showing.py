"""How a view begins, with the wave it is about, and ends: around a form, on another page, or with a file to save."""

from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from flask import Response, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from survey_app.fieldwork.wave import AboutWave, Wave, WaveState
from survey_app.web.admin.forms import AdminForm
from survey_app.web.stores import installation

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class MovedOn(AboutWave, says="wave {0.id}: is {0.state} meanwhile"):
    """What was asked cannot be done with a wave in this state; nothing was changed."""


def read_wave(wave_id: str, state: WaveState | None = None) -> Wave:
    """The wave as it is now; raises NoSuchWave, or MovedOn when another state was expected."""
    with installation().stores.reading() as store:
        wave = store.waves.get(wave_id)
    return wave if state is None else expect(wave, state)


def expect(wave: Wave, state: WaveState) -> Wave:
    """The wave, if it is in this state; raises MovedOn."""
    if wave.state is not state:
        raise MovedOn(wave)
    return wave


def form_page(template: str, form: AdminForm, status: int = 422, **shown: object) -> ResponseReturnValue:
    """The page, with this status when something is wrong with what was filled in."""
    return render_template(template, form=form, **shown), status if form.errors else 200


def go_to(endpoint: str, saying: str, wave_id: str | None = None) -> ResponseReturnValue:
    """To another page of administrators, which says this first."""
    flash(saying)
    return redirect(url_for(f"admin.{endpoint}", wave_id=wave_id))


@dataclass(frozen=True)
class File:
    """A finished file and what it is called; it has no name on the server, or none any more."""

    name: str
    mimetype: str
    content: bytes | BinaryIO


def file_to_save(file: File) -> Response:
    """The file under its name; nothing keeps it on the way."""
    stream = BytesIO(file.content) if isinstance(file.content, bytes) else file.content
    answer = send_file(stream, mimetype=file.mimetype, as_attachment=True, download_name=file.name)
    answer.headers["Cache-Control"] = "no-store"
    return answer
