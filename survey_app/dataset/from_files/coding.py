"""The rows of a wave as responses, as if they had been given here."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import orjson

from survey_app.dataset.from_files.answers import NOT_ASKED, Given, NotAnAnswer, reader_of, ticked
from survey_app.dataset.from_files.faults import Faults, shown
from survey_app.dataset.from_files.names import folded, name_of
from survey_app.dataset.from_files.numbering import Numbering
from survey_app.dataset.from_files.responses import Columns, ItemColumns, Responses, WaveRows
from survey_app.dataset.from_files.villages import Villages
from survey_app.dataset.from_files.words import MODES, UNKNOWN, flag
from survey_app.fieldwork.ports import StoredResponse
from survey_app.questionnaire.answers import Answers
from survey_app.questionnaire.model import AnyItem, Counting, LikertStatement, Questionnaire, options_of
from survey_app.questionnaire.routing import looked_at, settle

_Cell = TypeVar("_Cell", bound=Hashable)

_MOST_LINES = 20


@dataclass(frozen=True)
class CodedRows:
    """The responses of a wave, made anew each time that they are gone through, in the order of the file."""

    questionnaire: Questionnaire
    items: tuple[str, ...]
    columns: Sequence[Sequence[Given]] = field(repr=False)
    segments: Sequence[str | None] = field(repr=False)
    modes: Sequence[str | None] = field(repr=False)

    def __len__(self) -> int:
        return len(self.segments)

    def __iter__(self) -> Iterator[StoredResponse]:
        for segment, mode, answers in zip(self.segments, self.modes, self.answers(), strict=True):
            yield StoredResponse(b"", segment, mode, orjson.dumps(answers).decode("ascii"))

    def answers(self) -> Iterator[Answers]:
        """The answers of each response: no entry for what was not asked, None for what was left blank."""
        rows = zip(*self.columns, strict=True) if self.columns else iter([()] * len(self))
        responses = (dict(zip(self.items, row, strict=True)) for row in rows)
        if any(NOT_ASKED in column for column in self.columns):
            responses = ({item: answer for item, answer in row.items() if answer is not NOT_ASKED} for row in responses)
        if not any(looked_at(self.questionnaire).values()):
            return responses
        kept = self.items
        return (
            {item: answer for item, answer in settle(self.questionnaire, row).items() if item in kept}
            for row in responses
        )


@dataclass
class Coder:
    """Turns cells into answers; `faults` grows with each text that is none, told once with its first line."""

    responses: Responses
    columns: Columns
    villages: Villages
    missing: frozenset[str]
    numbering: Numbering
    faults: Faults

    def code(self, wave_id: str, questionnaire: Questionnaire, codes: Mapping[str, Mapping[str, str]]) -> CodedRows:
        """The responses of a wave; `codes` are the file's own for options, by item."""
        rows = self.responses.waves[wave_id]
        before = len(self.faults)
        read = [item for item in questionnaire.items.values() if item.counting is not Counting.WHETHER]
        items = [item for item in read if item.id in self.columns]
        coded = CodedRows(
            questionnaire=questionnaire,
            items=tuple(item.id for item in items),
            columns=[self._column(rows, item, questionnaire, codes.get(item.id, {})) for item in items],
            segments=self._segments(rows),
            modes=self._modes(rows),
        )
        if any(looked_at(questionnaire).values()) and len(self.faults) == before:
            self._check_routes(rows, coded)
        return coded

    def _column(
        self, rows: WaveRows, item: AnyItem, questionnaire: Questionnaire, codes: Mapping[str, str]
    ) -> Sequence[Given]:
        columns = self.columns[item.id]
        if columns.whole is not None and isinstance(item, LikertStatement):
            scale, lines = questionnaire.response_scale_of(item), rows.lines_of(columns.whole)
            codes = self.numbering.codes(scale, codes, columns.heading, lines)
        if columns.whole is not None:
            read = reader_of(item, questionnaire, codes, self.missing)
            return self._mapped(rows, columns.heading, rows.columns[columns.whole], read)
        options = self._option_columns(rows, item, columns, codes)
        cells = list(zip(*(rows.columns[place] for place in options.values()), strict=True))
        if not cells:
            return [None] * len(rows.lines)
        texts = (text for place in options.values() for text in rows.lines_of(place))
        blank_is_no = not any(flag(text) is False for text in texts)
        read_row = partial(ticked, item=item, options=options, missing=self.missing, blank_is_no=blank_is_no)
        return self._mapped(rows, columns.heading, cells, read_row)

    def _option_columns(
        self, rows: WaveRows, item: AnyItem, columns: ItemColumns, codes: Mapping[str, str]
    ) -> Mapping[str, int]:
        """The column of each option of the wave; one of another option is empty in this wave."""
        named = {name_of(name): choice.id for choice in options_of(item) for name in (choice.id, choice.label)}
        named |= {name_of(code): option for code, option in codes.items()}
        places = {named[name]: place for name, place in columns.options.items() if name in named}
        for name, place in columns.options.items():
            if name not in named and not rows.is_blank(place):
                right = f"known: {', '.join(choice.id for choice in options_of(item)) or 'none, for it is no choice'}"
                self._fault(rows.lines[0], self.responses.headings[place], "no such option in this wave", right)
        missing = [choice.id for choice in options_of(item) if choice.id not in places]
        if missing:
            wrong = f"no column for {', '.join(missing)}"
            self._fault(1, columns.heading, wrong, f"every option has a column, as in {item.id}__{missing[0]}")
        return places

    def _mapped(
        self, rows: WaveRows, heading: str, cells: Sequence[_Cell], read: Callable[[_Cell], Given]
    ) -> Sequence[Given]:
        """Each text is read once, however often it stands there, and told once when it is no answer."""
        meaning: dict[_Cell, Given] = {}
        wrong: list[tuple[_Cell, str]] = []
        for cell in dict.fromkeys(cells):
            try:
                meaning[cell] = read(cell)
            except NotAnAnswer as refusal:
                meaning[cell] = None
                wrong.append((cell, str(refusal)))
        for cell, right in wrong[:_MOST_LINES]:
            self._no_answer(rows, heading, cells, cell, right)
        if len(wrong) > _MOST_LINES:
            right = "describe the column in a codebook, or leave it unread"
            self._fault(None, heading, f"{len(wrong) - _MOST_LINES} more texts that are no answer", right)
        return [meaning[cell] for cell in cells]

    def _no_answer(self, rows: WaveRows, heading: str, cells: Sequence[_Cell], cell: _Cell, right: str) -> None:
        text = cell.strip() if isinstance(cell, str) else ", ".join(cell) if isinstance(cell, tuple) else ""
        more = cells.count(cell) - 1
        wrong = f"{shown(text)} is no answer" + (f" (and in {more} more rows)" if more else "")
        self._fault(rows.lines[cells.index(cell)], heading, wrong, right)

    def _segments(self, rows: WaveRows) -> Sequence[str | None]:
        """Villages that are not known were told before."""
        place = self.responses.structure.get("village")
        if place is None:
            return [None] * len(rows.lines)
        segments = {text: self.villages.find(text) for text in set(rows.columns[place])}
        return [segment.id if (segment := segments[text]) else None for text in rows.columns[place]]

    def _modes(self, rows: WaveRows) -> Sequence[str | None]:
        place = self.responses.structure.get("mode")
        if place is None:
            return [None] * len(rows.lines)
        for text, line in rows.lines_of(place).items():
            if folded(text) not in (*MODES, *UNKNOWN):
                right = "write web, paper or telephone, or nothing"
                self._fault(line, self.responses.headings[place], f"{shown(text)} is no mode", right)
        return [MODES.get(folded(text)) for text in rows.columns[place]]

    def _check_routes(self, rows: WaveRows, coded: CodedRows) -> None:
        """An answer to an item that the questionnaire's own conditions did not put to this respondent is doubtful."""
        raw = zip(*coded.columns, strict=True)
        wrong = [
            (line, item)
            for line, row, answers in zip(rows.lines, raw, coded.answers(), strict=True)
            for item, answer in zip(coded.items, row, strict=True)
            if answer not in (None, NOT_ASKED) and item not in answers
        ]
        for line, item in wrong[:_MOST_LINES]:
            fault = "an answer to an item that was not asked, by its condition in the questionnaire"
            self._fault(line, self.columns[item].heading, fault, "correct the answer that routes, or empty this cell")
        if len(wrong) > _MOST_LINES:
            fault = f"{len(wrong) - _MOST_LINES} more answers to items that were not asked"
            self._fault(None, None, fault, "see the faults before")

    def _fault(self, line: int | None, column: str | None, wrong: str, right: str) -> None:
        self.faults.add(self.responses.file, line, column, wrong, right)
