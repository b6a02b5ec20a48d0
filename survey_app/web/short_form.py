"""Reads the forms that browsers send without asking Werkzeug for what only uploads need."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from flask import Request
from werkzeug.datastructures import FileStorage, ImmutableMultiDict
from werkzeug.utils import cached_property

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_PLAIN = "application/x-www-form-urlencoded"
_SHORT = 65_536


class ShortFormRequest(Request):
    """A request of which a short form is read in one go; longer ones and all else go the usual way.

    Nothing here asks for a file, so what comes as one is no field: a form would take it for what was typed.
    """

    @property
    def files(self) -> ImmutableMultiDict[str, FileStorage]:
        """None, whatever came."""
        return ImmutableMultiDict()

    @cached_property
    def form(self) -> ImmutableMultiDict[str, str]:
        """The fields as Werkzeug gives them; the same limits hold, for only what is far below them is read here."""
        body = None if "stream" in self.__dict__ else read_short_body(self.environ)
        if body is None:
            return super().form
        self.__dict__["stream"] = BytesIO()
        return ImmutableMultiDict(fields_of(body))


def read_short_body(environ: WSGIEnvironment) -> bytes | None:
    """The body of a short form, read from the environment; None, and nothing read, when it is anything else."""
    length = environ.get("CONTENT_LENGTH", "")
    if environ.get("CONTENT_TYPE") != _PLAIN or not _is_short(length):
        return None
    body: bytes = environ["wsgi.input"].read(int(length))
    if len(body) == int(length):
        return body
    environ["wsgi.input"] = BytesIO(body)  # let Werkzeug tell that the browser went away
    return None


def _is_short(length: str) -> bool:
    return length.isascii() and length.isdigit() and int(length) <= _SHORT


def fields_of(body: bytes) -> list[tuple[str, str]]:
    """As Werkzeug reads them: none when the body is no text, and bytes that are none as they were written."""
    try:
        return parse_qsl(body.decode(), keep_blank_values=True, errors="werkzeug.url_quote")
    except ValueError:
        return []
