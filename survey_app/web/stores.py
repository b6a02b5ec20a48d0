"""Where a request finds what its application keeps: the installation it works with, and what is counted in memory."""

from typing import TypeVar, cast

from flask import Flask, current_app

from survey_app.installation import Installation

EXTENSION = "peilstok"
_Kept = TypeVar("_Kept")


def installation() -> Installation:
    """Settings, stores and keys of the running application."""
    return cast(Installation, current_app.extensions[EXTENSION])  # Flask keeps extensions untyped


def keep(app: Flask, thing: object) -> None:
    """Let the application keep this; one of a kind."""
    app.extensions[type(thing).__name__] = thing


def kept(kind: type[_Kept]) -> _Kept:
    """What the running application keeps of this kind."""
    return cast(_Kept, current_app.extensions[kind.__name__])  # as above
