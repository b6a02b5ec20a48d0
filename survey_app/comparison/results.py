"""What a comparison finds: data before it is a table, unrounded, each figure with its base."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from survey_app.comparison.conclusion import Conclusion
from survey_app.comparison.groups import Group
from survey_app.comparison.statistics.arms import ArmComparison
from survey_app.comparison.statistics.changes import Change, MeanChange
from survey_app.comparison.statistics.intervals import Interval
from survey_app.comparison.statistics.permutation import Counts, PermutationTest
from survey_app.comparison.statistics.ranks import RankComparison
from survey_app.comparison.statistics.reliability import Reliability
from survey_app.comparison.statistics.welch import WelchComparison
from survey_app.comparison.weighting.told import WeightingTold
from survey_app.comparison.weighting.weighted import WeightedShare
from survey_app.dataset.counts import ItemCounts, WaveCounts
from survey_app.fieldwork.wave import Wave
from survey_app.language.words import Words
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.model import AnyItem, LikertStatement, MultipleChoice, SingleChoice

Names = tuple[Words, Words]
"""What sentences call two waves; they differ, and the earlier wave is first."""

Shown = Mapping[str, ItemCounts | None]
"""By item of the questionnaire: its counts as far as they may be shown; None is withheld."""


@dataclass(frozen=True)
class FieldedWave:
    """A wave with its counts and, per segment, how many were invited and responded; None is not told.

    `dated`: its month is known; without it waves have their order only, and their labels for names. `in_year`: the year
    is known and no more, and then `month` is its January: waves are as far apart as their years.
    """

    wave: Wave
    instrument: Instrument
    counts: WaveCounts
    invited: Mapping[str | None, int]
    responded: Mapping[str | None, int | None]
    dated: bool = True
    in_year: bool = False

    @property
    def approached(self) -> int | None:
        """Number of addresses or persons approached; None when unknown."""
        return sum(self.invited.values()) or None


NO_POINT = ""
"""Of a group of which no more is told than how many answered: no point stands out."""


@dataclass(frozen=True, slots=True)
class ItemEstimate:
    """Figures of one statement in one wave (STATISTICS 2). Shares are 0 to 1, on n_valid; None on an empty base.

    `shares` is by point id in scale order. `mean`, `sd` and `median` are of the scale's scores.
    `agree` is the share above the middle of the scale, `disagree` the share below it (decision 0020); `n_agree` is how
    many that are, None where no share may be shown.
    `hidden`: withheld by disclosure control, and then every figure but `n_total` is None or 0 and `counts` is empty.
    `homogeneous`: the point that everybody in a small group chose (STATISTICS 15, rule 7); "> 90%" is all that may be
    said, so the bases are there, and every share and score is None and `counts` is empty. `NO_POINT` where not even
    that may be, since the group hides another of one mind.
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
    n_agree: int | None
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
    """Why a verdict is not higher, or (N_MODERATE and the margins) how precise a comparison is."""

    WORDING = "VRAAG_GEWIJZIGD"
    NOT_ASKED = "NIET_GESTELD"
    N_SMALL = "N_KLEIN"
    POPULATION_UNKNOWN = "POPULATIE_ONBEKEND"
    RECRUITMENT_UNKNOWN = "WERVING_ONBEKEND"
    SELF_SELECTION = "ZELFSELECTIE"
    RECRUITMENT = "BENADERING_ANDERS"
    RESPONSE_DIFFERS = "RESPONS_VERSCHIL"
    BLOCK = "BLOK_GEWIJZIGD"
    NOT_APPLICABLE_SHIFT = "NVT_VERSCHUIVING"
    POPULATION_DIFFERS = "POPULATIE_ANDERS"
    COMPOSITION = "SAMENSTELLING"
    FORM = "VORM_GEWIJZIGD"
    EDITORIAL = "KLEINE_WIJZIGING"
    UNRELIABLE = "SCHAAL_ONBETROUWBAAR"
    WEIGHTS = "WEGING_ZWAAR"
    NOT_COMPUTABLE = "NIET_TE_BEREKENEN"
    OPTION_NOT_OFFERED = "OPTIE_NIET_AANGEBODEN"
    WITHHELD = "GEHEIM"
    NOT_RANDOM = "NIET_GELOOT"
    FEW_SEGMENTS = "TE_WEINIG_PER_GROEP"
    N_MODERATE = "N_MATIG"
    MARGIN_MODERATE = "MARGE_MATIG"
    MARGIN_LARGE = "MARGE_GROOT"


