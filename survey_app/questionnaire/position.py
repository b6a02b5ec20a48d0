"""From the location that pydantic reports to the place in the file, and to the model that belongs there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from survey_app.questionnaire.conditions import CONDITIONS
from survey_app.questionnaire.faults import Steps
from survey_app.questionnaire.model import ENTRIES, ContactDesk, Option, Point, ResponseScale, Scale, Section
from survey_app.questionnaire.nodes import Node, Text, find_node
from survey_app.questionnaire.parts import Frozen
from survey_app.questionnaire.study import Margins, Segment

_LISTED: Mapping[str, type[Frozen]] = {
    "sections": Section,
    "options": Option,
    "points": Point,
    "scales": Scale,
    "segments": Segment,
}
_AT_THE_TOP: Mapping[str, type[Frozen]] = {"contact_desk": ContactDesk, "margins": Margins}


@dataclass(frozen=True)
class Position:
    """A place in a file. `last` is the part itself; `model` the block of keys that it stands in."""

    path: Steps
    model: type[Frozen]

    @property
    def last(self) -> str:
        """The key or number of the part."""
        return str(self.path[-1]) if self.path else ""


def position_of(root: type[Frozen], tree: Node, location: Steps) -> Position:
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
        elif len(path) == 1 and str(step) in _AT_THE_TOP:
            models[tuple(path)] = _AT_THE_TOP[str(step)]
    return Position(tuple(path), models.get(tuple(path[:-1]), root))


def model_keys(model: type[Frozen]) -> list[str]:
    """The keys a block may have, as they are written in a file."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _kinds_at(path: list[str | int]) -> Mapping[str, type[Frozen]] | None:
    """The kinds to choose from where a path ends, if what stands there has a kind."""
    if len(path) == 4 and path[0] == "sections" and path[2] == "items":
        return ENTRIES
    in_condition = "when" in path
    if in_condition and (path[-1] in ("when", "not") or (isinstance(path[-1], int) and path[-2] in ("all", "any"))):
        return CONDITIONS
    return None
