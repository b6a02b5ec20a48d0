"""One page that a respondent sent in: what was on it, what was answered, and where the respondent wants to go."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from flask import url_for
from werkzeug.datastructures import MultiDict

from survey_app.questionnaire.answers import Answer, Answers, normalise_text, words_key
from survey_app.questionnaire.model import AnyItem, Section
from survey_app.web.respondent.faults import Correction, faults_on
from survey_app.web.respondent.layout import Layout, find_page_of, page_layouts
from survey_app.web.respondent.mark import changed, read_marks
from survey_app.web.respondent.reading import changes_language
from survey_app.web.respondent.sitting import Sitting

NEXT, PREVIOUS, LATER, HERE, CLEAR = "next", "previous", "later", "here", "clear"
KEEP = "keep"
"""What a script asks now and then: keep what was filled in so far, and show nothing."""
KEEP_LAST = "keep-last"
"""The same of a page that goes out of sight: nobody may be at work on it any more."""

_ABOUT = ":"
"""Between what a button asks and the item that it stands with."""
FAULTS = "fouten"
"""In the address of a page: tell what is wrong on it. What that is stays in the draft."""

FIELD = "item."
"""Before the name of every field that holds an answer, so that no item id is mistaken for a field of ours."""


def read_answers(section: Section, shown: Collection[str], form: MultiDict[str, str]) -> dict[str, Answer | None]:
    """The answers to the items of this section that were on the page, blank ones as None.

    Types only: whether they are right is for validation to say. What cannot be read as a number stays as it was typed,
    so that the respondent sees it again.
    """
    answers: dict[str, Answer | None] = {}
    for item in section.asks():
        if item.id not in shown:
            continue
        answers[item.id] = item.read(form.getlist(FIELD + item.id))
        if item.asks_words:
            answers[words_key(item.id)] = normalise_text(form.get(FIELD + words_key(item.id), "")) or None
    return answers


class PageGone(Exception):
    """What was sent belongs to a section this respondent is not asked any more."""


@dataclass(frozen=True)
class Turn:
    """`sent` is all that the form held, `given` what of it is a change to what the form showed.

    `go` is NEXT, PREVIOUS, LATER, HERE (in another language), CLEAR, KEEP or KEEP_LAST; `about` the item its button
    stood with: of which the choice is undone, or the answer is looked at next in the look over everything. `asked` are
    the items that were asked before.
    """

    layout: Layout
    sent: Mapping[str, Answer | None]
    given: Mapping[str, Answer | None]
    go: str
    about: str | None
    asked: Collection[str]

    @property
    def shows_nothing(self) -> bool:
        """Whether a script asks, which stays on the page."""
        return self.go in (KEEP, KEEP_LAST)

    @property
    def left_blank(self) -> Mapping[str, Answer | None]:
        """All that the form held, for who goes on leaves blank what was not answered; else nothing."""
        return self.sent if self.go == NEXT else {}

    def faults(self, sitting: Sitting) -> dict[str, Correction]:
        """What is wrong on this page; only going on asks for answers without faults."""
        here = find_page_of(page_layouts(sitting.wave, sitting.answers), self.layout.page_id)
        if self.go != NEXT or here is None:
            return {}
        return faults_on(here, sitting.answers)

    def find_new(self, sitting: Sitting) -> tuple[Layout, AnyItem] | None:
        """The first item that these very answers brought onto the page and that was not on it before, with that page.

        Who comes from the look over everything does not pass the other pages, and so is led to what came there.
        """
        for page in page_layouts(sitting.wave, sitting.answers):
            is_here = page.page_id == self.layout.page_id
            before = self.sent if is_here else self.asked
            if is_here or self.layout.from_review:
                for item in page.items:
                    if item.id not in before:
                        return page, item
        return None


def read_turn(sitting: Sitting, form: MultiDict[str, str], *, from_review: bool) -> Turn:
    """What the form says; raises PageGone."""
    layouts = page_layouts(sitting.wave, sitting.answers, from_review=from_review)
    layout = find_page_of(layouts, form.get("section", ""))
    if layout is None:
        raise PageGone("this section is not asked any more")
    go, _, about = (HERE if changes_language() else form.get("go", NEXT)).partition(_ABOUT)
    marks = read_marks(form.get("shown", ""))
    sent = read_answers(layout.section, marks, form)
    cleared = {about: None, words_key(about): None} if go == CLEAR and about in sent else {}
    asked = {item.id for page in layouts for item in page.items}
    return Turn(layout, sent | cleared, changed(sent, marks) | cleared, go, about if about in sent else None, asked)


def address_after(turn: Turn, answers: Answers) -> str:
    """Where the respondent goes: on, back, to the look over everything, to the same page, or away for now."""
    if turn.go == LATER:
        return url_for("later.pause")
    layouts = page_layouts(turn.layout.fielded.wave, answers)
    here = find_page_of(layouts, turn.layout.page_id)
    position = here.position if here else 1
    if turn.go == HERE:
        return url_for("pages.show_page", position=position, terug=_way_back(turn))
    if turn.go == CLEAR and turn.about:
        return url_for("pages.show_page", position=position, _anchor=f"vraag-{turn.about}", terug=_way_back(turn))
    if turn.go == PREVIOUS:
        return url_for("pages.show_page", position=position - 1) if position > 1 else url_for("pages.introduction")
    if turn.layout.from_review:
        return url_for("pages.look_over", _anchor=f"antwoord-{turn.about or turn.layout.items[0].id}")
    if position >= len(layouts):
        return url_for("pages.look_over")
    return url_for("pages.show_page", position=position + 1)


def address_of_new(turn: Turn, page: Layout, item: AnyItem) -> str:
    """The question that came with these answers."""
    return url_for("pages.show_page", position=page.position, _anchor=f"vraag-{item.id}", terug=_way_back(turn))


def address_with_faults(turn: Turn) -> str:
    """The same page, telling what is wrong: an address of its own, so that going back to it is safe."""
    return url_for("pages.show_page", position=turn.layout.position, terug=_way_back(turn), fouten=1)


def _way_back(turn: Turn) -> str | None:
    return "controle" if turn.layout.from_review else None
