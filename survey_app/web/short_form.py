"""Reads the forms that browsers send without asking Werkzeug for what only uploads need."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from flask import Request, session
from werkzeug.datastructures import FileStorage, ImmutableMultiDict
from werkzeug.utils import cached_property

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_PLAIN = "application/x-www-form-urlencoded"
_SHORT = 65_536
_UPLOADS = {"admin.with_file": frozenset({"responses", "codebook", "frame"})}
"""By the page that asks for files, what they are called there."""

_LARGEST_UPLOAD = 20_000_000


class ShortFormRequest(Request):
    """A request of which a short form is read in one go; longer ones and all else go the usual way.

    Only one page asks for files, of who is logged in. What comes as one elsewhere is no field: a form would take it for
    what was typed.
    """

    takes_files: frozenset[str] = frozenset()

    @property
    def files(self) -> ImmutableMultiDict[str, FileStorage]:
        """What was sent as files where they are asked for; none, whatever came, anywhere else."""
        if not self.takes_files:
            return ImmutableMultiDict()
        self._load_form_data()
        sent: ImmutableMultiDict[str, FileStorage] = self.__dict__.get("files", ImmutableMultiDict())
        return ImmutableMultiDict({name: file for name, file in sent.items() if name in self.takes_files})

    @cached_property
    def form(self) -> ImmutableMultiDict[str, str]:
        """The fields as Werkzeug gives them; the same limits hold, for only what is far below them is read here."""
        body = None if "stream" in self.__dict__ else read_short_body(self.environ)
        if body is None:
            return super().form
        self.__dict__["stream"] = BytesIO()
        return ImmutableMultiDict(fields_of(body))


def admit_files(request: ShortFormRequest) -> None:
    """Take files, and more than fits a form, where a page asks for them and somebody is logged in."""
    names = _UPLOADS.get(request.endpoint or "")
    if names and "_user_id" in session:
        request.takes_files = names
        request.max_content_length = _LARGEST_UPLOAD


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
