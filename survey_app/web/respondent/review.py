"""All answers on one page, to look over before sending."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from survey_app.questionnaire.answers import AnswerFault, Answers, words_key
from survey_app.questionnaire.model import AnyItem, Questionnaire
from survey_app.web.items import answer_words
from survey_app.web.respondent.faults import Correction, corrections
from survey_app.web.respondent.layout import Layout
from survey_app.web.translation import gettext as _


@dataclass(frozen=True)
class Row:
    """One item with the answer in words; no lines when it was left blank."""

    item_id: str
    text: str
    lines: tuple[str, ...]
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


def review(
    layouts: tuple[Layout, ...], answers: Answers, faults: Mapping[str, AnswerFault], *, veiled: bool
) -> list[Page]:
    """Every page this respondent gets, with the answers so far and what is wrong with them.

    `veiled`: only whether there is an answer.
    """
    found = [Page(layout.position, layout.section.title, tuple(_rows(layout, answers, faults))) for layout in layouts]
    return [_veiled(page) for page in found] if veiled else found


def _veiled(page: Page) -> Page:
    rows = (replace(row, lines=(_("Ingevuld"),) if row.lines else ()) for row in page.rows)
    return replace(page, rows=tuple(rows))


def _rows(layout: Layout, answers: Answers, faults: Mapping[str, AnswerFault]) -> Iterator[Row]:
    wrong = corrections(layout, faults)
    for item in layout.items:
        yield Row(item.id, item.text, answer_in_words(layout.questionnaire, item, answers), wrong.get(item.id))


def answer_in_words(questionnaire: Questionnaire, item: AnyItem, answers: Answers) -> tuple[str, ...]:
    """The answer as the respondent saw it; nothing when it was left blank."""
    answer = answers.get(item.id)
    if answer is None:
        return ()
    chosen = answer if isinstance(answer, tuple) else (answer,)
    words = answers.get(words_key(item.id))
    lines = tuple(answer_words(questionnaire, item, part) for part in chosen)
    return (*lines, f"“{words}”") if words else lines
