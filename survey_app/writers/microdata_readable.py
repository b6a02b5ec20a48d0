"""Microdata as `peilstok compare --responses FILE` reads them: responses.csv, and its codebook.csv (docs/csv.md)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from survey_app.dataset.from_files.fields import RESPONSES, field_of
from survey_app.dataset.microdata.coding import CodedVariable, Nothing
from survey_app.dataset.microdata.rows import Microdata
from survey_app.language.words import spoken
from survey_app.questionnaire.model import Number, Questionnaire, options_of
from survey_app.questionnaire.variables import Kind

CODEBOOK_COLUMNS = (
    *("item", "text", "block", "type", "options", "exclusive", "labels"),
    *("nvt", "scale", "reversed", "role", "minimum", "maximum"),
)
_NOT_ASKED, _NOT_APPLICABLE = "niet gesteld", "nvt"
_NOTHING: Mapping[Nothing, str] = {
    Nothing.NOT_APPLICABLE: _NOT_APPLICABLE,
    Nothing.BLANK: "",
    Nothing.NOT_ASKED: _NOT_ASKED,
    Nothing.WITHHELD: _NOT_ASKED,
}


@dataclass(frozen=True)
class ReadableColumn:
    """A column: its heading, the place of its variable in a row (None: none), and what a number is written as."""

    heading: str
    place: int | None
    written: Callable[[float], str]

    def cell(self, row: Sequence[float]) -> str:
        """What stands there of one response."""
        return self.written(0 if self.place is None else row[self.place])


def readable(data: Microdata) -> list[ReadableColumn]:
    """The columns: the wave by its month, the village and its arm where the file has it, and every item. No scores."""
    columns = [ReadableColumn("wave", None, lambda _number: f"{data.wave.month:%Y-%m}")]
    for place, variable in enumerate(data.variables):
        if variable.kind is Kind.SCORE:
            continue
        if variable.item not in data.wave.frozen_instrument().questionnaire.items:
            columns += _of_segment(data, variable, place)
        else:
            columns.append(ReadableColumn(_heading(variable), place, _answer(variable)))
    return columns


def codebook(data: Microdata, language: str) -> Iterator[tuple[str | int, ...]]:
    """A row for each item, in the order of `CODEBOOK_COLUMNS`."""
    questionnaire = data.wave.frozen_instrument().questionnaire
    of_items = (variable for variable in data.variables if variable.item in questionnaire.items)
    for item, group in groupby(of_items, key=lambda variable: variable.item):
        cells = _described(questionnaire, item, list(group), language)
        yield tuple(cells.get(column, "") for column in CODEBOOK_COLUMNS)


def _of_segment(data: Microdata, variable: CodedVariable, place: int) -> Iterator[ReadableColumn]:
    segments = {segment.id: segment for segment in data.wave.frozen_instrument().study.segments}
    by_code = {value.code: segments.get(value.answer) for value in variable.values}
    labels = {code: segment.label for code, segment in by_code.items() if segment}
    yield ReadableColumn("village", place, lambda number: labels.get(int(number), ""))
    arms = {code: segment.arm or "" for code, segment in by_code.items() if segment}
    present = {arms[code] for code in arms if (data.columns[variable.name] == code).any()} - {""}
    if len(present) > 1:  # one arm alone is no comparison, and is refused
        yield ReadableColumn("arm", place, lambda number: arms.get(int(number), ""))


def _heading(variable: CodedVariable) -> str:
    """As the variable is called, but for what would mean something else at the head of responses.csv."""
    return f"item_{variable.name}" if field_of(variable.item, RESPONSES) else variable.name


def _answer(variable: CodedVariable) -> Callable[[float], str]:
    nothing = {code: _NOTHING[why] for why, code in variable.nothing.items()}
    return lambda number: nothing.get(int(number), str(int(number)))


def _described(
    questionnaire: Questionnaire, item_id: str, variables: Sequence[CodedVariable], language: str
) -> Mapping[str, str | int]:
    item, first = questionnaire.items[item_id], variables[0]
    cells: dict[str, str | int] = {
        "item": _heading(first).partition("__")[0],
        "text": item.text,
        "block": first.section,
        "type": item.type,
        "role": "background" if item.is_trait and not isinstance(item, Number) else "",
    }
    match first.kind:
        case Kind.POINT:
            cells |= {"labels": _listed(first, language), "nvt": first.not_applicable or ""}
            cells |= _scored(questionnaire, item_id)
        case Kind.OPTION:
            cells |= {"options": _listed(first, language)}
        case Kind.TICK:
            asked = f"{item.text} – "
            options = (f"{one.values[-1].answer}={_plain(str(one.text).removeprefix(asked))}" for one in variables)
            alone = (option.id for option in options_of(item) if option.exclusive)
            cells |= {"options": "|".join(options), "exclusive": "|".join(alone)}
        case _ if isinstance(item, Number):
            cells |= {"minimum": item.minimum, "maximum": item.maximum}
    return cells


def _scored(questionnaire: Questionnaire, item_id: str) -> Mapping[str, str]:
    """The first scale that the item is scored in: a codebook has room for one."""
    for scale in questionnaire.scales:
        if item_id in scale.items:
            return {"scale": scale.title, "reversed": "ja" if item_id in scale.reversed else ""}
    return {}


def _listed(variable: CodedVariable, language: str) -> str:
    return "|".join(f"{value.code}={_plain(str(spoken(value.label, language)))}" for value in variable.values)


def _plain(label: str) -> str:
    """A label without what parts labels in a codebook."""
    return label.replace("|", "/")
