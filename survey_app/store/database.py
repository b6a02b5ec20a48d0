"""The database: hands out transactions, keeps its schema up to date, and scrubs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import OperationalError

from survey_app.assurance.database_checks import DatabaseCondition
from survey_app.assurance.evidence import Evidence
from survey_app.fieldwork.response import Envelope
from survey_app.store.box import SqlBox
from survey_app.store.condition import condition_of
from survey_app.store.engine import is_sqlite, make_engine, reader_of
from survey_app.store.looks import Looks
from survey_app.store.migrating import is_migrated, migrate
from survey_app.store.postgres_evidence import postgres_evidence
from survey_app.store.scrubbing import scrub_migrated_postgres, scrub_postgres, scrub_sqlite
from survey_app.store.sqlite_evidence import passing_name, sqlite_evidence
from survey_app.store.transaction import SqlStore
from survey_app.store.waves import Instruments
from survey_app.writers.passing import sweep


class DatabaseUnreachable(Exception):
    """No connection to the database; never repeats its address, for it may hold a password."""

    def __init__(self) -> None:
        super().__init__(
            "the database cannot be reached; is it running, and does PEILSTOK_DATABASE_URL name the right one?"
        )


class SchemaBehind(Exception):
    """The database does not have the schema that this program expects."""

    def __init__(self) -> None:
        super().__init__('the database is not up to date with this program; run "peilstok db upgrade"')


class Database:
    """One database and its connections, shared by all threads of a process; implements `fieldwork.stores.Stores`."""

    def __init__(self, url: str) -> None:
        self._engine = make_engine(url)
        self._reader = reader_of(self._engine)
        self._looks = Looks(self._reader)
        self._shelf = Instruments()

    @contextmanager
    def reading(self) -> Iterator[SqlStore]:
        """A store to look things up in. Each query sees what is committed when it begins, and holds nobody up."""
        with self._looks.look() as connection:
            yield SqlStore(connection, self._shelf)

    @contextmanager
    def writing(self) -> Iterator[SqlStore]:
        """A store to change things in: one transaction, begun at its first statement and durable when this returns."""
        with self._engine.connect() as connection:
            yield SqlStore(connection, self._shelf)
            connection.commit()

    def drop(self, envelope: Envelope) -> None:
        """What `Box.drop` does, in a transaction of its own: durable when this returns."""
        if envelope.contact is not None and self._engine.dialect.name == "sqlite":
            with self.writing() as store:
                store.box.drop(envelope)
            return
        with self._looks.look() as connection:
            SqlBox(connection).drop_alone(envelope)

    def upgrade(self, revision: str = "head") -> None:
        """Bring the schema up to date; harmless when it is already. Raises DatabaseUnreachable.

        What a migration changed or took out leaves no bytes behind.
        """
        if self.is_current():
            return
        with self._engine.begin() as connection:
            migrate(connection, revision)
        with self._reader.connect() as connection:
            scrub_sqlite(connection) if is_sqlite(connection) else scrub_migrated_postgres(connection)

    def is_current(self) -> bool:
        """Whether the schema is what this program expects; raises DatabaseUnreachable."""
        with _reachable(), self._reader.connect() as connection:
            return is_migrated(connection)

    def require_current(self) -> None:
        """Go no further with a database that cannot be used; raises DatabaseUnreachable or SchemaBehind."""
        if not self.is_current():
            raise SchemaBehind

    def condition(self) -> DatabaseCondition:
        """How the database is set; raises DatabaseUnreachable or UnsafeDatabase."""
        is_current = self.is_current()
        with self._reader.connect() as connection:
            return condition_of(connection, is_current=is_current)

    def scrub(self) -> bool:
        """Leave nothing of what was deleted behind; False when somebody is still looking, so that it must be redone."""
        with self._reader.connect() as connection:
            return scrub_sqlite(connection) if is_sqlite(connection) else scrub_postgres(connection)

    @contextmanager
    def evidence(self) -> Iterator[Evidence]:
        """What somebody finds who takes this database away as it is now."""
        taken = sqlite_evidence if self._engine.dialect.name == "sqlite" else postgres_evidence
        with taken(self._engine) as evidence:
            yield evidence

    def sweep(self) -> None:
        """Remove the copies that killed audits left behind; on PostgreSQL an audit leaves none."""
        if self._engine.dialect.name == "sqlite":
            database = Path(str(self._engine.url.database))
            sweep(database.parent, passing_name(database))

    def close(self) -> None:
        """Give all connections back."""
        self._looks.close()
        self._engine.dispose()


@contextmanager
def _reachable() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise DatabaseUnreachable from error
