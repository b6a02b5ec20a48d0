"""What is there only as long as the program that made it: held by a lock that the kernel gives back when it dies.

So whoever comes next can tell what a killed program left behind from what another is still working in, and sweeps it.
"""

import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import gettempdir

_PAGES = "peilstok"
_MARK = re.compile(r"\.(?P<name>.+)\.[0-9a-f]{16}\.part")


@contextmanager
def passing_folder(parent: Path, name: str) -> Iterator[Path]:
    """A private folder, gone when the block ends; first goes what killed programs left of the same name."""
    sweep(parent, name)
    path, lock = _new_folder(parent, name)
    try:
        yield path
    finally:
        shutil.rmtree(path)
        os.close(lock)


def passing_folder_of_pages() -> AbstractContextManager[Path]:
    """One for a file that a browser takes, in the folder for temporary files."""
    return passing_folder(Path(gettempdir()), _PAGES)


def sweep_pages() -> None:
    """Remove what killed servers left in the folder for temporary files."""
    sweep(Path(gettempdir()), _PAGES)


def sweep(parent: Path, name: str) -> None:
    """Remove the folders of this name that are ours and that nobody works in."""
    for path in parent.iterdir() if parent.is_dir() else ():
        mark = _MARK.fullmatch(path.name)
        if mark and mark["name"] == name and is_left_behind(path):
            shutil.rmtree(path, ignore_errors=True)  # who sweeps at the same moment may be first


def is_passing(path: Path) -> bool:
    """Whether its name says that it was made by a program of ours to be gone with it."""
    return _MARK.fullmatch(path.name) is not None


def is_left_behind(path: Path) -> bool:
    """Whether it is ours, and nobody holds it any more."""
    try:
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:  # gone meanwhile, a link, or not for us to open
        return False
    try:
        return os.fstat(file).st_uid == os.geteuid() and lock_at_once(file)
    finally:
        os.close(file)


def hold(path: Path, file: int) -> bool:
    """Hold what was just made; False when a sweep was first, so that it must be made again."""
    fcntl.flock(file, fcntl.LOCK_EX)
    return is_still_there(path, file)


def is_still_there(path: Path, file: int) -> bool:
    """Whether what was opened was not removed, by who held it before, until it was locked."""
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def lock_at_once(file: int, kind: int = fcntl.LOCK_EX) -> bool:
    """Lock it, whole or shared; False when somebody else has it now."""
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def named(path: Path) -> Iterator[None]:
    """What the operating system cannot do in this block (write on a full disk, say) names the file it was for."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise


def _new_folder(parent: Path, name: str) -> tuple[Path, int]:
    while True:
        path = parent / f".{name}.{secrets.token_hex(8)}.part"
        path.mkdir(mode=0o700)
        try:
            lock = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            continue
        if hold(path, lock):
            return path, lock
        os.close(lock)
