"""docs/first-study.md, done as it stands there: every command, in order, in an installation of its own."""

from __future__ import annotations

import os
import re
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from survey_app.cli import main
from survey_app.config import Settings
from survey_app.web.app import create_app
from survey_app.web.stores import EXTENSION
from tests.sentences import ROOT
from tests.web.field import Browser

pytestmark = pytest.mark.slow

PAGE = ROOT / "docs" / "first-study.md"
_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
_ITEMS = (("luistert", "duidelijk", "zichtbaar"), ("groen", "veilig", "buren"))


class Reader:
    """Somebody who does what the page says, in a home of their own."""

    def __init__(self, home: Path, copying: str, each_time: str) -> None:
        """The folder, and what every new terminal begins with; the tests are within an environment already."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("PEILSTOK_")}
        script = copying.replace(". .venv/bin/activate\n", "") + each_time + "pwd; env -0"
        done = subprocess.run(
            ["bash", "-e", "-c", script],
            cwd=ROOT,
            env={**own, "HOME": str(home)},
            capture_output=True,
            text=True,
            check=True,
        )
        folder, _, environment = done.stdout.partition("\n")
        self.folder = Path(folder)
        self.environment = dict(line.split("=", 1) for line in environment.split("\0") if line)

    def does(self, commands: str) -> str:
        """What these commands say, each of them ours."""
        said = ""
        for line in commands.replace("\\\n", " ").splitlines():
            program, *words = shlex.split(line)
            done = CliRunner(env=self.environment).invoke(main, words)
            assert (program, done.exit_code) == ("peilstok", 0), f"{line}\n{done.output}"
            said += done.stdout
        return said

    def serves(self, command: str) -> int:
        """What the server answers on its first page; it is stopped again."""
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            port = free.getsockname()[1]
        program, *words = shlex.split(command)
        started = [str(Path(sys.executable).with_name(program)), *words, "--port", str(port), "--workers", "1"]
        with subprocess.Popen(started, cwd=self.folder, env=self.environment, stdout=subprocess.DEVNULL) as process:
            try:
                return _status(f"http://127.0.0.1:{port}/")
            finally:
                process.terminate()

    def answers(self, codes: Sequence[str]) -> None:
        """Fill in the questionnaire with each of these codes."""
        ours = {name: value for name, value in self.environment.items() if name.startswith("PEILSTOK_")}
        app = create_app(Settings.from_environment(ours))
        for code in codes:
            browser = Browser.of(app)
            browser.enter(code)
            for number, items in enumerate(_ITEMS, start=1):
                browser.send_page(f"/vragenlijst/{number}", **dict.fromkeys(items, "eens"))
            browser.open("/vragenlijst/controle")
            assert browser.post("/vragenlijst/controle").location == "/bedankt"
        app.extensions[EXTENSION].stores.close()


def _status(address: str) -> int:
    for _try in range(300):
        try:
            with urlopen(address, timeout=5) as answer:
                return int(answer.status)
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server did not start")


def test_your_first_study_leads_from_nothing_to_the_a4(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copying, each_time, check, one_wave, two_waves, asking, close = _BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    reader = Reader(tmp_path, copying, each_time)
    monkeypatch.chdir(reader.folder)

    assert "6 items: no faults" in reader.does(check)
    reader.does(one_wave)
    # the files have 204 responses a wave of 400 addresses, and two statements that rise in the pilot villages
    page = words_of(reader.folder / "eerste-meting.pdf")
    assert "van de 400 die konden meedoen, deden er 204 mee (51%)" in page
    assert "Dit is één meting" in page

    reader.does(two_waves)
    page = words_of(reader.folder / "vergelijking.pdf")
    assert "Alle pilotdorpen: ‘De gemeente luistert naar inwoners’ ging van" in page
    assert "Alle pilotdorpen: ‘Ik zie de gemeente vaak genoeg in mijn dorp’ ging van" in page
    assert load_workbook(reader.folder / "vergelijking.xlsx", read_only=True).sheetnames[0] == "In het kort"

    made, _, serve = asking.rpartition("peilstok serve")
    assert "400 code(s) made" in reader.does(made)
    assert reader.serves(f"peilstok serve{serve}") == 200
    letters = load_workbook(reader.folder / "brieven.xlsx", read_only=True).worksheets[0]
    reader.answers([str(code) for (code,) in letters.iter_rows(2, 4, 1, 1, values_only=True)])

    said = reader.does(close)
    assert "closed with 3 response(s)" in said
    assert "fewer than 10, so only their number was kept" in said
    assert "Van geen enkele stelling mag een cijfer worden getoond" in words_of(reader.folder / "proef.pdf")


def words_of(pdf: Path) -> str:
    """The text of a page, on one line."""
    said = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True)
    return " ".join(said.stdout.split())
