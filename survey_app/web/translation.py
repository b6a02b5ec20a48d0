"""Flask-Babel with types: a text of ours in the language of this request."""

from __future__ import annotations

import flask_babel
from flask_babel import LazyString


def gettext(text: str, /, **values: object) -> str:
    """The translation, with the values filled in."""
    return str(flask_babel.gettext(text, **values))


def lazy_gettext(text: str, /) -> LazyString:
    """The translation at the moment it is shown, for what is made before there is a request."""
    return flask_babel.lazy_gettext(text)


def ngettext(one: str, many: str, number: int) -> str:
    """The translation for this number of things, which is filled in as `num`."""
    return str(flask_babel.ngettext(one, many, number))
