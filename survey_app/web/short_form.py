"""Reads the forms that browsers send without asking Werkzeug for what only uploads need."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import parse_qsl

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.utils import cached_property

_PLAIN = "application/x-www-form-urlencoded"
_SHORT = 65_536


class ShortFormRequest(Request):
    """A request of which a short form is read in one go; longer ones, uploads and all else go the usual way."""

    @cached_property
    def form(self) -> ImmutableMultiDict[str, str]:
        """The fields as Werkzeug gives them; the same limits hold, for only what is far below them is read here."""
        length = self.environ.get("CONTENT_LENGTH", "")
        if self.environ.get("CONTENT_TYPE") != _PLAIN or not _is_short(length) or "stream" in self.__dict__:
            return super().form
        body = self.environ["wsgi.input"].read(int(length))
        if len(body) < int(length):  # let Werkzeug tell that the browser went away
            self.environ["wsgi.input"] = BytesIO(body)
            return super().form
        self.__dict__["stream"], self.__dict__["files"] = BytesIO(), ImmutableMultiDict()
        return ImmutableMultiDict(_fields(body))


def _is_short(length: str) -> bool:
    return length.isascii() and length.isdigit() and int(length) <= _SHORT


def _fields(body: bytes) -> list[tuple[str, str]]:
    """As Werkzeug reads them: none when the body is no text, and bytes that are none as they were written."""
    try:
        return parse_qsl(body.decode(), keep_blank_values=True, errors="werkzeug.url_quote")
    except ValueError:
        return []
