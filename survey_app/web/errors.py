"""What a respondent or an administrator sees when something goes wrong, and what is written down about it."""

import logging
import secrets
import sys
from collections.abc import Callable, MutableMapping
from types import TracebackType
from typing import Any  # Flask's own type of a view

from flask import Flask, current_app, g, render_template, request
from flask.logging import default_handler
from flask.templating import Environment
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from survey_app.places import places_of
from survey_app.store.troubles import DatabaseTrouble
from survey_app.web.admin.errors import database_page, http_page, is_for_administrators
from survey_app.web.preview_addresses import address_here
from survey_app.web.respondent.onward import Onward, way_on
from survey_app.web.respondent.scene import turn_to_this_visit
from survey_app.web.translation import gettext as _


class Templates(Environment):
    """Flask's templates, each with what all may use in one dictionary.

    Jinja compares the names in it whenever a template imports a macro, which takes a fifth of rendering a page when it
    is Jinja's own chain of dictionaries. So nothing can be added once a template was loaded.
    """

    def make_globals(self, d: MutableMapping[str, object] | None) -> MutableMapping[str, object]:
        """What all templates may use, and this one besides."""
        return {**self.globals, **(d or {})}


_Raised = tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None]


class IncidentFlask(Flask):
    """Flask that logs an unexpected error under a random number, without anything a respondent typed."""

    jinja_environment = Templates

    def log_exception(self, exc_info: _Raised) -> None:
        """Write the number, the endpoint, the types and the lines of code; never messages, values or addresses.

        A message may quote an answer ("invalid literal for int(): '…'"); types and places say enough to repair.
        """
        g.incident = f"{secrets.token_hex(2)}-{secrets.token_hex(2)}".upper()
        lines = "".join(places_of(exc_info[1]))
        self.logger.error("incident %s at %s\n%s", g.incident, request.endpoint or "unknown address", lines)

    def url_for(self, /, endpoint: str, **values: Any) -> str:
        """The address of a view; on a page of a preview the links of respondents stay within it."""
        return super().url_for(address_here(endpoint), **values)

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself: ours are all synchronous, and Flask would look into each of them at every request."""
        return func


def register_error_pages(app: Flask) -> None:
    """Plain pages instead of the server's own; the log tells the day, for the hour would tell who was answering."""
    default_handler.setFormatter(logging.Formatter("[%(asctime)s] %(levelname)s: %(message)s", "%Y-%m-%d"))
    app.register_error_handler(CSRFError, _page_expired)
    app.register_error_handler(HTTPException, _http_page)
    app.register_error_handler(DatabaseTrouble, _database_page)


def message_page(title: str, *paragraphs: str, status: int, **shown: object) -> ResponseReturnValue:
    """A page that says what is the matter and what can be done; `shown` goes to the template as it is."""
    page = render_template("respondent/message.html", title=title, paragraphs=paragraphs, **shown)
    return page, status


def saying(
    title: LazyString, *paragraphs: LazyString, status: int, onward: Callable[[], Onward | None] = lambda: None
) -> Callable[[Exception], ResponseReturnValue]:
    """The page of what is refused in the same words every time, with the way on from there if there is one."""
    return lambda _error: message_page(str(title), *map(str, paragraphs), status=status, onward=onward())


def _page_expired(error: CSRFError) -> ResponseReturnValue:
    turn_to_this_visit()
    if current_app.config["SESSION_COOKIE_NAME"] in request.cookies:
        title = _("Deze pagina is verlopen")
        why = _("Uw browser stuurde niet mee wat wij nodig hebben om te weten dat dit formulier van u komt.")
    else:
        title = _("Uw browser stuurt geen cookie mee")
        why = _("Wij hebben één cookie nodig om te weten dat dit formulier van u komt. Wij volgen u er niet mee.")
    return message_page(
        title,
        why,
        _("Misschien heeft u uw browser tussendoor gesloten, of staan cookies uit. Zet cookies aan voor deze website."),
        status=error.code or 400,
        onward=way_on(),
    )


def _http_page(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    return http_page(status) if is_for_administrators() else _page_of(status)


def _database_page(error: DatabaseTrouble) -> ResponseReturnValue:
    """The log tells what the operator can do about it: our own words hold nothing of a respondent."""
    current_app.log_exception(sys.exc_info())
    current_app.logger.error("incident %s: %s", g.incident, error)
    return database_page(error) if is_for_administrators() else _page_of(503)


def _page_of(status: int) -> ResponseReturnValue:
    turn_to_this_visit()
    title, *paragraphs = _words(status)
    return message_page(title, *paragraphs, status=status, incident=g.get("incident"), onward=way_on())


def _words(status: int) -> tuple[str, ...]:
    match status:
        case 403:
            return _("Geen toegang"), _("U mag deze pagina niet bekijken.")
        case 404:
            return _("Deze pagina is er niet"), _("Het adres klopt niet, of de pagina is weggehaald.")
        case 405:
            return _("Dit adres werkt anders"), _("Deze pagina kan niet zo worden geopend.")
        case 413:
            return _("Dat is te veel tekst"), _(
                "Wat u stuurt is te groot en is niet bewaard. Ga terug en maak uw tekst korter."
            )
        case status if status < 500:
            return _("Dat ging niet goed"), _(
                "Wij begrijpen niet wat uw browser stuurt. Ga terug en probeer het opnieuw."
            )
        case _:
            return (
                _("Er ging iets mis bij ons"),
                _("Dit ligt niet aan u. Ga terug en probeer het nog een keer."),
                _("Was u aan het versturen? Probeer ook dat gerust opnieuw: het telt altijd maar één keer."),
            )
