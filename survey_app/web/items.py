"""What pages say of an item by its type; where it is answered stands in templates/items, a file for each type."""

from typing import assert_never

from survey_app.questionnaire.answers import Answer
from survey_app.questionnaire.model import (
    Amount,
    AnyItem,
    Choice,
    LikertStatement,
    Mark,
    MultipleChoice,
    Number,
    OpenText,
    Questionnaire,
    SingleChoice,
    options_of,
)
from survey_app.web.translation import gettext as _


def kind_words(item: AnyItem) -> str:
    """What kind of question it is."""
    match item:
        case LikertStatement():
            return _("stelling")
        case SingleChoice():
            return _("één antwoord")
        case MultipleChoice():
            alone = exclusive_words(item)
            return (
                _("meer antwoorden mogelijk, behalve bij %(alone)s", alone=alone)
                if alone
                else _("meer antwoorden mogelijk")
            )
        case Number(minimum=minimum, maximum=maximum):
            return _("getal van %(minimum)s tot en met %(maximum)s", minimum=minimum, maximum=maximum)
        case Mark():
            return _("rapportcijfer van 1 tot en met 10")
        case OpenText(maximum_length=length):
            return _("open antwoord, ten hoogste %(length)s tekens", length=length)
        case _:
            assert_never(item)


def how_to_answer(item: AnyItem) -> str:
    """What to do about what is no answer to it."""
    match item:
        case Amount():
            minimum, maximum = item.bounds
            return _(
                "Typ een heel getal in cijfers, van %(minimum)s tot en met %(maximum)s.",
                minimum=minimum,
                maximum=maximum,
            )
        case LikertStatement() | Choice() | OpenText():
            return _("Dit antwoord kennen wij niet. Kies een van de antwoorden die er staan.")
        case _:
            assert_never(item)


def not_alone_words(item: AnyItem) -> str:
    """What to do about an option that was chosen with others and goes with none."""
    return _(
        "U koos %(alone)s en ook iets anders. Dat kan niet samen. "
        "Haal %(alone)s weg, of haal de andere antwoorden weg.",
        alone=exclusive_words(item),
    )


def exclusive_words(item: AnyItem) -> str:
    """The options that go with no other, as in: ‘Geen van deze’ of ‘Weet ik niet’; empty when there are none."""
    return _(" of ").join(f"‘{option.label}’" for option in options_of(item) if option.exclusive)


def answer_words(questionnaire: Questionnaire, item: AnyItem, answer: Answer) -> str:
    """One answer as the respondent saw it."""
    match item:
        case Number(unit=str(unit)):
            return _("%(number)s %(unit)s", number=answer, unit=unit)
        case LikertStatement() | Choice() | Amount() | OpenText():
            return item.labels(questionnaire.response_scales).get(str(answer), str(answer))
        case _:
            assert_never(item)


def first_field(questionnaire: Questionnaire, item: AnyItem) -> str:
    """The id that its template gives the field to go to: the first answer, or the text."""
    codes = item.codes(questionnaire.response_scales)
    return f"vraag-{item.id}-{codes[0] if codes else 'antwoord'}"
