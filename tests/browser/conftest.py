"""A real Chromium against the application on a server of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from werkzeug.serving import make_server

from survey_app.config import Settings
from survey_app.installation import Installation
from survey_app.web.app import create_app
from survey_app.web.respondent.idle import WATCH
from survey_app.web.stores import EXTENSION

CHROMIUM = "/usr/bin/chromium-headless-shell"
_PATIENCE = 60_000
"""Milliseconds to wait for what takes a moment on a machine that does nothing else."""
expect.set_options(timeout=_PATIENCE)


@dataclass(frozen=True)
class Site:
    """A running installation and where it is."""

    address: str
    field: Installation
    app: Flask

    def leave_alone(self) -> None:
        """Let two hours pass in which nothing was done."""
        self.wait(minutes=120)

    def wait(self, minutes: int) -> None:
        """Let some minutes pass."""
        later = self.app.extensions[WATCH]() + timedelta(minutes=minutes)
        self.app.extensions[WATCH] = lambda: later


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for this session."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def site(sqlite_url: str, tmp_path: Path) -> Iterator[Site]:
    """The application on a free port of this machine."""
    settings = Settings(
        database_url=sqlite_url,
        key_directory=tmp_path / "keys",
        questionnaire_directory=tmp_path / "questionnaires",
        base_url="http://127.0.0.1",
        staff_networks=(ip_network("127.0.0.0/8"),),
        secure_cookies=False,
    )
    app = create_app(settings)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_port}", app.extensions[EXTENSION], app)
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions[EXTENSION].stores.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page in a fresh context, 360 px wide unless told otherwise."""
    contexts: list[BrowserContext] = []

    def open_it(width: int = 360, *, javascript: bool = True, locale: str = "nl-NL") -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 740}, locale=locale, java_script_enabled=javascript
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(_PATIENCE)
        return page

    yield open_it
    for context in contexts:
        context.close()
