"""What a respondent reads when the questionnaire cannot be opened, answered or sent: what is so, and what helps."""

from collections.abc import Callable, Mapping

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue

from survey_app.fieldwork.entrance import CodeWasUsed, NoSuchOpenLink, WaveIsClosed, WaveNotOpenYet
from survey_app.fieldwork.ports import AlreadyAnswered, NoSuchWave, WaveNotOpen
from survey_app.web.errors import message_page, saying
from survey_app.web.respondent.device import secrets_here
from survey_app.web.respondent.entrance import NotOnStaffNetwork, TooManyWrongCodes
from survey_app.web.respondent.idle import LeftAlone, minutes
from survey_app.web.respondent.layout import NoSuchPage
from survey_app.web.respondent.onward import other_code, way_in, way_on
from survey_app.web.respondent.scene import look_around, scene_is_set, set_scene, set_scene_before_opening
from survey_app.web.respondent.sitting import DraftGone, DraftWiped
from survey_app.web.respondent.turn import PageGone
from survey_app.web.respondent.visit import NotStarted, current_visit, secrets_of_before, thanked_wave
from survey_app.web.translation import gettext as _
from survey_app.web.translation import lazy_gettext as _l


def register_refusals(app: Flask) -> None:
    """Give each of them its page."""
    for exceptions, page in _PAGES.items():
        for exception in exceptions:
            app.register_error_handler(exception, _in_its_scene(page))


def _in_its_scene(page: Callable[[Exception], ResponseReturnValue]) -> Callable[[Exception], ResponseReturnValue]:
    """The page, once it is known who asks and in which language."""

    def show(error: Exception) -> ResponseReturnValue:
        _set_scene_of(error)
        return page(error)

    return show


def _set_scene_of(error: Exception) -> None:
    if isinstance(error, WaveNotOpenYet):
        set_scene_before_opening(error.wave)
    elif isinstance(error, CodeWasUsed | WaveIsClosed):
        set_scene(error.wave)
    elif not scene_is_set():
        look_around()


def _not_started(_error: Exception) -> ResponseReturnValue:
    if thanked_wave() is not None:
        return message_page(
            _("U heeft de vragenlijst al verstuurd"),
            _("Uw antwoorden zijn ontvangen. U kunt ze niet meer bekijken of veranderen. Dank u wel."),
            _("U kunt deze pagina nu sluiten."),
            status=409,
        )
    if secrets_of_before() or secrets_here():
        return message_page(
            _("Typ uw code om verder te gaan"),
            _("In deze browser is eerder een vragenlijst begonnen. Hij staat nu niet open."),
            _(
                "Wat u invulde en niet wiste, is bewaard zolang de vragenlijst open is. "
                "Met dezelfde code ziet u het weer."
            ),
            status=403,
            onward=way_in(),
        )
    return message_page(
        _("Er staat hier geen vragenlijst open"),
        _("Misschien was uw browser tussendoor gesloten, of bewaart hij geen cookies."),
        _("Kreeg u een code? Typ die dan (opnieuw). Was u al begonnen, dan leest u daarna hoe u verdergaat."),
        _("Kreeg u een link van uw werk? Open die link dan opnieuw. U begint dan opnieuw."),
        status=403,
        onward=way_in(),
    )


def _left_alone(_error: Exception) -> ResponseReturnValue:
    visit = current_visit()
    page = render_template(
        "respondent/left-alone.html", with_code=visit.secret is not None, wave_id=visit.wave, minutes=minutes()
    )
    return page, 403


_PAGES: Mapping[tuple[type[Exception], ...], Callable[[Exception], ResponseReturnValue]] = {
    (NotStarted,): _not_started,
    (LeftAlone,): _left_alone,
    (NoSuchPage, PageGone): saying(
        _l("Deze pagina hoort niet bij uw vragenlijst"),
        _l("Uw antwoorden zijn bewaard. U kunt gewoon verder."),
        status=404,
        onward=way_on,
    ),
    (DraftGone,): saying(
        _l("Uw antwoorden staan hier niet meer"),
        _l("Iemand is met dezelfde code opnieuw begonnen, misschien u zelf op een ander apparaat."),
        _l("Ga daar verder. Of typ hier de code en begin opnieuw."),
        status=409,
        onward=way_in,
    ),
    (DraftWiped,): saying(
        _l("Uw antwoorden zijn gewist"),
        _l("Wat u daarna nog invulde, is niet bewaard."),
        _l("Wilt u toch meedoen? Begin dan opnieuw."),
        status=409,
        onward=way_in,
    ),
    (AlreadyAnswered,): saying(
        _l("Met deze code is al geantwoord"),
        _l("Elke code is voor één keer. De antwoorden die met deze code zijn verstuurd, zijn ontvangen."),
        _l("Was u dat niet, en huisgenoten ook niet? Laat het ons weten."),
        status=409,
        onward=other_code,
    ),
    (WaveNotOpenYet,): saying(
        _l("De vragenlijst is nog niet open"),
        _l("Uw code of link klopt. U bent wat vroeg: de vragenlijst is nog niet open. Probeer het later nog eens."),
        status=403,
    ),
    (WaveIsClosed, WaveNotOpen): saying(
        _l("De vragenlijst is gesloten"),
        _l("U kunt niet meer meedoen. Antwoorden die u nog niet had verstuurd, zijn niet meegeteld en zijn gewist."),
        _l("Fijn dat u mee wilde doen."),
        status=403,
        onward=other_code,
    ),
    (NoSuchWave, NoSuchOpenLink): saying(
        _l("Deze link werkt niet"),
        _l("Kijk of u de hele link heeft overgenomen. Kreeg u een code? Typ die dan op de eerste pagina."),
        status=404,
        onward=way_on,
    ),
    (NotOnStaffNetwork,): saying(
        _l("Deze vragenlijst opent u vanaf uw werk"),
        _l("Deze link werkt alleen op het netwerk van uw werkgever."),
        _l("Werkt u thuis? Maak dan eerst verbinding met het netwerk van uw werk (VPN) en open de link opnieuw."),
        status=403,
        onward=lambda: (request.path, _("Open de link opnieuw")),
    ),
    (TooManyWrongCodes,): saying(
        _l("Deze code kennen wij ook niet"),
        _l("Vanaf uw internetverbinding is tien keer een code getypt die niet bestaat."),
        _l("Neem de code precies over, of bel ons. Een code die klopt, werkt altijd meteen."),
        status=429,
        onward=way_in,
    ),
}
