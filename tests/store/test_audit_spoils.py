"""`peilstok audit` finds each of these ways in which a database, its keys or its folders are spoiled."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import make_url, text

from survey_app.assurance.schema_attacks import kept_times
from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.codes import receipt_of, show_code
from tests.audited import (
    CLOSED,
    COPIES,
    FILES,
    KEYS,
    LEFT,
    LINKS,
    LOG,
    OPEN,
    ORDER,
    READABLE,
    SAMPLES,
    SIZES,
    TIMES,
    Audited,
    build,
)
from tests.counted_waves import ROOT
from tests.postgresql import Cluster

SQLITE, POSTGRESQL = "sqlite", "postgresql"
BOTH = (SQLITE, POSTGRESQL)
_BYTES = {SQLITE: "BLOB", POSTGRESQL: "BYTEA"}


@dataclass(frozen=True)
class Built:
    """The same installation on both databases, to copy, and the codes of its open wave."""

    sqlite: Audited
    postgresql: Audited
    codes: dict[str, list[str]]


@pytest.fixture(scope="module")
def built(
    postgresql: Cluster, migrated_postgresql: str, migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Built]:
    folder, other = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("built")
    shutil.copy(migrated_sqlite, folder / "peilstok.sqlite")
    name = postgresql.new_database(template=migrated_postgresql)
    sqlite = Audited(f"sqlite:///{folder}/peilstok.sqlite", folder)
    on_postgresql = Audited(postgresql.url(name), other)
    yield Built(sqlite, on_postgresql, {SQLITE: build(sqlite), POSTGRESQL: build(on_postgresql)})
    postgresql.drop_database(name)


@dataclass(frozen=True)
class Spoiled(Audited):
    """A copy to spoil."""

    kind: str
    codes: list[str]


@pytest.fixture
def copied(built: Built, postgresql: Cluster, tmp_path: Path) -> Iterator[Callable[[str], Spoiled]]:
    made: list[str] = []

    def copy(kind: str) -> Spoiled:
        original: Audited = getattr(built, kind)
        folder = shutil.copytree(original.folder, tmp_path / "copy")
        if kind == SQLITE:
            return Spoiled(f"sqlite:///{folder}/peilstok.sqlite", folder, kind, built.codes[kind])
        made.append(postgresql.new_database(template=str(make_url(original.url).database)))
        return Spoiled(postgresql.url(made[-1]), folder, kind, built.codes[kind])

    yield copy
    for name in made:
        postgresql.drop_database(name)


Spoil = Callable[[Spoiled], None]
WAYS: dict[str, tuple[tuple[str, ...], Spoil, set[str]]] = {}


def way(name: str, *found: str, on: tuple[str, ...] = BOTH) -> Callable[[Spoil], Spoil]:
    """Take a way of spoiling into the list, with what should be found of it."""

    def take(spoil: Spoil) -> Spoil:
        WAYS[name] = (on, spoil, set(found))
        return spoil

    return take


def says(name: str, *found: str, on: tuple[str, ...] = BOTH, **statements: str) -> None:
    """The same for what takes statements only: of SQLite, of PostgreSQL, or of both."""

    def spoil(at: Spoiled) -> None:
        chosen = (statements.get(at.kind) or statements["both"]).replace("{bytes}", _BYTES[at.kind])
        at.run(*(statement for statement in chosen.split(";\n") if statement.strip()))

    way(name, *found, on=on)(spoil)


def deal_again(at: Spoiled, table: str) -> None:
    """Write the rows of a closed wave as they came."""
    with at.connection() as connection:
        rows = [dict(row) for row in connection.execute(text(f"SELECT * FROM {table}")).mappings()]
        connection.execute(text(f"DELETE FROM {table}"))
        Random(1).shuffle(rows)
        places = ", ".join(f":{name}" for name in rows[0])
        for row in rows:
            connection.execute(text(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})"), row)


says("a time beside envelopes", TIMES, LINKS, both="ALTER TABLE envelopes ADD COLUMN arrived TIMESTAMP")
says("a number beside responses", TIMES, LINKS, both="ALTER TABLE responses ADD COLUMN number INTEGER")
says("a word beside contacts", LINKS, both="ALTER TABLE contacts ADD COLUMN remark TEXT")
says(
    "a trigger",
    LINKS,
    sqlite="CREATE TRIGGER note AFTER INSERT ON envelopes BEGIN SELECT 1; END",
    postgresql="""CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER note AFTER INSERT ON envelopes FOR EACH ROW EXECUTE FUNCTION note()""",
)
says("a view", LINKS, both="CREATE VIEW everything AS SELECT * FROM responses")
says("a foreign index", LINKS, both="CREATE INDEX by_answer ON responses (answers)")
says("another table with responses", LINKS, both="CREATE TABLE export AS SELECT * FROM responses")
says(
    "an answer in another table",
    FILES,
    LINKS,
    both="""CREATE TABLE notes (words TEXT);
