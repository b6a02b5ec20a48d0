"""What a codebook says of an item, as an item of a questionnaire."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from survey_app.dataset.from_files.choices import Choice, Points, choices_in, listing, points_in, runs_down
from survey_app.dataset.from_files.codebook import Cells
from survey_app.dataset.from_files.faults import Faults, shown
from survey_app.dataset.from_files.names import as_whole, folded
from survey_app.dataset.from_files.words import NO_ANSWER, flag
from survey_app.questionnaire.model import ITEM_TYPES, NOT_APPLICABLE

UNREAD = "unread"
OPEN_TEXT = "open_text"
CHOICES = ("single_choice", "multiple_choice")

KINDS: Mapping[str, str] = {
    **{word: name for name, item_type in ITEM_TYPES.items() for word in (name, *item_type.called)},
    **dict.fromkeys((UNREAD, "ignore", "ignored", "negeren"), UNREAD),
}
"""The types that a codebook may give an item: the documented word, and what else means the same."""

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
        return {
            **{choice.code: choice.id for choice in self.choices if choice.code},
            **dict.fromkeys(self.apart, NOT_APPLICABLE),
        }


@dataclass(frozen=True)
class ItemCells:
    """What a codebook says of an item in one wave, by the documented names of its columns; `faults` grows."""

    file: str
    line: int
    cells: Cells
    faults: Faults

    def kind(self) -> str:
        """The type of an item; a statement when nothing is said."""
        word = self.cells.get("type", "")
        if word and folded(word) not in KINDS:
            self._fault("type", f"{shown(word)} is no type of item", f"known: {_DOCUMENTED}")
        if not word and self.is_background():
            return "single_choice"
        return KINDS.get(folded(word), "likert")

    def is_background(self) -> bool:
        """Whether the item is a trait of people, by its role, its type or a column of its own."""
        words = [folded(self.cells.get(name, "")) for name in ("role", "type")]
        return not set(words).isdisjoint(_BACKGROUND) or self.yes("background")

    def yes(self, name: str) -> bool:
        """Whether a column says yes; it says no when it is empty."""
        text = self.cells.get(name, "")
        answer = flag(text) if text else False
        if answer is None:
            self._fault(name, f"{shown(text)} is neither yes nor no", "write 1 or 0 (ja or nee)")
        return bool(answer)

    def points(self) -> Points:
        """The points of a statement, from least to most; they are called by their number when they have no labels."""
        begin, expected = self._span()
        text = self.cells.get("labels") or self.cells.get("options") or ""
        span = _RANGE.fullmatch(text)
        points = points_in(_called(int(span[1]), int(span[2])) if span else text)
        number = len(points.choices)
        if number == 1:
            right = "the answers of a statement are parted by |, from least to most; leave them out if they are 1, 2, …"
            self._fault("labels", f"{shown(text)} is one label", right)
        elif number and expected not in (None, number):
            self._fault("points", f"{expected} points, and {number} labels", "make the two the same")
        if number > 1:
            self._check_labels(points)
            return points
        return points_in(_called(begin, begin + (expected or _DEFAULT_POINTS) - 1))

    def scale(self) -> str | None:
        """What a statement is scored with; a range of answers is no such thing."""
        name = self.cells.get("scale")
        if name and _says_answers(name):
            right = "scale names what items are scored together, as in Vertrouwen; the number of answers is in points"
            self._fault("scale", f"{shown(name)} says which answers there are", right)
        return name

    def check_unscored(self, kind: str) -> None:
        """What is no statement is in no scale, and is refused when it is said to be."""
        name = self.cells.get("scale", "")
        if name and not _says_answers(name):
            wrong = f"a {kind} is not scored together with others, as {shown(name)} says"
            self._fault("type", wrong, "write likert when the answers are points of a scale, or leave scale empty")

    def options(self) -> list[Choice]:
        """The options of a choice as the codebook lists them; none when it does not."""
        listed = choices_in(self.cells.get("options") or self.cells.get("labels") or "")
        self._check_codes("options", listed)
        alone = self._exclusive(listed)
        return [replace(choice, exclusive=choice in alone) for choice in listed]

    def whole(self, name: str) -> int | None:
        """A whole number; None when nothing is said."""
        number = as_whole(self.cells.get(name, ""))
        if number and not _WHOLE.fullmatch(number):
            self._fault(name, f"{shown(number)} is not a whole number", "write digits only, 15 at most")
            return None
        return int(number) if number else None

    def _exclusive(self, listed: Sequence[Choice]) -> list[Choice]:
        """Those that are said to go with no other, by code or label."""
        said = {folded(name): name for choice in choices_in(self.cells.get("exclusive", "")) for name in [choice.label]}
        alone = [choice for choice in listed if {folded(choice.label), folded(choice.code or "")} & said.keys()]
        known = {folded(name) for choice in alone for name in (choice.label, choice.code or "")}
        for name in (name for key, name in said.items() if key not in known):
            right = f"known: {', '.join(choice.label for choice in listed) or 'none'}"
            self._fault("exclusive", f"{shown(name)} is none of the options", right)
        return alone

    def _span(self) -> tuple[int, int | None]:
        """The number that points without labels begin with, and how many there are; None when nothing is said."""
        lowest, highest = self.whole("minimum"), self.whole("maximum")
        begin = 1 if lowest is None else lowest
        counts = {self.whole("points"), None if highest is None else highest - begin + 1} - {None}
        number = next(iter(counts), None)
        if len(counts) > 1:
            right = "write their number, or the lowest and the highest of them"
            self._fault("points", "the points are not told in one way", right)
        elif number is not None and number not in _POINTS:
            self._fault("points", f"{number} points", f"a scale has {_POINTS[0]} to {_POINTS[-1]}")
        return begin, number if len(counts) == 1 and number in _POINTS else None

    def _check_labels(self, points: Points) -> None:
        """They run from least to most, each is an answer, and no two have one code."""
        labels = [point.label for point in points.choices]
        for point in points.choices:
            if folded(point.label) in NO_ANSWER:
                right = (
                    f"take it out of the list, and tell what stands for it with --missing {point.code or point.label}"
                )
                self._fault("labels", f"{shown(point.label)} is no answer", right)
        if runs_down(labels):
            wrong = f"the answers run from most to least, {shown(labels[0])} to {shown(labels[-1])}"
            right = f"list them from least to most, each with its own code: {listing(points.choices[::-1])}"
            self._fault("labels", wrong, right)
        codes = [point.code or point.label for point in points.choices]
        if all(map(_NUMBER.fullmatch, codes)) and not all(map(_WHOLE.fullmatch, codes)):
            right = "write them in whole numbers, in the responses too, as in 5|10|15"
            self._fault("labels", "the answers are numbers with decimals, and means count whole ones", right)
        self._check_codes("labels", [*points.choices, *points.apart])

    def _check_codes(self, column: str, listed: Sequence[Choice]) -> None:
        codes = [folded(choice.code) for choice in listed if choice.code is not None]
        for code in dict.fromkeys(code for code in codes if codes.count(code) > 1):
            self._fault(column, f"the code {code} stands before two answers", "give each answer a code of its own")

    def _fault(self, column: str, wrong: str, right: str) -> None:
        self.faults.add(self.file, self.line, column, wrong, right)


def _called(low: int, high: int) -> str:
    """Labels that are the numbers from the one to the other."""
    return "|".join(map(str, range(low, high + 1)))


def _says_answers(scale: str) -> bool:
    """Whether a text tells which answers there are (1-5, Likert, 5-punts), and not what is scored together."""
    return bool(_RANGE.fullmatch(scale) or _ANSWERS.fullmatch(folded(scale)))
