"""The lists of words in the folder beside this module, one a line; lines with # are remarks."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def word_list(name: str) -> tuple[str, ...]:
    """The words of one list, in its order."""
    lines = files("survey_app.dataset").joinpath(f"words/{name}.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if not line.startswith("#"))
