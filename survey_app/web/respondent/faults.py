"""What is wrong with an answer, in words that help to put it right."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from survey_app.questionnaire.answers import AnswerFault, Answers, Wrong, words_key
from survey_app.questionnaire.model import AnyItem, Counting
from survey_app.questionnaire.validation import faults_in
from survey_app.web.items import first_field, how_to_answer, not_alone_words
from survey_app.web.respondent.layout import Layout
from survey_app.web.translation import gettext as _


@dataclass(frozen=True)
class Correction:
    """One sentence that says what to do, and where: the page, the number of the question, the id of the field."""

    text: str
    page: int
    number: int
    field: str


def faults_on(layout: Layout, answers: Answers) -> dict[str, Correction]:
    """What is wrong with these answers on this page, by item id."""
    here = (key for item in layout.items for key in (item.id, words_key(item.id)))
    return corrections(layout, faults_in(layout.questionnaire, {key: answers[key] for key in here if key in answers}))


def corrections(layout: Layout, faults: Mapping[str, AnswerFault]) -> dict[str, Correction]:
    """By item id, for the items of this page that have a fault, in their order."""
    return {
        item.id: _correction(layout, item, number, _in_words(item, fault), in_words=fault.in_words)
        for item, number in layout.numbered_items
        if (fault := faults.get(item.id))
    }


def too_long(layout: Layout, answers: Answers) -> dict[str, Correction]:
    """For every text of the respondent's own on the page: together they are more than can be kept."""
    text = _("Dit is meer tekst dan wij kunnen bewaren. Maak uw tekst korter.")
    return {
        item.id: _correction(layout, item, number, text, in_words=item.counting is not Counting.WHETHER)
        for item, number in layout.numbered_items
        if item.counting is Counting.WHETHER or answers.get(words_key(item.id))
    }


def _correction(layout: Layout, item: AnyItem, number: int, text: str, *, in_words: bool) -> Correction:
    """At the first field of the item; `in_words`: at the words beside an option."""
    field = f"vraag-{item.id}-woorden" if in_words else first_field(layout.questionnaire, item)
    return Correction(text, layout.position, number, field)


def _in_words(item: AnyItem, fault: AnswerFault) -> str:
    match fault.wrong:
        case Wrong.REQUIRED:
            return _("Deze vraag hebben wij nodig om verder te gaan. Vul een antwoord in.")
        case Wrong.TOO_LOW | Wrong.TOO_HIGH:
            return _(
                "Dit getal kan niet. Typ een getal van %(minimum)s tot en met %(maximum)s.",
                minimum=fault.minimum,
                maximum=fault.maximum,
            )
        case Wrong.TOO_LONG:
            return _("Deze tekst is te lang. Gebruik niet meer dan %(maximum)s tekens.", maximum=fault.maximum)
        case Wrong.CHARACTER | Wrong.NOT_NORMALISED:
            return _("In deze tekst staat een teken dat wij niet kunnen bewaren. Haal het weg of typ de tekst opnieuw.")
        case Wrong.WORDS_WITHOUT_OTHER:
            return _("U typte zelf een antwoord. Kies daar ook de mogelijkheid bij, of maak het tekstvak leeg.")
        case Wrong.NOT_ALONE:
            return not_alone_words(item)
        case Wrong.TYPE | Wrong.NOT_OFFERED | Wrong.CHOSEN_TWICE | Wrong.UNKNOWN_ITEM:
            return how_to_answer(item)
        case _:
            assert_never(fault.wrong)
