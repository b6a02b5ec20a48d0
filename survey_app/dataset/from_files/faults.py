"""What is wrong in the CSV files of a wave that was held elsewhere."""

from collections.abc import Iterable
from typing import Self

from survey_app.questionnaire.faults import Fault
from survey_app.refusal import Refusal

_SHOWN = 40


class CsvRefused(Refusal):
    """The files cannot be used; carries everything that is wrong with them. Nothing was counted."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(dict.fromkeys(faults), key=lambda fault: (fault.file, fault.line or 0)))
        super().__init__("\n".join(str(fault) for fault in self.faults))

    @classmethod
    def of(cls, file: str, line: int | None, column: str | None, wrong: str, right: str) -> Self:
        """With one fault in a column of a line; None where it concerns the file or the line as a whole."""
        faults = Faults()
        faults.add(file, line, column, wrong, right)
        return cls(faults)


class Faults(list[Fault]):
    """All that is wrong with the files, as far as they were looked at."""

    def add(self, file: str, line: int | None, column: str | None, wrong: str, right: str) -> None:
        """A fault in a column of a line; None where it concerns the file or the line as a whole."""
        self.append(Fault(file, line, "" if column is None else f"column {_short(column)}", wrong, right))

    def refuse(self) -> None:
        """Raise CsvRefused if there are any."""
        if self:
            raise CsvRefused(self)


def shown(text: str) -> str:
    """A cell as a message repeats it: not more than its beginning."""
    return f'"{_short(text)}"'


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
