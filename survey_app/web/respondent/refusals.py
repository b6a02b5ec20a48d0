"""What a respondent reads when the questionnaire cannot be opened, answered or sent: what is so, and what helps."""

from __future__ import annotations

from flask import Flask, g, render_template, url_for
from flask.typing import ResponseReturnValue

from survey_app.fieldwork.entrance import NoSuchOpenLink, WaveIsClosed, WaveNotOpenYet
from survey_app.fieldwork.ports import AlreadyAnswered, NoSuchWave, WaveNotOpen
from survey_app.web.errors import message_page
from survey_app.web.respondent.entrance import NotOnStaffNetwork, TooManyWrongCodes
from survey_app.web.respondent.idle import MINUTES, LeftAlone
from survey_app.web.respondent.layout import NoSuchPage
from survey_app.web.respondent.scene import contacts, contacts_before_opening
from survey_app.web.respondent.sitting import DraftGone
from survey_app.web.respondent.turn import PageGone
from survey_app.web.respondent.visit import NotStarted, current_visit, thanked_wave
from survey_app.web.translation import gettext as _


def register_refusals(app: Flask) -> None:
    """Give each of them its page."""
    for exception, page in {
        NotStarted: _not_started,
        NoSuchPage: _no_such_page,
        PageGone: _no_such_page,
        DraftGone: _draft_gone,
        LeftAlone: _left_alone,
        AlreadyAnswered: _already_answered,
        WaveNotOpenYet: _not_open_yet,
        WaveIsClosed: _closed,
        WaveNotOpen: _closed,
        NoSuchWave: _no_such_link,
        NoSuchOpenLink: _no_such_link,
        NotOnStaffNetwork: _not_on_staff_network,
        TooManyWrongCodes: _too_many_wrong_codes,
    }.items():
        app.register_error_handler(exception, page)


def _page(title: str, *paragraphs: str, status: int, **shown: object) -> ResponseReturnValue:
    known = g.get("wave") is not None
    return message_page(title, *paragraphs, status=status, contacts=[] if known else contacts(), **shown)


def _not_started(_error: Exception) -> ResponseReturnValue:
    if thanked_wave() is not None:
        return _page(
            _("U heeft de vragenlijst al verstuurd"),
            _("Uw antwoorden zijn ontvangen. U kunt ze niet meer bekijken of veranderen. Dank u wel."),
            status=409,
        )
    return _page(
        _("U bent nog niet begonnen"),
        _("Op dit apparaat is geen vragenlijst begonnen, of uw browser was tussendoor gesloten."),
        _("Kreeg u een code? Typ die dan. Kreeg u een link van uw werk? Open die link dan opnieuw."),
        status=403,
        onward=(url_for("entrance.start"), _("Naar de eerste pagina")),
    )


def _no_such_page(_error: Exception) -> ResponseReturnValue:
    return _page(
        _("Deze pagina hoort niet bij uw vragenlijst"),
        _("Uw antwoorden zijn bewaard. U kunt gewoon verder."),
        status=404,
        onward=(url_for("pages.look_over"), _("Naar uw antwoorden")),
    )


def _left_alone(_error: Exception) -> ResponseReturnValue:
    visit = current_visit()
    page = render_template(
        "respondent/left-alone.html", with_code=visit.secret is not None, wave_id=visit.wave, minutes=MINUTES
    )
    return page, 403


def _draft_gone(_error: Exception) -> ResponseReturnValue:
    return _page(
        _("Uw antwoorden staan hier niet meer"),
        _("Iemand is met dezelfde code opnieuw begonnen, misschien u zelf op een ander apparaat."),
        _("Ga daar verder. Of typ hier de code en begin opnieuw."),
        status=409,
        onward=(url_for("entrance.start"), _("Naar de eerste pagina")),
    )


def _already_answered(_error: Exception) -> ResponseReturnValue:
    return _page(
        _("Met deze code is al geantwoord"),
        _("Elke code is voor één keer. De antwoorden die met deze code zijn verstuurd, zijn ontvangen."),
        _("Was u dat niet, en huisgenoten ook niet? Laat het ons weten."),
        status=409,
    )


def _not_open_yet(error: WaveNotOpenYet) -> ResponseReturnValue:
    return message_page(
        _("De vragenlijst is nog niet open"),
        _("Uw code of link klopt. U bent wat vroeg: de vragenlijst is nog niet open. Probeer het later nog eens."),
        status=403,
        contacts=contacts_before_opening(error.wave),
    )


def _closed(_error: Exception) -> ResponseReturnValue:
    return _page(
        _("De vragenlijst is gesloten"),
        _("U kunt niet meer meedoen. Antwoorden die u nog niet had verstuurd, zijn niet meegeteld en zijn gewist."),
        _("Fijn dat u mee wilde doen."),
        status=403,
    )


def _no_such_link(_error: Exception) -> ResponseReturnValue:
    return _page(
        _("Deze link werkt niet"),
        _("Kijk of u de hele link heeft overgenomen. Kreeg u een code? Typ die dan op de eerste pagina."),
        status=404,
        onward=(url_for("entrance.start"), _("Naar de eerste pagina")),
    )


def _not_on_staff_network(_error: Exception) -> ResponseReturnValue:
    return _page(
        _("Deze vragenlijst opent u vanaf uw werk"),
        _("Deze link werkt alleen op het netwerk van uw werkgever."),
        _("Werkt u thuis? Maak dan eerst verbinding met het netwerk van uw werk (VPN) en open de link opnieuw."),
        status=403,
    )


def _too_many_wrong_codes(_error: Exception) -> ResponseReturnValue:
    return _page(
        _("Deze code kennen wij ook niet"),
        _("Vanaf uw internetverbinding is tien keer een code getypt die niet bestaat."),
        _("Neem de code precies over, of bel ons. Een code die klopt, werkt altijd meteen."),
        status=429,
        onward=(url_for("entrance.start"), _("Naar de eerste pagina")),
    )
