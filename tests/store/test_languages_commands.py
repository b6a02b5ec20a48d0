"""A wave in more languages on the command line: told and asked about at opening, and said in letters and on cards."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from survey_app.language import catalogues
from tests.small_questionnaire import GOOD, STUDY
from tests.store.test_commands import CommandLine
from tests.three_languages import in_three, three_languages

ASKED = "Open it all the same? [y/N]: "
UNREAD = "no native speaker has read our own texts in Arabic; let one look at the preview first\n"
ADD = ("--label", "Meting", "--month", "2026-06", "--custody", "host", "--recruitment", "codes", "--fictitious")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a study, with a questionnaire in three languages."""
    folder = tmp_path / "vragenlijsten" / "kern"
    folder.mkdir(parents=True)
    monkeypatch.setenv("PEILSTOK_QUESTIONNAIRES", str(folder.parent))
    three_languages(folder)
    return folder


@pytest.fixture
def peilstok(sqlite_url: str, tmp_path: Path, folder: Path) -> CommandLine:
    """The command with a draft of that questionnaire."""
    command = CommandLine(sqlite_url, tmp_path)
    added = command("wave", "add", "meting", "--questionnaire", folder / "bewoners.yaml", *ADD)
    assert added.exit_code == 0, added.stderr
    return command


def test_opening_asks_about_a_language_that_no_native_speaker_read_and_no_means_no(peilstok: CommandLine) -> None:
    refused = peilstok("wave", "open", "meting", typed="n\n")

    assert refused.exit_code == 1
    assert refused.stdout.startswith("can be answered in nl, en, ar\n" + ASKED)
    assert refused.stderr.startswith(UNREAD)
    assert "draft" in peilstok("wave", "list").stdout


@pytest.mark.parametrize(("words", "typed"), [((), "y\n"), (("--yes",), "")])
def test_who_means_it_opens_it(peilstok: CommandLine, words: tuple[str, ...], typed: str) -> None:
    opened = peilstok("wave", "open", "meting", *words, typed=typed)

    assert opened.exit_code == 0, opened.stderr
    assert (ASKED in opened.stdout) is not bool(words)
    assert UNREAD in opened.stderr


def test_nothing_is_asked_once_somebody_read_it(peilstok: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = catalogues.catalogue("ar")
    monkeypatch.setitem(catalogue.info(), "reviewed_by", "A. Haddad")

    opened = peilstok("wave", "open", "meting")

    assert opened.exit_code == 0, opened.stderr
    assert ASKED not in opened.stdout
    assert UNREAD not in opened.stderr


def test_a_language_that_is_missing_keeps_a_wave_from_opening(peilstok: CommandLine, folder: Path) -> None:
    file = folder / "bewoners.yaml"
    file.write_text(in_three(GOOD).replace(', ar: "بالعربية: Was u er?"', ""), encoding="utf-8")

    refused = peilstok("wave", "open", "meting", "--yes")

    assert refused.exit_code == 1
    assert "bewoners.yaml:25: sections[0].items[1].text: this text has no ar, only nl and en" in refused.stderr
    assert "draft" in peilstok("wave", "list").stdout


def test_a_language_that_came_is_told_beside_the_wave_before(peilstok: CommandLine, folder: Path) -> None:
    (folder / "bewoners.yaml").write_text(GOOD, encoding="utf-8")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    assert peilstok("wave", "open", "meting").exit_code == 0
    three_languages(folder)
    peilstok("wave", "add", "nameting", "--questionnaire", folder / "bewoners.yaml", *ADD)

    told = peilstok("wave", "open", "nameting", typed="n\n")

    assert "could be answered in nl, and can be in nl, en, ar now\n" in told.stdout


def test_letters_and_cards_say_in_which_languages_too(peilstok: CommandLine, tmp_path: Path) -> None:
    lines = ["You can also answer in English.", "يمكنك الإجابة باللغة العربية أيضًا."]
    frame = tmp_path / "adressen.csv"
    frame.write_text("adres,kern\nDorpsstraat 1,ingen\nDorpsstraat 2,maurik\n", encoding="utf-8")
    made = peilstok("invite", "meting", "--frame", frame, "--segment", "kern", "-o", tmp_path / "brieven.xlsx")
    cards = tmp_path / "kaarten.pdf"
    carded = peilstok("invite", "cards", "meting", "--number", "3", "-o", cards)

    assert made.exit_code == carded.exit_code == 0, made.stderr + carded.stderr
    assert all(f"  {line}\n" in made.stdout for line in lines)
    printed = subprocess.run(["pdftotext", cards, "-"], check=True, capture_output=True, text=True).stdout
    assert printed.count(lines[0]) == 3
    assert any("\u0600" <= sign <= "\u06ff" or "\ufe70" <= sign <= "\ufeff" for sign in printed)
