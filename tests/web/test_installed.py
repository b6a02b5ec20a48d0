"""What `pip install` gives: the wheel holds all that the program reads, and the demonstration runs from it anywhere."""

from __future__ import annotations

import re
import socket
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.bare_environment import build_wheel, install, site_packages
from tests.sentences import ROOT
from tests.web.field import token_in
from tests.web.test_serve import wait_until_it_answers

Told = subprocess.CompletedProcess[str]
_MAPPED = {
    "survey_app": "survey_app",
    "migrations": "survey_app/migrations",
    "questionnaires": "survey_app/questionnaires",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this source."""
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def commands(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment that has the wheel and what it asks for, and nothing else."""
    return install(wheel, tmp_path_factory.mktemp("bare") / "venv")


@pytest.fixture
def peilstok(commands: Path, tmp_path: Path) -> Callable[..., Told]:
    """The installed command, started in an empty folder, without any setting."""

    def run(*words: str, **settings: str) -> Told:
        command = [str(commands / "peilstok"), *words]
        return subprocess.run(command, cwd=tmp_path, env=settings, capture_output=True, text=True, check=False)

    return run


def _files_of_source() -> Iterator[str]:
    for folder, within in _MAPPED.items():
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix not in (".pyc", ".mako"):
                yield f"{within}/{path.relative_to(ROOT / folder).as_posix()}"


@pytest.mark.slow
def test_every_file_of_the_program_is_in_the_wheel_and_no_other(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        shipped = {name for name in packed.namelist() if ".dist-info/" not in name}

    assert sorted(shipped) == sorted(_files_of_source())


@pytest.mark.slow
def test_with_only_what_it_asks_for_it_begins_an_installation_where_it_is_used(
    peilstok: Callable[..., Told], commands: Path, tmp_path: Path
) -> None:
    look = "import survey_app, importlib.util as u; print(survey_app.__file__, u.find_spec('pytest'))"
    ours = subprocess.run([commands / "python", "-c", look], cwd=tmp_path, env={}, capture_output=True, check=True)

    upgraded, checked = peilstok("db", "upgrade"), peilstok("check")

    assert ours.stdout.decode() == f"{site_packages(commands.parent)}/survey_app/__init__.py None\n"
    assert (upgraded.returncode, upgraded.stderr) == (0, "")
    assert (tmp_path / "instance" / "peilstok.sqlite").is_file()
    assert checked.stdout == "1 study, 4 questionnaires, 112 items: no faults\n"
    assert peilstok("--version").stdout.startswith("peilstok, version ")


@pytest.mark.slow
def test_the_demonstration_is_made_and_served_with_its_cards_and_both_languages(
    peilstok: Callable[..., Told], commands: Path, tmp_path: Path
) -> None:
    made = peilstok("demo", "--no-serve", PEILSTOK_QUESTIONNAIRES=str(tmp_path / "elsewhere"))
    assert made.returncode == 0, made.stderr
    books = re.findall(r"(\S+\.xlsx)", made.stdout)
    assert [(tmp_path / book).is_file() for book in books] == [True] * 3

    settings = {"PEILSTOK_INSTANCE": str(tmp_path / "demo")}
    words = ("invite", "cards", "bewoners-proef", "--number", "3", "--segment", "ingen", "--this-is-a-trial")
    cards = peilstok(*words, "-o", "kaarten.pdf", **settings)

    assert cards.returncode == 0, cards.stderr
    assert (tmp_path / "kaarten.pdf").read_bytes().startswith(b"%PDF")
    with _served(commands, tmp_path, settings) as page:
        assert "Welkom" in page("/")
        assert "--utrecht" in page("/stijl.css")
        log_in = page("/beheer/inloggen")
        chosen = {"csrf_token": token_in(log_in), "language": "en", "page": "/beheer/inloggen"}
        assert "Inloggen" in log_in
        assert "Log in" in page("/beheer/taal", chosen)


@contextmanager
def _served(commands: Path, folder: Path, settings: dict[str, str]) -> Iterator[Callable[..., str]]:
    """Peilstok, served by the installed command; gives what asks for a page, or sends a form, and hands back a text."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]

    browser = build_opener(HTTPCookieProcessor())

    def page(path: str, form: dict[str, str] | None = None) -> str:
        address, sent = f"http://127.0.0.1:{port}{path}", urlencode(form).encode() if form else None
        with browser.open(address, sent, timeout=20) as answer:
            return str(answer.read().decode("utf-8"))

    command = [str(commands / "peilstok"), "serve", "--port", str(port), "--workers", "1"]
    with subprocess.Popen(command, cwd=folder, env=settings, stdout=subprocess.DEVNULL) as server:
        try:
            wait_until_it_answers(port)
            yield page
        finally:
            server.terminate()
