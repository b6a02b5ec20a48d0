"""The key directory: files of 32 bytes, readable by their owner only, outside the database and its backups."""

import errno
import fcntl
import json
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple
from pathlib import Path

from survey_app.fieldwork.keys import LetterRun, NoPepper, NoWaveKey, WaveKeyExists
from survey_app.fieldwork.sealing import new_private_key, public_key_of
from survey_app.passing import hold, is_left_behind
from survey_app.refusal import Refusal

_LENGTH = 32
_PREVIEW = "preview.key"
_OF_A_WAVE = re.compile(r"\.?(?:wave|sheets|letters?)-(?P<wave>[a-z0-9_-]+)\.key(?:\.[0-9a-f]+)?")
_HALF_WRITTEN = re.compile(r"\..+\.key\.[0-9a-f]{16}")
KEY_FILE = re.compile(r"(?:pepper|session|preview|(?:wave|sheets|letters?)-[a-z0-9_-]+)\.key")
_WAVE_ID = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")


class KeysUnsafe(Refusal, says="{}: {}"):
    """Others than their owner may look at the keys, or a key file is not a key."""


class KeyDiskFull(Refusal, says="{}: the disk is full; make room, and do it again. Nothing was changed"):
    """A key, or how far a closing is, cannot be written down; so nothing was done that needs it."""


