"""What a codebook says of an item, as an item of a questionnaire."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from survey_app.dataset.from_files.choices import Choice, Points, choices_in, listing, points_in
from survey_app.dataset.from_files.codebook import Cells
from survey_app.dataset.from_files.direction import runs_down
from survey_app.dataset.from_files.faults import csv_fault, shown
from survey_app.dataset.from_files.kinds import KINDS
from survey_app.dataset.from_files.names import as_whole, folded
from survey_app.dataset.from_files.words import flag, is_no_answer
from survey_app.questionnaire.faults import Fault
from survey_app.questionnaire.model import NOT_APPLICABLE

_BACKGROUND = ("background", "achtergrond", "trait", "kenmerk", "achtergrondkenmerk")
_DOCUMENTED = "likert, single_choice, multiple_choice, mark, number, open_text, unread"
_DEFAULT_POINTS = 5
_POINTS = range(2, 12)
_RANGE = re.compile(r"([0-9]{1,2}) ?(?:-|–|\.\.|t/m|to) ?([0-9]{1,2})", re.ASCII)
_WHOLE = re.compile(r"[+-]?[0-9]{1,15}", re.ASCII)
_NUMBER = re.compile(rf"{_WHOLE.pattern}(?:[.,][0-9]+)?", re.ASCII)
_ANSWERS = re.compile(r".*likert.*|[0-9]+_?(?:points?|punts|pt)(?:_.*)?")


@dataclass(frozen=True)
class ItemSpec:
    """One item in one wave. `not_applicable` is its label when n.v.t. is offered; `scale` what it is scored with.

    `apart` are the codes and words that the file has for n.v.t. beside the usual ones.
    """

    id: str
    line: int
    kind: str
    text: str
    block: str | None
    background: bool
    choices: Sequence[Choice] = ()
    not_applicable: str | None = None
    scale: str | None = None
    reversed: bool = False
    minimum: int = 0
    maximum: int = 0
    version: str | None = None
    apart: Sequence[str] = ()

    @property
    def codes(self) -> Mapping[str, str]:
        """What the codes of the file mean."""
        return {**{one.code: one.id for one in self.choices if one.code}, **dict.fromkeys(self.apart, NOT_APPLICABLE)}


@dataclass
class ItemReader:
    """Reads items of one codebook; `faults` grows with what is wrong."""

    file: str
    faults: list[Fault] = field(default_factory=list)

    def kind_of(self, line: int, cells: Cells) -> str:
        """The type of an item; a statement when nothing is said."""
        told = cells.get("type", "")
        if told and folded(told) not in KINDS:
            self.fault(line, "type", f"{shown(told)} is no type of item", f"known: {_DOCUMENTED}")
        if not told and self.is_background(line, cells):
            return "single_choice"
        return KINDS.get(folded(told), "likert")

    def is_background(self, line: int, cells: Cells) -> bool:
        """Whether the item is a trait of people, by its role, its type or a column of its own."""
        told = [folded(cells.get(name, "")) for name in ("role", "type")]
        return any(one in _BACKGROUND for one in told) or self.yes(line, cells, "background")

    def yes(self, line: int, cells: Cells, name: str) -> bool:
        """Whether a column says yes; it says no when it is empty."""
        told = cells.get(name, "")
        answer = flag(told) if told else False
        if answer is None:
            self.fault(line, name, f"{shown(told)} is neither yes nor no", "write 1 or 0 (ja or nee)")
        return bool(answer)

    def points_of(self, line: int, cells: Cells) -> Points:
        """The points of a statement, from least to most; they are called by their number when they have no labels."""
        begin, told = self._span(line, cells)
        text = cells.get("labels") or cells.get("options") or ""
        span = _RANGE.fullmatch(text)
        found = points_in(_called(int(span[1]), int(span[2])) if span else text)
        number = len(found.choices)
        if number == 1:
            right = "the answers of a statement are parted by |, from least to most; leave them out if they are 1, 2, …"
            self.fault(line, "labels", f"{shown(text)} is one label", right)
        elif number and told not in (None, number):
            self.fault(line, "points", f"{told} points, and {number} labels", "make the two the same")
        if number > 1:
            self._check_labels(line, found)
            return found
        return points_in(_called(begin, begin + (told or _DEFAULT_POINTS) - 1))

    def scale_of(self, line: int, cells: Cells) -> str | None:
        """What a statement is scored with; a range of answers is no such thing."""
        told = cells.get("scale")
        if told and _says_answers(told):
            right = "scale names what items are scored together, as in Vertrouwen; the number of answers is in points"
            self.fault(line, "scale", f"{shown(told)} says which answers there are", right)
        return told

    def check_unscored(self, line: int, kind: str, cells: Cells) -> None:
        """What is no statement is in no scale, and is refused when it is said to be."""
        told = cells.get("scale", "")
        if told and not _says_answers(told):
            wrong = f"a {kind} is not scored together with others, as {shown(told)} says"
            self.fault(line, "type", wrong, "write likert when the answers are points of a scale, or leave scale empty")

    def _span(self, line: int, cells: Cells) -> tuple[int, int | None]:
        """The number that points without labels begin with, and how many there are; None when nothing is said."""
        lowest, highest = self.whole(line, cells, "minimum"), self.whole(line, cells, "maximum")
        begin = 1 if lowest is None else lowest
        counts = {self.whole(line, cells, "points"), None if highest is None else highest - begin + 1} - {None}
        number = next(iter(counts), None)
        if len(counts) > 1:
            right = "write their number, or the lowest and the highest of them"
            self.fault(line, "points", "the points are not told in one way", right)
        elif number is not None and number not in _POINTS:
            self.fault(line, "points", f"{number} points", f"a scale has {_POINTS[0]} to {_POINTS[-1]}")
        return begin, number if len(counts) == 1 and number in _POINTS else None

    def options_of(self, line: int, cells: Cells) -> list[Choice]:
        """The options of a choice as the codebook lists them; none when it does not."""
        listed = choices_in(cells.get("options") or cells.get("labels") or "")
        self._check_codes(line, "options", listed)
        return listed

    def whole(self, line: int, cells: Cells, name: str) -> int | None:
        """A whole number; None when nothing is said."""
        told = as_whole(cells.get(name, ""))
        if told and not _WHOLE.fullmatch(told):
            self.fault(line, name, f"{shown(told)} is not a whole number", "write digits only, 15 at most")
            return None
        return int(told) if told else None

    def fault(self, line: int | None, column: str | None, wrong: str, right: str) -> None:
        """Add a fault of the codebook."""
        self.faults.append(csv_fault(self.file, line, column, wrong, right))

    def _check_labels(self, line: int, points: Points) -> None:
        """They run from least to most, each is an answer, and no two have one code."""
        labels = [one.label for one in points.choices]
        for one in points.choices:
            if is_no_answer(one.label):
                right = f"take it out of the list, and tell what stands for it with --missing {one.code or one.label}"
                self.fault(line, "labels", f"{shown(one.label)} is no answer", right)
        if runs_down(labels):
            wrong = f"the answers run from most to least, {shown(labels[0])} to {shown(labels[-1])}"
            right = f"list them from least to most, each with its own code: {listing(points.choices[::-1])}"
            self.fault(line, "labels", wrong, right)
        told = [one.code or one.label for one in points.choices]
        if all(map(_NUMBER.fullmatch, told)) and not all(map(_WHOLE.fullmatch, told)):
            right = "write them in whole numbers, in the responses too, as in 5|10|15"
            self.fault(line, "labels", "the answers are numbers with decimals, and means count whole ones", right)
        self._check_codes(line, "labels", [*points.choices, *points.apart])

    def _check_codes(self, line: int, column: str, listed: Sequence[Choice]) -> None:
        codes = [folded(one.code) for one in listed if one.code is not None]
        for code in dict.fromkeys(code for code in codes if codes.count(code) > 1):
            self.fault(line, column, f"the code {code} stands before two answers", "give each answer a code of its own")


def _called(low: int, high: int) -> str:
    """Labels that are the numbers from the one to the other."""
    return "|".join(map(str, range(low, high + 1)))


def _says_answers(scale: str) -> bool:
    """Whether a text tells which answers there are (1-5, Likert, 5-punts), and not what is scored together."""
    return bool(_RANGE.fullmatch(scale) or _ANSWERS.fullmatch(folded(scale)))
