"""Everything that is published of a study: each wave alone, each choice of waves (weighted or not), and microdata.


Frames and sheets, in both languages, are made of a series and of nothing else. So where the series of two studies are
the same, so is everything that is made of them; of some studies frames and sheets themselves are compared as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from itertools import combinations
from math import isclose
from typing import Any  # numbers

import pandas as pd

from survey_app.comparison.compare_series import compare_series, describe
from survey_app.comparison.controls import with_controls
from survey_app.comparison.data_frames.build import specs
from survey_app.comparison.disclosure.hidden_answers import hidden_answers
from survey_app.comparison.options import Options
from survey_app.comparison.results import FieldedWave
from survey_app.comparison.series import SeriesPair, WaveSeries
from survey_app.dataset.microdata.choosing import Merges
from survey_app.dataset.microdata.gathering import NoMicrodata
from survey_app.dataset.microdata.refusals import NotMerged
from survey_app.language.catalogues import LANGUAGES
from survey_app.language.words import Words
from survey_app.tables.table import Sheet
from survey_app.tables.workbook import spoken_workbook
from tests.attack.published.study import Study
from tests.microdata_rows import gathered, microdata, table

Places = tuple[int, ...]


@dataclass(frozen=True)
class Published:
    """All outputs of a study; `fielded` are its waves, or others in their place."""

    study: Study
    fielded: Sequence[FieldedWave]
    _frames: dict[str, pd.DataFrame] = field(default_factory=dict)

    @cached_property
    def series(self) -> Mapping[tuple[Places, bool], WaveSeries]:
        """By places of waves, and whether it is weighted."""
        selections = {self._all, *combinations(self._all, 2)}
        alone = {((place,), False): describe(self.fielded[place]) for place in self._all}
        return alone | {
            (places, weighted): with_controls(
                compare_series([self.fielded[one] for one in places], Options(weighted=weighted)), of_groups=True
            )
            for places in sorted(selections)
            for weighted in ((False, True) if self.study.asked.study.margins else (False,))
        }

    def frame(self, name: str) -> pd.DataFrame:
        """Of all waves together; made once."""
        if name not in self._frames:
            self._frames[name] = specs(finite_population=True)[name].made(self.whole)
        return self._frames[name]

    def sheets(self, language: str) -> Iterator[Sheet]:
        """Of the workbook of all waves together."""
        book = spoken_workbook(self.whole, (), language)
        yield from book.sheets
        yield book.front()

    @property
    def _all(self) -> Places:
        return tuple(range(len(self.fielded)))

    @property
    def whole(self) -> WaveSeries:
        """Of all waves together."""
        return self.series[self._all, self.study.asked.study.margins is not None]


def told_apart(one: Published, other: Published, *, made: bool) -> Iterator[str]:
    """The names of what is not the same in both; `made`: also of what is made of the series of all waves."""
    for key, series in one.series.items():
        yield from different(series, other.series[key], f"series {key}")
    if made:
        for name in specs():
            frames = (of.frame(name).round(9) for of in (one, other))
            yield from () if next(frames).equals(next(frames)) else (f"frame {name}",)
        for language in LANGUAGES:
            sheets = zip(one.sheets(language), other.sheets(language), strict=True)
            yield from (f"sheet {sheet.name}" for sheet, of_other in sheets if sheet != of_other)


def different(one: object, other: object, name: str) -> Iterator[str]:
    """Where two results differ, by name; sums of the same numbers in another order do not."""
    if one is other or (isinstance(one, float) and isinstance(other, float) and isclose(one, other, abs_tol=1e-9)):
        return
    parts, of_other = _parts(one), _parts(other)
    if parts is None or of_other is None or parts.keys() != of_other.keys():
        yield from () if one == other else (name,)
    else:
        for key, value in parts.items():
            yield from different(value, of_other[key], f"{name}.{key}")


def _parts(value: object) -> Mapping[object, object] | None:
    if isinstance(value, Words):
        return {language: value.spoken_in(language) for language in LANGUAGES}
    if is_dataclass(value):
        return {**{one.name: getattr(value, one.name) for one in fields(value)}, **_worked_out(value)}
    if isinstance(value, Mapping):
        return value
    return dict(enumerate(value)) if isinstance(value, Sequence) and not isinstance(value, str) else None


def _worked_out(value: object) -> dict[object, object]:
    """What is made when it is asked for, in the place of how it is made."""
    match value:
        case WaveSeries():
            return {"find_trends": value.trends}
        case SeriesPair():
            return {"compare": value.comparison}
        case _:
            return {}


def microdata_of(study: Study, place: int, merge: Merges | None = None) -> list[dict[str, Any]]:
    """The rows of the file of one wave with as many traits as are allowed; their order says nothing."""
    given = [(row.segment, dict(row.answers)) for row in study.waves[place] for _ in range(row.times)]
    try:
        data = microdata(replace(gathered(study.asked, given), hidden=hidden_answers(study.wave(place))), merge=merge)
    except (NoMicrodata, NotMerged):
        return []
    return sorted(table(data), key=lambda row: sorted(row.items()))
