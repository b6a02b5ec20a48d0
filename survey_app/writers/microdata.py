"""A file of microdata, made beside its place; it gets there once the log says who takes it, and not before."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from survey_app.dataset.microdata.reading import Progress
from survey_app.dataset.microdata.rows import Microdata
from survey_app.writers.atomic import PRIVATE, written_whole
from survey_app.writers.microdata_csv import write_microdata_csv
from survey_app.writers.microdata_sav import syntax, write_microdata_sav
from survey_app.writers.microdata_xlsx import write_microdata_xlsx

Write = Callable[[Microdata, Path, str, Progress], None]

WRITERS: dict[str, Write] = {
    ".xlsx": write_microdata_xlsx,
    ".sav": write_microdata_sav,
    ".zip": write_microdata_csv,
}
"""By how the name of a file ends."""


@contextmanager
def microdata_written(data: Microdata, target: Path, language: str, progress: Progress) -> Iterator[str]:
    """The SHA-256 of the finished file; it takes its place, readable by its owner only, when the block ends well.

    Beside a .sav comes a .sps of the same name. A program that is stopped leaves nothing. Raises TooManyRows.
    """
    with ExitStack() as files:
        beside = files.enter_context(written_whole(target, mode=PRIVATE))
        WRITERS[target.suffix.lower()](data, beside, language, progress)
        if target.suffix.lower() == ".sav":
            commands = files.enter_context(written_whole(target.with_suffix(".sps"), mode=PRIVATE))
            commands.write_bytes(syntax(data, target.name, language).encode())
        with beside.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        yield digest
