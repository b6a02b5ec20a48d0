"""What every item is in every wave: of the codebook, of the columns themselves, and of what they hold."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from survey_app.dataset.from_files.bands import OLDEST
from survey_app.dataset.from_files.choices import Choice, Points, choices_in, turned
from survey_app.dataset.from_files.codebook import Cells, Codebook, Described
from survey_app.dataset.from_files.faults import Faults
from survey_app.dataset.from_files.fields import BACKGROUND, PASSED, RESPONSES, field_of
from survey_app.dataset.from_files.items import CHOICES, OPEN_TEXT, UNREAD, ItemCells, ItemSpec
from survey_app.dataset.from_files.names import as_whole, folded, identifiers, natural
from survey_app.dataset.from_files.population import Trait
from survey_app.dataset.from_files.responses import Columns, ItemColumns, Responses
from survey_app.dataset.from_files.words import UNKNOWN, flag, is_not_applicable, is_not_asked
from survey_app.questionnaire.model import NOT_APPLICABLE

_NOT_APPLICABLE_LABEL = "N.v.t."
_MOST_CATEGORIES = 20


def complete_codebook(codebook: Codebook | None, columns: Columns, responses: Responses) -> Codebook:
    """The codebook with what goes without saying: what is a known trait, and all columns when there is none."""
    codebook = codebook or Codebook(responses.file, frozenset(), {})
    no_items = {*responses.structure, *([PASSED] if responses.passed else [])}
    items = {item_id: item for item_id, item in codebook.items.items() if field_of(item_id, RESPONSES) not in no_items}
    for item_id, column in columns.items():
        if item_id not in items:
            items[item_id] = Described(column.heading, 1, _unsaid(column))
        elif is_known_trait(item_id):
            items[item_id] = replace(items[item_id], general={"background": "1", **(items[item_id].general or {})})
    return replace(codebook, items=items)


def is_known_trait(item_id: str) -> bool:
    """Whether a column needs no codebook to be a background trait."""
    return field_of(item_id, BACKGROUND) is not None


def _unsaid(column: ItemColumns) -> dict[str, str]:
    if is_known_trait(column.heading):
        return {"background": "1"}
    return {"type": "multiple_choice"} if column.options else {}


@dataclass
class Describer:
    """Makes the items of each wave; `faults` grows with what is wrong, `notes` with what was decided."""

    codebook: Codebook
    columns: Columns
    responses: Responses
    trait: Trait | None
    faults: Faults
    notes: list[str]

    def items(self, wave_ids: Sequence[str]) -> Mapping[str, list[ItemSpec]]:
        """The items that each wave asked, in the order of the codebook."""
        items: dict[str, list[ItemSpec]] = {wave_id: [] for wave_id in wave_ids}
        for item_id in self.codebook.items:
            if self._is_kept(item_id):
                asked = [wave_id for wave_id in wave_ids if self._is_asked(item_id, wave_id)]
                specs = [self._spec(item_id, wave_id) for wave_id in asked]
                for wave_id, spec in zip(asked, _told_apart(_scored_alike(specs)), strict=True):
                    items[wave_id].append(spec)
                    self.notes += _turned(spec)
        return items

    def _said(self, item_id: str, wave_id: str) -> ItemCells:
        described = self.codebook.items[item_id]
        return ItemCells(self.codebook.file, described.line_of(wave_id), described.cells(wave_id), self.faults)

    def _is_kept(self, item_id: str) -> bool:
        """Open texts and what is to be left unread are no items; an item without a column cannot be counted."""
        described, waves = self.codebook.items[item_id], self.responses.waves
        if not {self._said(item_id, wave_id).kind() for wave_id in waves}.isdisjoint((OPEN_TEXT, UNREAD)):
            return False
        never = all(described.is_asked(wave_id) is False for wave_id in waves)
        if item_id not in self.columns and not never:
            wrong = f"the responses have no column {described.heading}"
            right = f"the responses have: {', '.join(column.heading for column in self.columns.values())}"
            self.faults.add(self.codebook.file, described.line, "item", wrong, right)
        return item_id in self.columns

    def _is_asked(self, item_id: str, wave_id: str) -> bool:
        described, rows, columns = self.codebook.items[item_id], self.responses.waves[wave_id], self.columns[item_id]
        said, blank = described.is_asked(wave_id), columns.is_blank(rows)
        asked = described.cells(wave_id).get("asked", "")
        if asked and flag(asked) is None:
            right = "write 1 or 0 (ja or nee)"
            self.faults.add(self.codebook.file, described.line, "asked", f'"{asked}" is neither yes nor no', right)
        if said is False and not blank:
            line = min(
                line for place in columns.places() for text, line in rows.lines_of(place).items() if text.strip()
            )
            wrong = f"wave {rows.text} has answers to an item that it did not ask according to {self.codebook.file}"
            right = "correct the codebook, or take the answers out"
            self.faults.add(self.responses.file, line, columns.heading, wrong, right)
        if said is None and blank:
            self.notes.append(f"wave {rows.text}: nobody answered {columns.heading}, so it counts as not asked")
        return not blank if said is None else said

    def _spec(self, item_id: str, wave_id: str) -> ItemSpec:
        said, heading = self._said(item_id, wave_id), self.columns[item_id].heading
        is_trait = self._is_trait(item_id)
        kind = "single_choice" if is_trait else said.kind()
        background = is_trait or said.is_background()
        if background and not is_trait and kind in CHOICES and self._are_years(item_id):
            kind = "number"
        is_statement = kind == "likert"
        low, high = self._bounds(item_id, said) if kind == "number" else (0, 0)
        points = said.points() if is_statement else Points(())
        apart = points.apart or (self._not_applicable(item_id, said.cells) if is_statement else ())
        spec = ItemSpec(
            id=item_id,
            line=said.line,
            kind=kind,
            text=said.cells.get("text") or self.responses.texts.get(heading, heading),
            block=said.cells.get("block"),
            background=background and kind in CHOICES,
            choices=points.choices or self._choices(item_id, kind, wave_id, background=background),
            not_applicable=" / ".join(dict.fromkeys(choice.label for choice in apart)) or None,
            scale=said.scale() if is_statement else None,
            reversed=said.yes("reversed"),
            minimum=low,
            maximum=high,
            version=said.cells.get("wording_version"),
            apart=[name for choice in apart for name in (choice.code, choice.label) if name],
        )
        self._check_choices(spec)
        if not is_statement:
            said.check_unscored(kind)
        return spec

    def _is_trait(self, item_id: str) -> bool:
        return self.trait is not None and self.trait.item == item_id

    def _choices(self, item_id: str, kind: str, wave_id: str, *, background: bool) -> Sequence[Choice]:
        columns, rows = self.columns[item_id], self.responses.waves[wave_id]
        if kind not in CHOICES:
            return ()
        if self.trait is not None and self._is_trait(item_id):
            return self.trait.choices
        if listed := self._said(item_id, wave_id).options():
            return listed
        if columns.options:
            return [Choice(option, option) for option, place in columns.options.items() if not rows.is_blank(place)]
        texts = self._texts(item_id) if background else []
        labels = natural({folded(text): text for text in reversed(texts)}.values())
        return [Choice(category_id, label) for category_id, label in zip(identifiers(labels), labels, strict=True)]

    def _check_choices(self, spec: ItemSpec) -> None:
        """A choice is between two options at least; a trait without a list of them has not many."""
        number = len(spec.choices)
        if spec.kind in CHOICES and number < 2:
            wrong = f"{spec.id} has {number} option(s), and a choice has two or more"
            right = "list them in a codebook, as in ja|nee|weet ik niet"
            if spec.kind == "multiple_choice":
                item, _, option = spec.id.rpartition("_")
                right += "; a column of one option is called item__option in the responses, as in "
                right += f"{item or spec.id}__{option if item else 'ja'}, and its item has one row here"
            self.faults.add(self.codebook.file, spec.line, "options", wrong, right)
        elif spec.background and number > _MOST_CATEGORIES and "options" not in self.codebook.says:
            right = "list options in a codebook; ages in years are put into bands when they are as in 18-34|35-64|65+"
            self.faults.add(self.codebook.file, spec.line, "options", f"{spec.id} has {number} categories", right)

    def _texts(self, item_id: str) -> list[str]:
        """What was answered in some wave, but for what says that it is not known, or was not asked."""
        texts = self.columns[item_id].texts(self.responses.waves.values())
        return [text for text in texts if folded(text) not in UNKNOWN and not is_not_asked(text)]

    def _are_years(self, item_id: str) -> bool:
        """Whether a trait without listed categories holds whole numbers, too many of them to be categories."""
        cells = [self.codebook.items[item_id].cells(wave_id) for wave_id in self.responses.waves]
        if any(of_wave.get("options") or of_wave.get("labels") for of_wave in cells):
            return False
        texts = set(map(as_whole, self._texts(item_id)))
        return len(texts) > _MOST_CATEGORIES and all(text.isascii() and text.isdecimal() for text in texts)

    def _not_applicable(self, item_id: str, cells: Cells) -> Sequence[Choice]:
        """As the codebook says; if it has no such column, offered in every wave when somebody in some wave chose it."""
        offered = Choice(NOT_APPLICABLE, _NOT_APPLICABLE_LABEL)
        if "nvt" not in self.codebook.says:
            return [offered] if any(map(is_not_applicable, self._texts(item_id))) else []
        text = as_whole(cells.get("nvt", ""))
        answer = flag(text) if text else False
        return choices_in(text) if answer is None else [offered] if answer else []

    def _bounds(self, item_id: str, said: ItemCells) -> tuple[int, int]:
        """As the codebook says; else the lowest and the highest number that stand in the column, in some wave.

        An age above that of anybody stands for something else, and is no such number.
        """
        low, high = said.whole("minimum"), said.whole("maximum")
        texts = map(as_whole, self._texts(item_id))
        numbers = [int(text) for text in texts if text.removeprefix("-").isdecimal() and len(text) <= 15] or [0]
        if field_of(item_id, BACKGROUND) == "age":
            numbers = [number for number in numbers if 0 <= number <= OLDEST] or [0]
        return min(numbers) if low is None else low, max(numbers) if high is None else high


def _scored_alike(specs: Sequence[ItemSpec]) -> Sequence[ItemSpec]:
    """By place where waves have other codes for the same answers: codes are the tool's, and nobody read them."""
    labels = {tuple(choice.label for choice in spec.choices) for spec in specs}
    scores = {tuple(choice.score for choice in spec.choices) for spec in specs}
    if len(labels) > 1 or len(scores) < 2:
        return specs
    return [replace(spec, choices=[replace(choice, score=None) for choice in spec.choices]) for spec in specs]


def _turned(spec: ItemSpec) -> list[str]:
    """That the codes of a statement run down, and what its answers count as."""
    if spec.kind != "likert" or not turned(spec.choices):
        return []
    least, most = spec.choices[0], spec.choices[-1]
    low, high = (1, len(spec.choices)) if least.score is None else (least.score, most.score)
    coded = f"{least.code or least.label} is {least.label} and {most.code or most.label} is {most.label}"
    return [f"where {coded}, answers count from {low} ({least.label}) to {high} ({most.label})"]


def _told_apart(specs: Sequence[ItemSpec]) -> list[ItemSpec]:
    """With the version behind the text, where versions of one text differ: another version is another text."""
    versions: defaultdict[str, set[str | None]] = defaultdict(set)
    for spec in specs:
        versions[spec.text].add(spec.version)
    return [
        replace(spec, text=f"{spec.text} (versie {spec.version})")
        if spec.version and len(versions[spec.text]) > 1
        else spec
        for spec in specs
    ]
