"""`peilstok wave open` and `wave changes` tell what a draft changes, while that can still be undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.test_commands import RESIDENTS, CommandLine

QUESTIONNAIRE = """
questionnaire: bewoners
version: "2024"
title: Vragenlijst
population: inwoners
introduction: Welkom.
thanks: Dank u wel.
sections:
  - id: gemeente
    title: Gemeente
    items:
      - {type: mark, id: luistert, text: Hoe luistert de gemeente}
      - {type: mark, id: ziet, text: Hoe ziet de gemeente u}
      - {type: mark, id: hoort, text: Hoe hoort de gemeente u}
"""
BREAKING = (
    QUESTIONNAIRE.replace("Hoe luistert de gemeente", "Hoe luistert de gemeente?")
    .replace("Hoe ziet de gemeente u", "Ziet de gemeente u")
    .replace("{type: mark, id: hoort, text: Hoe hoort de gemeente u}", "{type: mark, id: nieuw, text: Nieuw}")
)
ADVICE = """\
nameting beside nulmeting (Meting, 2024-06): 0 of 3 question(s) are exactly the same
luistert: only its spelling changed, which can be accepted once the wave is open
  nulmeting: Hoe luistert de gemeente
  nameting: Hoe luistert de gemeente?
ziet: never comparable once it opens like this: its text has other words
  nulmeting: Hoe ziet de gemeente u
  nameting: Ziet de gemeente u
new: nieuw
not asked any more: hoort
To compare a question, put it back as it was. To ask something else, give it an id of its own, so that nobody
takes it for the old question. Once the wave is open, none of this can be undone.
"""
ASKED = "Open it with these changes? [y/N]: "


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a questionnaire, in a folder of studies."""
    folder = tmp_path / "vragenlijsten" / "kern"
    folder.mkdir(parents=True)
    monkeypatch.setenv("PEILSTOK_QUESTIONNAIRES", str(folder.parent))
    (folder / "study.yaml").write_bytes((RESIDENTS.parent / "study.yaml").read_bytes())
    file = folder / "bewoners.yaml"
    file.write_text(QUESTIONNAIRE, encoding="utf-8")
    return file


@pytest.fixture
def peilstok(sqlite_url: str, tmp_path: Path, file: Path) -> CommandLine:
    """The command with an open wave, and a draft of the same file."""
    command = CommandLine(sqlite_url, tmp_path)
    for wave, month in (("nulmeting", "2024-06"), ("nameting", "2026-06")):
        about = (
            "--questionnaire",
            file,
            "--label",
            "Meting",
            "--month",
            month,
            "--custody",
            "host",
            "--recruitment",
            "codes",
        )
        assert command("wave", "add", wave, *about).exit_code == 0
    opened = command("wave", "open", "nulmeting")
    assert opened.exit_code == 0
    assert opened.stdout.startswith("wave nulmeting: open;")  # the first of its questionnaire: nothing to tell
    return command


def is_draft(peilstok: CommandLine) -> bool:
    return "2026-06 draft" in peilstok("wave", "list").stdout


def test_opening_tells_what_changed_and_no_means_no(peilstok: CommandLine, file: Path) -> None:
    file.write_text(BREAKING, encoding="utf-8")

    refused = peilstok("wave", "open", "nameting", typed="n\n")

    assert refused.exit_code == 1
    assert refused.stdout.startswith(ADVICE + ASKED)
    assert is_draft(peilstok)


@pytest.mark.parametrize(("words", "typed"), [((), "y\n"), (("--yes",), "")])
def test_who_means_it_opens_it(peilstok: CommandLine, file: Path, words: tuple[str, ...], typed: str) -> None:
    file.write_text(BREAKING, encoding="utf-8")

    opened = peilstok("wave", "open", "nameting", *words, typed=typed)

    assert opened.exit_code == 0
    assert opened.stdout.startswith(ADVICE)
    assert (ASKED in opened.stdout) is not bool(words)
    assert not is_draft(peilstok)


def test_where_nothing_changed_nothing_is_told_or_asked(peilstok: CommandLine) -> None:
    opened = peilstok("wave", "open", "nameting")

    assert opened.exit_code == 0
    assert opened.stdout.startswith("wave nameting: open;")


def test_what_leaves_questions_comparable_is_told_without_asking(peilstok: CommandLine, file: Path) -> None:
    ziet = "- {type: mark, id: ziet"
    other = QUESTIONNAIRE.replace(ziet, "- {type: mark, id: nieuw, text: Nieuw}\n      " + ziet)
    file.write_text(other + "  - {id: twee, title: Twee, items: [{type: mark, id: ook, text: Ook}]}\n")
    lines = [
        "nameting beside nulmeting (Meting, 2024-06): 3 of 5 question(s) are exactly the same",
        "new: nieuw, ook",
    ]
    assert peilstok("wave", "changes", "nulmeting", "nameting").stdout.splitlines() == lines
    file.write_text(QUESTIONNAIRE.replace("title: Gemeente", "title: Gemeente\n    lead_in: Wat vindt u?"))

    opened = peilstok("wave", "open", "nameting")

    assert opened.exit_code == 0
    assert opened.stdout.splitlines()[:2] == [
        "nameting beside nulmeting (Meting, 2024-06): 0 of 3 question(s) are exactly the same",
        "luistert: the same question, but another introduction",
    ]


@pytest.mark.parametrize("waves", [("nulmeting", "nameting"), ("nameting", "nulmeting")])
def test_changes_are_shown_of_a_draft_as_its_file_stands_now(
    peilstok: CommandLine, file: Path, waves: tuple[str, str]
) -> None:
    same = peilstok("wave", "changes", *waves)
    file.write_text(BREAKING, encoding="utf-8")

    told = peilstok("wave", "changes", *waves)

    assert same.stdout == "nulmeting and nameting: what both ask, they ask in the same words\n"
    assert (told.exit_code, told.stdout) == (0, ADVICE)
    assert is_draft(peilstok)


def test_a_draft_of_another_population_is_compared_with_nothing(peilstok: CommandLine, file: Path) -> None:
    file.write_text(QUESTIONNAIRE.replace("population: inwoners", "population: huishoudens"), encoding="utf-8")

    told = peilstok("wave", "open", "nameting", typed="n\n").stdout.splitlines()

    assert told[1] == 'no question can be compared: its population was "inwoners" and is "huishoudens" now'
    assert is_draft(peilstok)


def test_a_change_of_a_draft_cannot_be_accepted(peilstok: CommandLine, file: Path) -> None:
    file.write_text(BREAKING, encoding="utf-8")

    refused = peilstok("wave", "accept-change", "nulmeting", "nameting", "luistert", "--reason", "Alleen een teken.")

    assert refused.exit_code == 1
    assert "wave nameting: not opened yet, so its questionnaire is not frozen" in refused.stderr


def test_a_draft_of_an_earlier_month_is_held_beside_the_wave_that_is_frozen_already(
    peilstok: CommandLine, file: Path
) -> None:
    about = (
        "--questionnaire",
        file,
        "--label",
        "Meting",
        "--month",
        "2020-06",
        "--custody",
        "host",
        "--recruitment",
        "codes",
    )
    peilstok("wave", "add", "vroeger", *about)
    file.write_text(BREAKING, encoding="utf-8")

    told = peilstok("wave", "open", "vroeger", typed="n\n").stdout

    assert told.startswith(ADVICE.replace("nameting", "vroeger") + ASKED)
