"""A text of ours in the language of this request."""

from flask import Flask
from flask_babel import LazyString

from survey_app.language.catalogues import catalogue
from survey_app.web.language import spoken


def gettext(text: str, /, **values: object) -> str:
    """The translation, with the values filled in."""
    translated = _spoken_here(text)
    return translated % values if values else translated


def lazy_gettext(text: str, /) -> LazyString:
    """The translation at the moment it is shown, for what is made before there is a request."""
    return LazyString(gettext, text)


def ngettext(one: str, many: str, number: int) -> str:
    """The translation for this number of things, which is filled in as `num`."""
    return _of_number(one, many, number) % {"num": number}


def let_templates_translate(app: Flask) -> None:
    """Flask-Babel's own functions look up at every text which language and which catalogue it is."""
    app.jinja_env.install_gettext_callables(_spoken_here, _of_number, newstyle=True)  # type: ignore[attr-defined]  # of its extension


def _spoken_here(text: str) -> str:
    return catalogue(spoken()).gettext(text)


def _of_number(one: str, many: str, number: int) -> str:
    return catalogue(spoken()).ngettext(one, many, number)
