"""What goes wrong on the administrators' pages, as a page that says what is the matter and where to go."""

from collections.abc import Callable, Mapping

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import Forbidden

from survey_app.fieldwork.administration import NobodyLeft, OwnAccount
from survey_app.fieldwork.consent import ClosingTakesTwo
from survey_app.fieldwork.contact_desk import NoContacts
from survey_app.fieldwork.editorial import NotEditorial
from survey_app.fieldwork.entrance import WaveIsClosed
from survey_app.fieldwork.inviting import NoCodes, UnknownSegments
from survey_app.fieldwork.keys import NoPepper, NoWaveKey
from survey_app.fieldwork.life import CannotRemove, OtherForm, WrongWaveKey
from survey_app.fieldwork.particulars import CannotCorrect, CodesWereMade, OrderIsRelied
from survey_app.fieldwork.pepper import OtherPepper, PepperGone
from survey_app.fieldwork.reading_texts import TooFewAnswers
from survey_app.fieldwork.sheets import SwappedKey
from survey_app.fieldwork.trial import NotATrial
from survey_app.fieldwork.voiding import CannotVoid
from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.refusal import NotThere, Overtaken
from survey_app.store.keys import KeyDiskFull
from survey_app.store.troubles import (
    DatabaseBusy,
    DatabaseFull,
    DatabaseIsFolder,
    DatabaseMissing,
    DatabaseTrouble,
    DatabaseUnreachable,
)
from survey_app.web.admin.access import who_looks
from survey_app.web.admin.language_choice import speak_as_chosen
from survey_app.web.admin.notation import state_words
from survey_app.web.admin.showing import MovedOn
from survey_app.web.translation import gettext as _
from survey_app.web.translation import lazy_gettext as _l

_View = Callable[..., ResponseReturnValue]


def register_errors(blueprint: Blueprint) -> None:
    """Give every refusal its page."""
    for refusal, page in _PAGES.items():
        blueprint.register_error_handler(refusal, page)


def is_for_administrators() -> bool:
    """Whether the address that was asked is one of these pages, or would be if it were there."""
    return request.path == "/beheer" or request.path.startswith("/beheer/")


def http_page(status: int) -> ResponseReturnValue:
    """What an administrator sees where the application itself has no page for it."""
    speak_as_chosen(None, None)
    match status:
        case 403:
            return _page(*_FORBIDDEN, status=status)
        case 404 | 405:
            return _page(*_NOT_THERE, status=status)
        case 413:
            return _page(
                _("Dat is te veel in één keer"),
                _("Wat u stuurt is groter dan deze pagina aanneemt. Er is niets veranderd."),
                status=status,
            )
        case status if status < 500:
            return _page(
                _("Dat ging niet goed"),
                _("Wij begrijpen niet wat uw browser stuurt. Er is niets veranderd."),
                _("Open de pagina opnieuw en probeer het nog een keer."),
                status=status,
            )
        case _:
            return _incident(
                _("Er ging iets mis in het programma"),
                _("Kijk eerst in het overzicht of er iets is veranderd, voordat u het opnieuw doet."),
                status=status,
            )


def database_page(error: DatabaseTrouble) -> ResponseReturnValue:
    """What an administrator can do while the database does not do what it should."""
    speak_as_chosen(None, None)
    match error:
        case DatabaseFull():
            what = _("De schijf van de database is vol. Er moet eerst ruimte komen.")
        case DatabaseUnreachable() | DatabaseMissing() | DatabaseIsFolder():
            what = _("De database is niet te bereiken. Misschien wordt hij net opnieuw gestart.")
        case DatabaseBusy():
            what = _("De database was te lang bezet. Probeer het over een paar minuten nog een keer.")
        case _:
            what = _("De database kan niet worden gebruikt zoals hij nu is.")
    after = _("Kijk daarna in het overzicht of uw laatste wijziging is bewaard.")
    return _incident(_("De database doet het niet"), what, after, status=503)


def _incident(title: str, *paragraphs: str, status: int) -> ResponseReturnValue:
    helping = _("Blijft het misgaan? Vraag wie de server beheert om ‘peilstok doctor’ te doen: dat zegt wat er mis is.")
    return _page(title, *paragraphs, helping, status=status, incident=g.get("incident"))


def _page(title: str | LazyString, *paragraphs: str | LazyString, status: int, **shown: object) -> ResponseReturnValue:
    """Also for an address that does not belong to the blueprint, because there is none such."""
    said = {"title": str(title), "paragraphs": [str(paragraph) for paragraph in paragraphs]}
    return render_template("admin/message.html", **said, **who_looks(), **shown), status


def _saying(title: LazyString, *paragraphs: LazyString, status: int = 409) -> _View:
    """The page of what is refused in the same words every time; with the way to the wave, where one waits."""

    def page(error: Exception) -> ResponseReturnValue:
        wave = error.wave if isinstance(error, OrderIsRelied | ClosingTakesTwo) else None
        return _page(title, *paragraphs, status=status, wave=wave)

    return page


def _moved_on(error: MovedOn | CannotCorrect | CannotRemove | CannotVoid | CodesWereMade) -> ResponseReturnValue:
    return _page(
        _("Deze meting is intussen veranderd"),
        _("De meting ‘%(label)s’ is nu: %(state)s.", label=error.wave.label, state=state_words(error.wave.state)),
        _("Wat u vroeg kan daardoor niet meer. Er is niets veranderd."),
        status=409,
        wave=error.wave,
    )


