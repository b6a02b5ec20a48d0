"""Files: the key directory where it should be, nobody but their owner in keys and database, and nothing beside them."""

import stat
from collections.abc import Iterator
from pathlib import Path

from survey_app.assurance.finding import Finding, ok, warning, wrong
from survey_app.assurance.found_files import FilesFound

_KEYS = "key directory"
_WHOLE_KEYS, _LENGTH = ("pepper.key", "session.key", "preview.key"), 32
_DATABASE = "database files"
_FILE_SUFFIXES = ("", "-wal", "-shm", "-turns")


def check_keys(directory: Path, process_owner: int, *, in_production: bool) -> Iterator[Finding]:
    """Modes and owners of the directory and of everything in it, and whether the lasting keys are keys."""
    if not directory.is_dir():
        finding = wrong if in_production else warning
        right = "it is made at first use; put it back if there was one"
        yield finding(_KEYS, f"{directory} is not there yet", right)
        return
    for path in (directory, *sorted(directory.iterdir())):
        yield from _mode(_KEYS, path, 0o700 if path.is_dir() else 0o600)
        if path.stat().st_uid != process_owner:
            yield wrong(_KEYS, f"{path} belongs to another user", "let it belong to the user that runs peilstok")
        if path.name in _WHOLE_KEYS and path.stat().st_size != _LENGTH:
            yield wrong(_KEYS, f"{path} is no key: a key has {_LENGTH} bytes", "restore it from its own backup")
    yield ok(_KEYS, f"{directory}: looked at, with every file in it")


def check_place_of_keys(
    directory: Path, database: Path | None, others: tuple[Path, ...], *, in_production: bool
) -> Iterator[Finding]:
    """Whether a backup of the database, or a web server, could take the keys along; `others` are folders it shows."""
    within = directory.resolve()
    if database is not None and within.is_relative_to(database.resolve().parent):
        right = (
            "set PEILSTOK_KEYS to a folder outside that of the database, so that a backup of the one lacks the other"
        )
        finding = wrong if in_production else warning
        yield finding(_KEYS, f"{directory} is inside the folder of the database", right)
    for other in others:
        if within.is_relative_to(other.resolve()):
            yield wrong(
                _KEYS, f"{directory} is inside {other}, which is shown or shared", "set PEILSTOK_KEYS elsewhere"
            )


def check_database_files(database: Path) -> Iterator[Finding]:
    """Modes of an SQLite file, of what lies beside it, and of their folder."""
    for suffix in _FILE_SUFFIXES:
        file = database.with_name(database.name + suffix)
        if file.exists():
            yield from _mode(_DATABASE, file, 0o600)
    if database.parent.stat().st_mode & 0o022:
        yield wrong(_DATABASE, f"others may write in {database.parent}", f"chmod go-w {database.parent}")
    yield ok(_DATABASE, f"{database}: looked at, with what lies beside it")


def check_copies(copies: FilesFound) -> Iterator[Finding]:
    """Whether a file holds what should be in the database alone."""
    clean = ok("copies", f"no codes and no rows of the database in files beside it{_in_part(copies)}")
    return _found_or(clean, copies, "delete it, or keep it as carefully as the database")


def check_keys_found(keys: FilesFound) -> Iterator[Finding]:
    """Whether a key is where none should be."""
    clean = ok("keys", f"no key of a wave in any file where none should be{_in_part(keys)}")
    return _found_or(clean, keys, "find out how it came there, and destroy it, in backups too")


def _found_or(clean: Finding, search: FilesFound, right: str) -> Iterator[Finding]:
    for file in search.files:
        finding = wrong if file.is_of_the_past else warning
        yield finding(clean.check, file.words.spoken_in("en"), right)
    if not search.files:
        yield clean


def _in_part(search: FilesFound) -> str:
    return "".join(f"; {words.spoken_in('en')}" for words in search.not_looked_into)


def _mode(check: str, path: Path, right: int) -> Iterator[Finding]:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & ~right & 0o777:
        yield wrong(check, f"{path} has mode {mode:04o}", f"chmod {right:04o} {path}, and look who could read it")