INSERT INTO notes VALUES ('{"why"\\:"van een ander"}')""",
)
says(
    "a reference to a code",
    LINKS,
    both="CREATE TABLE bridge (wave VARCHAR(60), receipt {bytes}, "
    "FOREIGN KEY (wave, receipt) REFERENCES invitations (wave, receipt))",
)
says(
    "envelopes of more sizes",
    SIZES,
    both=f"UPDATE envelopes SET ciphertext = substr(ciphertext, 1, 4000) WHERE receipt = "
    f"(SELECT receipt FROM envelopes WHERE wave = '{OPEN}' LIMIT 1)",
)
says(
    "a table of responses with row numbers",
    TIMES,
    on=(SQLITE,),
    sqlite="""CREATE TABLE anew (wave TEXT, key BLOB, segment TEXT, mode TEXT, answers TEXT, arm TEXT);
INSERT INTO anew SELECT wave, key, segment, mode, answers, arm FROM responses;
DROP TABLE responses;
ALTER TABLE anew RENAME TO responses""",
)
says(
    "samples of names",
    SAMPLES,
    on=(POSTGRESQL,),
    postgresql="ALTER TABLE contacts ALTER name SET STATISTICS 100;\nANALYZE contacts",
)
says("a stored view", LINKS, on=(POSTGRESQL,), postgresql="CREATE MATERIALIZED VIEW v AS SELECT * FROM responses")
says("a publication", LINKS, on=(POSTGRESQL,), postgresql="CREATE PUBLICATION passes_on FOR TABLE envelopes")
says(
    "statistics of two columns",
    LINKS,
    on=(POSTGRESQL,),
    postgresql="CREATE STATISTICS two ON key, answers FROM responses",
)
says(
    "an event trigger",
    LINKS,
    on=(POSTGRESQL,),
    postgresql="""CREATE FUNCTION note() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER note ON ddl_command_end EXECUTE FUNCTION note()""",
)
says(
    "a function of ours that does more",
    LINKS,
    on=(POSTGRESQL,),
    postgresql="""CREATE OR REPLACE FUNCTION state_in_turn(wave_id text, wave_lock bigint, half_lock int, bucket int)
RETURNS text LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT state FROM waves WHERE id = wave_id); END'""",
)
says(
    "a table in another schema",
    LINKS,
    on=(POSTGRESQL,),
    postgresql="CREATE SCHEMA elsewhere;\nCREATE TABLE elsewhere.envelopes AS SELECT * FROM envelopes",
)
says(
    "a response written apart",
    ORDER,
    on=(POSTGRESQL,),
    postgresql="UPDATE responses SET mode = mode WHERE key = (SELECT key FROM responses ORDER BY key LIMIT 1)",
)


@way("responses in order of arrival, at 110", ORDER)
def _responses(at: Spoiled) -> None:
    deal_again(at, "responses")


@way("contacts in order of arrival", ORDER)
def _contacts(at: Spoiled) -> None:
    deal_again(at, "contacts")


@way("a plain answer in the box", READABLE, FILES)
def _plain(at: Spoiled) -> None:
    with at.connection() as connection:
        one = f"SELECT receipt FROM envelopes WHERE wave = '{OPEN}' LIMIT 1"
        content = b'{"why": "dit las iedereen, als hij maar keek"}'.ljust(4096, b"\0")
        connection.execute(
            text(f"UPDATE envelopes SET ciphertext = :content WHERE receipt = ({one})"), {"content": content}
        )


@way("answers in free space", FILES, on=(SQLITE,))
def _free(at: Spoiled) -> None:
    with closing(sqlite3.connect(at.folder / "peilstok.sqlite")) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("CREATE TABLE passing AS SELECT answers FROM responses")
        connection.execute("DROP TABLE passing")
        connection.commit()


@way("a draft left after closing", LEFT)
def _draft(at: Spoiled) -> None:
    at.run(f"UPDATE envelopes SET wave = '{CLOSED}' WHERE NOT sealed")


@way("the key of a closed wave", KEYS)
def _key(at: Spoiled) -> None:
    at.keys.create_wave_key(CLOSED)


