"""Browsers that Playwright cannot drive as Debian has them: Firefox over WebDriver BiDi, WebKit over WebDriver."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, cast  # what a browser answers has no types

import websocket

_PATIENCE = 60.0
_MINI_BROWSER = next(Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser"), Path("webkit2gtk-driver is not installed"))
_INTO_VIEW = "document.querySelector({}).scrollIntoView({{ block: 'center', behavior: 'instant' }})"
_MARK = """[...document.querySelectorAll("a, button")].find((one) => one.innerText.includes({}) && one.offsetParent)
    .dataset.pressed = document.documentElement.dataset.before = "yes\""""
_ASKS_MOZILLA = (
    "app.normandy.enabled",
    "app.update.enabled",
    "datareporting.policy.dataSubmissionEnabled",
    "network.captive-portal-service.enabled",
    "network.connectivity-service.enabled",
    "toolkit.telemetry.enabled",
)
_KEYS = {"Enter": "\ue007", "Space": " ", "Tab": "\ue004", "ArrowDown": "\ue015"}


class Refused(Exception):
    """The browser does not do what it was asked: most often, because a page is on its way."""


class Engine(ABC):
    """One window of a browser."""

    @abstractmethod
    def resize(self, width: int, height: int) -> None:
        """Give pages so many CSS pixels."""

    @abstractmethod
    def open(self, address: str) -> None:
        """Go there, and wait for the page."""

    @abstractmethod
    def run(self, expression: str) -> Any:
        """The value of a script's expression: a text, a number, true or false, or a list of these."""

    @abstractmethod
    def click(self, selector: str) -> None:
        """Press with the mouse or a finger."""

    @abstractmethod
    def type(self, text: str) -> None:
        """Press keys, where the focus is; the name of a key, such as Enter, or text."""

    def until(self, expression: str) -> None:
        """Wait until an expression is true, on whatever page there is by then."""
        end = time.monotonic() + _PATIENCE
        while True:
            with suppress(Refused):
                if self.run(f"document.readyState === 'complete' && Boolean({expression})"):
                    return
            if time.monotonic() > end:
                raise TimeoutError(f"{expression} on {self.run('location.href')}")
            time.sleep(0.05)

    def press(self, text: str) -> None:
        """Click on the button or link that says this, and wait for the page that it leads to."""
        self.run(_MARK.format(json.dumps(text)))
        self.click("[data-pressed]")
        self.until("!document.documentElement.dataset.before")


