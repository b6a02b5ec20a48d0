"""The application on a fresh database: SQLite or PostgreSQL by the name of the test, both where a module asks for it.

What the stores promise is tested on both in `tests/store`. What meets the database through a page in a way of its own
(errors, locks, closings, every text there is) is tested on both here, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path
from zlib import crc32

import pytest
from flask import Flask

from survey_app.config import Settings
from survey_app.installation import Installation
from survey_app.web.app import create_app
from survey_app.web.stores import EXTENSION
from tests.web.field import DATABASES, Browser


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database with our schema."""
    kind = getattr(request, "param", DATABASES[crc32(request.node.name.encode()) % 2])
    url: str = request.getfixturevalue(f"{kind}_url")
    return url


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings of a small installation; staff work on 10.1.0.0/16 behind no proxy."""
    return Settings(
        database_url=database_url,
        key_directory=tmp_path / "keys",
        questionnaire_directory=tmp_path / "questionnaires",
        base_url="http://localhost",
        staff_networks=(ip_network("127.0.0.0/8"),),
        secure_cookies=False,
        security_contact="mailto:security@voorbeeld.example",
    )


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The application."""
    app = create_app(settings)
    yield app
    app.extensions[EXTENSION].stores.close()


@pytest.fixture
def field(app: Flask) -> Installation:
    """The installation behind the application."""
    installation: Installation = app.extensions[EXTENSION]
    return installation


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A browser that was never here before."""
    return Browser.of(app)
