"""The pages of a preview: named as the respondents' own, by which they are made, and some that lead around.

What somebody reads whose link shows no questionnaire, or who filled in more than a preview holds, stands at the end.
"""

from collections.abc import Callable, Mapping

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey_app.fieldwork.contacts import DECLINED, faults_in_contact
from survey_app.fieldwork.life import OtherForm
from survey_app.fieldwork.passphrase import new_words
from survey_app.fieldwork.preview_link import PATH, NoSuchPreview, PreviewOver
from survey_app.fieldwork.wave import Recruitment
from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.questionnaire.library import NoSuchQuestionnaire
from survey_app.questionnaire.routing import settle
from survey_app.questionnaire.validation import faults_in
from survey_app.web.errors import saying
from survey_app.web.preview.outline import find_route, outline
from survey_app.web.preview.shown import (
    PreviewFull,
    add_answers,
    current_sitting,
    forget_answers,
    keep_answers,
    show,
    shown,
    speak_to_researchers,
)
from survey_app.web.preview_addresses import PREVIEW
from survey_app.web.respondent.asking import from_review, look_over_page, marks_to_show, next_address, section_page
from survey_app.web.respondent.entrance import read_in
from survey_app.web.respondent.idle import MINUTES
from survey_app.web.respondent.layout import page_layouts, page_to_go_on
from survey_app.web.respondent.onward import way_in
from survey_app.web.respondent.promise import promise_beforehand
from survey_app.web.respondent.reading import as_read, changes_language
from survey_app.web.respondent.review import typed_contact
from survey_app.web.respondent.turn import read_turn
from survey_app.web.translation import gettext as _
from survey_app.web.translation import lazy_gettext as _l

preview = Blueprint(PREVIEW, __name__, url_prefix=f"{PATH}/<link>")


@preview.url_value_preprocessor
def _take_link(_endpoint: str | None, values: dict[str, str] | None) -> None:
    g.preview_link = (values or {}).pop("link", "")


@preview.url_defaults
def _stay_with_link(_endpoint: str, values: dict[str, str]) -> None:
    values.setdefault("link", g.get("preview_link", ""))


@preview.before_request
def _show() -> None:
    show(g.preview_link)


@preview.get("")
def start() -> ResponseReturnValue:
    """The first page with text: behind a code the introduction, behind an open link a page of its own."""
    if shown().recruitment is Recruitment.CODES:
        return introduction()
    begun = bool(current_sitting().answers)
    return _page(
        "respondent/open-link.html", begun=begun, begun_with_code=False, other_begun=False, done=False, **_around()
    )


preview.post("/taal")(read_in)


@preview.post("")
def begin() -> ResponseReturnValue:
    """As from the open link."""
    return redirect(url_for(".show_page", position=1), 303)


@preview.get("/vragenlijst")
def introduction() -> ResponseReturnValue:
    """What the questionnaire is about, and what happens to answers."""
    return _page("respondent/introduction.html", begun=bool(current_sitting().answers), **_around())


@preview.get("/vragenlijst/<int:position>")
def show_page(position: int) -> ResponseReturnValue:
    """One page, with what was filled in before."""
    return section_page(current_sitting(), position)


@preview.post("/vragenlijst/<int:position>")
def keep_page(position: int) -> ResponseReturnValue:  # noqa: ARG001 - the form says which section it is
    """Keep what was filled in, and go where was asked."""
    sitting = current_sitting()
    turn = read_turn(sitting, request.form, from_review=from_review())
    sitting = add_answers(sitting, turn)
    return marks_to_show(turn) if turn.shows_nothing else redirect(next_address(turn, sitting), 303)


@preview.get("/vragenlijst/controle")
def look_over() -> ResponseReturnValue:
    """All that was filled in on one page."""
    return look_over_page(current_sitting(), {}, DECLINED, left_alone=False)


@preview.post("/vragenlijst/controle")
def send() -> ResponseReturnValue:
    """Say what could not be sent, or thank; nothing is sent."""
    sitting = current_sitting()
    questionnaire = as_read(sitting.wave).questionnaire
    faults = faults_in(questionnaire, settle(questionnaire, sitting.answers))
    contact = typed_contact(sitting.wave, request.form)
    if changes_language():
        return look_over_page(sitting, {}, contact, left_alone=False)
    if faults or faults_in_contact(contact):
        return look_over_page(sitting, faults, contact, left_alone=False), 422
    forget_answers()
    return redirect(url_for(".thanks"), 303)


@preview.get("/bedankt")
def thanks() -> ResponseReturnValue:
    """Thanks, and what happens next."""
    return _page("respondent/thanks.html", twice=False)


@preview.get("/vragenlijst/stoppen")
def stop() -> ResponseReturnValue:
    """Ask whether the answers should really go."""
    return _page("respondent/stop.html")


@preview.post("/vragenlijst/stoppen")
def wipe() -> ResponseReturnValue:
    """Forget what was filled in."""
    forget_answers()
    return redirect(url_for(".wiped"), 303)


@preview.get("/gewist")
def wiped() -> ResponseReturnValue:
    """Say that it is gone."""
    return _page("respondent/wiped.html", onward=way_in())


@preview.get("/vragenlijst/later")
def pause() -> ResponseReturnValue:
    """Say how a respondent goes on later."""
    return _page("respondent/later.html", **_around())


@preview.post("/vragenlijst/later")
def stop_for_now() -> ResponseReturnValue:
    """As a respondent stops for now."""
    return redirect(url_for(".stopped"), 303)


@preview.post("/vragenlijst/later/woorden")
def give_words() -> ResponseReturnValue:
    """Four words that open nothing."""
    return _page("respondent/words.html", words=new_words(4), **_around())


@preview.get("/gestopt")
def stopped() -> ResponseReturnValue:
    """Say how to go on."""
    return _page("respondent/stopped.html", onward=way_in())


@preview.get("/overzicht")
def routes() -> ResponseReturnValue:
    """Every page and when it comes, each to be opened."""
    speak_to_researchers()
    return _page("preview/routes.html", sections=outline(as_read(shown()).questionnaire))


@preview.post("/overzicht")
def take_route() -> ResponseReturnValue:
    """Fill in what leads to a page, or to a question on it, and show it there."""
    sitting = current_sitting()
    answers, position, anchor = find_route(sitting.wave, request.form.get("part", ""))
    keep_answers(answers)
    return redirect(url_for(".show_page", position=position, _anchor=anchor), 303)


@preview.post("/opnieuw")
def start_anew() -> ResponseReturnValue:
    """From the first page on, with nothing filled in."""
    forget_answers()
    return redirect(url_for(".start"), 303)


@preview.get("/telefoon")
def phone() -> ResponseReturnValue:
    """The same pages in a frame as wide as a phone."""
    speak_to_researchers()
    return _page("preview/phone.html")


def _page(template: str, **about: object) -> str:
    return render_template(template, questionnaire=as_read(shown()).questionnaire, **about)


def _around() -> dict[str, object]:
    """What the pages around the questions tell."""
    sitting = current_sitting()
    return {
        "promise": promise_beforehand(sitting.wave),
        "with_code": shown().recruitment is Recruitment.CODES,
        "minutes": MINUTES,
        "position": page_to_go_on(page_layouts(sitting.wave, sitting.answers), sitting.answers),
    }


_REFUSALS: Mapping[tuple[type[Exception], ...], Callable[[Exception], ResponseReturnValue]] = {
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
for _exceptions, _told in _REFUSALS.items():
    for _exception in _exceptions:
        preview.register_error_handler(_exception, _told)
