"""Where to go after logging in or choosing a language: only to an address of the administrators' pages themselves."""

from __future__ import annotations

import re

_OWN = re.compile(r"/beheer(?:/[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)*/?(?:\?[A-Za-z0-9_=&.%/-]*)?")


def own_path(asked: str | None) -> str | None:
    """The address if it is one under /beheer; None for all else, other hosts and tricks with slashes included."""
    return asked if asked and _OWN.fullmatch(asked) else None
