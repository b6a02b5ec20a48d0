"""How a view begins, with the wave it is about, and ends: around a form, on another page, or with a file to save."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from io import BytesIO
from typing import BinaryIO

from flask import Response, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from survey_app.fieldwork.ports import NoSuchWave
from survey_app.fieldwork.wave import AboutWave, Wave, WaveState
from survey_app.web.admin.forms import AdminForm
from survey_app.web.stores import installation
from survey_app.web.translation import gettext as _

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class MovedOn(AboutWave, says="wave {0.id}: is {0.state} meanwhile"):
    """What was asked cannot be done with a wave in this state; nothing was changed."""


def read_wave(wave_id: str, state: WaveState | None = None) -> Wave:
    """The wave as it is now; raises NoSuchWave, or MovedOn when another state was expected."""
    wave = installation().wave(wave_id)
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


def pressed_twice(view: Callable[[str], ResponseReturnValue]) -> Callable[[str], ResponseReturnValue]:
    """The view of what takes a wave away: pressed once more, it says that there is nothing left to take."""

    @wraps(view)
    def show(wave_id: str) -> ResponseReturnValue:
        try:
            return view(wave_id)
        except NoSuchWave:
            if request.method == "GET":
                raise
            return go_to("overview", _("Deze meting is er niet meer. Er is niets veranderd."))

    return show


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
