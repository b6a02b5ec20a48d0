"""What a written workbook keeps beside its cells: charts remember figures, and those must stand on a sheet."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from survey_app.comparison.options import Options
from survey_app.reporting import comparison_workbook
from tests.attacked_waves import places, weighted_waves

CACHE, VALUE = re.compile("<c:numCache>(.*?)</c:numCache>", re.DOTALL), re.compile("<c:v>(.*?)</c:v>")


@pytest.mark.slow
def test_charts_and_properties_keep_no_figures_of_their_own(tmp_path: Path) -> None:
    target = tmp_path / "book.xlsx"
    comparison_workbook(weighted_waves(*[places(60, 8, 45, 52, 70, 41)] * 2), target, Options(weighted=True))

    cells = {cell for row in load_workbook(target)["Grafiekgegevens"].values for cell in row}
    with ZipFile(target) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if "charts/chart" in name]
        kept = [name for name in parts.namelist() if re.search("custom|comment|externalLink", name)]

    remembered = {value for chart in charts for cache in CACHE.findall(chart) for value in VALUE.findall(cache)}
    told = {f"{one:g}" for one in cells if isinstance(one, int | float)}
    assert len(remembered) > 10
    assert {f"{float(value):g}" for value in remembered} - told == set()
    assert kept == []
