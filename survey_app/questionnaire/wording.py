"""What pydantic finds wrong, in words for a researcher and where it stands in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from survey_app.questionnaire.accountability import Accessibility, Privacy
from survey_app.questionnaire.conditions import CONDITIONS
from survey_app.questionnaire.faults import MOST_TOLD, Finding, Steps, suggestion
from survey_app.questionnaire.media import WrittenImage
from survey_app.questionnaire.model import ENTRIES, ContactDesk, Option, Point, ResponseScale, Scale, Section
from survey_app.questionnaire.nodes import Listing, Node, Text, find_node
from survey_app.questionnaire.parts import Frozen
from survey_app.questionnaire.scalars import Data
from survey_app.questionnaire.study import Margins, Segment

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_Model = TypeVar("_Model", bound=Frozen)

_IDENTIFIER = "use lower-case letters, digits and single _ or - between them, 60 at most, as in samen_werken"
_OPTION_OR_NUMBER = ("is", "at_least")
_NO_SUCH_WORD = "this is not one of the words that can stand here", "write {expected}, without other words"

_MESSAGES: Mapping[str, tuple[str, str]] = {
    "string_too_short": ("this text is empty", "write the text"),
    "string_too_long": ("this text is too long", "use {max_length} characters at most"),
    "string_unicode": ("the text has half a character (a lone surrogate)", "write the character itself"),
    "bool_type": ("this is not true or false", "write true or false, without quotes"),
    "int_type": ("this is not a whole number", "write a whole number without quotes, as in 10"),
    "greater_than_equal": ("this number is too low", "use {ge} or more"),
    "less_than_equal": ("this number is too high", "use {le} or less"),
    "too_short": ("there are too few parts here ({actual_length})", "give at least {min_length}"),
    "too_long": ("there are too many parts here", "give {max_length} at most"),
    **dict.fromkeys(("literal_error", "enum"), _NO_SUCH_WORD),
    "tuple_type": ("a list belongs here", "put each part on a line of its own, behind a dash and a blank"),
    "dict_type": ("a block of keys belongs here", "write key: value, indented, on the lines below"),
    "mapping_type": ("a block of keys belongs here", "write key: value, indented, on the lines below"),
    "union_tag_not_found": ("the type of this item is missing", "add type: with one of {types}"),
    "union_tag_invalid": ('there is no type "{tag}"', "known: {types}"),
    "condition": ("this is not a condition", "give an item and one of is, in, at_least, answered; or all, any, not"),
}
_LISTED: Mapping[str, type[Frozen]] = {
    "sections": Section,
    "options": Option,
    "points": Point,
    "scales": Scale,
    "segments": Segment,
}
_AT_THE_TOP: Mapping[str, type[Frozen]] = {
    "contact_desk": ContactDesk,
    "margins": Margins,
    "privacy": Privacy,
    "accessibility": Accessibility,
}


@dataclass(frozen=True)
class Position:
    """A place in a file. `last` is the part itself; `model` the block of keys that it stands in."""

    path: Steps
    model: type[Frozen]

    @property
    def last(self) -> str:
        """The key or number of the part."""
        return str(self.path[-1]) if self.path else ""


def validate(model: type[_Model], data: Data, tree: Node, findings: list[Finding]) -> _Model | None:
    """The model that the data are; None when they are not, and then `findings` has every reason why."""
    trapped = {finding.path for finding in findings}
    try:
        return model.model_validate(data)
    except ValidationError as refusal:
        for error in refusal.errors(include_url=False)[: MOST_TOLD + 1]:
            position = _position_of(model, tree, error["loc"])
            is_told = position.path in trapped and error["type"] != "extra_forbidden"
            if not is_told and not _is_long_enough(error, find_node(tree, position.path)):
                wrong, right = _words(error, position, tree)
                path = (*position.path, "type") if error["type"] == "union_tag_invalid" else position.path
                findings.append(Finding(path, wrong, right))
        return None


def in_words(error: ErrorDetails) -> tuple[str, str]:
    """What is wrong and what would be right, of data that were made of another file than a questionnaire."""
    wrong, right = _MESSAGES.get(error["type"], ("this cannot stand here", "write it otherwise"))
    known = {"types": "", "tag": "", **error.get("ctx", {})}
    return wrong.format(**known), right.format(**known)


def model_keys(model: type[Frozen]) -> list[str]:
    """The keys a block may have, as they are written in a file."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _position_of(root: type[Frozen], tree: Node, location: Steps) -> Position:
    """Where a reported location stands; pydantic names the kind of an item or condition in between, a file does not."""
    path: list[str | int] = []
    models: dict[Steps, type[Frozen]] = {(): root}
    steps = iter(location)
    for step in steps:
        if step == "[key]" or isinstance(find_node(tree, tuple(path)), Text):
            break
        path.append(step)
        kinds = _kinds_at(path)
        if kinds:
            models[tuple(path)] = kinds.get(str(next(steps, "")), root)
        elif len(path) > 1 and isinstance(step, int):
            models[tuple(path)] = _LISTED.get(str(path[-2]), root)
        elif len(path) > 1 and path[-2] == "response_scales":
            models[tuple(path)] = ResponseScale
        elif len(path) == 5 and step == "image":
            models[tuple(path)] = WrittenImage
        elif len(path) == 1 and str(step) in _AT_THE_TOP:
            models[tuple(path)] = _AT_THE_TOP[str(step)]
    return Position(tuple(path), models.get(tuple(path[:-1]), root))


