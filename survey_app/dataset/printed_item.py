"""What a printed table says of one item: how often each answer was given, who left it blank, and an n of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from survey_app.dataset.counts import ItemCounts
from survey_app.dataset.from_files.names import folded
from survey_app.dataset.printed_rows import OWN_N, PrintedRow
from survey_app.questionnaire.handed_in import RowFault
from survey_app.questionnaire.model import NOT_APPLICABLE, AnyItem, Counting, Number, Questionnaire, options_of

BLANK = "leeg"
_BLANKS = (BLANK, "blank", "blanco", "missing", "niet_ingevuld")
_BESIDE = {**dict.fromkeys(_BLANKS, BLANK), OWN_N: OWN_N}
"""What can stand among the answers and is none; an answer of the item that is called so goes first."""


@dataclass(frozen=True)
class PrintedItem:
    """The rows of one item, by answer in order of the instrument; `blank` and `n` are None where they are not told.

    `routed`: only some respondents were asked it. `n` is the item's own: those who answered, with or without n.v.t.;
    of a routed multiple choice those who saw it. `lines`: where each answer stands.
    """

    item: AnyItem
    lines: Mapping[str, int]
    answers: Mapping[str, int]
    not_applicable: int
    blank: int | None
    n: int | None
    routed: bool

    @property
    def counted(self) -> int:
        """Everybody of whom there is an answer, n.v.t. included; of multiple choice ticks."""
        return sum(self.answers.values()) + self.not_applicable

    @property
    def line(self) -> int:
        """Where the item begins."""
        return min(self.lines.values())


def expected_answers(item: AnyItem, questionnaire: Questionnaire) -> tuple[str, ...]:
    """The answers that have a row: those that can be counted, and n.v.t. if it was offered."""
    scales = questionnaire.response_scales
    offered = item.not_applicable(scales) is not None
    return (*item.codes(scales), *((NOT_APPLICABLE,) if offered else ()))


def answer_of(text: str, item: AnyItem, questionnaire: Questionnaire) -> str:
    """The answer that a cell means by its id or label, or blank or n; the cell itself when it is none of these."""
    known = {folded(answer): answer for answer in expected_answers(item, questionnaire)}
    labels = {label: answer for answer, label in item.labels(questionnaire.response_scales).items()}
    if NOT_APPLICABLE in known.values():
        labels["n.v.t."] = NOT_APPLICABLE
    for label, answer in labels.items():
        known.setdefault(folded(label), answer)
    return known.get(folded(text)) or _BESIDE.get(folded(text)) or text


def read_item(
    item: AnyItem, questionnaire: Questionnaire, rows: Sequence[PrintedRow], *, routed: bool
) -> PrintedItem | list[RowFault]:
    """The item, or everything that is wrong with its answers."""
    faults = [*_wrong_answers(item, questionnaire, rows)]
    if faults:
        return faults
    counts = {row.answer: row.count for row in rows if row.count is not None}
    expected = expected_answers(item, questionnaire)
    blank = counts.pop(BLANK, None) if BLANK not in expected else None
    n = counts.pop(OWN_N, None) if OWN_N not in expected else None
    not_applicable = counts.pop(NOT_APPLICABLE, 0)
    order = item.codes(questionnaire.response_scales) or sorted(counts, key=lambda answer: _number(item, answer) or 0)
    lines = {row.answer: row.line for row in rows}
    return PrintedItem(item, lines, {answer: counts[answer] for answer in order}, not_applicable, blank, n, routed)


def wrong_sums(printed: PrintedItem, n: int) -> Iterator[RowFault]:
    """What does not add up to the n of the wave, or to the item's own."""
    if printed.item.counting is Counting.SEVERAL:
        yield from _wrong_ticks(printed, n)
        return
    parts = [*printed.answers.values(), printed.not_applicable, printed.blank or 0]
    total = sum(parts)
    summed = f"{printed.item.id}: {' + '.join(map(str, filter(None, parts))) or '0'} = {total}"
    if printed.n is not None and printed.n not in (sum(printed.answers.values()), printed.counted, total):
        right = f"the answers add up to it, with or without n.v.t.; who left it blank stands in a row {BLANK}"
        yield RowFault(printed.line, f"{summed}, and the n of the item is {printed.n}", right)
    elif total > n or (total < n and not printed.routed and printed.n is None):
        right = f"add up to at most n = {n}" if printed.routed else f"add up to n = {n}"
        by = _by(printed, n - total)
        yield RowFault(printed.line, summed, f"all answers, n.v.t. and blanks included, {right} ({by})")


