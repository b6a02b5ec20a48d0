"""Another code for the same words is no change of a question: answers of an earlier version under the later codes."""

from collections.abc import Mapping, Sequence
from typing import Any

from survey_app.questionnaire.model import Option, Point, Questionnaire
from survey_app.questionnaire.normal_form import fold

Codes = Mapping[str, Mapping[str, str]]
"""By item: what the later version calls an answer, by what the earlier one does, where those differ."""


def renamed_codes(earlier: Questionnaire, later: Questionnaire) -> Codes:
    """The answers that both offer in the same words and under different codes."""
    renamed = {
        item_id: _renamed(item.answers(earlier.response_scales), later.items[item_id].answers(later.response_scales))
        for item_id, item in earlier.items.items()
        if item_id in later.items
    }
    return {item_id: codes for item_id, codes in renamed.items() if codes}


def with_codes(questionnaire: Questionnaire, codes: Codes) -> Questionnaire:
    """The questionnaire with these codes in its options and conditions; points of a scale keep their own."""
    if not codes:
        return questionnaire
    raw = questionnaire.model_dump(mode="json", by_alias=True)
    return Questionnaire.model_validate({**raw, "sections": _recoded(raw["sections"], codes)})


def _renamed(old: Sequence[Point | Option], new: Sequence[Point | Option]) -> Mapping[str, str]:
    """None of them where that would give two answers one code, or where words stand there twice."""
    if old == new:
        return {}
    by_words = {_words(answer): answer.id for answer in new}
    codes = {answer.id: by_words.get(_words(answer), answer.id) for answer in old}
    if len({*codes.values()}) < len(old) or len(by_words) < len(new):
        return {}
    return {code: new_code for code, new_code in codes.items() if new_code != code}


def _words(answer: Point | Option) -> tuple[str | None, bool]:
    return fold(answer.label), isinstance(answer, Option) and answer.other


def _recoded(part: Any, codes: Codes) -> Any:  # JSON has no narrower type
    """Conditions say which item they look at, and options stand in an item that says which it is."""
    if isinstance(part, list):
        return [_recoded(inner, codes) for inner in part]
    if not isinstance(part, dict):
        return part
    of_item = codes.get(part.get("item") or part.get("id") or "", {})
    after = {key: _recoded(value, codes) for key, value in part.items()}
    for key in {"is", "at_least"} & after.keys():
        after[key] = of_item.get(after[key], after[key])
    if "in" in after:
        after["in"] = [of_item.get(code, code) for code in after["in"]]
    if "options" in after:
        after["options"] = [{**option, "id": of_item.get(option["id"], option["id"])} for option in after["options"]]
    return after
