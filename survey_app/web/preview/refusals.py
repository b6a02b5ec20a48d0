"""What somebody reads whose link shows no questionnaire, or who filled in more than a preview holds."""

from collections.abc import Callable, Mapping

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from survey_app.fieldwork.life import OtherForm
from survey_app.fieldwork.preview_link import NoSuchPreview, PreviewOver
from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.questionnaire.library import NoSuchQuestionnaire
from survey_app.web.errors import saying
from survey_app.web.preview.shown import PreviewFull
from survey_app.web.translation import gettext as _
from survey_app.web.translation import lazy_gettext as _l


def register_refusals(blueprint: Blueprint) -> None:
    """Give each of them its page."""
    for exceptions, page in _PAGES.items():
        for exception in exceptions:
            blueprint.register_error_handler(exception, page)


_PAGES: Mapping[tuple[type[Exception], ...], Callable[[Exception], ResponseReturnValue]] = {
    (NoSuchPreview,): saying(
        _l("Deze link werkt niet"),
        _l("Kijk of u de hele link heeft overgenomen. Of vraag een nieuwe link aan wie u deze stuurde."),
        status=404,
    ),
    (PreviewOver, NoSuchQuestionnaire): saying(
        _l("Deze link werkt niet meer"),
        _l("Een link naar een voorbeeld heeft een einddatum, en kan eerder worden beëindigd."),
        _l("Wilt u de vragenlijst nog zien? Vraag dan een nieuwe link aan wie u deze stuurde."),
        status=410,
    ),
    (QuestionnaireFaults, OtherForm): saying(
        _l("Deze vragenlijst kan nu niet worden getoond"),
        _l("Misschien wordt hij net veranderd. Probeer het later nog eens, of vraag het aan wie u deze link stuurde."),
        status=409,
    ),
    (PreviewFull,): saying(
        _l("Meer past er niet in een voorbeeld"),
        _l("Een voorbeeld onthoudt minder dan de echte vragenlijst. Wat u het laatst invulde, is niet onthouden."),
        status=422,
        onward=lambda: (url_for(".look_over"), _("Verder met het voorbeeld")),
    ),
}
