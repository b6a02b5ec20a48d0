"""A respondent with a browser that speaks real HTTP, and who tries again when something went wrong."""

from __future__ import annotations

import http.client
import re
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

_PATIENCE = 60.0
_SENT = "/bedankt"


class GivenUp(Exception):
    """The server did not come back within a minute."""


class WaveIsOver(Exception):
    """The server says that the wave is closed."""


@dataclass(frozen=True)
class Page:
    """What came back."""

    status: int
    location: str
    html: str

    @property
    def heading(self) -> str:
        """What it is called."""
        found = re.search(r"<h1[^>]*>([^<]*)", self.html)
        return found[1].strip() if found else ""

    @property
    def token(self) -> str:
        """The token of the form on it."""
        found = re.search(r'name="csrf_token" value="([^"]*)"', self.html)
        return found[1] if found else ""


@dataclass
class Respondent:
    """One browser: cookies, and one connection that stays open until it breaks. Keeps what went wrong."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    errors: list[Page] = field(default_factory=list)
    lost: int = 0
    connection: http.client.HTTPConnection | None = None

    def fill_in(self, code: str, why: str) -> Page:
        """From the code to the look over everything, which has the button that sends; raises WaveIsOver."""
        self.persist("POST", "/", csrf_token=self.persist("GET", "/").token, code=code)
        page = self.persist("GET", "/vragenlijst/1")
        answers = {"item.seen": "agree", "item.why": why}
        shown = {"section": "all", "shown": "seen heard why", "go": "next"}
        self.persist("POST", "/vragenlijst/1", csrf_token=page.token, **shown, **answers)
        return self.persist("GET", "/vragenlijst/controle")

    def send(self, look_over: Page) -> bool:
        """Press the button, again and again until somebody says that the answers are in; raises WaveIsOver."""
        return self.persist("POST", "/vragenlijst/controle", csrf_token=look_over.token).location == _SENT

    def persist(self, method: str, path: str, **form: str) -> Page:
        """Ask until there is an answer that is no error of the server; raises GivenUp or WaveIsOver."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            try:
                page = self.ask(method, path, **form)
            except (OSError, http.client.HTTPException):
                self.lost += 1
            else:
                if page.status < 500:
                    if "De vragenlijst is gesloten" in page.html:
                        raise WaveIsOver
                    return page
                self.errors.append(page)
            time.sleep(0.02)
        raise GivenUp

    def ask(self, method: str, path: str, **form: str) -> Page:
        """One request; a connection that fails is thrown away."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.connection.request(method, path, urlencode(form) if form else None, headers)
            answer = self.connection.getresponse()
            html = answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        for header in answer.headers.get_all("Set-Cookie", ()):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}
        return Page(answer.status, answer.headers.get("Location", ""), html)

    def close(self) -> None:
        """Hang up."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None