def _kinds_at(path: list[str | int]) -> Mapping[str, type[Frozen]] | None:
    """The kinds to choose from where a path ends, if what stands there has a kind."""
    if len(path) == 4 and path[0] == "sections" and path[2] == "items":
        return ENTRIES
    in_condition = "when" in path
    if in_condition and (path[-1] in ("when", "not") or (isinstance(path[-1], int) and path[-2] in ("all", "any"))):
        return CONDITIONS
    return None


def _is_long_enough(error: ErrorDetails, node: Node | None) -> bool:
    """Pydantic counts the parts without fault; a list is too short only when the writer gave too few."""
    if error["type"] != "too_short" or not isinstance(node, Listing):
        return False
    return len(node.parts) >= int(error["ctx"]["min_length"])


def _words(error: ErrorDetails, position: Position, tree: Node) -> tuple[str, str]:
    kind = error["type"]
    if kind == "missing":
        return f'the key "{position.last}" is missing', f"add {position.last}: to this block"
    if kind == "extra_forbidden":
        return f'unknown key "{position.last}"', suggestion(position.last, model_keys(position.model))
    if position.last in _OPTION_OR_NUMBER or (len(position.path) > 1 and position.path[-2] == "in"):
        return _no_option_or_number(position, tree)
    if kind == "string_type":
        return _no_text(find_node(tree, position.path))
    if kind == "string_pattern_mismatch":
        return f'"{error["input"]}" is not an identifier', _IDENTIFIER
    if kind in ("model_type", "model_attributes_type"):
        return _MESSAGES["dict_type"]
    wrong, right = _MESSAGES.get(kind, (error["msg"], "see docs/questionnaires.md"))
    known = {**error.get("ctx", {}), "types": ", ".join(ENTRIES)}
    return wrong.format(**known), right.format(**known)


def _no_text(node: Node | None) -> tuple[str, str]:
    if isinstance(node, Text):
        return f"{node.value} without quotes is not a text", f'put it in quotes: "{node.value}"'
    return "a text belongs here, not a list or a block", "write the text; one with a colon in it goes in quotes"


def _no_option_or_number(position: Position, tree: Node) -> tuple[str, str]:
    node = find_node(tree, position.path)
    what = f'"{node.value}"' if isinstance(node, Text) else "this"
    return f"{what} is not the id of an option or point, nor a whole number", _IDENTIFIER
