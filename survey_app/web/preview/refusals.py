"""What somebody reads whose link shows no questionnaire, or who filled in more than a preview holds."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from survey_app.fieldwork.life import OtherForm
from survey_app.fieldwork.preview_link import NoSuchPreview, PreviewOver
from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.questionnaire.library import NoSuchQuestionnaire
from survey_app.web.errors import message_page
from survey_app.web.preview.shown import PreviewFull
from survey_app.web.translation import gettext as _


def register_refusals(blueprint: Blueprint) -> None:
    """Give each of them its page."""
    for exception, page in {
        NoSuchPreview: _no_such_link,
        PreviewOver: _over,
        NoSuchQuestionnaire: _over,
        QuestionnaireFaults: _being_written,
        OtherForm: _being_written,
        PreviewFull: _full,
    }.items():
        blueprint.register_error_handler(exception, page)


def _no_such_link(_error: Exception) -> ResponseReturnValue:
    return message_page(
        _("Deze link werkt niet"),
        _("Kijk of u de hele link heeft overgenomen. Of vraag een nieuwe link aan wie u deze stuurde."),
        status=404,
    )


def _over(_error: Exception) -> ResponseReturnValue:
    return message_page(
        _("Deze link werkt niet meer"),
        _("Een link naar een voorbeeld heeft een einddatum, en kan eerder worden beëindigd."),
        _("Wilt u de vragenlijst nog zien? Vraag dan een nieuwe link aan wie u deze stuurde."),
        status=410,
    )


def _being_written(_error: Exception) -> ResponseReturnValue:
    return message_page(
        _("Deze vragenlijst kan nu niet worden getoond"),
        _("Misschien wordt hij net veranderd. Probeer het later nog eens, of vraag het aan wie u deze link stuurde."),
        status=409,
    )


def _full(_error: Exception) -> ResponseReturnValue:
    return message_page(
        _("Meer past er niet in een voorbeeld"),
        _("Een voorbeeld onthoudt minder dan de echte vragenlijst. Wat u het laatst invulde, is niet onthouden."),
        status=422,
        onward=(url_for(".look_over"), _("Verder met het voorbeeld")),
    )
