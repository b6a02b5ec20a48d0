"""Style sheets and scripts under addresses that change with their content, so that browsers may keep them."""

import gzip
import hashlib
from pathlib import Path

from flask import Blueprint, Flask, Response, request, url_for

STATIC = Path(__file__).parent / "static"
_FIRST = ("tokens.css", "base.css", "page.css")

assets = Blueprint("assets", __name__)


def style_sheet() -> str:
    """The tokens, the base and every component in one text: one request for a phone on a weak connection."""
    folder = STATIC / "css"
    parts = [folder / name for name in _FIRST] + sorted((folder / "components").glob("*.css"))
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


def _version(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


_STYLE_SHEET = style_sheet()
_STYLE_VERSION = _version(_STYLE_SHEET.encode())
_COMPRESSED = gzip.compress(_STYLE_SHEET.encode(), mtime=0)


@assets.get("/stijl.css")
def stylesheet() -> Response:
    """The style sheet of all pages; compressed, unlike pages, for its length says nothing of anybody."""
    if request.accept_encodings["gzip"]:
        response = Response(_COMPRESSED, mimetype="text/css", headers={"Content-Encoding": "gzip"})
    else:
        response = Response(_STYLE_SHEET, mimetype="text/css")
    response.vary.add("Accept-Encoding")
    response.cache_control.public = True
    response.cache_control.max_age = 31_536_000
    response.cache_control.immutable = True
    return response


def stylesheet_url() -> str:
    """Address of the style sheet, with its version."""
    return url_for("assets.stylesheet", v=_STYLE_VERSION)


def add_versions(app: Flask) -> None:
    """Give every address of a static file the version of that file."""
    versions = {
        path.relative_to(STATIC).as_posix(): _version(path.read_bytes()) for path in STATIC.rglob("*") if path.is_file()
    }

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, object]) -> None:
        if endpoint == "static":
            values["v"] = versions.get(str(values.get("filename")))
