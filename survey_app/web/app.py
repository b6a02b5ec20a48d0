"""The web application: made from settings, with nothing that lives outside it."""

import hashlib
import os
from collections.abc import Callable
from typing import cast

from flask import Flask, request
from flask_babel import Babel

from survey_app.config import Settings
from survey_app.fieldwork.ports import utc_now
from survey_app.installation import Installation
from survey_app.language.catalogues import SOURCE
from survey_app.language.naming import direction
from survey_app.processes import dump_no_core
from survey_app.questionnaire.media_files import StudyFiles
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from survey_app.web import language
from survey_app.web.admin.blueprint import admin, init_login
from survey_app.web.assets import assets, serve_files, stylesheet_url
from survey_app.web.attempts import WordAttempts, WrongCodes
from survey_app.web.errors import IncidentFlask, register_error_pages
from survey_app.web.form_token import FormProtection, form_token
from survey_app.web.items import exclusive_words
from survey_app.web.look import Looks
from survey_app.web.media import media
from survey_app.web.preview.views import preview
from survey_app.web.prose import blocks, reachable
from survey_app.web.renewal import Renewal
from survey_app.web.respondent.about import about, day_in_words
from survey_app.web.respondent.entrance import entrance
from survey_app.web.respondent.idle import WATCH
from survey_app.web.respondent.later import later
from survey_app.web.respondent.pages import pages
from survey_app.web.respondent.refusals import register_refusals
from survey_app.web.respondent.scene import HelpLines, scene
from survey_app.web.respondent.sharing import sharing
from survey_app.web.security import SecurityHeaders
from survey_app.web.session import EncryptedSession
from survey_app.web.short_form import ShortFormRequest, admit_files
from survey_app.web.stores import EXTENSION, keep
from survey_app.web.this_page import this_page
from survey_app.web.translation import let_templates_translate

_LARGEST_FORM = 1_000_000


def create_app(settings: Settings, ask_for_another: Callable[[], None] | None = None) -> Flask:
    """The application for one installation; our own server says how to ask for another process in the place of this."""
    app = IncidentFlask(__name__, static_folder=None)
    app.request_class = ShortFormRequest
    app.url_map.merge_slashes = False  # else //elders/x is sent on to an address with the host that the request names
    keys = KeyDirectory(settings.key_directory)
    stores = Database(settings.database_url)
    app.extensions[EXTENSION] = Installation(settings, stores, keys)
    studies = settings.questionnaire_directory
    for memory in (HelpLines(studies), Looks(studies), StudyFiles(studies), WrongCodes(), WordAttempts()):
        keep(app, memory)
    _configure(app, settings, keys.session_key())
    Babel(app, locale_selector=language.spoken)
    app.before_request(lambda: admit_files(cast(ShortFormRequest, request)))  # Flask types its own
    _refuse_forged_forms(app)
    init_login(app)
    for blueprint in (assets, media, entrance, sharing, pages, later, about, admin, preview):
        app.register_blueprint(blueprint)
    _prepare_templates(app)
    register_error_pages(app)
    register_refusals(app)
    app.extensions[WATCH] = utc_now
    app.wsgi_app = SecurityHeaders(app.wsgi_app, https=settings.secure_cookies)  # type: ignore[method-assign]  # Flask's documented way
    if ask_for_another is not None:
        Renewal(app, ask_for_another)
    return app


def application_from_environment() -> Flask:
    """The application that PEILSTOK_* describes, for a WSGI server."""
    dump_no_core()
    return create_app(Settings.from_environment(os.environ))


def _configure(app: Flask, settings: Settings, session_key: bytes) -> None:
    app.config.update(
        # Whatever FLASK_DEBUG says: it would show errors with all that was typed.
        DEBUG=False,
        TEMPLATES_AUTO_RELOAD=False,
        PROPAGATE_EXCEPTIONS=False,
        SECRET_KEY=hashlib.blake2b(session_key, person=b"peilstok-forms").digest(),
        SESSION_COOKIE_NAME="peilstok",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        MAX_CONTENT_LENGTH=_LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=_LARGEST_FORM,
        # A questionnaire has no time limit, so neither has its form.
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_DEFAULT_LOCALE=SOURCE,
    )
    app.session_interface = EncryptedSession(session_key)


def _refuse_forged_forms(app: Flask) -> None:
    """Every form must send back its token. Flask-WTF would look at pages that are only shown as well."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    protection = FormProtection(app)
    ours = {"csrf_token": form_token}  # instead of what Flask-WTF put in both places, which is signed anew every second
    app.jinja_env.globals.update(ours)
    app.context_processor(lambda: ours)

    @app.before_request
    def check_token() -> None:
        if request.method != "GET":
            protection.protect(apply_exemptions=True)


def _prepare_templates(app: Flask) -> None:
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(blocks=blocks, day_in_words=day_in_words, reachable=reachable, said=language.said)
    app.jinja_env.globals.update(
        stylesheet_url=stylesheet_url,
        spoken_language=language.spoken,
        direction=direction,
        this_page_or=this_page,
        exclusive_words=exclusive_words,
    )
    app.context_processor(scene)
    let_templates_translate(app)
    serve_files(app)
