"""How a view ends: with the page around a form, or with a file to save."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from flask import Response, render_template, send_file
from flask.typing import ResponseReturnValue

from survey_app.web.admin.forms import AdminForm

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def form_page(template: str, form: AdminForm, status: int = 422, **shown: object) -> ResponseReturnValue:
    """The page, with this status when something is wrong with what was filled in."""
    return render_template(template, form=form, **shown), status if form.errors else 200


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
