"""Respondents from the outside: a browser without script, on one connection that stays, and what forms it meets."""

from __future__ import annotations

import http.client
import re
from urllib.parse import urlencode, urlsplit

_INPUT = re.compile(r"<input\b[^>]*>")
_ATTRIBUTE = re.compile(r'\b(type|name|value)="([^"]*)"')


class Browser:
    """Asks for pages and sends forms, and keeps cookies until it is closed; counts what it asked."""

    def __init__(self, connection: http.client.HTTPConnection) -> None:
        self._connection = connection
        self._cookies: dict[str, str] = {}
        self.asked = 0
        self.sent_to = ""

    def get(self, path: str) -> str:
        """A page."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: list[tuple[str, str]]) -> str:
        """Send a form; where that leads to."""
        self._ask("POST", path, urlencode(fields))
        return self.sent_to

    def _ask(self, method: str, path: str, body: str | None) -> str:
        kept = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        headers = {"Cookie": kept, "Content-Type": "application/x-www-form-urlencoded"}
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        for header in answer.headers.get_all("Set-Cookie", []):
            name, _, value = header.partition(";")[0].partition("=")
            self._cookies[name] = value
        self.sent_to = answer.headers.get("Location", "")
        self.asked += 1
        return answer.read().decode()


def connect(address: str) -> http.client.HTTPConnection:
    """A connection to the server, for one browser after another."""
    return http.client.HTTPConnection(urlsplit(address).netloc)


def hidden(html: str) -> list[tuple[str, str]]:
    """The hidden fields of a page with one form."""
    return [(field["name"], field["value"]) for field in _fields(html) if field["type"] == "hidden"]


def choices(html: str) -> list[tuple[str, str]]:
    """Something for every question on a page: the second of what there is to choose."""
    offered: dict[str, list[str]] = {}
    for field in _fields(html):
        if field["type"] in ("radio", "checkbox"):
            offered.setdefault(field["name"], []).append(field["value"])
    return [(name, values[1]) for name, values in offered.items()]


def _fields(html: str) -> list[dict[str, str]]:
    return [dict(_ATTRIBUTE.findall(tag)) for tag in _INPUT.findall(html)]
