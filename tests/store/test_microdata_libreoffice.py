"""Microdata in another program than ours: LibreOffice reads every cell as we wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.microdata_rows import gathered, microdata
from tests.store.test_workbook_libreoffice import converted
from tests.unit.test_writers_microdata import ASKED, answers, written


@pytest.mark.slow
def test_libreoffice_reads_every_cell_of_microdata_as_we_wrote_it(tmp_path: Path) -> None:
    ours = written(microdata(gathered(ASKED, [answers(place) for place in range(40)])), tmp_path / "ours.xlsx")

    theirs = converted(ours, "xlsx", tmp_path / "profile", tmp_path / "out")

    read, wrote = load_workbook(theirs, data_only=True), load_workbook(ours)
    assert read.sheetnames == wrote.sheetnames
    for sheet in wrote:
        for row in sheet.iter_rows():
            for cell in row:
                assert read[sheet.title][cell.coordinate].value == cell.value, f"{sheet.title} {cell.coordinate}"
        assert sheet.auto_filter.ref
        assert sheet.freeze_panes == "A2"