class Firefox(Engine):
    """Over WebDriver BiDi, which Firefox speaks itself."""

    def __init__(self, line: websocket.WebSocket) -> None:
        self._line = line
        self._numbers = count(1)
        self._ask("session.new", capabilities={})
        self._page = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def resize(self, width: int, height: int) -> None:
        """As a phone: by its viewport."""
        self._ask("browsingContext.setViewport", context=self._page, viewport={"width": width, "height": height})

    def open(self, address: str) -> None:
        """Until all of it is loaded."""
        self._ask("browsingContext.navigate", context=self._page, url=address, wait="complete")

    def run(self, expression: str) -> Any:
        """By way of JSON, for its own values are wrapped."""
        script = f"JSON.stringify({expression}) ?? 'null'"
        told = self._ask("script.evaluate", expression=script, target={"context": self._page}, awaitPromise=False)
        if told["type"] == "exception":
            raise Refused(told["exceptionDetails"]["text"])
        return json.loads(told["result"]["value"])

    def click(self, selector: str) -> None:
        """In the middle of it."""
        self.run(_INTO_VIEW.format(json.dumps(selector)))
        node = self._ask("browsingContext.locateNodes", context=self._page, locator={"type": "css", "value": selector})
        element = {"type": "element", "element": {"sharedId": node["nodes"][0]["sharedId"]}}
        move = {"type": "pointerMove", "x": 0, "y": 0, "origin": element}
        self._do("pointer", [move, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}])

    def type(self, text: str) -> None:
        """Key by key."""
        keys = [_KEYS[text]] if text in _KEYS else list(text)
        self._do("key", [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")])

    def _do(self, kind: str, actions: list[dict[str, Any]]) -> None:
        self._ask("input.performActions", context=self._page, actions=[{"type": kind, "id": kind, "actions": actions}])

    def _ask(self, method: str, **parameters: object) -> Any:
        number = next(self._numbers)
        self._line.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._line.recv())
            if answer.get("id") == number:
                if answer["type"] == "error":
                    raise Refused(answer)
                return answer["result"]


class WebKit(Engine):
    """Over WebDriver, as WebKitWebDriver speaks it."""

    def __init__(self, port: int) -> None:
        self._port = port
        options = {"binary": str(_MINI_BROWSER), "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self._session = ""
        self._session = f"/session/{self._ask('POST', '/session', wanted)['sessionId']}"

    def resize(self, width: int, height: int) -> None:
        """The window, which has a border and a bar: so much larger as these take."""
        self._ask("POST", "/window/rect", {"width": width, "height": height})
        missing = width - self.run("innerWidth"), height - self.run("innerHeight")
        self._ask("POST", "/window/rect", {"width": width + missing[0], "height": height + missing[1]})

    def open(self, address: str) -> None:
        """Until all of it is loaded."""
        self._ask("POST", "/url", {"url": address})

    def run(self, expression: str) -> Any:
        """As it comes."""
        return self._ask("POST", "/execute/sync", {"script": f"return {expression}", "args": []})

    def click(self, selector: str) -> None:
        """In the middle of it."""
        self.run(_INTO_VIEW.format(json.dumps(selector)))
        self._ask("POST", f"{self._element(selector)}/click", {})

    def type(self, text: str) -> None:
        """To what has the focus."""
        self._ask("POST", f"{self._element(':focus')}/value", {"text": _KEYS.get(text, text)})

    def _element(self, selector: str) -> str:
        found = self._ask("POST", "/element", {"using": "css selector", "value": selector})
        return f"/element/{next(iter(found.values()))}"

    def _ask(self, method: str, path: str, body: dict[str, Any]) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)
        connection.request(method, self._session + path, json.dumps(body), {"Content-Type": "application/json"})
        answer = json.loads(connection.getresponse().read())["value"]
        connection.close()
        if isinstance(answer, dict) and "error" in answer:
            raise Refused(answer)
        return answer


@contextmanager
def firefox() -> Iterator[Engine]:
    """Debian's Firefox, with a profile that nobody used and nothing to ask of Mozilla."""
    with TemporaryDirectory() as folder:
        profile = Path(folder)
        (profile / "user.js").write_text("".join(f"user_pref({json.dumps(name)}, false);\n" for name in _ASKS_MOZILLA))
        command = ["firefox-esr", "--headless", "--no-remote", "--profile", folder, "--remote-debugging-port", "0"]
        with _group(command, stderr=subprocess.DEVNULL):
            told = profile / "WebDriverBiDiServer.json"
            _wait_until(lambda: told.exists() and told.stat().st_size > 0)
            where = json.loads(told.read_text())
            address = f"ws://{where['ws_host']}:{where['ws_port']}/session"
            with closing(websocket.create_connection(address, timeout=_PATIENCE, suppress_origin=True)) as line:
                yield Firefox(line)


@contextmanager
def webkit() -> Iterator[Engine]:
    """Debian's WebKit for GTK, on a screen that nobody sees."""
    screen = ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with _group(screen, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as xvfb:
        display = cast(IO[str], xvfb.stdout).readline().strip()
        with _group(["WebKitWebDriver", f"--port={port}"], env={**os.environ, "DISPLAY": f":{display}"}):
            _wait_until(lambda: _listens(port))
            yield WebKit(port)


@contextmanager
def _group(command: list[str], **how: Any) -> Iterator[subprocess.Popen[Any]]:
    """A program with all that it starts, gone afterwards."""
    with subprocess.Popen(command, start_new_session=True, **how) as process:
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("the browser does not start")
        time.sleep(0.05)
