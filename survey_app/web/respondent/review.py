"""The last page: all answers to look over, what is blank, and the contact desk, kept in no draft and no cookie."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from flask import url_for
from markupsafe import Markup

from survey_app.fieldwork.contacts import DECLINED, LONGEST, Contact, ContactWrong, faults_in_contact, read_contact
from survey_app.fieldwork.wave import Wave
from survey_app.questionnaire.answers import AnswerFault, Answers, words_key
from survey_app.questionnaire.model import AnyItem, ContactDesk, Questionnaire
from survey_app.web.items import answer_words
from survey_app.web.respondent.faults import Correction, corrections
from survey_app.web.respondent.layout import Layout
from survey_app.web.respondent.promise import ToldPromise, contact_promise
from survey_app.web.respondent.reading import as_read
from survey_app.web.translation import gettext as _

_LINE = Markup("<p>{}</p>")
_BLANK = Markup('<p class="peilstok-answers__blank">{}</p>')


@dataclass(frozen=True)
class Row:
    """One item with its answer in words, ready to stand in HTML, and the page that it is on."""

    id: str
    number: int
    page: int
    text: str
    answer: Markup
    fault: Correction | None


@dataclass(frozen=True)
class Part:
    """One section of the questionnaire, looked over."""

    id: str
    title: str
    rows: tuple[Row, ...]

    @property
    def faults(self) -> list[Correction]:
        """What is wrong on it."""
        return [row.fault for row in self.rows if row.fault]


def review(layouts: tuple[Layout, ...], tell: Callable[[str], Markup], faults: Mapping[str, AnswerFault]) -> list[Part]:
    """Every section this respondent gets; `tell` says by item id what was answered, `faults` what is wrong with it."""
    return [
        Part(section.id, section.title, tuple(row for page in pages for row in _rows(page, tell, faults)))
        for section, pages in groupby(layouts, lambda layout: layout.section)
    ]


def _rows(layout: Layout, tell: Callable[[str], Markup], faults: Mapping[str, AnswerFault]) -> Iterator[Row]:
    wrong = corrections(layout, faults)
    for item, number in layout.numbered_items:
        yield Row(item.id, number, layout.position, item.text, tell(item.id), wrong.get(item.id))


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


_FIELD = "contact-"
"""Before the name and the id of each field."""


@dataclass(frozen=True)
class ContactField:
    """One field: its id, what it asks, what a browser may fill in by itself, and what was typed."""

    id: str
    label: str
    type: str
    autocomplete: str
    typed: str
    fault: Correction | None


@dataclass(frozen=True)
class ContactQuestion:
    """The desk of a wave, as the page asks it."""

    desk: ContactDesk
    promise: ToldPromise
    fields: tuple[ContactField, ...]

    @property
    def faults(self) -> list[Correction]:
        """What is wrong."""
        return [field.fault for field in self.fields if field.fault]


def typed_contact(wave: Wave, form: Mapping[str, str]) -> Contact:
    """What a browser sent; a wave without a desk has nobody to read it."""
    if wave.contact_key is None:
        return DECLINED
    return read_contact(*(form.get(f"{_FIELD}{name}", "") for name in ("name", "phone", "email")))


def contact_question(wave: Wave, typed: Contact, *, judged: bool) -> ContactQuestion | None:
    """The question with what was typed and, if it is judged, what is wrong with that; None in a wave without a desk."""
    desk = as_read(wave).questionnaire.contact_desk
    if desk is None or wave.contact_key is None:
        return None
    return ContactQuestion(
        desk, contact_promise(wave, desk), tuple(_fields(typed, faults_in_contact(typed) if judged else {}))
    )


def _fields(typed: Contact, faults: Mapping[str, ContactWrong]) -> Iterator[ContactField]:
    for name, label, kind, autocomplete in (
        ("name", _("Uw naam"), "text", "name"),
        ("phone", _("Uw telefoonnummer"), "tel", "tel"),
        ("email", _("Uw e-mailadres"), "email", "email"),
    ):
        fault = Correction(_in_words(name, faults[name]), 0, 0, f"{_FIELD}{name}") if name in faults else None
        yield ContactField(f"{_FIELD}{name}", label, kind, autocomplete, getattr(typed, name), fault)


def _in_words(name: str, wrong: ContactWrong) -> str:
    return {
        ContactWrong.NAME_MISSING: _("Vul ook uw naam in, of maak alle drie de vakken leeg."),
        ContactWrong.NO_WAY_TO_REACH: _("Vul ook een telefoonnummer of een e-mailadres in, of haal uw naam weg."),
        ContactWrong.TOO_LONG: _("Dit is te lang. Gebruik niet meer dan %(maximum)s tekens.", maximum=LONGEST[name]),
        ContactWrong.CHARACTER: _("Hier staat een teken dat wij niet kunnen bewaren. Typ het opnieuw."),
        ContactWrong.NOT_A_PHONE: _("Dit telefoonnummer klopt niet. Typ alleen cijfers, bijvoorbeeld 0612345678."),
        ContactWrong.NOT_AN_EMAIL: _("Dit e-mailadres klopt niet. Typ het zo: naam@voorbeeld.nl."),
    }[wrong]


BLANKS = "=blanks"
"""The slot of what is told of them; no id of an item begins so."""

_MOST = 10
"""Links: who left more blank than that left it so."""

_SENTENCE = Markup('<p class="utrecht-paragraph">{}</p>')
_LIST = Markup('<ul class="peilstok-blanks">{}</ul>')
_LINK = Markup('<li><a class="utrecht-link" href="{}"><span class="visually-hidden">{} </span>{}</a></li>')


def told_blanks(layouts: tuple[Layout, ...], answers: Answers) -> Markup:
    """Ready to stand in HTML; nothing where there are no pages."""
    asked = [(page, item, number) for page in layouts for item, number in page.numbered_items]
    blank = [(page, item, number) for page, item, number in asked if answers.get(item.id) is None]
    if not asked:
        return Markup()
    if not blank:
        return _SENTENCE.format(_("U heeft alle vragen ingevuld."))
    told = _("U heeft %(given)s van de %(asked)s vragen ingevuld.", given=len(asked) - len(blank), asked=len(asked))
    links = Markup("").join(_link(*one) for one in blank[:_MOST])
    left = _("Niet ingevuld: vraag") if len(blank) <= _MOST else _("De eerste die niet zijn ingevuld: vraag")
    return _SENTENCE.format(f"{told} {left}") + _LIST.format(links)


def _link(page: Layout, item: AnyItem, number: int) -> Markup:
    address = url_for("pages.show_page", position=page.position, terug="controle", _anchor=f"vraag-{item.id}")
    return _LINK.format(address, _("Vraag"), f"{number} ({_('verplicht')})" if item.required else number)