@dataclass(frozen=True, slots=True)
class Reason:
    """One code, the level it caps the verdict at, and a sentence a municipality understands."""

    code: Code
    caps_at: Level
    sentence: Words


@dataclass(frozen=True, slots=True)
class Verdict:
    """The lowest level that any reason gives, with every reason; they are about bias.

    How precise a comparison is lowers no level: `notes` tell it, and then `visible` is a clause on how large a
    difference has to be to be seen; None where that is not known.
    """

    level: Level
    reasons: tuple[Reason, ...]
    margin_pp: float | None
    notes: tuple[Reason, ...] = ()
    visible: Words | None = None


@dataclass(frozen=True, slots=True)
class WeightedShares:
    """The share above the middle in both waves, weighted, with Newcombe's change."""

    shares: tuple[WeightedShare, WeightedShare]
    change: Change


@dataclass(frozen=True, slots=True)
class Technical:
    """Every figure on two waves of one statement, mark or score, whatever the verdict (STATISTICS 4 to 6).

    Only what may not be shown, or was not asked in both waves, has none. `counts` are the answers of each wave over the
    same categories, from low to high. `change` is of the share above the middle and `not_applicable` of n.v.t. on valid
    answers and n.v.t. together: None for marks and scores. `holm` and `fdr` (Benjamini-Hochberg) adjust the p of
    `ranks`, of marks and numbers that of `welch`, over the family: what may be compared of one block of statements, of
    the marks and numbers, or of the scales; None outside it. `control` is there for who asked for it (`controls.py`).
    """

    ranks: RankComparison
    counts: tuple[Counts, Counts]
    welch: WelchComparison
    change: Change | None = None
    not_applicable: Change | None = None
    holm: float | None = None
    fdr: float | None = None
    weighted: WeightedShares | None = None
    control: PermutationTest | None = None


@dataclass(frozen=True, slots=True)
class StatementComparison:
    """One statement in two waves. A wave in which it was not asked has None for its item, block and estimate.

    `change` and `conclusion` are there from verdict 1, where the conclusion is a hint (STATISTICS 9). `is_weighted`:
    both are of weighted shares.
    """

    item_id: str
    items: tuple[LikertStatement | None, LikertStatement | None]
    blocks: tuple[str | None, str | None]
    estimates: tuple[ItemEstimate | None, ItemEstimate | None]
    verdict: Verdict
    change: Change | None
    technical: Technical | None = None
    conclusion: Conclusion | None = None
    is_weighted: bool = False

    @property
    def may_be_followed(self) -> bool:
        """Whether the two waves may stand in one trend."""
        return self.technical is not None and self.verdict.level is not Level.NOT_COMPARABLE


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class OptionTechnical:
    """Change of one option whatever the verdict, Fisher's exact p, and Holm's over the item's comparable options.

    Of a trait there is no test: its options are what the respondents are made up of.
    """

    change: Change
    fisher: float | None
    holm: float | None = None


@dataclass(frozen=True, slots=True)
class ChoiceComparison:
    """One choice item over two waves: per option an estimate in each wave, a verdict and a change, in one order.

    A wave in which it was not asked has None for its item, and its options are not offered.
    """

    item_id: str
    items: tuple[SingleChoice | MultipleChoice | None, SingleChoice | MultipleChoice | None]
    options: tuple[tuple[OptionEstimate, OptionEstimate], ...]
    verdicts: tuple[Verdict, ...]
    changes: tuple[Change | None, ...]
    technicals: tuple[OptionTechnical | None, ...]
    conclusions: tuple[Conclusion | None, ...]


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class ValueComparison:
    """A number or mark over two waves."""

    item_id: str
    items: tuple[AnyItem | None, AnyItem | None]
    estimates: tuple[ValueEstimate | None, ValueEstimate | None]
    verdict: Verdict
    change: MeanChange | None = None
    technical: Technical | None = None
    conclusion: Conclusion | None = None


