"""The workbook in another program than ours: LibreOffice opens it, agrees with every figure, and prints it."""

import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from survey_app.comparison.results import FieldedWave
from survey_app.reporting import comparison_workbook
from tests.counted_waves import staff_wave
from tests.residents import residents_wave

SOFFICE = "/usr/bin/soffice"


def staff() -> tuple[FieldedWave, FieldedWave]:
    return staff_wave(2019), staff_wave(2020)


def residents() -> tuple[FieldedWave, FieldedWave]:
    return residents_wave(2019, 240), residents_wave(2020, 260)


def converted(workbook: Path, to: str, folder: Path) -> Path:
    """The workbook as LibreOffice writes it again, under a profile of this test's own."""
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [SOFFICE, profile, "--headless", "--convert-to", to, "--outdir", str(folder / "out"), str(workbook)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / "out" / f"{workbook.stem}.{to}"


@pytest.mark.slow
@pytest.mark.parametrize("waves", [staff, residents])
def test_libreoffice_reads_every_cell_as_we_wrote_it(waves: object, tmp_path: Path) -> None:
    ours = tmp_path / "ours.xlsx"
    assert callable(waves)
    comparison_workbook(waves(), ours)

    theirs = converted(ours, "xlsx", tmp_path)

    read, written = load_workbook(theirs, data_only=True), load_workbook(ours)
    assert read.sheetnames == written.sheetnames
    for sheet in written:
        for row in sheet.iter_rows():
            for cell in row:
                assert read[sheet.title][cell.coordinate].value == cell.value, f"{sheet.title} {cell.coordinate}"
                assert cell.data_type != "e"


@pytest.mark.slow
@pytest.mark.parametrize("waves", [staff, residents])
def test_every_sheet_is_one_page_wide_in_print(waves: object, tmp_path: Path) -> None:
    ours = tmp_path / "ours.xlsx"
    assert callable(waves)
    comparison_workbook(waves(), ours)

    printed = converted(ours, "pdf", tmp_path)

    text = subprocess.run(
        ["/usr/bin/pdftotext", "-layout", str(printed), "-"], check=True, capture_output=True, text=True
    ).stdout
    pages = text.split("\f")[:-1]
    assert len(pages) <= 40
    for number, page in enumerate(pages, start=1):
        # A page that spilled over sideways has no more than its footer, or no first column.
        assert len(page.split()) > 20, f"page {number} is all but empty"
    assert "###" not in text