@way("the letter key of a closed wave", KEYS)
def _letter_key(at: Spoiled) -> None:
    at.keys.letter_key(CLOSED)


@way("an audit log that names a code", LOG)
def _log(at: Spoiled) -> None:
    with at.stores() as stores, stores.writing() as store:
        store.audit.append(AuditEntry(datetime(2026, 6, 1, tzinfo=UTC), "an", "code looked up", at.codes[0]))


@way("half a key of another user's making", KEYS, on=(SQLITE,))
def _half_key(at: Spoiled) -> None:
    (at.keys.path / f".wave-{OPEN}.key.0123").touch(mode=0o600)


@way("an old copy of the database", COPIES, on=(SQLITE,))
def _copy(at: Spoiled) -> None:
    to = at.folder / "oud" / "vrijdag"
    to.parent.mkdir()
    shutil.copy(at.folder / "peilstok.sqlite", to)


@way("the copies of an audit that was killed, of before", COPIES, on=(SQLITE,))
def _killed_audit(at: Spoiled) -> None:
    (at.folder / ".audit-0o_x").mkdir(mode=0o700)
    shutil.copy(at.folder / "peilstok.sqlite", at.folder / ".audit-0o_x")


@way("half a file", COPIES, on=(SQLITE,))
def _half_file(at: Spoiled) -> None:
    (at.folder / f".brieven.xlsx.{'0' * 16}.part").mkdir()


@way("a closing that was killed", COPIES)
def _killed_closing(at: Spoiled) -> None:
    (at.keys.path / f"closing-{CLOSED}.progress").touch()


@way("a log with a code", COPIES)
def _access_log(at: Spoiled) -> None:
    (at.folder / "access.log").write_text(f'10.0.0.1 - - [28/Nov/2026:16:02:11] "GET /?c={at.codes[5].lower()}" 200\n')


@way("a log with cookies", COPIES, on=(SQLITE,))
def _cookies(at: Spoiled) -> None:
    (at.folder / "trace.txt").write_text(f"Cookie: taal=nl; peilstok={'Zx9_' * 30}\n")


@way("letters that were kept", COPIES)
def _letters(at: Spoiled) -> None:
    with zipfile.ZipFile(at.folder / "brieven.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "xl/sharedStrings.xml", f"<si><t>{show_code(at.codes[0])}</t></si><si><t>Dorpsstraat 1</t></si>"
        )


@way("a file of hashes", COPIES)
def _hashes(at: Spoiled) -> None:
    hashes = (receipt_of(at.keys.pepper(), OPEN, code).hex() for code in at.codes)
    (at.folder / "codes.json").write_text("\n".join(hashes))


@way("a dump of PostgreSQL", COPIES, on=(POSTGRESQL,))
def _dump(at: Spoiled) -> None:
    (at.folder / "nacht").write_bytes(b"PGDMP\x01\x0e\x00 and packed tables")


@way("a log of PostgreSQL that keeps times", TIMES, on=(POSTGRESQL,))
def _timed(at: Spoiled) -> None:
    with at.connection() as connection:
        name = connection.execute(text("SELECT current_database()")).scalar_one()
        connection.execute(text(f"ALTER DATABASE {name} SET log_min_duration_statement = 0"))


CASES = [
    pytest.param(kind, spoil, found, id=f"{name} ({kind})")
    for name, (kinds, spoil, found) in WAYS.items()
    for kind in kinds
]


def test_there_are_more_than_twenty_five_ways_and_all_are_told() -> None:
    told = (ROOT / "docs" / "audit.md").read_text(encoding="utf-8")

    assert len(WAYS) >= 25
    assert [name for name in WAYS if f"| {name} |" not in told] == []


@pytest.mark.parametrize("kind", BOTH)
def test_an_installation_that_was_not_spoiled_is_found_sound(copied: Callable[[str], Spoiled], kind: str) -> None:
    assert copied(kind).found() == {}


@pytest.mark.parametrize(("kind", "spoil", "found"), CASES)
def test_what_was_spoiled_is_found(copied: Callable[[str], Spoiled], kind: str, spoil: Spoil, found: set[str]) -> None:
    at = copied(kind)

    spoil(at)

    assert found <= at.found().keys()


def test_commit_timestamps_are_found(built: Built) -> None:
    with built.postgresql.stores() as stores, stores.evidence() as evidence:
        catalogue = evidence.catalogue()

    assert not list(kept_times(catalogue))
    kept = {**catalogue.settings, "track_commit_timestamp": "on"}
    assert "track_commit_timestamp is on" in next(iter(kept_times(replace(catalogue, settings=kept)))).spoken_in("en")