def counts_of(printed: PrintedItem, n: int) -> ItemCounts:
    """Counts in the order of the instrument; nobody is said to have left it blank where that is not told.

    Whoever is missing from the sum of a routed item was not asked it.
    """
    if printed.item.counting is Counting.SEVERAL:
        asked, blank = _asked(printed, n), _left_blank(printed, n)
        return ItemCounts(printed.item.id, printed.answers, asked - blank, 0, blank, n - asked)
    is_rest_blank = printed.blank is None and printed.n is not None and not printed.routed
    blank = n - printed.counted if is_rest_blank else printed.blank or 0
    return ItemCounts(
        item=printed.item.id,
        answers=printed.answers,
        answered=sum(printed.answers.values()),
        not_applicable=printed.not_applicable,
        blank=blank,
        not_asked=n - printed.counted - blank,
    )


def _wrong_answers(item: AnyItem, questionnaire: Questionnaire, rows: Sequence[PrintedRow]) -> Iterator[RowFault]:
    if not rows:
        yield RowFault(None, f"no rows for item {item.id}", "every item has a row per answer, with 0 if need be")
        return
    known = expected_answers(item, questionnaire)
    first: dict[str, int] = {}
    for row in rows:
        what = f"{item.id}, {row.answer}"
        is_answer = row.answer in known or _number(item, row.answer) is not None
        if not is_answer and row.answer not in _BESIDE:
            yield RowFault(row.line, f"{item.id}: unknown answer {row.answer!r}", _known(item, known))
        elif row.answer in first:
            yield RowFault(row.line, f"{what}: counted on line {first[row.answer]} already", "an answer has one row")
        elif is_answer and row.count is None:
            yield RowFault(row.line, f"{what}: the count is empty", "write 0 if nobody gave this answer")
        first.setdefault(row.answer, row.line)
    missing = [answer for answer in known if answer not in first]
    if missing:
        wrong = f"{item.id}: no row for {', '.join(missing)}"
        yield RowFault(rows[0].line, wrong, "every answer has a row, with 0 if nobody gave it")


def _number(item: AnyItem, answer: str) -> int | None:
    """An answer that is counted as it comes, written as we would write it."""
    number = item.read([answer]) if item.counting is Counting.AS_THEY_COME else None
    return item.number_of(number) if str(number) == answer else None


def _known(item: AnyItem, answers: Sequence[str]) -> str:
    known = f"{item.minimum} to {item.maximum}" if isinstance(item, Number) else ", ".join(answers)
    return f"known: {known}; {BLANK} for those who left it blank, {OWN_N} for the n of this item"


def _by(printed: PrintedItem, lacking: int) -> str:
    if lacking < 0:
        return f"{-lacking} too many"
    row = f"{printed.item.id}, {BLANK}, {lacking}"
    hint = f"; if so many left it blank, add the row: {row}" if printed.blank is None else ""
    return f"{lacking} too few{hint}"


def _wrong_ticks(printed: PrintedItem, n: int) -> Iterator[RowFault]:
    """Ticks do not tell how many people saw the question; where that is not said it must be everybody."""
    name = printed.item.id
    if printed.routed and printed.n is None:
        right = f"add a row with how many: {name}, {OWN_N}"
        yield RowFault(printed.line, f"{name}: it is not known how many people saw this question", right)
        return
    answered = _asked(printed, n) - _left_blank(printed, n)
    if not 0 <= answered <= n or (printed.n is not None and printed.n not in (answered, _asked(printed, n))):
        wrong = f"{name}: its n is {printed.n} and {printed.blank or 0} left it blank"
        yield RowFault(printed.line, wrong, f"together they are at most n = {n}, and of everybody exactly that")
        return
    for answer, count in printed.answers.items():
        if count > answered:
            wrong = f"{name}, {answer}: {count} people chose it"
            yield RowFault(printed.lines[answer], wrong, f"at most all {answered} can")
    alone = [option.id for option in options_of(printed.item) if option.exclusive]
    apart = sum(printed.answers[option] for option in alone)
    others = max(count for option, count in printed.answers.items() if option not in alone)
    if alone and apart + others > answered:
        wrong = f"{name}: {apart} people chose {' or '.join(alone)}, which goes with no other, and {others} another"
        yield RowFault(printed.lines[alone[0]], wrong, f"together they are at most the {answered} who answered")


def _asked(printed: PrintedItem, n: int) -> int:
    """How many saw a multiple choice."""
    return printed.n if printed.routed and printed.n is not None else n


def _left_blank(printed: PrintedItem, n: int) -> int:
    """How many ticked nothing of a multiple choice: as it tells, or those who are not in its n."""
    if printed.blank is not None:
        return printed.blank
    return 0 if printed.n is None else _asked(printed, n) - printed.n