def _faults(error: QuestionnaireFaults) -> ResponseReturnValue:
    return _page(
        _("Deze vragenlijst kan niet worden gebruikt"),
        _("Herstel eerst deze fouten in het bestand en laad de pagina dan opnieuw."),
        status=409,
        faults=error.faults,
    )


_NOT_THERE = _l("Dit is er niet"), _l("Het adres klopt niet, of wat u zoekt heeft een andere naam gekregen.")
_FORBIDDEN = _l("Dit hoort niet bij uw rol"), _l("Vraag een beheerder om een andere rol als u dit wel moet kunnen.")
_PAGES: Mapping[type[Exception], _View] = {
    NotThere: _saying(*_NOT_THERE, status=404),
    Forbidden: _saying(*_FORBIDDEN, status=403),
    QuestionnaireFaults: _faults,
    **dict.fromkeys((MovedOn, CannotCorrect, CannotRemove, CannotVoid, CodesWereMade), _moved_on),
    Overtaken: _saying(
        _l("Iemand was u net voor"),
        _l("Terwijl u bezig was, is dit al gedaan. Uw verzoek heeft niets veranderd."),
        _l("Kijk in het overzicht hoe het nu staat."),
    ),
    NotATrial: _saying(
        _l("Deze meting is geen proef"),
        _l("Alleen een meting met verzonnen antwoorden kunt u weggooien. Er is niets veranderd."),
    ),
    NotEditorial: _saying(
        _l("Deze wijziging kunt u niet goedkeuren"),
        _l("Alleen andere hoofdletters, leestekens of spaties maken van een vraag geen andere vraag."),
        _l("Op de pagina met gewijzigde vragen ziet u wat er meer anders is."),
    ),
    TooFewAnswers: _saying(
        _l("Te weinig mensen schreven hier iets"),
        _l("Deze teksten worden daarom nooit getoond. U hoeft ze niet te lezen."),
    ),
    **dict.fromkeys(
        (NoWaveKey, WrongWaveKey, SwappedKey),
        _saying(
            _l("De sleutel van deze meting is er niet"),
            _l("Zonder die sleutel gaan de enveloppen niet open."),
            _l("De meting is daarom niet gesloten, en er is niets verloren."),
            _l("Zet het sleutelbestand van deze meting terug in de map met sleutels en probeer het opnieuw."),
            _l("Is de sleutel voorgoed weg? Maak dan op de pagina van de meting de bus ongeldig."),
        ),
    ),
    KeyDiskFull: _saying(
        _l("De schijf met de sleutels is vol"),
        _l("Er is niets veranderd. Maak ruimte op die schijf en doe het dan opnieuw."),
        status=503,
    ),
    **dict.fromkeys(
        (NoPepper, PepperGone, OtherPepper),
        _saying(
            _l("De sleutel van de codes klopt niet"),
            _l(
                "In de map met sleutels staat niet het bestand pepper.key waarmee de codes in de database zijn gemaakt."
            ),
            _l("Met een ander bestand werkt geen enkele code uit de brieven. Er is daarom niets gedaan."),
            _l("Vraag de beheerder van de server om het goede bestand terug te zetten."),
        ),
    ),
    OrderIsRelied: _saying(
        _l("De maand kan nu niet veranderen"),
        _l("Er zijn gewijzigde vragen goedgekeurd, van een eerdere meting naar een latere. Er is niets veranderd."),
        _l("Trek die goedkeuring eerst in, en keur daarna opnieuw."),
    ),
    ClosingTakesTwo: _saying(
        _l("Sluiten doet u met z’n tweeën"),
        _l("De vraag van de andere beheerder is intussen ingetrokken. Er is niets veranderd."),
    ),
    NoContacts: _saying(
        _l("Er zijn geen contactgegevens"),
        _l("Ze zijn er pas als een meting gesloten is, en alleen als iemand ze achterliet."),
        _l("Misschien zijn ze al verwijderd. Dat staat dan in het logboek."),
        status=404,
    ),
    OwnAccount: _saying(
        _l("Uw eigen toegang kunt u niet uitzetten"),
        _l("Vraag dit aan een andere beheerder."),
    ),
    NobodyLeft: _saying(
        _l("Dit is de laatste beheerder"),
        _l("Zonder beheerder kan niemand een meting openen of sluiten, of iemand toelaten. Er is niets veranderd."),
        _l("Geef eerst iemand anders de rol beheerder."),
    ),
    **dict.fromkeys(
        (NoCodes, WaveIsClosed),
        _saying(
            _l("Bij deze meting horen nu geen codes"),
            _l("De meting is gesloten, of men doet mee met een open link. Er is niets veranderd."),
        ),
    ),
    UnknownSegments: _saying(
        _l("De codes passen niet bij deze vragenlijst"),
        _l("Er zijn codes gemaakt voor groepen (segments) die niet (meer) in het onderzoek staan."),
        _l("Herstel dat in study.yaml. Daarna kunt u de meting openen."),
    ),
    OtherForm: _saying(
        _l("Deze vragenlijst kan hier niet worden afgenomen"),
        _l("In het bestand staat bij form: een vorm waarin wij zelf geen vragen stellen: een tabel of gezichtjes."),
        _l(
            "Haal form: weg, of schrijf form: one, om de vragen hier te stellen. Is de meting elders gehouden? "
            "Lees dan de uitkomsten in."
        ),
    ),
    CSRFError: _saying(
        _l("Deze pagina is verlopen"),
        _l("U bent intussen uitgelogd, of uw browser bewaart geen cookies. Er is niets veranderd."),
        _l("Open de pagina opnieuw en log zo nodig in."),
        status=400,
    ),
}
"""By exception, or by kind where there is no more to say than that."""
