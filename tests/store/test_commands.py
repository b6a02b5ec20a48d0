"""The whole line from the command line, on SQLite and PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from survey_app.cli import main
from survey_app.fieldwork.codes import read_code, receipt_of
from survey_app.fieldwork.invitation import Invitation
from survey_app.fieldwork.response import Envelope
from survey_app.fieldwork.submission import submit
from survey_app.fieldwork.wave import Recruitment
from survey_app.store.closings import Closings
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory

ROOT = Path(__file__).parents[2]
RESIDENTS = ROOT / "questionnaires" / "kerngericht-werken" / "bewoners-2020.yaml"
ADD = ("wave", "add", "x", "--recruitment", "codes", "--label", "x", "--month")
VILLAGES = ("Ravenswaaij", "Zoelen", "Ingen", "Maurik", "Kerk-Avezaath", "Ommeren")


class CommandLine:
    """Runs `peilstok` as a researcher does, on one installation."""

    def __init__(self, database_url: str, folder: Path, **more: str) -> None:
        self.keys = folder / "keys"
        environment = {
            "PEILSTOK_DATABASE_URL": database_url,
            "PEILSTOK_KEYS": str(self.keys),
            "PEILSTOK_INSTANCE": str(folder),
            "PEILSTOK_BASE_URL": "https://vragen.example",
            **more,
        }
        self._runner = CliRunner(env=environment)

    def __call__(self, *words: str | Path, typed: str = "") -> Result:
        return self._runner.invoke(main, [*map(str, words)], input=typed)


@pytest.fixture
def peilstok(database_url: str, tmp_path: Path) -> CommandLine:
    """The command on a fresh database with our schema."""
    return CommandLine(database_url, tmp_path)


def add_wave(peilstok: CommandLine, wave: str) -> None:
    about = ("--questionnaire", RESIDENTS, "--label", "Meting", "--month", "2026-06", "--recruitment", "codes")
    done = peilstok("wave", "add", wave, *about, "--custody", "host", "--fictitious")
    assert done.exit_code == 0, done.stderr


def write_frame(folder: Path, rows: int) -> Path:
    """A frame with a street in it that may turn up nowhere else."""
    frame = folder / "adressen.csv"
    lines = [f"Kanariestraat {row};{VILLAGES[row % 6]}" for row in range(rows)]
    frame.write_text("\n".join(["Adres;Kern", *lines]), encoding="utf-8")
    return frame


def test_a_wave_goes_from_frame_to_workbook(peilstok: CommandLine, stores: Database, tmp_path: Path) -> None:
    for wave in ("nulmeting", "eindmeting"):
        add_wave(peilstok, wave)
        mailing = tmp_path / f"{wave}.xlsx"
        assert (
            peilstok("invite", wave, "--frame", write_frame(tmp_path, 24), "--segment", "kern", "-o", mailing).exit_code
            == 0
        )
        assert peilstok("wave", "open", wave).exit_code == 0
        answer_all(stores, peilstok, wave, mailing)
        closed = peilstok("wave", "close", wave, typed="y\n")
        assert f"wave {wave}: closed with 24 response(s)\nwave {wave}: key destroyed\n" in closed.stdout

    done = peilstok("compare", "nulmeting", "eindmeting", "-o", tmp_path / "werkboek.xlsx")

    assert done.exit_code == 0, done.stderr
    assert load_workbook(tmp_path / "werkboek.xlsx").sheetnames[:2] == ["In het kort", "Lees mij"]
    assert "nulmeting" in peilstok("wave", "list").stdout


def answer_all(stores: Database, peilstok: CommandLine, wave_id: str, mailing: Path) -> None:
    """Everybody in the mailing file answers."""
    rows = list(load_workbook(mailing)["Adressen"].iter_rows(values_only=True))
    assert rows[0] == ("code", "link", "Adres", "Kern")
    with stores.reading() as store:
        wave = store.waves.get(wave_id)
    with stores.writing() as store:
        for code, link, *_address in rows[1:]:
            plain = read_code(str(code))
            assert link == f"https://vragen.example/#{plain}"
            submit(store, wave, receipt_of(KeyDirectory(peilstok.keys).pepper(), wave_id, plain), {"luistert": "eens"})


def test_addresses_and_codes_stand_in_the_mailing_file_and_nowhere_else(peilstok: CommandLine, tmp_path: Path) -> None:
    add_wave(peilstok, "meting")
    mailing = tmp_path / "mailing.xlsx"

    said = peilstok("invite", "meting", "--frame", write_frame(tmp_path, 6), "--segment", "Kern", "-o", mailing)

    code = str(load_workbook(mailing)["Adressen"]["A2"].value)
    assert mailing.stat().st_mode & 0o777 == 0o600
    assert "Kanariestraat" not in said.stdout + said.stderr
    assert code not in said.stdout + said.stderr
    for file in tmp_path.rglob("*"):
        if file.is_file() and file not in (mailing, tmp_path / "adressen.csv"):
            held = file.read_bytes()
            assert b"Kanariestraat" not in held
            assert read_code(code).encode() not in held


def test_a_mailing_file_is_never_replaced(peilstok: CommandLine, tmp_path: Path) -> None:
    add_wave(peilstok, "meting")
    mailing = tmp_path / "mailing.xlsx"
    mailing.write_text("the only copy of other codes")

    done = peilstok("invite", "meting", "--frame", write_frame(tmp_path, 6), "--segment", "kern", "-o", mailing)

    assert done.exit_code == 2
    assert mailing.read_text() == "the only copy of other codes"


def test_codes_are_not_kept_when_their_mailing_file_cannot_be_written(
    peilstok: CommandLine, stores: Database, tmp_path: Path
) -> None:
    add_wave(peilstok, "meting")
    nowhere = tmp_path / "no-such-folder" / "mailing.xlsx"

    done = peilstok("invite", "meting", "--frame", write_frame(tmp_path, 6), "--segment", "kern", "-o", nowhere)

    assert done.exit_code != 0
    assert isinstance(done.exception, SystemExit)
    with stores.reading() as store:
        assert store.invitations.in_box("meting") == []


def test_an_address_that_stands_twice_is_warned_of(peilstok: CommandLine, tmp_path: Path) -> None:
    add_wave(peilstok, "meting")
    frame = tmp_path / "adressen.csv"
    frame.write_text("Adres;Kern\nKanariestraat 1;Zoelen\nKanariestraat 1;Zoelen\n", encoding="utf-8")

    done = peilstok("invite", "meting", "--frame", frame, "--segment", "kern")

    assert done.exit_code == 0
    assert "1 row(s) are the same as a row above them and have a code too: row 3" in done.stderr
    assert "Kanariestraat" not in done.stderr


def test_a_staff_wave_is_added_in_the_words_of_the_readme(peilstok: CommandLine, stores: Database) -> None:
    words = ("--questionnaire", RESIDENTS, "--label", "Meting", "--month", "2026-06", "--recruitment", "open_link")

    done = peilstok("wave", "add", "medewerkers", *words)

    assert done.exit_code == 0, done.stderr
    with stores.reading() as store:
        assert store.waves.get("medewerkers").recruitment is Recruitment.OPEN_LINK


@pytest.mark.parametrize(("minimum", "warnings"), [("9", 1), ("10", 0)])
def test_a_low_minimum_is_warned_of_when_adding_and_when_opening(
    peilstok: CommandLine, minimum: str, warnings: int
) -> None:
    words = (
        "--questionnaire",
        RESIDENTS,
        "--label",
        "Meting",
        "--month",
        "2026-06",
        "--recruitment",
        "codes",
        "--minimum",
        minimum,
        "--custody",
        "host",
    )

    added = peilstok("wave", "add", "meting", *words)
    opened = peilstok("wave", "open", "meting")

    assert (added.exit_code, opened.exit_code) == (0, 0)
    assert added.stderr.count("warning: with a minimum of 9") == warnings
    assert opened.stderr.count("warning: with a minimum of 9") == warnings


def test_a_closing_that_another_program_is_at_is_told_in_one_line(peilstok: CommandLine) -> None:
    add_wave(peilstok, "meting")
    assert peilstok("wave", "open", "meting").exit_code == 0

    with Closings(peilstok.keys).begin("meting"):
        refused = peilstok("wave", "close", "meting", "--yes")

    assert refused.exit_code == 1
    assert "is being closed already" in refused.stderr
    assert peilstok("wave", "close", "meting", "--yes").exit_code == 0


def test_closing_asks_first_and_no_means_no(peilstok: CommandLine) -> None:
    add_wave(peilstok, "meting")
    peilstok("wave", "open", "meting")

    done = peilstok("wave", "close", "meting", typed="n\n")

    assert done.exit_code == 1
    assert " open " in peilstok("wave", "list").stdout


@pytest.mark.parametrize("words", [(), ("--yes",)])
def test_what_cannot_be_closed_is_told_at_once_and_in_one_line(peilstok: CommandLine, words: tuple[str, ...]) -> None:
    add_wave(peilstok, "meting")

    draft = peilstok("wave", "close", "meting", *words)
    unknown = peilstok("wave", "close", "geen", *words)

    assert (draft.exit_code, draft.stdout, draft.stderr.count("\n")) == (1, "", 1)
    assert draft.stderr.startswith("Error: wave meting: was never opened, so there is nothing to close; open it with")
    assert (unknown.exit_code, unknown.stdout, unknown.stderr.count("\n")) == (1, "", 1)
    assert unknown.stderr.startswith("Error: wave geen: no such wave")


def test_closing_prints_no_empty_line_where_nobody_sees_its_progress(peilstok: CommandLine) -> None:
    add_wave(peilstok, "meting")
    peilstok("wave", "open", "meting")

    assert peilstok("wave", "close", "meting", "--yes").stderr == ""


def test_a_draft_is_removed_after_telling_how_many_letters_become_void(
    peilstok: CommandLine, stores: Database, tmp_path: Path
) -> None:
    add_wave(peilstok, "meting")
    peilstok("invite", "meting", "--frame", write_frame(tmp_path, 6), "--segment", "kern")

    kept = peilstok("wave", "remove", "meting", typed="n\n")
    assert "meting" in peilstok("wave", "list").stdout
    removed = peilstok("wave", "remove", "meting", typed="y\n")

    assert kept.exit_code == 1
    assert "Meting: 6 code(s) were made; none will ever work, so letters that have one are void." in kept.stdout
    assert removed.stdout.endswith("wave meting: removed, with 6 code(s)\n")
    assert "no waves yet" in peilstok("wave", "list").stdout
    assert not (peilstok.keys / "letter-meting.key").exists()
    with stores.reading() as store:
        assert [(act.administrator, act.act, act.subject) for act in store.audit.latest(1)] == [
            ("peilstok", "wave removed", "meting")
        ]


def test_an_open_wave_is_not_removed_and_nobody_is_asked(peilstok: CommandLine) -> None:
    add_wave(peilstok, "meting")
    peilstok("wave", "open", "meting")

    done = peilstok("wave", "remove", "meting", typed="y\n")

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "Error: wave meting: is open; only a draft can be removed\n"


def test_a_draft_without_codes_is_removed_without_asking_when_told_so(peilstok: CommandLine) -> None:
    add_wave(peilstok, "meting")

    assert peilstok("wave", "remove", "meting", "--yes").stdout == "wave meting: removed\n"


def test_a_second_frame_is_asked_about_before_its_codes_are_made(
    peilstok: CommandLine, stores: Database, tmp_path: Path
) -> None:
    add_wave(peilstok, "meting")
    words = ("invite", "meting", "--frame", write_frame(tmp_path, 6), "--segment", "kern", "-o")
    peilstok(*words, tmp_path / "eerst.xlsx")

    refused = peilstok(*words, tmp_path / "weer.xlsx", typed="n\n")
    with stores.reading() as store:
        assert store.invitations.count("meting") == 6
    assert not (tmp_path / "weer.xlsx").exists()
    asked = peilstok(*words, tmp_path / "weer.xlsx", typed="y\n")
    told = peilstok(*words, tmp_path / "nog-eens.xlsx", "--add")

    assert refused.exit_code == 1
    assert "wave meting: has 6 code(s) already" in refused.stdout
    assert "Make 6 more?" in refused.stdout
    assert (asked.exit_code, told.exit_code) == (0, 0)
    assert "already" not in told.stdout
    with stores.reading() as store:
        assert store.invitations.count("meting") == 18


def test_envelopes_that_do_not_open_wait_for_a_person(peilstok: CommandLine, stores: Database) -> None:
    add_wave(peilstok, "meting")
    peilstok("wave", "open", "meting")
    with stores.writing() as store:
        store.invitations.add([Invitation("meting", bytes(32), "zoelen")])
        store.box.drop(Envelope("meting", bytes(32), b"not sealed with this key"))

    closed = peilstok("wave", "close", "meting", "--yes")
    discarded = peilstok("wave", "discard", "meting", typed="y\n")

    assert "1 envelope(s) do not open" in closed.stdout
    assert "key NOT destroyed" in closed.stdout
    assert "wave meting: key destroyed" in discarded.stdout


@pytest.mark.parametrize(
    ("words", "exit_code", "said"),
    [
        (("wave", "open", "geen"), 1, "Error: wave geen: no such wave"),
        ((*ADD, "2026-06", "--questionnaire", "nergens.yaml"), 1, "no such file"),
        ((*ADD, "juni", "--questionnaire", RESIDENTS), 2, "does not match"),
        ((*ADD, "2026-06", "--questionnaire", RESIDENTS, "--recruitment", "link"), 2, "'codes', 'open_link'"),
        (("invite", "x", "--frame", __file__, "--segment", "kern", "-o", "letters.csv"), 2, "end in .xlsx"),
        (("wave", "shut", "x"), 2, "No such command"),
        (("compare", "een", "twee", "-o", "/tmp/x.xlsx"), 1, "wave een: no such wave"),
    ],
)
def test_a_refusal_is_one_plain_line_with_the_right_exit_code(
    sqlite_url: str, tmp_path: Path, words: tuple[str | Path, ...], exit_code: int, said: str
) -> None:
    done = CommandLine(sqlite_url, tmp_path)(*words)

    assert done.exit_code == exit_code
    assert said in done.stderr
    assert isinstance(done.exception, SystemExit)


def test_a_wave_in_another_form_than_cards_is_refused_in_one_plain_line(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "vragenlijsten" / "kern"
    folder.mkdir(parents=True)
    monkeypatch.setenv("PEILSTOK_QUESTIONNAIRES", str(folder.parent))
    (folder / "study.yaml").write_bytes((RESIDENTS.parent / "study.yaml").read_bytes())
    (folder / "raster.yaml").write_text("form: grid\n" + RESIDENTS.read_text(encoding="utf-8"), encoding="utf-8")
    peilstok = CommandLine(sqlite_url, tmp_path)
    added = peilstok(*ADD, "2026-06", "--questionnaire", folder / "raster.yaml", "--custody", "host")

    done = peilstok("wave", "open", "x")

    assert (added.exit_code, done.exit_code) == (0, 1)
    assert done.stderr.startswith('Error: wave x: its questionnaire has form "grid", and Peilstok itself asks on cards')
    assert len(done.stderr.splitlines()) == 1


def test_a_database_that_is_not_there_is_told_without_its_address(tmp_path: Path) -> None:
    done = CommandLine("postgresql://jan:geheim@127.0.0.1:9/niets", tmp_path)("wave", "list")

    assert done.exit_code == 1
    assert "PostgreSQL: cannot be reached" in done.stderr
    assert "geheim" not in done.stderr


def test_a_database_without_our_schema_is_told_how_to_get_it(tmp_path: Path) -> None:
    done = CommandLine(f"sqlite:///{tmp_path / 'leeg.sqlite'}", tmp_path)("wave", "list")

    assert done.exit_code == 1
    assert "peilstok db upgrade" in done.stderr
