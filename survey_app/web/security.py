"""Headers that every answer of this application carries, errors and downloads included."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from survey_app.fieldwork.preview_link import PATH

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_HEADERS = [
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    # Not no-referrer: on https the protection against forged forms compares the Referer with our own host.
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
]
_IN_OWN_FRAME = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    + "; frame-src 'self'",
    "X-Frame-Options": "SAMEORIGIN",
}
"""For previews, which a page of ours shows in a frame as wide as a phone; nothing in them can be sent."""
_HSTS = ("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
_NO_STORE = ("Cache-Control", "no-store")


class SecurityHeaders:
    """Wraps a WSGI application: adds the headers that an answer does not have itself, and forbids caching so."""

    def __init__(self, application: WSGIApplication, *, https: bool) -> None:
        self._application = application
        self._headers = [*_HEADERS, _HSTS] if https else _HEADERS
        self._of_previews = [(name, _IN_OWN_FRAME.get(name, value)) for name, value in self._headers]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer the request, with the headers added."""

        def start(status: str, headers: list[tuple[str, str]], *exc_info: object) -> Callable[[bytes], object]:
            own = {name.lower() for name, _ in headers}
            ours = self._of_previews if environ.get("PATH_INFO", "").startswith(f"{PATH}/") else self._headers
            added = [header for header in (*ours, _NO_STORE) if header[0].lower() not in own]
            return start_response(status, headers + added, *exc_info)  # type: ignore[arg-type]  # passed on as it came

        return self._application(environ, start)
