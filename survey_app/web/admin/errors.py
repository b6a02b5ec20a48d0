"""What goes wrong on the administrators' pages, as a page that says what is the matter and where to go."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import Forbidden, NotFound

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
from survey_app.web.admin.moved_on import MovedOn
from survey_app.web.admin.wave_words import state_words
from survey_app.web.translation import gettext as _


def register_errors(blueprint: Blueprint) -> None:
    """Give every refusal its page."""
    for refusal, page in _pages().items():
        blueprint.register_error_handler(refusal, page)


def is_for_administrators() -> bool:
    """Whether the address that was asked is one of these pages, or would be if it were there."""
    return request.path == "/beheer" or request.path.startswith("/beheer/")


def http_page(status: int) -> ResponseReturnValue:
    """What an administrator sees where the application itself has no page for it."""
    speak_as_chosen(None, None)
    match status:
        case 403:
            return _forbidden(Forbidden())
        case 404 | 405:
            return _not_there(NotFound(), status)
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
            found = _("De schijf van de database is vol. Er moet eerst ruimte komen.")
        case DatabaseUnreachable() | DatabaseMissing() | DatabaseIsFolder():
            found = _("De database is niet te bereiken. Misschien wordt hij net opnieuw gestart.")
        case DatabaseBusy():
            found = _("De database was te lang bezet. Probeer het over een paar minuten nog een keer.")
        case _:
            found = _("De database kan niet worden gebruikt zoals hij nu is.")
    after = _("Kijk daarna in het overzicht of uw laatste wijziging is bewaard.")
    return _incident(_("De database doet het niet"), found, after, status=503)


def _incident(title: str, *paragraphs: str, status: int) -> ResponseReturnValue:
    helping = _("Blijft het misgaan? Vraag wie de server beheert om ‘peilstok doctor’ te doen: dat zegt wat er mis is.")
    return _page(title, *paragraphs, helping, status=status, incident=g.get("incident"))


def _pages() -> Mapping[type[Exception], Callable[..., ResponseReturnValue]]:
    """By exception, or by kind where there is no more to say than that."""
    return {
        NotThere: _not_there,
        Overtaken: _overtaken,
        NotEditorial: _not_editorial,
        TooFewAnswers: _too_few_answers,
        **dict.fromkeys((NoWaveKey, WrongWaveKey, SwappedKey), _no_key),
        KeyDiskFull: _key_disk_full,
        **dict.fromkeys((NoPepper, PepperGone, OtherPepper), _no_pepper),
        **dict.fromkeys((MovedOn, CannotCorrect, CannotRemove, CannotVoid, CodesWereMade), _moved_on),
        OrderIsRelied: _order_is_relied,
        ClosingTakesTwo: _takes_two,
        NoContacts: _no_contacts,
        OwnAccount: _own_account,
        NobodyLeft: _nobody_left,
        **dict.fromkeys((NoCodes, WaveIsClosed), _takes_no_codes),
        UnknownSegments: _unknown_segments,
        OtherForm: _other_form,
        QuestionnaireFaults: _faults,
        Forbidden: _forbidden,
        CSRFError: _expired,
    }


def _page(title: str, *paragraphs: str, status: int, **shown: object) -> ResponseReturnValue:
    """Also for an address that does not belong to the blueprint, because there is none such."""
    page = render_template("admin/message.html", title=title, paragraphs=paragraphs, **who_looks(), **shown)
    return page, status


def _not_there(_error: Exception, status: int = 404) -> ResponseReturnValue:
    return _page(
        _("Dit is er niet"), _("Het adres klopt niet, of wat u zoekt heeft een andere naam gekregen."), status=status
    )


def _no_contacts(_error: Exception) -> ResponseReturnValue:
    return _page(
        _("Er zijn geen contactgegevens"),
        _("Ze zijn er pas als een meting gesloten is, en alleen als iemand ze achterliet."),
        _("Misschien zijn ze al verwijderd. Dat staat dan in het logboek."),
        status=404,
    )


def _too_few_answers(_error: Exception) -> ResponseReturnValue:
    return _page(
        _("Te weinig mensen schreven hier iets"),
        _("Deze teksten worden daarom nooit getoond. U hoeft ze niet te lezen."),
        status=409,
    )


def _order_is_relied(error: OrderIsRelied) -> ResponseReturnValue:
    return _page(
        _("De maand kan nu niet veranderen"),
        _("Er zijn gewijzigde vragen goedgekeurd, van een eerdere meting naar een latere. Er is niets veranderd."),
        _("Trek die goedkeuring eerst in, en keur daarna opnieuw."),
        status=409,
        wave=error.wave,
    )


def _moved_on(error: MovedOn | CannotCorrect | CannotRemove | CannotVoid | CodesWereMade) -> ResponseReturnValue:
    return _page(
        _("Deze meting is intussen veranderd"),
        _("De meting ‘%(label)s’ is nu: %(state)s.", label=error.wave.label, state=state_words(error.wave.state)),
        _("Wat u vroeg kan daardoor niet meer. Er is niets veranderd."),
        status=409,
        wave=error.wave,
    )


def _overtaken(_error: Exception) -> ResponseReturnValue:
    return _page(
        _("Iemand was u net voor"),
        _("Terwijl u bezig was, is dit al gedaan. Uw verzoek heeft niets veranderd."),
        _("Kijk in het overzicht hoe het nu staat."),
        status=409,
    )


def _takes_two(error: ClosingTakesTwo) -> ResponseReturnValue:
    return _page(
        _("Sluiten doet u met z’n tweeën"),
        _("De vraag van de andere beheerder is intussen ingetrokken. Er is niets veranderd."),
        status=409,
        wave=error.wave,
    )


def _not_editorial(_error: Exception) -> ResponseReturnValue:
    return _page(
        _("Deze wijziging kunt u niet goedkeuren"),
        _("Alleen andere hoofdletters, leestekens of spaties maken van een vraag geen andere vraag."),
        _("Op de pagina met gewijzigde vragen ziet u wat er meer anders is."),
        status=409,
    )


def _no_key(_error: Exception) -> ResponseReturnValue:
    return _page(
        _("De sleutel van deze meting is er niet"),
        _("Zonder die sleutel gaan de enveloppen niet open."),
        _("De meting is daarom niet gesloten, en er is niets verloren."),
        _("Zet het sleutelbestand van deze meting terug in de map met sleutels en probeer het opnieuw."),
        _("Is de sleutel voorgoed weg? Maak dan op de pagina van de meting de bus ongeldig."),
        status=409,
    )


def _key_disk_full(_error: Exception) -> ResponseReturnValue:
    return _page(
        _("De schijf met de sleutels is vol"),
        _("Er is niets veranderd. Maak ruimte op die schijf en doe het dan opnieuw."),
        status=503,
    )


def _no_pepper(_error: Exception) -> ResponseReturnValue:
    return _page(
        _("De sleutel van de codes klopt niet"),
        _("In de map met sleutels staat niet het bestand pepper.key waarmee de codes in de database zijn gemaakt."),
        _("Met een ander bestand werkt geen enkele code uit de brieven. Er is daarom niets gedaan."),
        _("Vraag de beheerder van de server om het goede bestand terug te zetten."),
        status=409,
    )


def _own_account(_error: Exception) -> ResponseReturnValue:
    return _page(_("Uw eigen toegang kunt u niet uitzetten"), _("Vraag dit aan een andere beheerder."), status=409)


def _nobody_left(_error: Exception) -> ResponseReturnValue:
    return _page(
        _("Dit is de laatste beheerder"),
        _("Zonder beheerder kan niemand een meting openen of sluiten, of iemand toelaten. Er is niets veranderd."),
        _("Geef eerst iemand anders de rol beheerder."),
        status=409,
    )


def _takes_no_codes(_error: Exception) -> ResponseReturnValue:
    return _page(
        _("Bij deze meting horen nu geen codes"),
        _("De meting is gesloten, of men doet mee met een open link. Er is niets veranderd."),
        status=409,
    )


def _unknown_segments(_error: Exception) -> ResponseReturnValue:
    return _page(
        _("De codes passen niet bij deze vragenlijst"),
        _("Er zijn codes gemaakt voor groepen (segments) die niet (meer) in het onderzoek staan."),
        _("Herstel dat in study.yaml. Daarna kunt u de meting openen."),
        status=409,
    )


def _other_form(_error: Exception) -> ResponseReturnValue:
    return _page(
        _("Deze vragenlijst kan hier niet worden afgenomen"),
        _("In het bestand staat bij form: een andere vorm dan kaarten, en wij stellen vragen alleen op kaarten."),
        _("Haal form: weg om de vragen hier te stellen. Is de meting elders gehouden? Lees dan de uitkomsten in."),
        status=409,
    )


def _faults(error: QuestionnaireFaults) -> ResponseReturnValue:
    return _page(
        _("Deze vragenlijst kan niet worden gebruikt"),
        _("Herstel eerst deze fouten in het bestand en laad de pagina dan opnieuw."),
        status=409,
        faults=error.faults,
    )


def _forbidden(_error: Exception) -> ResponseReturnValue:
    return _page(
        _("Dit hoort niet bij uw rol"),
        _("Vraag een beheerder om een andere rol als u dit wel moet kunnen."),
        status=403,
    )


def _expired(_error: Exception) -> ResponseReturnValue:
    return _page(
        _("Deze pagina is verlopen"),
        _("U bent intussen uitgelogd, of uw browser bewaart geen cookies. Er is niets veranderd."),
        _("Open de pagina opnieuw en log zo nodig in."),
        status=400,
    )
