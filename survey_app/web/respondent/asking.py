"""The pages with questions and the look over everything: for a respondent, and for who looks beforehand."""

from collections.abc import Mapping

from flask import Response, render_template, request, session
from flask.typing import ResponseReturnValue

from survey_app.fieldwork.contacts import DECLINED, Contact
from survey_app.questionnaire.answers import AnswerFault
from survey_app.web.form_token import form_token
from survey_app.web.respondent.faults import faults_on
from survey_app.web.respondent.layout import page_layout, page_layouts
from survey_app.web.respondent.made import LARGE_BLOCK, TOKEN, Slot, face_of, in_blocks, made_page
from survey_app.web.respondent.mark import write_marks
from survey_app.web.respondent.page import HTML, page_with_faults, questionnaire_page
from survey_app.web.respondent.reading import as_read, changes_language
from survey_app.web.respondent.review import BLANKS, contact_question, review, told_answers, told_blanks
from survey_app.web.respondent.sitting import Sitting
from survey_app.web.respondent.turn import FAULTS, NEXT, Turn, address_after, address_of_new, address_with_faults

HAS_NEW = "has_new"
"""Session key: the answers just given brought a question onto the page that is shown next."""


def section_page(sitting: Sitting, position: int) -> ResponseReturnValue:
    """One page, with what was answered before; raises NoSuchPage."""
    layout = page_layout(
        sitting.wave,
        sitting.answers,
        position,
        from_review=from_review(),
        has_new=HAS_NEW in session and session.pop(HAS_NEW),
    )
    faults = faults_on(layout, sitting.answers) if request.query_string and FAULTS in request.args else {}
    if faults:
        return page_with_faults(layout, form_token(), sitting.shown, faults), 422
    return Response(questionnaire_page(layout, form_token(), sitting.shown), content_type=HTML)


def next_address(turn: Turn, sitting: Sitting) -> str:
    """Where to go after a page was kept: to what is wrong on it, to a question that it brought, or where was asked."""
    if turn.faults(sitting):
        return address_with_faults(turn)
    new = turn.find_new(sitting) if turn.go == NEXT else None
    if new:
        session[HAS_NEW] = True
        return address_of_new(turn, *new)
    return address_after(turn, sitting.answers)


def marks_to_show(turn: Turn) -> Response:
    """What the form shows now that this is kept, told to the script that asked for it; no answers."""
    shown = (item.id for item in turn.layout.items if item.id in turn.sent)
    return Response(write_marks(turn.sent, shown), mimetype="text/plain")


def look_over_page(
    sitting: Sitting, faults: Mapping[str, AnswerFault], contact: Contact, *, left_alone: bool
) -> Response:
    """All answers on one page, with what is wrong with them and with the contact details."""
    veiled = sitting.visit.veiled
    layouts = () if left_alone else page_layouts(sitting.wave, sitting.answers)
    in_words = told_answers(layouts, sitting.answers, veiled=veiled) | {BLANKS: told_blanks(layouts, sitting.answers)}

    def shown(tell: Slot) -> dict[str, object]:
        return {
            "questionnaire": as_read(sitting.wave).questionnaire,
            "parts": review(layouts, tell, faults),
            "last_page": len(layouts),
            "blanks": tell(BLANKS),
            "contact": contact_question(sitting.wave, contact, judged=not changes_language()),
            "left_alone": left_alone,
            "veiled": veiled,
        }

    template, key = "respondent/look-over.html", (face_of(sitting.wave), layouts, veiled, left_alone)
    if faults or contact != DECLINED:
        page = render_template(template, **shown(in_words.__getitem__))
    else:
        page = made_page(template, key, {TOKEN: form_token(), **in_words}, shown)
    return Response(in_blocks(page.encode(), LARGE_BLOCK), content_type=HTML)


def from_review() -> bool:
    """Whether the page was reached from the look over everything, and goes back there."""
    return bool(request.query_string) and request.args.get("terug") == "controle"