@dataclass(frozen=True, slots=True)
class ScaleEstimate:
    """Scores of a scale in one wave (STATISTICS 7): the mean of the answered items of each person who answered enough.

    `n` persons have a score and `n_without` have not; `reliability` is on those who answered every item. `hidden`:
    withheld by disclosure control; `computable` False: the wave is known from printed counts only. Then all is None.
    """

    n: int | None = None
    n_without: int | None = None
    mean: float | None = None
    mean_interval: Interval | None = None
    sd: float | None = None
    reliability: Reliability | None = None
    hidden: bool = False
    computable: bool = True


@dataclass(frozen=True, slots=True)
class ScaleComparison:
    """A scale over two waves, scored on the `items` that both asked in the same words; `left_out` are the others.

    There is no bound for a score, so the conclusion never says that a difference is smaller than one.
    """

    scale_id: str
    title: str
    items: tuple[str, ...]
    left_out: tuple[str, ...]
    estimates: tuple[ScaleEstimate | None, ScaleEstimate | None]
    verdict: Verdict
    change: MeanChange | None
    technical: Technical | None
    conclusion: Conclusion | None


@dataclass(frozen=True)
class GroupComparison:
    """The statements and scales of one arm, segment or category over two waves, each with a verdict of its own.

    `respondents` in each wave, as sheet *Respons* shows them.
    """

    group: Group
    label: Words | str
    respondents: tuple[int, int]
    statements: tuple[StatementComparison, ...]
    scales: tuple[ScaleComparison, ...]


@dataclass(frozen=True)
class Contrast:
    """Pilot against mirror segments on one statement (percentage points) or scale (points of its score): STATISTICS 10.

    `arms` holds the change of each segment that may be shown in both waves, also of those in `unsaid`, whose own
    verdict forbids to state it. `subject` is the id of the item or scale, `block` that of the later wave. `holm`
    adjusts the p of the two-step test over the contrasts of one block, or of the reliable scales, that are shown.
    """

    subject: str
    text: str
    block: str | None
    is_scale: bool
    verdict: Verdict
    arms: ArmComparison
    unsaid: frozenset[str] = frozenset()
    holm: float | None = None

    @property
    def is_shown(self) -> bool:
        """Whether the difference between the arms may be stated."""
        return self.arms.did is not None and self.verdict.level is not Level.NOT_COMPARABLE

    @property
    def said(self) -> tuple[Mapping[str, float], Mapping[str, float]]:
        """Of the pilot and of the mirror: the changes of segments that may be stated of those by themselves."""
        pilot, mirror = (
            {id_: change for id_, change in arm.items() if change is not None and id_ not in self.unsaid}
            for arm in (self.arms.pilot, self.arms.mirror)
        )
        return pilot, mirror


@dataclass(frozen=True)
class WaveComparison:
    """Two waves side by side, earlier first, in the order of the questionnaire of the later wave.

    `names` is what sentences call them. `shown` holds, per wave and item of its questionnaire, the counts that may be
    shown after disclosure control (None: the item is withheld; `ItemCounts.hidden`: those answers are, and `answers`
    does not hold them). The counts inside `waves` are those same counts, for the total only: what may not be shown is
    not in a WaveComparison at all. `by_trait` are the categories of traits that both waves may tell of. `weighting` is
    per wave, None where the study stores no margins; `is_weighted`: the shares and changes of statements are weighted
    by it.
    """

    waves: tuple[FieldedWave, FieldedWave]
    names: Names
    statements: tuple[StatementComparison, ...]
    choices: tuple[ChoiceComparison, ...]
    values: tuple[ValueComparison, ...]
    scales: tuple[ScaleComparison, ...]
    groups: tuple[GroupComparison, ...]
    contrasts: tuple[Contrast, ...]
    by_trait: tuple[GroupComparison, ...]
    shown: tuple[Shown, Shown]
    overall: Verdict
    weighting: tuple[WeightingTold | None, WeightingTold | None]
    is_weighted: bool
    rule_version: str
