"""How many questions were answered, and which were not: told above all answers, with a link to each blank."""

from flask import url_for
from markupsafe import Markup

from survey_app.questionnaire.answers import Answers
from survey_app.questionnaire.model import AnyItem
from survey_app.web.respondent.layout import Layout
from survey_app.web.translation import gettext as _

BLANKS = "=blanks"
"""The slot of what is told of them; no id of an item begins so."""

_MOST = 10
"""Links: who left more blank than that left it so."""

_LINE = Markup('<p class="utrecht-paragraph">{}</p>')
_LIST = Markup('<ul class="peilstok-blanks">{}</ul>')
_LINK = Markup('<li><a class="utrecht-link" href="{}"><span class="visually-hidden">{} </span>{}</a></li>')


def told_blanks(layouts: tuple[Layout, ...], answers: Answers) -> Markup:
    """Ready to stand in HTML; nothing where there are no pages."""
    asked = [(page, item, number) for page in layouts for item, number in page.numbered_items]
    blank = [(page, item, number) for page, item, number in asked if answers.get(item.id) is None]
    if not asked:
        return Markup()
    if not blank:
        return _LINE.format(_("U heeft alle vragen ingevuld."))
    told = _("U heeft %(given)s van de %(asked)s vragen ingevuld.", given=len(asked) - len(blank), asked=len(asked))
    links = Markup("").join(_link(*one) for one in blank[:_MOST])
    left = _("Niet ingevuld: vraag") if len(blank) <= _MOST else _("De eerste die niet zijn ingevuld: vraag")
    return _LINE.format(f"{told} {left}") + _LIST.format(links)


def _link(page: Layout, item: AnyItem, number: int) -> Markup:
    address = url_for("pages.show_page", position=page.position, terug="controle", _anchor=f"vraag-{item.id}")
    return _LINK.format(address, _("Vraag"), f"{number} ({_('verplicht')})" if item.required else number)
