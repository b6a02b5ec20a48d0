"""The application on a fresh database, on both databases in turn."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path

import pytest
from flask import Flask

from survey_app.config import Settings
from survey_app.installation import Installation
from survey_app.web.app import create_app
from survey_app.web.stores import EXTENSION
from tests.web.field import Browser


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
