"""Made-up answers for the demonstration: seeded, plausible, and marked as fictitious wherever they are shown."""

from random import Random
from typing import assert_never

from survey_app.questionnaire.answers import Answer, Answers, words_key
from survey_app.questionnaire.model import (
    NOT_APPLICABLE,
    AnyItem,
    LikertStatement,
    Mark,
    MultipleChoice,
    Number,
    OpenText,
    Option,
    Questionnaire,
    SingleChoice,
)
from survey_app.questionnaire.routing import settle

_BLANK = 0.02
_NOT_APPLICABLE = 0.03
_WORDS = "Dit is een fictief antwoord, gemaakt voor de demonstratie."


def fictitious_answers(questionnaire: Questionnaire, segment: str, lift: float, random: Random) -> Answers:
    """Answers of one made-up respondent; `lift` shifts the mood of a group, in points of a five-point scale."""
    mood = random.gauss(lift, 0.6)
    answers: dict[str, Answer | None] = {}
    for item in questionnaire.items.values():
        if random.random() < _BLANK and not item.required:
            continue
        answers[item.id] = _answer(questionnaire, item, segment, mood, random)
        if item.asks_words_beside(answers[item.id]):
            answers[words_key(item.id)] = _WORDS
    return settle(questionnaire, answers)


def _answer(questionnaire: Questionnaire, item: AnyItem, segment: str, mood: float, random: Random) -> Answer:
    match item:
        case LikertStatement():
            scale = questionnaire.response_scale_of(item)
            if scale.not_applicable and random.random() < _NOT_APPLICABLE:
                return NOT_APPLICABLE
            middle = (len(scale.points) - 1) / 2
            position = round(random.gauss(middle + _leaning(item.id) + mood, 0.9))
            return scale.points[max(0, min(len(scale.points) - 1, position))].id
        case Mark():
            return max(1, min(10, round(random.gauss(6.2 + 1.2 * mood, 1.3))))
        case Number(minimum=minimum, maximum=maximum):
            return random.randint(minimum, maximum)
        case MultipleChoice(options=options):
            chosen = {option.id for option in options if random.random() < 0.3}
            together = tuple(option.id for option in options if option.id in chosen) or (options[0].id,)
            alone = item.not_alone(together)
            return (alone.id,) if alone else together
        case SingleChoice(options=options):
            return _choice(options, segment, random)
        case OpenText():
            return _WORDS
        case _:
            assert_never(item)


def _choice(options: tuple[Option, ...], segment: str, random: Random) -> str:
    """The respondent's own village where villages are asked, else any option."""
    ids = [option.id for option in options]
    return segment if segment in ids else random.choice(ids)


def _leaning(item_id: str) -> float:
    """How well an item is received by everybody: between -0.5 and 0.5, the same in every wave."""
    return Random(item_id).uniform(-0.5, 0.5)  # noqa: S311 - made-up answers need no secret
