"""Somebody who has the data frames of a comparison: unrounded, and with more columns than its workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from survey_app.comparison.frames.build import Frames
from tests.attacked_cases import AGREE
from tests.workbook_attacker import Told
from tests.workbook_facts import BLANK, EVERYBODY, NOT_APPLICABLE, NOT_ASKED, Fact, Response, base_kinds


class ReadFrames(Told):
    """The frames of waves, as an attacker reads them."""

    def __init__(self, found: Frames) -> None:
        super().__init__()
        self._places = {wave: place for place, wave in enumerate(found.waves.wave)}
        self.responses += [Response(self._places[one.wave], EVERYBODY, one.n_total) for one in _rows(found.waves)]
        self.responses += [Response(self._places[one.wave], one.segment, one.n_total) for one in _rows(found.segments)]
        self.facts += self._of_statements(found)
        self.facts += self._of_options(found)

    def _of_statements(self, found: Frames) -> Iterator[Fact]:
        for row in _rows(found.estimates):
            bases = {NOT_APPLICABLE: row.n_nvt, BLANK: row.n_blank, NOT_ASKED: row.n_not_asked}
            sums = [({kind: 1.0}, number) for kind, number in bases.items()]
            yield from self._facts(row.wave, row.group, row.item, [(base_kinds(row.item), row.n_valid), *sums])
        for row in _rows(found.distribution):
            yield from self._facts(row.wave, row.group, row.item, [({row.point: 1.0}, row.count_)])
        for row in _rows(found.estimates):
            if pd.notna(row.agree):
                yield from self._facts(row.wave, row.group, row.item, [(AGREE, round(row.agree * row.n_valid))])

    def _of_options(self, found: Frames) -> Iterator[Fact]:
        for row in _rows(found.options):
            yield from self._facts(
                row.wave, "everybody", row.item, [({row.option: 1.0}, row.count_), (base_kinds(row.item), row.base)]
            )

    def _facts(self, wave: str, group: str, item: str, sums: Sequence[tuple[Mapping[str, float], float]]) -> list[Fact]:
        who = EVERYBODY if group == "everybody" else group
        return [
            Fact(self._places[wave], who, item, kinds, number, number) for kinds, number in sums if pd.notna(number)
        ]


def _rows(frame: pd.DataFrame) -> Iterator[pd.Series]:
    """Rows by attribute; `count` is a method of a row, so it is called `count_`."""
    return frame.rename(columns={"count": "count_"}).itertuples(index=False)
