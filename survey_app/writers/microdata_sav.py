"""Microdata for SPSS: a .sav with labels, measures and missing values, and a .sps beside it that defines the sets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from survey_app.dataset.microdata.coding import CodedVariable
from survey_app.dataset.microdata.reading import Progress
from survey_app.dataset.microdata.rows import Microdata
from survey_app.language.words import Words, spoken
from survey_app.questionnaire.variables import YES, Kind
from survey_app.writers.microdata_words import FICTITIOUS, labels_of, readme_rows

if TYPE_CHECKING:
    from pyreadstat.pyclasses import MissingRange

_MEASURES: Mapping[Kind, str] = {
    Kind.POINT: "ordinal",
    Kind.OPTION: "nominal",
    Kind.TICK: "nominal",
    Kind.NUMBER: "scale",
    Kind.SCORE: "scale",
}
_LONGEST_NAME, _LONGEST_LABEL, _LONGEST_VALUE, _LONGEST_NOTE = 64, 255, 119, 80
"""Bytes that SPSS keeps of each."""
_RESERVED = frozenset(("all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"))
_MUCH = 2**20
_MADE_AT = slice(92, 109)
"""The bytes of a .sav that say on what day and at what moment it was made."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def write_microdata_sav(data: Microdata, target: Path, language: str, progress: Progress) -> None:
    """Write the .sav; all of it is in memory while it is made. It says the day the wave was closed, and no moment."""
    # Here and not above: the two take 80 MB and a second, which pages and other commands have no use for.
    from pandas import DataFrame
    from pyreadstat import ReadstatError, write_sav

    names = spss_names(data.variables)
    frame = DataFrame({names[one.name]: data.columns[one.name][data.order] for one in data.variables})
    with _told_by_the_disk(target, ReadstatError):
        write_sav(
            frame,
            target,
            file_label=_cut(_title(data, language), 64),
            column_labels={
                names[one.name]: _cut(str(spoken(one.text, language)), _LONGEST_LABEL) for one in data.variables
            },
            row_compress=True,
            note=list(_notes(data, language)),
            variable_value_labels={
                names[one.name]: {code: _cut(label, _LONGEST_VALUE) for code, label in labels_of(one, language).items()}
                for one in data.variables
            },
            missing_ranges={names[one.name]: [_missing(one)] for one in data.variables},
            variable_measure={names[one.name]: _MEASURES[one.kind] for one in data.variables},
            variable_format={names[one.name]: "F8.2" if one.kind is Kind.SCORE else "F8.0" for one in data.variables},
        )
    _date(data, target)
    progress(data.number, data.number)


def syntax(data: Microdata, file: str, language: str) -> str:
    """What to run in SPSS or PSPP: it opens the .sav of this name and defines a set of each multiple choice."""
    names = spss_names(data.variables)
    lines = ["* Encoding: UTF-8.", f"* {_title(data, language)}.", f"GET FILE={_quoted(file)}."]
    for options in _sets(data.variables):
        members = " ".join(names[option.name] for option in options)
        label = data.wave.frozen_instrument().questionnaire.items[options[0].item].text
        lines += [
            f"MRSETS /MDGROUP NAME=${names[options[0].name].partition('__')[0]} LABEL={_quoted(_cut(label, 120))}",
            f"  CATEGORYLABELS=VARLABELS VARIABLES={members} VALUE={YES}.",
        ]
    return "\r\n".join((*lines, ""))


def spss_names(variables: Iterable[CodedVariable]) -> Mapping[str, str]:
    """By variable: its name in SPSS, which begins with a letter, has no hyphen, and is 64 bytes at most."""
    names: dict[str, str] = {}
    for variable in variables:
        name = re.sub(r"[^a-z0-9_.]", "_", variable.name)
        name = name if name[0].isalpha() and name not in _RESERVED else f"v_{name}"
        short, number = name[:_LONGEST_NAME], 1
        while short in names.values():
            number += 1
            short = f"{name[: _LONGEST_NAME - 4]}_{number}"
        names[variable.name] = short
    return names


def _sets(variables: Iterable[CodedVariable]) -> Iterator[list[CodedVariable]]:
    """The columns of each multiple choice."""
    for _item, group in groupby(variables, key=lambda variable: variable.item):
        options = list(group)
        if options[0].kind is Kind.TICK and len(options) > 1:
            yield options


def _title(data: Microdata, language: str) -> str:
    told = FICTITIOUS.spoken_in(language) + " - " if data.wave.fictitious else ""
    return told + Words("Microdata: {wave}").filled(wave=data.wave.label).spoken_in(language)


def _notes(data: Microdata, language: str) -> Iterator[str]:
    """What to read first, in lines as long as SPSS keeps."""
    for subject, text in readme_rows(data, language):
        yield from _lines(f"{subject}: {text}")


def _lines(text: str) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if len(longer.encode()) > _LONGEST_NOTE:
            yield line
            longer = word
        line = _cut(longer, _LONGEST_NOTE)
    yield line


def _missing(variable: CodedVariable) -> MissingRange:
    """All numbers for no answer; their labels tell them apart."""
    return {"lo": min(variable.nothing.values()), "hi": max(variable.nothing.values())}


@contextmanager
def _told_by_the_disk(target: Path, silent: type[Exception]) -> Iterator[None]:
    """When writing fails pyreadstat does not say why: whoever writes on is told."""
    try:
        yield
    except silent:
        with target.open("ab") as file:
            file.write(bytes(_MUCH))
        raise


def _date(data: Microdata, target: Path) -> None:
    day = data.wave.closed_on or data.wave.month
    with target.open("r+b") as file:
        file.seek(_MADE_AT.start)
        file.write(f"{day:%d} {_MONTHS[day.month - 1]} {day:%y}00:00:00".encode("ascii"))


def _quoted(text: str) -> str:
    one_line = " ".join(text.split())
    return "'" + one_line.replace("'", "''") + "'"


def _cut(text: str, most: int) -> str:
    """As much of the text as fits in so many bytes."""
    return text.encode()[:most].decode(errors="ignore")
