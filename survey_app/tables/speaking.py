"""A workbook in one language: every text of ours spoken, every other as it was written."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from survey_app.language.words import Words
from survey_app.tables.columns import distinct
from survey_app.tables.table import Properties, Sheet, Table

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Said = TypeVar("Said", Sheet, Properties)


def spoken_in(said: Said, language: str) -> Said:
    """A sheet, or what the file says of itself, in `nl` or `en`: no Words are left in it.

    Headings differ within each table.
    """
    return replace(said, **_fields(said, language))


def _spoken(part: object, language: str) -> object:
    """A text, or whatever is made of texts."""
    match part:
        case Words():
            return part.spoken_in(language)
        case str() | int() | float() | None:
            return part
        case tuple():
            return tuple(_spoken(inner, language) for inner in part)
        case Table():
            spoken = replace(part, **_fields(part, language))
            return replace(spoken, columns=distinct(spoken.columns))
        case _ if is_dataclass(part) and not isinstance(part, type):
            return replace(part, **_fields(part, language))
        case _:
            return part


def _fields(part: DataclassInstance, language: str) -> dict[str, Any]:  # Any: of every field
    return {field.name: _spoken(getattr(part, field.name), language) for field in fields(part)}
