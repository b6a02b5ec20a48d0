"""What a comparison finds: data before it is a table, unrounded, each figure with its base."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from survey_app.dataset.counts import ItemCounts, WaveCounts
from survey_app.fieldwork.wave import Wave
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.model import AnyItem, LikertStatement, MultipleChoice, SingleChoice


@dataclass(frozen=True)
class Interval:
    """A 95% interval, in the unit of the estimate it belongs to."""

    low: float
    high: float


@dataclass(frozen=True)
class FieldedWave:
    """A wave with its counts and, per segment, how many were invited and responded."""

    wave: Wave
    instrument: Instrument
    counts: WaveCounts
    invited: Mapping[str | None, int]
    responded: Mapping[str | None, int]

    @property
    def frame(self) -> int | None:
        """Number of addresses or persons approached; None when unknown."""
        return sum(self.invited.values()) or None


@dataclass(frozen=True)
class ItemEstimate:
    """Figures of one statement in one wave (STATISTICS 2). Shares are 0 to 1, on n_valid; None on an empty base.

    `shares` is by point id in scale order. `mean`, `sd` and `median` score the points 1, 2, … in scale order.
    `agree` is the share above the middle of the scale, `disagree` the share below it (decision 0020).
    `hidden`: withheld by disclosure control, and then every figure but `n_total` is None or 0 and `counts` is empty.
    `homogeneous`: the point that everybody in a small group chose (STATISTICS 15, rule 7); "> 90%" is all that may be
    said, so the bases are there, and every share and score is None and `counts` is empty.
    """

    item: str
    wave: str
    n_total: int
    n_valid: int
    n_not_applicable: int
    n_blank: int
    n_not_asked: int
    shares: Mapping[str, float | None]
    counts: Mapping[str, int]
    agree: float | None
    agree_interval: Interval | None
    disagree: float | None
    mean: float | None
    sd: float | None
    median: float | None
    hidden: bool = False
    mean_interval: Interval | None = None
    homogeneous: str | None = None


class Level(IntEnum):
    """How far two waves may be compared (STATISTICS 9)."""

    NOT_COMPARABLE = 0
    INDICATIVE = 1
    COMPARABLE = 2


class Code(StrEnum):
    """Why a verdict is not higher."""

    WORDING = "VRAAG_GEWIJZIGD"
    NOT_ASKED = "NIET_GESTELD"
    N_SMALL = "N_KLEIN"
    MARGIN_LARGE = "MARGE_GROOT"
    N_MODERATE = "N_MATIG"
    MARGIN_MODERATE = "MARGE_MATIG"
    POPULATION_UNKNOWN = "POPULATIE_ONBEKEND"
    SELF_SELECTION = "ZELFSELECTIE"
    RECRUITMENT = "BENADERING_ANDERS"
    RESPONSE_DIFFERS = "RESPONS_VERSCHIL"
    BLOCK = "BLOK_GEWIJZIGD"
    NOT_APPLICABLE_SHIFT = "NVT_VERSCHUIVING"
    POPULATION_DIFFERS = "POPULATIE_ANDERS"
    OPTION_NOT_OFFERED = "OPTIE_NIET_AANGEBODEN"
    WITHHELD = "GEHEIM"


@dataclass(frozen=True)
class Reason:
    """One code, the level it caps the verdict at, and a Dutch sentence a municipality understands."""

    code: Code
    caps_at: Level
    sentence: str


@dataclass(frozen=True)
class Verdict:
    """The lowest level that any reason gives, with every reason."""

    level: Level
    reasons: tuple[Reason, ...]
    margin_pp: float | None


@dataclass(frozen=True)
class Change:
    """Later minus earlier, in percentage points, with the Newcombe interval; absent when the verdict is 0.

    Of a statement: of the share above the middle of the scale; of a choice: of the share that chose the option.
    """

    agree_pp: float
    interval_pp: Interval


@dataclass(frozen=True)
class StatementComparison:
    """One statement in two waves. A wave in which it was not asked has None for its item, block and estimate."""

    item_id: str
    items: tuple[LikertStatement | None, LikertStatement | None]
    blocks: tuple[str | None, str | None]
    estimates: tuple[ItemEstimate | None, ItemEstimate | None]
    verdict: Verdict
    change: Change | None


@dataclass(frozen=True)
class OptionEstimate:
    """One option in one wave. `offered` False: the option was not there, which is not the same as nobody chose it.

    `share` is on `base`: the respondents who saw a multiple choice, or who made a single one. `hidden`: withheld by
    disclosure control, and then count, share and interval are None, and `base` too if the whole item is withheld.
    `homogeneous`: hidden because everybody in a small group chose it, so that "> 90%" is all that may be said.
    """

    option: str
    label: str
    offered: bool
    count: int | None
    base: int | None
    share: float | None
    interval: Interval | None
    hidden: bool = False
    homogeneous: bool = False


@dataclass(frozen=True)
class ChoiceComparison:
    """One choice item over two waves: per option an estimate in each wave, a verdict and a change, in one order.

    A wave in which it was not asked has None for its item, and its options are not offered.
    """

    item_id: str
    items: tuple[SingleChoice | MultipleChoice | None, SingleChoice | MultipleChoice | None]
    options: tuple[tuple[OptionEstimate, OptionEstimate], ...]
    verdicts: tuple[Verdict, ...]
    changes: tuple[Change | None, ...]


@dataclass(frozen=True)
class ValueEstimate:
    """A number or mark in one wave: how many gave one, mean with its 95% t interval, sd and median.

    `homogeneous`: everybody in a small group gave the same one, so nothing but `n_valid` may be shown.
    """

    item: str
    wave: str
    n_valid: int
    mean: float | None
    mean_interval: Interval | None
    sd: float | None
    median: float | None
    hidden: bool = False
    homogeneous: bool = False


@dataclass(frozen=True)
class ValueComparison:
    """A number or mark over two waves."""

    item_id: str
    items: tuple[AnyItem | None, AnyItem | None]
    estimates: tuple[ValueEstimate | None, ValueEstimate | None]
    verdict: Verdict


@dataclass(frozen=True)
class WaveComparison:
    """Two waves side by side, earlier first, in the order of the questionnaire of the later wave.

    `shown` holds, per wave and item of its questionnaire, the counts that may be shown after disclosure control (None:
    the item is withheld; `ItemCounts.hidden`: those answers are, and `answers` does not hold them). The counts inside
    `waves` are those same counts, for the total only: what may not be shown is not in a WaveComparison at all.
    """

    waves: tuple[FieldedWave, FieldedWave]
    statements: tuple[StatementComparison, ...]
    choices: tuple[ChoiceComparison, ...]
    values: tuple[ValueComparison, ...]
    shown: tuple[Mapping[str, ItemCounts | None], Mapping[str, ItemCounts | None]]
    overall: Verdict
    rule_version: str
