"""Installations to audit: with a closed and an open wave, and how `peilstok audit` is asked what it finds there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from click.testing import CliRunner
from sqlalchemy import Connection, text

from survey_app.cli import main
from survey_app.fieldwork.codes import receipt_of
from survey_app.fieldwork.contacts import DECLINED, Contact
from survey_app.fieldwork.draft import encrypt_answers, new_random
from survey_app.fieldwork.inviting import invite
from survey_app.fieldwork.life import add_wave, close_wave, open_wave
from survey_app.fieldwork.sheets import KeySheet
from survey_app.fieldwork.submission import seal_answers
from survey_app.questionnaire.answers import Answers
from survey_app.store.database import Database
from survey_app.store.engine import make_engine
from survey_app.store.keys import KeyDirectory
from tests.contact_wave import INSTRUMENT
from tests.small_wave import TODAY, small_wave

CLOSED, OPEN = "gesloten-2026", "open-2026"
READABLE, FILES, SIZES, ORDER, TIMES, LINKS, SAMPLES, USED, PLACES, KEYS, LOG, COPIES, LEFT = (
    "Readable envelopes",
    "Readable answers in the files",
    "The size of the envelopes",
    "The order of the rows",
    "Times and serials",
    "Links between code and answer",
    "Samples that the database takes",
    "Used codes",
    "What stands beside the responses",
    "Keys left behind",
    "Codes and addresses in the audit log",
    "Copies beside the database",
    "Left behind after closing",
)
VILLAGES = ["ingen", "maurik"]


@dataclass(frozen=True)
class Audited:
    """An installation by its addresses; `folder` is that of the installation, with its keys in `keys`."""

    url: str
    folder: Path

    @property
    def keys(self) -> KeyDirectory:
        return KeyDirectory(self.folder / "keys")

    @contextmanager
    def stores(self) -> Iterator[Database]:
        database = Database(self.url)
        try:
            yield database
        finally:
            database.close()

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """To spoil by; what was done is kept."""
        engine = make_engine(self.url)
        try:
            with engine.begin() as connection:
                yield connection
        finally:
            engine.dispose()

    def run(self, *statements: str) -> None:
        with self.connection() as connection:
            for statement in statements:
                connection.execute(text(statement))

    def peilstok(self, *arguments: str) -> tuple[int, str]:
        """The exit code of a command, and what it said."""
        environment = {
            "PEILSTOK_DATABASE_URL": self.url,
            "PEILSTOK_KEYS": str(self.folder / "keys"),
            "PEILSTOK_INSTANCE": str(self.folder),
        }
        done = CliRunner(env=environment).invoke(main, list(arguments))
        return done.exit_code, done.output

    def found(self) -> dict[str, list[str]]:
        """What the attacks found that found something, by their titles; every attack must have been tried."""
        code, output = self.peilstok("audit")
        titles: dict[str, list[str]] = {}
        for line in output.splitlines():
            if line.startswith("found "):
                titles[line.removeprefix("found ").strip()] = []
            elif line.strip().startswith("- "):
                titles[list(titles)[-1]].append(line.strip(" -"))
        assert (code, "not tried " in output) == (1 if titles else 0, False), output
        return titles


def answer(of: str, number: int) -> Answers:
    """Answers of many lengths, so that rows are not all alike, and that no other installation has."""
    return {"seen": "agree", "why": f"{of} {number} " + "omdat het zo is. " * Random(number).randint(0, 25)}


def fill(
    audited: Audited, wave_id: str, number: int, sent: int | None = None, sheets: Sequence[KeySheet] = ()
) -> list[str]:
    """Invite and open; of so many codes `sent` respond, each third leaving a name; the codes."""
    with audited.stores() as stores:
        if not sheets:
            add_wave(stores, small_wave(wave_id), "an")
        segments = [VILLAGES[place % 2] for place in range(number)]
        codes = invite(stores, audited.keys, wave_id, segments, who="an", study=INSTRUMENT.study)
        words = [sheet.words for sheet in sheets]
        open_wave(stores, audited.keys, wave_id, INSTRUMENT, TODAY, "an", words)
    send_all(audited, wave_id, codes[:sent])
    return codes


def send_all(audited: Audited, wave_id: str, codes: Sequence[str]) -> None:
    """Each responds; by an open link it does not matter with which code."""
    pepper = audited.keys.pepper()
    with audited.stores() as stores:
        with stores.reading() as store:
            wave = store.waves.get(wave_id)
        for place, code in enumerate(codes):
            left = DECLINED if place % 3 else Contact(name=f"Naam {place}", phone="0612345678", email="")
            receipt = receipt_of(pepper, wave_id, code)
            stores.drop(seal_answers(wave, receipt, answer(audited.folder.name, place), contact=left))


def close(audited: Audited, wave_id: str, sheets: Sequence[KeySheet] = ()) -> None:
    with audited.stores() as stores:
        close_wave(stores, audited.keys, wave_id, TODAY, "an", words=[sheet.words for sheet in sheets], second="bo")


def put_draft(audited: Audited, wave_id: str, code: str) -> None:
    with audited.stores() as stores, stores.writing() as store:
        draft = encrypt_answers(new_random(), {"why": "nog niet klaar"})
        store.drafts.put(wave_id, receipt_of(audited.keys.pepper(), wave_id, code), draft)


def build(audited: Audited, closed: int = 110) -> list[str]:
    """A closed wave and an open one with a draft; the codes of the open one."""
    fill(audited, CLOSED, closed)
    close(audited, CLOSED)
    codes = fill(audited, OPEN, 14, sent=12)
    put_draft(audited, OPEN, codes[12])
    return codes
