"""What a codebook says of an item, as an item of a questionnaire."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from survey_app.dataset.elsewhere.codebook import Cells
from survey_app.dataset.elsewhere.faults import csv_fault, shown
from survey_app.dataset.elsewhere.kinds import KINDS
from survey_app.dataset.elsewhere.names import as_whole, folded, identifiers
from survey_app.dataset.elsewhere.words import flag
from survey_app.questionnaire.faults import Fault

_BACKGROUND = ("background", "achtergrond", "trait", "kenmerk", "achtergrondkenmerk")
_DOCUMENTED = "likert, single_choice, multiple_choice, mark, number, open_text, unread"
_DEFAULT_POINTS = 5
_POINTS = range(2, 12)
_RANGE = re.compile(r"([0-9]{1,2}) ?(?:-|–|\.\.|t/m|to) ?([0-9]{1,2})", re.ASCII)
_WHOLE = re.compile(r"-?[0-9]{1,9}", re.ASCII)
_ANSWERS = re.compile(r".*likert.*|[0-9]+_?(?:points?|punts|pt)(?:_.*)?")


@dataclass(frozen=True)
class Choice:
    """A point or option: its id, its label, and the code it has in the file if that is another text."""

    id: str
    label: str
    code: str | None = None


@dataclass(frozen=True)
class ItemSpec:
    """One item in one wave. `not_applicable` is its label when n.v.t. is offered; `scale` what it is scored with."""

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

    def points_of(self, line: int, cells: Cells) -> list[Choice]:
        """The points of a statement, from least to most; they are called by their number when they have no labels."""
        told = self._number_of_points(line, cells)
        text = cells.get("labels") or cells.get("options") or ""
        labelled = [] if _RANGE.fullmatch(text) else self._listed(text)
        if len(labelled) == 1:
            right = "the answers of a statement are parted by |, from least to most; leave them out if they are 1, 2, …"
            self.fault(line, "labels", f"{shown(text)} is one label", right)
            labelled = []
        if labelled and told not in (None, len(labelled)):
            self.fault(line, "points", f"{told} points, and {len(labelled)} labels", "make the two the same")
        if labelled:
            self._check_codes(line, labelled)
            return [Choice(made, label) for made, (_, label) in zip(self._ids(labelled), labelled, strict=True)]
        return [Choice(str(place), str(place)) for place in range(1, (told or _DEFAULT_POINTS) + 1)]

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

    def _number_of_points(self, line: int, cells: Cells) -> int | None:
        """As a number, as the highest answer (maximum), or as a range (1-7); None when nothing is said."""
        span = _RANGE.fullmatch(cells.get("labels") or cells.get("options") or "")
        lowest, highest = self.whole(line, cells, "minimum"), self.whole(line, cells, "maximum")
        lows = {lowest, int(span[1]) if span else None} - {None}
        counts = {self.whole(line, cells, "points"), highest, int(span[2]) if span else None} - {None}
        number = next(iter(counts), None)
        if lows - {1} or len(counts) > 1:
            right = "the points of a statement are 1, 2, … to their number; points that begin elsewhere have labels"
            self.fault(line, "points", "the points are not told in one way", right)
        elif number is not None and number not in _POINTS:
            self.fault(line, "points", f"{number} points", f"a scale has {_POINTS[0]} to {_POINTS[-1]}")
            return None
        return number

    def options_of(self, cells: Cells) -> list[Choice]:
        """The options of a choice as the codebook lists them; none when it does not."""
        listed = self._listed(cells.get("options") or cells.get("labels") or "")
        return [Choice(made, label, code) for made, (code, label) in zip(self._ids(listed), listed, strict=True)]

    def whole(self, line: int, cells: Cells, name: str) -> int | None:
        """A whole number; None when nothing is said."""
        told = as_whole(cells.get(name, ""))
        if told and not _WHOLE.fullmatch(told):
            self.fault(line, name, f"{shown(told)} is not a whole number", "write digits only")
            return None
        return int(told) if told else None

    def fault(self, line: int | None, column: str | None, wrong: str, right: str) -> None:
        """Add a fault of the codebook."""
        self.faults.append(csv_fault(self.file, line, column, wrong, right))

    @staticmethod
    def _listed(text: str) -> list[tuple[str | None, str]]:
        """Labels parted by | (or by ;), each with the code before its = if it has one."""
        parts = [part.strip() for part in text.split("|" if "|" in text else ";")]
        pairs = [part.partition("=") for part in parts if part]
        return [
            (code.strip(), label.strip()) if sign and label.strip() else (None, code.strip())
            for code, sign, label in pairs
        ]

    @staticmethod
    def _ids(listed: Sequence[tuple[str | None, str]]) -> list[str]:
        return identifiers([label for _, label in listed])

    def _check_codes(self, line: int, labelled: Sequence[tuple[str | None, str]]) -> None:
        codes = [code for code, _ in labelled if code is not None]
        if codes and codes != [str(place) for place, _ in enumerate(labelled, start=1)]:
            wrong = f"the codes of the points are {', '.join(codes)}"
            self.fault(
                line, "labels", wrong, "points are listed from least to most, with codes 1, 2, … or without codes"
            )


def _says_answers(scale: str) -> bool:
    """Whether a text tells which answers there are (1-5, Likert, 5-punts), and not what is scored together."""
    return bool(_RANGE.fullmatch(scale) or _ANSWERS.fullmatch(folded(scale)))
