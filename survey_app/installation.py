"""One installation of Peilstok: its settings, its database and its keys, for the command and the pages alike."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from survey_app.assurance.copies import find_copies
from survey_app.assurance.found_files import FilesFound, Whose
from survey_app.assurance.key_search import search_keys
from survey_app.config import Settings
from survey_app.fieldwork.wave import Wave
from survey_app.passing import is_left_behind, is_passing, sweep_pages
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.library import load_source
from survey_app.store.database import Database
from survey_app.store.engine import sqlite_file
from survey_app.store.keys import KEY_FILE, KeyDirectory


@dataclass(frozen=True)
class Installation:
    """What a request or a command works with."""

    settings: Settings
    stores: Database
    keys: KeyDirectory

    def wave(self, wave_id: str) -> Wave:
        """A wave as it is now; raises NoSuchWave."""
        with self.stores.reading() as store:
            return store.waves.get(wave_id)

    def instrument_of(self, wave: Wave) -> Instrument:
        """What a wave asks: as it was frozen, or for a draft what its file says now.

        Raises NoSuchQuestionnaire or QuestionnaireFaults.
        """
        return wave.instrument or load_source(self.settings.questionnaire_directory, wave.source)

    def copies(self) -> FilesFound:
        """What lies in its folders, and in those of its database and its keys, that should be in the database alone."""
        traces = self.stores.traces(self.keys.pepper() if self.keys.has_pepper() else None)
        return find_copies(self._folders(), traces, whose_in(self._database_file(), self.keys.path))

    def found_keys(self) -> FilesFound:
        """Keys in these folders that should not be there, whatever their file is called."""
        whose = whose_in(self._database_file(), self.keys.path)
        keys = self.keys.path.resolve()
        with self.stores.reading() as store:
            waves = store.waves.all()
        return search_keys(
            waves,
            self.keys.contents(),
            self._folders(),
            lambda path: Whose.UNKNOWN if path.parent == keys else whose(path),
        )

    def _folders(self) -> list[Path]:
        database = self._database_file()
        return [self.settings.instance_directory, self.keys.path, *([database.parent] if database else [])]

    def _database_file(self) -> Path | None:
        return sqlite_file(self.settings.database_url)


@contextmanager
def open_installation(
    environment: Mapping[str, str], *, upgrade: bool = False, may_be_new: bool = False
) -> Iterator[Installation]:
    """The installation that the environment describes, closed again at the end.

    What killed programs of ours left lying about is swept. `upgrade` brings its database up to date first, and makes it
    if it `may_be_new`; without, a database that is not is refused. Raises BadSetting, UnknownSetting, BadDatabaseUrl or
    DatabaseTrouble.
    """
    with installation_of(Settings.from_environment(environment)) as installation:
        if not may_be_new:
            installation.stores.require_there()
        installation.stores.sweep()
        installation.keys.sweep()
        sweep_pages()
        if upgrade:
            installation.stores.upgrade()
        installation.stores.require_current()
        yield installation


@contextmanager
def installation_of(settings: Settings) -> Iterator[Installation]:
    """The installation with these settings, closed again at the end; raises BadDatabaseUrl."""
    stores = Database(settings.database_url)
    try:
        yield Installation(settings, stores, KeyDirectory(settings.key_directory))
    finally:
        stores.close()


_BESIDE = ("", "-wal", "-shm", "-journal", "-turns")
_PASSING_KEY = re.compile(r"\..+\.key\.[0-9a-f]{16}|closing-[a-z0-9_-]+\.progress")


def whose_in(database: Path | None, keys: Path) -> Callable[[Path], Whose]:
    """Tells them apart for one installation; `database` is its file, None on PostgreSQL."""
    own = {database.with_name(database.name + suffix).resolve() for suffix in _BESIDE} if database else set()
    key_directory = keys.resolve()

    def whose(path: Path) -> Whose:
        is_key = path.parent == key_directory
        if is_passing(path) or (is_key and _PASSING_KEY.fullmatch(path.name)):
            return Whose.LEFT_BEHIND if is_left_behind(path) else Whose.OWN
        is_own = path in own or (is_key and KEY_FILE.fullmatch(path.name))
        return Whose.OWN if is_own else Whose.UNKNOWN

    return whose
