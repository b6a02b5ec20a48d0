"""Where a request finds the installation it works with."""

from __future__ import annotations

from typing import cast

from flask import current_app

from survey_app.installation import Installation

EXTENSION = "peilstok"


def installation() -> Installation:
    """Settings, stores and keys of the running application."""
    return cast(Installation, current_app.extensions[EXTENSION])  # Flask keeps extensions untyped
