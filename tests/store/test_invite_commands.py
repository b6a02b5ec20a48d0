"""`peilstok invite` where the server is, where the addresses are, and for cards."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from survey_app.fieldwork.codes import read_code, receipt_of
from survey_app.fieldwork.submission import submit
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.store.test_commands import RESIDENTS, CommandLine, add_wave, write_frame

STUDY = RESIDENTS.parent / "study.yaml"


@pytest.fixture
def peilstok(database_url: str, tmp_path: Path) -> CommandLine:
    """The command where the database is."""
    return CommandLine(database_url, tmp_path / "server")


@pytest.fixture
def office(tmp_path: Path) -> CommandLine:
    """The command where the addresses are: no database can be reached from there."""
    return CommandLine("postgresql://nobody@127.0.0.1:9/nothing", tmp_path / "office")


def codes_in(mailing: Path) -> list[str]:
    rows = list(load_workbook(mailing)["Adressen"].iter_rows(min_row=2, values_only=True))
    return [read_code(str(row[0])) for row in rows]


def answer(stores: Database, peilstok: CommandLine, codes: list[str]) -> None:
    with stores.reading() as store:
        wave = store.waves.get("meting")
    with stores.writing() as store:
        for code in codes:
            receipt = receipt_of(KeyDirectory(peilstok.keys).pepper(), "meting", code)
            submit(store, wave, receipt, {"luistert": "eens"})


def give_pepper(peilstok: CommandLine, office: CommandLine) -> None:
    KeyDirectory(peilstok.keys).make_pepper()
    office.keys.mkdir(mode=0o700, parents=True)
    (office.keys / "pepper.key").touch(0o600)
    (office.keys / "pepper.key").write_bytes((peilstok.keys / "pepper.key").read_bytes())


def test_letters_and_reminders_are_made_where_the_addresses_are_without_the_database(
    peilstok: CommandLine, office: CommandLine, stores: Database, tmp_path: Path
) -> None:
    add_wave(peilstok, "meting")
    give_pepper(peilstok, office)
    frame, hashes, unused = write_frame(tmp_path, 12), tmp_path / "hashes.json", tmp_path / "unused.json"
    words = ("--frame", frame, "--segment", "kern", "-o", tmp_path / "letters.xlsx")

    made = office("invite", "meting", *words, "--hashes-to", hashes, "--study", STUDY)
    assert made.exit_code == 0, made.output
    taken = peilstok("invite", "import", hashes)
    assert taken.stdout == "wave meting: 12 code(s) taken in\n"
    peilstok("wave", "open", "meting")
    codes = codes_in(tmp_path / "letters.xlsx")
    answer(stores, peilstok, codes[:9])
    assert peilstok("invite", "unused", "meting", "-o", unused).exit_code == 0
    reminded = office(
        "invite", "remind", "meting", "--frame", frame, "--unused", unused, "-o", tmp_path / "reminders.xlsx"
    )

    assert reminded.exit_code == 0, reminded.output
    assert codes_in(tmp_path / "reminders.xlsx") == codes[9:]
    assert "Kanariestraat 9" in str(load_workbook(tmp_path / "reminders.xlsx")["Adressen"]["C2"].value)
    assert not (peilstok.keys / "letter-meting.key").exists()
    for file in (hashes, unused, *tmp_path.glob("peilstok.sqlite*"), *peilstok.keys.parent.rglob("*")):
        if file.is_file():
            held = file.read_bytes()
            assert b"Kanariestraat" not in held
            assert not any(code.encode() in held for code in codes)
    assert [path.stat().st_mode & 0o777 for path in (hashes, unused)] == [0o600, 0o600]
    said = made.output + taken.output + reminded.output
    assert "Kanariestraat" not in said
    assert not any(code in said.replace("-", "") for code in codes)


def test_reminders_are_made_in_one_step_where_everything_is_on_one_machine(
    peilstok: CommandLine, stores: Database, tmp_path: Path
) -> None:
    add_wave(peilstok, "meting")
    frame = write_frame(tmp_path, 12)
    peilstok("invite", "meting", "--frame", frame, "--segment", "kern", "-o", tmp_path / "letters.xlsx")
    peilstok("wave", "open", "meting")
    codes = codes_in(tmp_path / "letters.xlsx")
    answer(stores, peilstok, codes[3:])

    done = peilstok("invite", "remind", "meting", "--frame", frame)

    reminders = tmp_path / "adressen-meting-reminder.xlsx"
    assert done.stdout == f"wave meting: 3 reminder(s); {reminders} goes to the printer, then is deleted\n"
    assert codes_in(reminders) == codes[:3]
    answer(stores, peilstok, codes[:3])
    assert (
        "nobody on this list"
        in peilstok("invite", "remind", "meting", "--frame", frame, "-o", tmp_path / "none.xlsx").stdout
    )
    assert not (tmp_path / "none.xlsx").exists()


def test_after_forgetting_reminders_are_refused_with_the_reason(peilstok: CommandLine, tmp_path: Path) -> None:
    add_wave(peilstok, "meting")
    frame = write_frame(tmp_path, 12)
    peilstok("invite", "meting", "--frame", frame, "--segment", "kern")
    peilstok("wave", "open", "meting")

    kept = peilstok("invite", "forget", "meting", typed="n\n")
    assert (peilstok.keys / "letter-meting.key").exists()
    done = peilstok("invite", "forget", "meting", typed="y\n")
    refused = peilstok("invite", "remind", "meting", "--frame", frame)

    assert (kept.exit_code, done.exit_code, refused.exit_code) == (1, 0, 1)
    assert "letter key destroyed" in done.stdout
    assert refused.stderr.startswith("Error: wave meting: there is no letter key here; it was destroyed")
    assert not (tmp_path / "adressen-meting-reminder.xlsx").exists()


def test_the_office_forgets_without_the_database(office: CommandLine) -> None:
    KeyDirectory(office.keys).letter_key("meting")

    done = office("invite", "forget", "meting", "--no-database", "--yes")

    assert done.exit_code == 0, done.output
    assert not (office.keys / "letter-meting.key").exists()


def test_the_office_asks_before_a_list_gets_codes_again(
    peilstok: CommandLine, office: CommandLine, tmp_path: Path
) -> None:
    give_pepper(peilstok, office)
    words = ("invite", "meting", "--frame", write_frame(tmp_path, 6), "--segment", "kern", "--study", STUDY)
    office(*words, "-o", tmp_path / "a.xlsx", "--hashes-to", tmp_path / "a.json")

    done = office(*words, "-o", tmp_path / "b.xlsx", "--hashes-to", tmp_path / "b.json", typed="n\n")

    assert "has 6 code(s) already" in done.stdout
    assert sorted(path.name for path in tmp_path.glob("[ab].*")) == ["a.json", "a.xlsx"]


def test_an_office_without_pepper_is_told_to_get_it(office: CommandLine, tmp_path: Path) -> None:
    words = ("--segment", "kern", "--hashes-to", tmp_path / "hashes.json", "--study", STUDY)

    done = office("invite", "meting", "--frame", write_frame(tmp_path, 6), *words)

    assert done.exit_code == 1
    assert "copy it from the server" in done.stderr
    assert not list(tmp_path.glob("*.xlsx")) + list(tmp_path.glob("*.json"))


def text_of(pdf: Path) -> str:
    """What a printed sheet says, by poppler."""
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout


def test_cards_are_a_pdf_with_a_code_on_each_and_codes_are_kept_as_hashes(
    peilstok: CommandLine, stores: Database, tmp_path: Path
) -> None:
    add_wave(peilstok, "meting")
    pdf = tmp_path / "kaarten.pdf"

    done = peilstok("invite", "cards", "meting", "--number", "12", "--segment", "zoelen", "-o", pdf)

    assert done.exit_code == 0, done.output
    words = text_of(pdf).split()
    codes = [read_code(word) for word in words if word.count("-") == 2 and len(word) == 14]
    assert len(set(codes)) == 12
    assert words.count("vragen.example") == 12
    assert pdf.stat().st_mode & 0o777 == 0o600
    with stores.reading() as store:
        pepper = KeyDirectory(peilstok.keys).pepper()
        found = [store.invitations.find("meting", receipt_of(pepper, "meting", code)) for code in codes]
    assert {one.segment for one in found if one} == {"zoelen"}


def test_cards_for_a_village_that_the_study_does_not_have_leave_no_file(
    peilstok: CommandLine, stores: Database, tmp_path: Path
) -> None:
    add_wave(peilstok, "meting")

    done = peilstok("invite", "cards", "meting", "--number", "12", "--segment", "utrecht", "-o", tmp_path / "k.pdf")

    assert done.exit_code == 1
    assert "unknown village(s) utrecht" in done.stderr
    assert not (tmp_path / "k.pdf").exists()
    with stores.reading() as store:
        assert store.invitations.count("meting") == 0


def test_an_address_that_a_filter_hides_gets_a_letter_only_after_a_yes(
    peilstok: CommandLine, stores: Database, tmp_path: Path
) -> None:
    add_wave(peilstok, "meting")
    book = Workbook()
    for row in (["Adres", "Kern"], ["Geheimweg 1", "Zoelen"], ["Geheimweg 2", "Zoelen"]):
        book.worksheets[0].append(row)
    book.worksheets[0].row_dimensions[3].hidden = True
    book.save(tmp_path / "lijst.xlsx")
    words = ("invite", "meting", "--frame", tmp_path / "lijst.xlsx", "--segment", "kern", "-o", tmp_path / "uit.xlsx")

    refused = peilstok(*words, typed="n\n")

    assert refused.exit_code == 1
    assert (
        "lijst.xlsx: 1 row(s) are hidden, by a filter or by hand, and are used like all others: row 3" in refused.stderr
    )
    assert not (tmp_path / "uit.xlsx").exists()
    with stores.reading() as store:
        assert store.invitations.count("meting") == 0

    assert peilstok(*words, "--as-it-stands").exit_code == 0
    assert len(codes_in(tmp_path / "uit.xlsx")) == 2


def test_letters_and_reminders_find_the_same_list_in_a_workbook_that_has_more(
    peilstok: CommandLine, tmp_path: Path
) -> None:
    """As offices keep it: a title above the headings, and a sheet of last year beside it."""
    add_wave(peilstok, "meting")
    book = Workbook()
    book.worksheets[0].title = "Nu"
    for row in (["Adressen"], ["Adres", "Kern"], *([f"Weg {number}", "Zoelen"] for number in range(12))):
        book.worksheets[0].append(row)
    book.create_sheet("Vorig jaar").append(["x"])
    book.save(tmp_path / "lijst.xlsx")
    words = ("meting", "--frame", tmp_path / "lijst.xlsx", "--sheet", "Nu", "--headings-in", "2")

    done = peilstok("invite", *words, "--segment", "kern", "-o", tmp_path / "brieven.xlsx")
    assert done.exit_code == 0, done.output
    assert 'sheet "Nu" is used, and not "Vorig jaar"' in done.stderr
    assert peilstok("wave", "open", "meting").exit_code == 0
    done = peilstok("invite", "remind", *words, "-o", tmp_path / "herinneringen.xlsx")

    assert done.exit_code == 0, done.output
    assert sorted(codes_in(tmp_path / "herinneringen.xlsx")) == sorted(codes_in(tmp_path / "brieven.xlsx"))
