"""How a view ends: with the page around a form, or with a file to save."""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO

from flask import Response, render_template, send_file
from flask.typing import ResponseReturnValue

from survey_app.web.admin.forms import AdminForm

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def form_page(template: str, form: AdminForm, status: int = 422, **shown: object) -> ResponseReturnValue:
    """The page, with this status when something is wrong with what was filled in."""
    return render_template(template, form=form, **shown), status if form.errors else 200


def file_to_save(content: bytes | BinaryIO, mimetype: str, name: str) -> Response:
    """The file under this name; nothing keeps it on the way."""
    stream = BytesIO(content) if isinstance(content, bytes) else content
    answer = send_file(stream, mimetype=mimetype, as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer
