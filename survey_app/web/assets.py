"""Style sheets, scripts and pictures: compressed, and kept by browsers, for an address changes with its content."""

import gzip
import hashlib
import mimetypes
import re
from functools import partial
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, request, url_for

STATIC = Path(__file__).parent / "static"
_FIRST = ("tokens.css", "base.css", "page.css")
_COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)

assets = Blueprint("assets", __name__)


def style_sheet() -> str:
    """The tokens, the base and every component in one text: one request for a phone on a weak connection.

    Without comments, which are for who reads the files.
    """
    folder = STATIC / "css"
    parts = [folder / name for name in _FIRST] + sorted((folder / "components").glob("*.css"))
    return _COMMENT.sub("", "\n".join(part.read_text(encoding="utf-8") for part in parts))


class Asset:
    """A text that is the same for everybody; compressed, unlike pages, for its length says nothing of anybody."""

    def __init__(self, name: str, content: bytes) -> None:
        self.version = hashlib.sha256(content).hexdigest()[:12]
        self._content = content
        self._compressed = gzip.compress(content, mtime=0)
        self._mimetype = mimetypes.guess_type(name)[0]

    def response(self) -> Response:
        """What a browser keeps for good, as short as it can read."""
        if request.accept_encodings["gzip"]:
            response = Response(self._compressed, mimetype=self._mimetype, headers={"Content-Encoding": "gzip"})
        else:
            response = Response(self._content, mimetype=self._mimetype)
        response.vary.add("Accept-Encoding")
        response.cache_control.public = True
        response.cache_control.max_age = 31_536_000
        response.cache_control.immutable = True
        return response


_STYLE_SHEET = Asset("stijl.css", style_sheet().encode())
_FILES = {
    name: Asset(name, path.read_bytes())
    for name, path in ((path.relative_to(STATIC).as_posix(), path) for path in STATIC.rglob("*") if path.is_file())
}


@assets.get("/stijl.css")
def stylesheet() -> Response:
    """The style sheet of all pages."""
    return _STYLE_SHEET.response()


def _static(filename: str) -> Response:
    return _FILES[filename].response() if filename in _FILES else abort(404)


stylesheet_url = partial(url_for, "assets.stylesheet", v=_STYLE_SHEET.version)
"""Address of the style sheet, with its version."""


def serve_files(app: Flask) -> None:
    """Serve what is in the folder in the place of Flask itself; each address has the version of what it leads to."""
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=_static)

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, object]) -> None:
        if endpoint == "static" and values.get("filename") in _FILES:
            values["v"] = _FILES[str(values["filename"])].version
