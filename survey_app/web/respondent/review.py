"""All answers on one page, to look over before sending."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from survey_app.questionnaire.answers import AnswerFault, Answers, words_key
from survey_app.questionnaire.model import AnyItem, Questionnaire
from survey_app.web.items import answer_words
from survey_app.web.respondent.faults import Correction, corrections
from survey_app.web.respondent.layout import Layout
from survey_app.web.translation import gettext as _

_LINE = Markup("<p>{}</p>")
_BLANK = Markup('<p class="peilstok-answers__blank">{}</p>')


@dataclass(frozen=True)
class Row:
    """One item with its answer in words, ready to stand in HTML."""

    text: str
    answer: Markup
    fault: Correction | None


@dataclass(frozen=True)
class Page:
    """One page of the questionnaire, looked over."""

    position: int
    title: str
    rows: tuple[Row, ...]

    @property
    def faults(self) -> list[Correction]:
        """What is wrong on it."""
        return [row.fault for row in self.rows if row.fault]


def review(layouts: tuple[Layout, ...], tell: Callable[[str], Markup], faults: Mapping[str, AnswerFault]) -> list[Page]:
    """Every page this respondent gets; `tell` says by item id what was answered, `faults` what is wrong with it."""
    return [Page(layout.position, layout.section.title, tuple(_rows(layout, tell, faults))) for layout in layouts]


def _rows(layout: Layout, tell: Callable[[str], Markup], faults: Mapping[str, AnswerFault]) -> Iterator[Row]:
    wrong = corrections(layout, faults)
    for item in layout.items:
        yield Row(item.text, tell(item.id), wrong.get(item.id))


def told_answers(layouts: tuple[Layout, ...], answers: Answers, *, veiled: bool) -> dict[str, Markup]:
    """The answers to all items of these pages, ready to stand in HTML; `veiled`: only whether there is one."""
    blank, filled_in = _BLANK.format(_("Niet ingevuld")), _LINE.format(_("Ingevuld"))

    def tell(layout: Layout, item: AnyItem) -> Markup:
        lines = answer_in_words(layout.questionnaire, item, answers)
        if veiled and lines:
            return filled_in
        return Markup("\n").join(_LINE.format(line) for line in lines) or blank

    return {item.id: tell(layout, item) for layout in layouts for item in layout.items}


def answer_in_words(questionnaire: Questionnaire, item: AnyItem, answers: Answers) -> tuple[str, ...]:
    """The answer as the respondent saw it; nothing when it was left blank."""
    answer = answers.get(item.id)
    if answer is None:
        return ()
    chosen = answer if isinstance(answer, tuple) else (answer,)
    words = answers.get(words_key(item.id))
    lines = tuple(answer_words(questionnaire, item, part) for part in chosen)
    return (*lines, f"“{words}”") if words else lines
