"""Worksheets of very many rows, which are put on the disk row by row: a cell in memory takes over a hundred bytes."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from survey_app.tables.table import Sheet, Table

_LONG = 5_000


class LongWorksheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """Rows are written once, from top to bottom, and then forgotten; so it has no Excel table, but a filter."""

    def _initialize(self, init_data: dict[str, object]) -> None:
        super()._initialize({**init_data, "constant_memory": True})


def is_long(sheet: Sheet) -> bool:
    """Whether the sheet has a table that scrolls and is longer than a reader would."""
    return any(isinstance(block, Table) and block.main and len(block.rows) > _LONG for block in sheet.blocks)
