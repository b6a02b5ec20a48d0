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


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile of LibreOffice's for these tests, which takes it seconds to make."""
    return tmp_path_factory.mktemp("profile")


@pytest.fixture(scope="module", params=[staff, residents])
def ours(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook as we write it."""
    workbook = tmp_path_factory.mktemp("ours") / "ours.xlsx"
    comparison_workbook(request.param(), workbook)
    return workbook


def converted(workbook: Path, to: str, profile: Path, folder: Path) -> Path:
    """The workbook as LibreOffice writes it again."""
    command = [SOFFICE, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", to]
    subprocess.run([*command, "--outdir", str(folder), str(workbook)], check=True, capture_output=True, timeout=180)
    return folder / f"{workbook.stem}.{to}"


@pytest.mark.slow
def test_libreoffice_reads_every_cell_as_we_wrote_it(ours: Path, profile: Path, tmp_path: Path) -> None:
    theirs = converted(ours, "xlsx", profile, tmp_path)

    read, written = load_workbook(theirs, data_only=True), load_workbook(ours)
    assert read.sheetnames == written.sheetnames
    for sheet in written:
        for row in sheet.iter_rows():
            for cell in row:
                assert read[sheet.title][cell.coordinate].value == cell.value, f"{sheet.title} {cell.coordinate}"
                assert cell.data_type != "e"


@pytest.mark.slow
def test_every_sheet_is_one_page_wide_in_print(ours: Path, profile: Path, tmp_path: Path) -> None:
    printed = converted(ours, "pdf", profile, tmp_path)

    text = subprocess.run(
        ["/usr/bin/pdftotext", "-layout", str(printed), "-"], check=True, capture_output=True, text=True
    ).stdout
    pages = text.split("\f")[:-1]
    # In paper, A3 being two of A4: once what is read fitted on A4 (decisions 0229 and 0237) this book took 86.
    sizes = subprocess.run(["/usr/bin/pdfinfo", "-l", "999", str(printed)], check=True, capture_output=True, text=True)
    assert len(pages) + sizes.stdout.count("(A3)") <= 88
    for number, page in enumerate(pages, start=1):
        # A page that spilled over sideways has no more than its footer, or no first column.
        assert len(page.split()) > 20, f"page {number} is all but empty"
    assert "###" not in text
