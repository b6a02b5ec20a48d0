"""Microdata as files in a zip, for waves that no Excel sheet holds: CSV in UTF-8, and a text to read first."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from survey_app.dataset.microdata.reading import Progress
from survey_app.dataset.microdata.rows import Microdata
from survey_app.dataset.spreadsheet_cells import guarded
from survey_app.language.words import Words
from survey_app.writers.microdata_readable import CODEBOOK_COLUMNS, codebook, readable
from survey_app.writers.microdata_words import CODEBOOK_HEADINGS, Row, codebook_rows, headings, labels_of, readme_rows

_CODES, _LABELS = "codes.csv", "labels.csv"
_RESPONSES, _RESPONSES_CODEBOOK = "peilstok/responses.csv", "peilstok/codebook.csv"
"""What `peilstok compare --responses FILE` reads."""
_CODEBOOK = Words("codeboek.csv")
_README = Words("leesmij.txt")
_NO_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The date that a zip has when it has none."""


def write_microdata_csv(data: Microdata, target: Path, language: str, progress: Progress) -> None:
    """Write the zip. Commas between cells, a mark of UTF-8 before them, and the same rows in codes and labels.

    A zip is filled one file after another, so the others wait beside the target, in a folder that only its owner can
    read.
    """
    with TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as folder, ZipFile(target, "w") as zipped:
        waiting = {name: Path(folder) / Path(name).name for name in (_LABELS, _RESPONSES)}
        with (
            waiting[_LABELS].open("w", encoding="utf-8-sig", newline="") as labels,
            waiting[_RESPONSES].open("w", encoding="utf-8-sig", newline="") as responses,
            _file(zipped, _CODES) as codes,
        ):
            _write_rows(data, language, codes, labels, responses, progress)
        _take_in(zipped, _LABELS, waiting[_LABELS])
        with _file(zipped, _CODEBOOK.spoken_in(language)) as explained:
            writer = csv.writer(explained)
            writer.writerow(headings(CODEBOOK_HEADINGS, language))
            writer.writerows(map(_harmless, codebook_rows(data, language)))
        with _file(zipped, _README.spoken_in(language)) as readme:
            readme.writelines(f"{subject}\r\n  {text}\r\n\r\n" for subject, text in readme_rows(data, language))
        # A study that no file names is called after its responses: so must everything that is made of these be.
        made_up = _RESPONSES.replace("/", "/verzonnen-") if data.wave.fictitious else _RESPONSES
        _take_in(zipped, made_up, waiting[_RESPONSES])
        with _file(zipped, _RESPONSES_CODEBOOK) as described:
            writer = csv.writer(described)
            writer.writerow(CODEBOOK_COLUMNS)
            writer.writerows(codebook(data, language))


def _write_rows(
    data: Microdata,
    language: str,
    codes: TextIOWrapper,
    labels: TextIOWrapper,
    responses: TextIOWrapper,
    progress: Progress,
) -> None:
    numbers, texts, answers = csv.writer(codes), csv.writer(labels), csv.writer(responses)
    columns = readable(data)
    answers.writerow(column.heading for column in columns)
    names = [variable.name for variable in data.variables]
    numbers.writerow(names)
    texts.writerow(names)
    labelled = [
        {code: guarded(label, numbers=False) for code, label in labels_of(variable, language).items()}
        for variable in data.variables
    ]
    done = 0
    for page in data.pages():
        numbers.writerows(page)
        answers.writerows([column.cell(row) for column in columns] for row in page)
        texts.writerows(
            [of_variable.get(code, code) for of_variable, code in zip(labelled, row, strict=True)] for row in page
        )
        done += len(page)
        progress(done, data.number)


def _harmless(row: Row) -> Row:
    return tuple(guarded(cell, numbers=False) if isinstance(cell, str) else cell for cell in row)


def _take_in(zipped: ZipFile, name: str, waiting: Path) -> None:
    with waiting.open("rb") as again, zipped.open(_entry(name), "w", force_zip64=True) as packed:
        copyfileobj(again, packed)


@contextmanager
def _file(zipped: ZipFile, name: str) -> Iterator[TextIOWrapper]:
    """A text file in the zip, with a mark of UTF-8 in front, which Excel wants."""
    with (
        zipped.open(_entry(name), "w", force_zip64=True) as packed,
        TextIOWrapper(packed, encoding="utf-8-sig", newline="") as text,
    ):
        yield text


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _NO_MOMENT)
    entry.compress_type = ZIP_DEFLATED
    return entry
