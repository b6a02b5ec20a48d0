"""Scores of scales beside the items that they are the mean of: nothing that the row does not tell already (0227)."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from survey_app.dataset.microdata.coding import NOTHING_WORDS, CodedVariable, Nothing
from survey_app.dataset.microdata.reading import Column
from survey_app.dataset.scale_tally import FIRST_POINT, scoring_of
from survey_app.language.words import Words
from survey_app.questionnaire.model import Questionnaire, Scale
from survey_app.questionnaire.variables import Kind

_TOO_FEW = Words("minder dan de helft ingevuld")


def scores_of(
    questionnaire: Questionnaire, variables: Sequence[CodedVariable], columns: Mapping[str, Column]
) -> Iterator[tuple[CodedVariable, Column]]:
    """The variable of every scale of which all items are in the file, and of each response the number.

    As the items are in the file: what is withheld has no score.

    A score is the mean of the items that were answered, some the other way round, of who answered at least half of
    them (STATISTICS 7).
    """
    by_name = {variable.name: variable for variable in variables}
    for scale in questionnaire.scales:
        if by_name.keys() >= set(scale.items):
            yield _score(questionnaire, scale, [by_name[item] for item in scale.items], columns)


def score_name(scale: Scale) -> str:
    """What the variable is called: ids have no dots, so no item is called that."""
    return f"{scale.id}.score"


def _score(
    questionnaire: Questionnaire, scale: Scale, items: Sequence[CodedVariable], columns: Mapping[str, Column]
) -> tuple[CodedVariable, Column]:
    number = len(columns[items[0].name])
    total, answered, withheld = np.zeros(number), np.zeros(number, dtype=np.int64), np.zeros(number, dtype=bool)
    for item, table in zip(items, scoring_of(questionnaire, scale).scores, strict=True):
        column = columns[item.name]
        for place, value in enumerate(item.values):
            is_value = column == value.code
            total[is_value] += table[FIRST_POINT + place]
            answered += is_value
        if Nothing.WITHHELD in item.nothing:
            withheld |= column == item.nothing[Nothing.WITHHELD]
    variable = _variable(scale, items, is_withheld=bool(withheld.any()))
    score = np.full(number, float(variable.nothing[Nothing.BLANK]))
    counts = 2 * answered >= len(items)
    score[counts] = total[counts] / answered[counts]
    if withheld.any():
        score[withheld] = variable.nothing[Nothing.WITHHELD]
    return variable, score


def _variable(scale: Scale, items: Sequence[CodedVariable], *, is_withheld: bool) -> CodedVariable:
    codes = [value.code for item in items for value in item.values]
    lowest = min(0, *codes)
    labels: dict[Nothing, str | Words] = {Nothing.BLANK: _TOO_FEW}
    if is_withheld:
        labels[Nothing.WITHHELD] = NOTHING_WORDS[Nothing.WITHHELD]
    return CodedVariable(
        name=score_name(scale),
        item=score_name(scale),
        section=items[0].section,
        text=Words("Schaalscore: {title}").filled(title=scale.title),
        kind=Kind.SCORE,
        minimum=min(codes),
        maximum=max(codes),
        nothing={why: lowest - why.value for why in labels},
        nothing_labels=labels,
    )