@contextmanager
def room_for(path: Path) -> Iterator[None]:
    """Write this file in the key directory; raises KeyDiskFull."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise KeyDiskFull(path) from error


class KeyDirectory:
    """Implements `fieldwork.keys.Keys` in one directory."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def pepper(self) -> bytes:
        pepper = self._find("pepper.key")
        if pepper is None:
            raise NoPepper
        return pepper

    def make_pepper(self) -> bytes:
        return self._kept("pepper.key")

    def has_pepper(self) -> bool:
        return (self.path / "pepper.key").exists()

    def session_key(self) -> bytes:
        return self._kept("session.key")

    def preview_key(self) -> bytes:
        """The key that signs links to previews; made at first use."""
        return self._kept(_PREVIEW)

    def destroy_preview_key(self) -> None:
        """No link to a preview that was made before is good any more; quietly done when there is none."""
        self._destroy(_PREVIEW)

    def letter_key(self, wave_id: str) -> bytes:
        return self._kept(_file_name("letter", wave_id))

    def has_letter_key(self, wave_id: str) -> bool:
        return (self.path / _file_name("letter", wave_id)).exists()

    def destroy_letter_key(self, wave_id: str) -> None:
        self._destroy(_file_name("letter", wave_id))
        self._destroy(_file_name("letters", wave_id))

    def letter_runs(self, wave_id: str) -> tuple[LetterRun, ...]:
        content = self._read(_file_name("letters", wave_id))
        return () if content is None else tuple(LetterRun(*run) for run in json.loads(content))

    def reserve_letters(self, wave_id: str, number: int, frame: str, at_least: int) -> LetterRun:
        self._make_directory()
        with _held(self.path):
            runs = self.letter_runs(wave_id)
            run = LetterRun(max([at_least, *(earlier.first + earlier.number for earlier in runs)]), number, frame)
            content = json.dumps([astuple(known) for known in (*runs, run)]).encode()
            self._replace(_file_name("letters", wave_id), content)
        return run

    def create_wave_key(self, wave_id: str) -> bytes:
        private_key = new_private_key()
        if not self._write(_file_name("wave", wave_id), private_key):
            raise WaveKeyExists(wave_id)
        return public_key_of(private_key)

    def wave_key(self, wave_id: str) -> bytes:
        key = self._find(_file_name("wave", wave_id))
        if key is None:
            raise NoWaveKey(wave_id)
        return key

    def has_wave_key(self, wave_id: str) -> bool:
        return any((self.path / _file_name(kind, wave_id)).exists() for kind in ("wave", "sheets"))

    def keep_wrapped_key(self, wave_id: str, wrapped: bytes) -> None:
        self._make_directory()
        self._replace(_file_name("sheets", wave_id), wrapped)

    def find_wrapped_key(self, wave_id: str) -> bytes | None:
        return self._read(_file_name("sheets", wave_id))

    def destroy_wave_key(self, wave_id: str) -> None:
        self._destroy(_file_name("wave", wave_id))
        self._destroy(_file_name("sheets", wave_id))

    def files(self) -> list[str]:
        """The names of everything in the directory, half-written files included; none while it is not there."""
        return sorted(file.name for file in self.path.iterdir()) if self.path.is_dir() else []

    def sweep(self) -> None:
        """Destroy what was half written by a program that was killed; a second name of a key just goes."""
        for path in self.path.iterdir() if self.path.is_dir() else ():
            if _HALF_WRITTEN.fullmatch(path.name) and is_left_behind(path):
                if path.stat().st_nlink == 1:
                    _overwrite(path)
                path.unlink(missing_ok=True)
                _sync_directory(self.path)

    def contents(self) -> dict[Path, bytes]:
        """What each key file holds; of none that somebody else may have made."""
        paths = [self.path.resolve() / file for file in self.files() if KEY_FILE.fullmatch(file)]
        return {path: path.read_bytes() for path in paths}

    def waves_of_files(self) -> dict[str, str]:
        """The wave that each key file is of, for those that are of one; half-written ones too."""
        matches = {file: _OF_A_WAVE.fullmatch(file) for file in self.files()}
        return {file: match["wave"] for file, match in matches.items() if match}

    def _kept(self, name: str) -> bytes:
        """The key in this file; a new one at first use. Of two that come first at once, one is kept for both."""
        key = self._find(name)
        if key is None:
            self._write(name, secrets.token_bytes(_LENGTH))
            key = self._find(name)
        if key is None:
            raise KeysUnsafe(self.path / name, "was made and is gone again; somebody else clears this directory")
        return key

    def _find(self, name: str) -> bytes | None:
        key = self._read(name)
        if key is not None and len(key) != _LENGTH:
            remedy = f"is no key: it has {len(key)} bytes, a key has {_LENGTH}; restore it"
            raise KeysUnsafe(self.path / name, remedy)
        return key

    def _read(self, name: str) -> bytes | None:
        path = self.path / name
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        _check_private(path)
        return content

    def _write(self, name: str, key: bytes) -> bool:
        """Durably, whole, and never over another: written beside, then linked. False when there is one already."""
        self._make_directory()
        with _written_beside(self.path / name, key) as beside:
            try:
                (self.path / name).hardlink_to(beside)
            except FileExistsError:
                return False
        return True

    def _replace(self, name: str, content: bytes) -> None:
        with _written_beside(self.path / name, content) as beside:
            beside.replace(self.path / name)

    def _destroy(self, name: str) -> None:
        path = self.path / name
        try:
            _overwrite(path)
        except FileNotFoundError:
            return
        path.unlink(missing_ok=True)
        _sync_directory(self.path)

    def _make_directory(self) -> None:
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        _check_private(self.path)


def _file_name(kind: str, wave_id: str) -> str:
    if not _WAVE_ID.fullmatch(wave_id):
        raise KeysUnsafe(Path(wave_id), "is not the id of a wave, so it has no key")
    return f"{kind}-{wave_id}.key"


def _check_private(path: Path) -> None:
    if path.stat().st_mode & 0o077:
        raise KeysUnsafe(path, "others than its owner may look at it; chmod go-rwx it, and look who did")


@contextmanager
def _written_beside(path: Path, content: bytes) -> Iterator[Path]:
    """A private file of this content, durably beside its place; nothing of it is left there, also on a full disk."""
    beside, descriptor = _new_file(path)
    try:
        with room_for(path), os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            yield beside
    finally:
        beside.unlink(missing_ok=True)
        _sync_directory(path.parent)


def _new_file(path: Path) -> tuple[Path, int]:
    """A file beside that place, held so that nobody sweeps it."""
    while True:
        beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        if hold(beside, descriptor):
            return beside, descriptor
        os.close(descriptor)


@contextmanager
def _held(directory: Path) -> Iterator[None]:
    """Nobody else, in this process or another, is in such a block for this directory."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())


def _sync_directory(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
