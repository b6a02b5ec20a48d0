"""The database: hands out transactions, keeps its schema up to date, and scrubs."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from survey_app.assurance.copies import Traces
from survey_app.assurance.database_checks import DatabaseCondition
from survey_app.assurance.evidence import Catalogue, Evidence
from survey_app.fieldwork.response import Envelope
from survey_app.passing import sweep
from survey_app.store.box import SqlBox
from survey_app.store.catalogue import catalogue_of, condition_of
from survey_app.store.drafts import SqlDrafts
from survey_app.store.engine import is_sqlite, make_engine, make_private, reader_of, sqlite_file
from survey_app.store.evidence import SqlEvidence
from survey_app.store.looks import Looks
from survey_app.store.migrating import is_migrated, migrate
from survey_app.store.postgres_evidence import postgres_evidence
from survey_app.store.scrubbing import scrub_migrated_postgres, scrub_postgres, scrub_sqlite
from survey_app.store.sqlite_evidence import passing_name, sqlite_evidence
from survey_app.store.transaction import SqlStore
from survey_app.store.troubles import DatabaseBusy, DatabaseFull, DatabaseMissing, SchemaBehind, told_plainly
from survey_app.store.waves import Instruments


class Database:
    """One database and its connections, shared by all threads of a process; implements `fieldwork.ports.Stores`."""

    def __init__(self, url: str) -> None:
        self._file: Path | None = sqlite_file(url)
        self._engine = make_engine(url)
        self._reader = reader_of(self._engine)
        self._looks = Looks(self._reader)
        self._shelf = Instruments()

    @contextmanager
    def reading(self) -> Iterator[SqlStore]:
        """A store to look things up in. Each query sees what is committed when it begins, and holds nobody up."""
        with self._told_plainly(), self._looks.look() as connection:
            yield SqlStore(connection, self._shelf)

    @contextmanager
    def writing(self) -> Iterator[SqlStore]:
        """A store to change things in: one transaction, begun at its first statement and durable when this returns."""
        with self._told_plainly(), self._engine.connect() as connection:
            yield SqlStore(connection, self._shelf)
            connection.commit()

    def drop(self, envelope: Envelope) -> None:
        if envelope.contact is not None and self._engine.dialect.name == "sqlite":
            with self.writing() as store:
                store.box.drop(envelope)
            return
        with self._told_plainly(), self._looks.look() as connection:
            SqlBox(connection).drop_alone(envelope)

    def keep(self, wave_id: str, receipt: bytes, before: bytes | None, draft: bytes) -> bool:
        with self._told_plainly(), self._looks.look() as connection:
            return SqlDrafts(connection).replace_alone(wave_id, receipt, before, draft)

    def exists(self) -> bool:
        """Whether there is something to connect to; whether PostgreSQL has such a database only connecting tells."""
        return self._file is None or self._file.exists()

    def upgrade(self, revision: str = "head") -> None:
        """Bring the schema up to date; harmless when it is already. An SQLite file that is not there is made.

        What a migration changed or took out leaves no bytes behind. Raises DatabaseTrouble.
        """
        if self._file is not None:
            make_private(self._file)
        if self.is_current():
            return
        with self._told_plainly(), self._engine.begin() as connection:
            migrate(connection, revision)
        with self._told_plainly(), self._reader.connect() as connection:
            scrub_sqlite(connection) if is_sqlite(connection) else scrub_migrated_postgres(connection)

    def is_current(self) -> bool:
        """Whether the schema is what this program expects; raises DatabaseTrouble."""
        with self._told_plainly(), self._reader.connect() as connection:
            return is_migrated(connection)

    def require_there(self) -> None:
        """Go no further without a file; raises DatabaseMissing."""
        if not self.exists():
            raise DatabaseMissing(str(self._file))

    def require_current(self) -> None:
        """Go no further with a database that cannot be used; raises DatabaseTrouble."""
        if not self.is_current():
            raise SchemaBehind

    def condition(self) -> DatabaseCondition:
        """How the database is set; raises DatabaseTrouble."""
        is_current = self.is_current()
        with self._told_plainly(), self._reader.connect() as connection:
            return condition_of(connection, is_current=is_current)

    def scrub(self, *, responses: bool = False) -> bool:
        try:
            with self._told_plainly(), self._reader.connect() as connection:
                if is_sqlite(connection):
                    return scrub_sqlite(connection)
                return scrub_postgres(connection, responses=responses)
        except (DatabaseBusy, DatabaseFull):
            return False

    @contextmanager
    def evidence(self) -> Iterator[Evidence]:
        """What somebody finds who takes this database away as it is now."""
        taken = sqlite_evidence if self._engine.dialect.name == "sqlite" else postgres_evidence
        with self._told_plainly(), taken(self._engine) as evidence:
            yield evidence

    def catalogue(self) -> Catalogue:
        """What there is beside what there should be."""
        with self._told_plainly(), self._reader.connect() as connection:
            return catalogue_of(connection)

    def traces(self, pepper: bytes | None) -> Traces:
        """What tells a copy of something in this database."""
        with self._told_plainly(), self._reader.connect() as connection:
            evidence = SqlEvidence(connection)
            waves = evidence.waves()
            keys = frozenset(wave.public_key for wave in waves if wave.public_key)
            return Traces(frozenset(wave.id for wave in waves), frozenset(evidence.names()), keys, pepper)

    def sweep(self) -> None:
        """Remove the copies that killed audits left behind; on PostgreSQL an audit leaves none."""
        if self._file is not None:
            sweep(self._file.parent, passing_name(self._file))

    def close(self) -> None:
        """Give all connections back."""
        self._looks.close()
        self._engine.dispose()

    def _told_plainly(self) -> AbstractContextManager[None]:
        return told_plainly(self._file)
