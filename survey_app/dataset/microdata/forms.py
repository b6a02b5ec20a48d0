"""In what form a trait is kept: with which of its categories merged; how that is typed, and stands in the log."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from survey_app.dataset.microdata.coding import CodedVariable

Merged = tuple[tuple[str, ...], ...]
_WRITTEN = re.compile(r"(?P<trait>[^,\[\]]+)(?:\[(?P<merged>[^\]]*)\])?")


@dataclass(frozen=True)
class Form:
    """A trait, and the categories of it that count as one. `whole`: as files kept it before anything was blanked."""

    trait: str
    merged: Merged = ()
    whole: bool = False

    def __str__(self) -> str:
        merged = ";".join("+".join(group) for group in self.merged)
        return f"{self.trait}[{merged}]" if merged else self.trait

    def codes(self, variable: CodedVariable) -> Iterator[list[int]]:
        """Of each group its numbers, lowest first: that is the number of the group."""
        for group in self.merged:
            yield sorted(variable.codes[category] for category in group)


def written_forms(forms: Iterable[Form]) -> str:
    """Forms as one line."""
    return ",".join(map(str, forms))


def forms_in(line: str, *, whole: bool = False) -> tuple[Form, ...]:
    """The forms that such a line tells."""
    return tuple(Form(part["trait"], _groups(part["merged"] or ""), whole) for part in _WRITTEN.finditer(line))


def merged_groups(groups: Sequence[Sequence[str]], order: Sequence[str]) -> Merged:
    """Groups of categories in the order of the questionnaire, so that one choice is written in one way."""
    ordered = (tuple(sorted(set(group), key=order.index)) for group in groups)
    return tuple(sorted((group for group in ordered if len(group) > 1), key=lambda group: order.index(group[0])))


def _groups(text: str) -> Merged:
    return tuple(tuple(group.split("+")) for group in text.split(";") if group)
