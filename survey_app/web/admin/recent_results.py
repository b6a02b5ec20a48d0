"""The results that were asked for last: a next sheet of the same waves takes no new comparison (decision 0232)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

from survey_app.comparison.compare_series import compare_series, describe
from survey_app.comparison.controls import with_controls
from survey_app.comparison.options import Options
from survey_app.comparison.results import FieldedWave
from survey_app.comparison.series import WaveSeries
from survey_app.dataset.open_texts import OpenAnswers
from survey_app.fieldwork.wave import Wave
from survey_app.web.admin.results import Results, find_results

_MOST = 2
"""Of 20 waves with 1,000 items, results take some 230 MiB."""


@dataclass(frozen=True)
class Asked:
    """All that results are made of: waves as they are counted now, cleared texts, whose, which block, and language."""

    waves: Sequence[FieldedWave]
    options: Options
    texts: Sequence[OpenAnswers]
    group: str
    block: str
    language: str

    def contradicts(self, other: Asked) -> bool:
        """Whether a wave is another one there than it is here, so that what was made of the other is of the past."""
        now = {fielded.wave.id: fielded for fielded in self.waves}
        return any(now.get(fielded.wave.id, fielded) != fielded for fielded in other.waves)


Compare = Callable[[Sequence[FieldedWave], Options], WaveSeries]


class RecentResults:
    """A few, in the memory of this process only; what was counted anew is not answered with what was before."""

    def __init__(self, compare: Compare | None = None) -> None:
        self._compare = compare or _compared
        self._lock = Lock()
        self._recent: tuple[tuple[Asked, Results], ...] = ()

    def find(self, asked: Asked) -> Results | None:
        """Those results, made if they are not there; None where there is no such group."""
        recent = self._recent
        there = next((results for before, results in recent if before == asked), None)
        results = there or self._made(asked, recent)
        if results is not None:
            self._remember(asked, results)
        return results

    def _made(self, asked: Asked, recent: Sequence[tuple[Asked, Results]]) -> Results | None:
        return find_results(self._series(asked, recent), asked.texts, asked.language, asked.group, asked.block)

    def keep_only(self, waves: Iterable[Wave]) -> None:
        """Forget what was made of a wave that is not among these as it was: thrown away, or another by now."""
        there = {wave.id: wave for wave in waves}
        with self._lock:
            self._recent = tuple(
                (asked, results)
                for asked, results in self._recent
                if all(there.get(fielded.wave.id) == fielded.wave for fielded in asked.waves)
            )

    def _remember(self, asked: Asked, results: Results) -> None:
        with self._lock:
            self._recent = ((asked, results), *self._others(asked))[:_MOST]

    def _others(self, asked: Asked) -> Iterator[tuple[Asked, Results]]:
        for before, results in self._recent:
            if before != asked and not asked.contradicts(before):
                yield before, results

    def _series(self, asked: Asked, recent: Sequence[tuple[Asked, Results]]) -> WaveSeries:
        """The comparison: that of another group or language, if it is of the same waves."""
        for before, results in recent:
            if (before.waves, before.options) == (asked.waves, asked.options):
                return results.series
        return self._compare(asked.waves, asked.options)


def _compared(waves: Sequence[FieldedWave], options: Options) -> WaveSeries:
    return describe(waves[0]) if len(waves) == 1 else with_controls(compare_series(waves, options), of_groups=False)
