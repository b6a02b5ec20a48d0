"""Which sheets there are, before they are made: who looks at a page waits for its sheet, and for no other.

What is told here follows from the questionnaires and from the latest wave against the first. Where it does not, or
where there is one wave only, nothing is told and the sheets are made to see which they are.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from survey_app.comparison.groups import ARMS, GroupKind
from survey_app.comparison.results import GroupComparison, WaveComparison
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.questionnaire.model import AnyItem, Choice
from survey_app.tables.arm_reasons import KNOWN_AS, reasons_of_pair
from survey_app.tables.arms import LEVELS, OF_SCALES, OF_STATEMENTS, OF_VILLAGES
from survey_app.tables.arms import NAME as PILOT_AND_MIRROR
from survey_app.tables.comparison import NAME as COMPARISON
from survey_app.tables.finite_population import is_known_of
from survey_app.tables.intervals import interval_parts
from survey_app.tables.reasons import NAME as REASONS
from survey_app.tables.rows import statement_rows
from survey_app.tables.scales import by_length
from survey_app.tables.table import Sheet, Text
from survey_app.tables.technical import NAME as TECHNICAL
from survey_app.tables.technical import OF_MEANS, OF_OTHERS, OF_SHARES
from survey_app.tables.waves import numbered


@dataclass(frozen=True)
class SheetName:
    """What a sheet is called, and known as where that says more."""

    name: Text
    known_as: Text = ""


Names = tuple[SheetName, ...]


@dataclass(frozen=True)
class Family:
    """Sheets that are made one after another; `names` are theirs, None where that is known only once they are made."""

    sheets: Callable[[], Iterable[Sheet]]
    names: Names | None = None


class Contents:
    """What is known of the sheets of a comparison, of everybody or of one group."""

    def __init__(self, series: WaveSeries) -> None:
        self._series = series

    @cached_property
    def _overall(self) -> WaveComparison | None:
        return self._series.overall

    def of_statements(self, *names: Text) -> Names | None:
        """These sheets, which are there as soon as there is a statement."""
        there = self._overall is not None and self._overall.statements
        return tuple(map(SheetName, names)) if there else None

    def compared(self) -> Names | None:
        """Against the first wave, and of more than two waves against the one before."""
        return self.of_statements(*(numbered(COMPARISON, sheet) for sheet in self._sheets_of_comparison()))

    def _sheets_of_comparison(self) -> range:
        return range(1, 2 if len(self._series.waves) == 2 else 3)

    def intervals(self, name: Text) -> Names | None:
        """There if any difference of the latest wave against the first may be said."""
        if self._overall is None:
            return None
        return (SheetName(name),) if interval_parts(self._series) else ()

    def arms(self) -> Names | None:
        """A sheet of statements and one of scales, as far as the arms have them, and two of villages."""
        if self._overall is None:
            return None
        if not self._has_arms():
            return ()
        kinds = {contrast.is_scale for contrast in self._overall.contrasts}
        if False not in kinds or (True not in kinds and self._asks_scales()):
            return None
        of_villages = [words.filled(**self._series.segment_names) for words in (OF_VILLAGES, LEVELS)]
        known_as = [OF_STATEMENTS, *([OF_SCALES] if True in kinds else []), *of_villages]
        return tuple(
            SheetName(numbered(PILOT_AND_MIRROR, place), words) for place, words in enumerate(known_as, start=1)
        )

    def arm_reasons(self) -> Names | None:
        """There as soon as there is more to say of the arms."""
        if self._overall is None or not self._has_arms():
            return None if self._overall is None else ()
        latest = (pair for pair in self._series.pairs if (pair.earlier, pair.later) == (0, len(self._series.waves) - 1))
        more = any(True for pair in latest for _ in reasons_of_pair(self._series, pair, 1))
        return (SheetName(numbered(REASONS, 2), KNOWN_AS),) if more else None

    def _has_arms(self) -> bool:
        studies = [fielded.instrument.study for fielded in self._series.waves[1:]]
        has_both = any(set(ARMS) <= {segment.arm for segment in study.segments} for study in studies)
        return has_both and any(group.kind is GroupKind.ARM for group in self._series.groups_compared())

    def _asks_scales(self) -> bool:
        return any(fielded.instrument.questionnaire.scales for fielded in self._series.waves)

    def scales(self, name: Text) -> Names | None:
        """There if every wave scores one."""
        if self._overall is not None and self._overall.scales:
            return (SheetName(name),)
        return None if self._asks_scales() else ()

    def by_trait(self, name: Text) -> Names | None:
        """There if of a category something is told."""
        if not self._series.categories_compared():
            return ()
        told = self._overall is not None and any(map(_is_told, self._overall.by_trait))
        return (SheetName(name),) if told else None

    def choices(self, name: Text) -> Names | None:
        """There if a question with options was asked."""
        asked = any(isinstance(item, Choice) for item in _items(self._series))
        return (SheetName(name),) if asked else ()

    def figures(self, name: Words) -> Names | None:
        """As many as there are lengths of response scales; of a group nobody knows which of them it was asked."""
        if self._series.whose is not None or not self.of_statements(name):
            return None
        number = len(by_length(self._series.waves, statement_rows(self._series)))
        return tuple(SheetName(numbered(name, place)) for place in range(1, number + 1))

    def technical(self) -> Names | None:
        """The third, of other tests, is there where it is known who could take part, or where statements go on."""
        rows, series = statement_rows(self._series), self._series
        is_finite = any(is_known_of(series, wave, rows) for wave in range(len(series.waves)))
        if not self.of_statements(TECHNICAL) or not (is_finite or series.follows_any):
            return None
        known_as = (OF_SHARES, OF_MEANS, OF_OTHERS)
        return tuple(SheetName(numbered(TECHNICAL, place), words) for place, words in enumerate(known_as, start=1))


def _is_told(category: GroupComparison) -> bool:
    return any(
        estimate is not None and not estimate.hidden
        for statement in category.statements
        for estimate in statement.estimates
    )


def _items(series: WaveSeries) -> Iterable[AnyItem]:
    items = (item for fielded in series.waves for item in fielded.instrument.questionnaire.items.values())
    return (item for item in items if series.block is None or item.id in series.block.items)
