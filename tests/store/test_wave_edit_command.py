"""What a study knows, on the command line: asked for, corrected, and never assumed."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_app.fieldwork.wave import Recruitment, Wave
from survey_app.store.database import Database
from tests.counted_waves import REFERENCE, STUDY
from tests.store.test_commands import RESIDENTS, CommandLine, write_frame

ABOUT = ("--questionnaire", RESIDENTS, "--label", "Meting", "--month", "2026-06", "--custody", "host")
CASES = REFERENCE / "cases"


@pytest.fixture
def peilstok(sqlite_url: str, tmp_path: Path) -> CommandLine:
    return CommandLine(sqlite_url, tmp_path)


def kept(stores: Database, wave_id: str) -> Wave:
    with stores.reading() as store:
        return store.waves.get(wave_id)


def test_a_wave_is_not_added_before_somebody_says_how_people_come_in(peilstok: CommandLine) -> None:
    for words in ((), ("--recruitment", "unknown")):
        refused = peilstok("wave", "add", "w", *ABOUT, *words)
        assert refused.exit_code == 2
        assert "--recruitment" in refused.stderr
        assert "codes" in refused.stderr


def test_a_draft_is_edited_without_losing_its_codes(
    peilstok: CommandLine, sqlite_stores: Database, tmp_path: Path
) -> None:
    peilstok("wave", "add", "w", *ABOUT, "--recruitment", "codes")
    peilstok("invite", "w", "--frame", write_frame(tmp_path, 6), "--segment", "kern")

    edited = peilstok("wave", "edit", "w", "--label", "Nulmeting", "--month", "2026-09")
    again = peilstok("wave", "edit", "w", "--label", "Nulmeting")
    refused = peilstok("wave", "edit", "w", "--recruitment", "open_link")

    assert edited.stdout == "wave w: label, month corrected\n"
    assert again.stdout == "wave w: that was so already\n"
    assert refused.stderr.startswith("Error: wave w: 6 code(s) were made, and with an open link none of them works")
    wave = kept(sqlite_stores, "w")
    assert (wave.label, f"{wave.month:%Y-%m}", wave.recruitment) == ("Nulmeting", "2026-09", Recruitment.CODES)
    with sqlite_stores.reading() as store:
        assert store.invitations.count("w") == 6


def test_how_many_were_approached_of_staff_is_said_when_adding_and_corrected_while_open(
    peilstok: CommandLine, sqlite_stores: Database
) -> None:
    peilstok("wave", "add", "staf", *ABOUT, "--recruitment", "open_link", "--approached", "80")
    assert kept(sqlite_stores, "staf").approached == 80
    peilstok("wave", "open", "staf")

    more = peilstok("wave", "edit", "staf", "--approached", "85")
    fixed = peilstok("wave", "edit", "staf", "--label", "Anders")
    assert kept(sqlite_stores, "staf").approached == 85
    unknown = peilstok("wave", "edit", "staf", "--approached", "unknown")

    assert (more.exit_code, unknown.exit_code, fixed.exit_code) == (0, 0, 1)
    assert fixed.stderr == ("Error: wave staf: is open, so its label cannot be corrected; what still can: approached\n")
    assert kept(sqlite_stores, "staf").approached is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "nothing to correct; say --label, --month, --recruitment or --approached"),
        (("--approached", "0"), "0 is not in the range"),
        (("--approached", "veel"), "'veel' is not a valid integer"),
        (("--month", "juni"), "does not match"),
    ],
)
def test_what_cannot_be_edited_so_is_wrong_usage(peilstok: CommandLine, words: tuple[str, ...], said: str) -> None:
    refused = peilstok("wave", "edit", "w", *words)

    assert refused.exit_code == 2
    assert said in " ".join(refused.stderr.split())


def test_a_printed_wave_says_what_is_not_known_of_it_and_how_to_say_it(
    peilstok: CommandLine, sqlite_stores: Database
) -> None:
    table = STUDY / "printed" / "medewerkers-2019.csv"
    about = ("--questionnaire", STUDY / "medewerkers-2019.yaml", "--label", "M", "--month", "2019-06", "--n", "51")

    untold = peilstok("wave", "import-counts", table, "--wave", "een", *about)
    told = peilstok(
        "wave", "import-counts", table, "--wave", "twee", *about, "--recruitment", "open_link", "--approached", "60"
    )
    few = peilstok("wave", "import-counts", table, "--wave", "drie", *about, "--approached", "50")

    assert untold.stderr.count("peilstok wave edit een --") == 2
    assert (told.exit_code, told.stderr) == (0, "")
    assert (kept(sqlite_stores, "een").recruitment, kept(sqlite_stores, "een").approached) == (
        Recruitment.UNKNOWN,
        None,
    )
    assert (kept(sqlite_stores, "twee").recruitment, kept(sqlite_stores, "twee").approached) == (
        Recruitment.OPEN_LINK,
        60,
    )
    assert "50 approached are fewer than the 51 who answered" in few.stderr


def test_a_template_is_written_filled_in_and_taken_in(peilstok: CommandLine, tmp_path: Path) -> None:
    questionnaire, file = STUDY / "medewerkers-2019.yaml", tmp_path / "invullen.csv"
    about = ("--wave", "mw", "--label", "M", "--month", "2019-06", "--n", "51", "--questionnaire", questionnaire)

    on_screen = peilstok("wave", "import-counts", "--template", "--questionnaire", questionnaire)
    written = peilstok("wave", "import-counts", "--template", file, "--questionnaire", questionnaire)
    empty = peilstok("wave", "import-counts", file, *about)
    again = peilstok("wave", "import-counts", "--template", file, "--questionnaire", questionnaire)
    known = {}
    for line in (STUDY / "printed" / "medewerkers-2019.csv").read_text(encoding="utf-8").splitlines()[1:]:
        item, answer, count = line.split(",")
        known[item, answer] = count
    rows = [line.split(";") for line in file.read_text(encoding="utf-8-sig").splitlines()]
    filled = [[item, answer, known.get((item, answer), count), *text] for item, answer, count, *text in rows]
    file.write_text("\n".join(map(";".join, filled)), encoding="utf-8")
    taken = peilstok("wave", "import-counts", file, *about)

    assert (on_screen.exit_code, written.exit_code, again.exit_code, empty.exit_code) == (0, 0, 2, 1)
    assert on_screen.stdout.splitlines() == [";".join(row) for row in rows]
    assert empty.stderr.count("the count is empty") == len(known)
    assert taken.stdout == "wave mw: taken in from invullen.csv, n = 51; every item adds up\n"


def test_without_a_template_a_table_says_what_it_lacks(peilstok: CommandLine) -> None:
    refused = peilstok("wave", "import-counts", "--questionnaire", RESIDENTS, "--wave", "w")

    assert refused.exit_code == 2
    assert "a printed table takes FILE, --wave, --label, --month and --n" in " ".join(refused.stderr.split())


def test_recruitment_goes_with_files_and_nowhere_else(peilstok: CommandLine, tmp_path: Path) -> None:
    refused = peilstok("compare", "een", "twee", "--recruitment", "codes", "-o", tmp_path / "w.xlsx")

    assert refused.exit_code == 2
    assert "--recruitment goes with --responses" in " ".join(refused.stderr.split())
