"""The headline of an item in a study with arms: pilot, mirror, their difference in development, and everybody last."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from survey_app.comparison.figures.arms import STATED
from survey_app.comparison.figures.estimates import SCALE
from survey_app.comparison.figures.signs import Sign
from survey_app.comparison.figures.statements import STATEMENT
from survey_app.comparison.groups import ARMS, EVERYBODY, Group, GroupKind
from survey_app.comparison.results import (
    Contrast,
    GroupComparison,
    ItemEstimate,
    Reason,
    ScaleComparison,
    ScaleEstimate,
    StatementComparison,
    WaveComparison,
)
from survey_app.comparison.sentences import number_words
from survey_app.comparison.series import SeriesPair, WaveSeries
from survey_app.comparison.statistics.arms import ArmComparison
from survey_app.language.words import Words, counted, joined, listed
from survey_app.tables.columns import subject_columns
from survey_app.tables.contrasts import village_labels
from survey_app.tables.differences import difference_cells, difference_columns, mean_difference_cells
from survey_app.tables.items import subject_words
from survey_app.tables.layout import all_filled, cells_of, columns_of, filled
from survey_app.tables.reasons import short_reason_column, short_reasons
from survey_app.tables.table import Block, Cell, Column, Kind, Paragraph, Table, Text
from survey_app.tables.verdicts import SCALE_WORDS, STATEMENT_WORDS, level_words, shared_reasons
from survey_app.tables.waves import pair_words

T = TypeVar("T")

_FROZEN = 3
_REASONS = 36
"""Width of the last column: how many villages took part fits on one line."""
_SIZE = 11
"""Place of the column that a scale does not have."""
_LINES = 4
_ITEMS = 4
"""Of one table, so that it stays on a page with its headings, where there are several; a single one repeats them."""
_BY_CHANCE = 0.05
_MOST_NAMED = 10
"""Of more villages that take no part, only the number is told."""

Compared = StatementComparison | ScaleComparison
_Part = WaveComparison | GroupComparison
ByGroup = Mapping[Group, Mapping[str, Compared]]
"""Of everybody and of each arm: how waves compare, by the id of the statement or scale."""
Shared = Mapping[Words, tuple[Reason, ...]]
"""By what a row is called: the reasons that hold for all such rows."""


def headlines(series: WaveSeries, *, is_scale: bool) -> Iterator[Block]:
    """Per pair of waves how many differ, the reasons that all rows have, and four rows a statement or scale."""
    for number, pair in enumerate(series.pairs, start=1):
        contrasts = [contrast for contrast in pair.comparison.contrasts if contrast.is_scale is is_scale]
        if contrasts:
            yield from _headlines(series, pair, contrasts, number)


def _headlines(series: WaveSeries, pair: SeriesPair, contrasts: Sequence[Contrast], number: int) -> Iterator[Block]:
    is_scale = contrasts[0].is_scale
    groups = by_group(pair.comparison, is_scale=is_scale)
    shared = shared_by_row(series, contrasts, groups)
    yield Paragraph(_tally(series, pair, contrasts), strong=True)
    yield from told_once(shared)
    chunk = len(contrasts) if len(series.pairs) == 1 else _ITEMS
    for start in range(0, len(contrasts), chunk):
        part = contrasts[start : start + chunk]
        rows = (row for contrast in part for row in _rows(series, pair, contrast, groups, shared))
        fitting = tuple(_fitting(row, is_scale=is_scale) for row in rows)
        yield _table(series, pair, fitting, f"{number}_{start // chunk + 1}", is_scale=is_scale)


def by_group(comparison: WaveComparison, *, is_scale: bool) -> ByGroup:
    """The statements or scales of each arm, and last those of everybody."""
    parts: dict[Group, _Part] = {arm.group: arm for arm in comparison.groups if arm.group.kind is GroupKind.ARM}
    parts[EVERYBODY] = comparison
    return {group: _by_subject(part, is_scale=is_scale) for group, part in parts.items()}


def shared_by_row(series: WaveSeries, contrasts: Sequence[Contrast], groups: ByGroup) -> Shared:
    """What stands above the table once, and in its rows in a few words."""
    by_row = {who_words(series, group): [judged.verdict for judged in of.values()] for group, of in groups.items()}
    by_row[DIFFERENCE] = [contrast.verdict for contrast in contrasts]
    return {row: shared_reasons(verdicts) for row, verdicts in by_row.items()}


def _by_subject(part: _Part, *, is_scale: bool) -> Mapping[str, Compared]:
    if is_scale:
        return {scale.scale_id: scale for scale in part.scales}
    return {statement.item_id: statement for statement in part.statements}


def _tally(series: WaveSeries, pair: SeriesPair, contrasts: Sequence[Contrast]) -> Words:
    tests = [of.arms.test for of in contrasts if of.is_shown and of.arms.test is not None]
    clear = sum(test.interval.low > 0 or test.interval.high < 0 for test in tests)
    waves = pair_words(series, pair.earlier, pair.later).capitalised()
    one, more = SCALE_WORDS if contrasts[0].is_scale else STATEMENT_WORDS
    if not tests:
        return _NONE.filled(waves=waves, what=more)
    return _CLEAR.filled(
        waves=waves,
        subjects=counted(len(tests), one, more),
        among=_among(clear, len(tests)),
        by_chance=number_words(_BY_CHANCE * len(tests)),
    )


def _among(clear: int, tested: int) -> Words:
    if clear == 0:
        return Words("geen enkele")
    if clear == tested:
        return Words("die ene") if tested == 1 else Words("alle {all}").filled(all=tested)
    return Words("{clear} daarvan").filled(clear=clear)


_NONE = Words("{waves}: van geen van de {what} is een verschil in ontwikkeling met een interval te geven.")
_CLEAR = Words(
    "{waves}: {subjects} met een interval van het verschil in ontwikkeling; het ligt los van 0 bij {among}. Als er "
    "nergens verschil was, zouden dat er door toeval gemiddeld {by_chance} zijn (5%)."
)


def told_once(shared: Shared) -> Iterator[Paragraph]:
    """The reasons that all rows of some kind have, in whole sentences."""
    rows_of: dict[Words, list[Words]] = {}
    for row, reasons in shared.items():
        for reason in reasons:
            rows_of.setdefault(reason.sentence, []).append(row)
    if rows_of:
        yield Paragraph(_IN_ALL_ROWS)
    for sentence, rows in rows_of.items():
        yield Paragraph(_OF.filled(rows=joined(rows, ", "), sentence=sentence))


_IN_ALL_ROWS = Words("Wat voor al deze rijen geldt:")
_OF = Words("–  {rows}: {sentence}")


def who_words(series: WaveSeries, group: Group) -> Words:
    """Whose a row is."""
    if group == EVERYBODY:
        return _EVERYBODY
    return joined([series.label_of(group)]).capitalised()


def _table(
    series: WaveSeries, pair: SeriesPair, rows: tuple[tuple[Cell, ...], ...], number: str, *, is_scale: bool
) -> Table:
    return Table(
        name=f"Pilot_{'schalen' if is_scale else 'stellingen'}_{number}",
        title=pair_words(series, pair.earlier, pair.later).capitalised(),
        columns=_columns(series, pair, is_scale=is_scale),
        rows=rows,
        notes=tuple(_alphas(series, pair)) if is_scale else (),
        main=len(series.pairs) == 1,
        frozen=_FROZEN,
        rows_together=_LINES,
    )


def _alphas(series: WaveSeries, pair: SeriesPair) -> Iterator[Words]:
    """How reliable each scale is in the whole of each wave: of an arm alone that is not worked out."""
    names = series.names[pair.earlier], series.names[pair.later]
    for scale in pair.comparison.scales:
        alphas = [
            _IN_WAVE.filled(alpha=number_words(estimate.reliability.alpha, 2), wave=name)
            for name, estimate in zip(names, scale.estimates, strict=True)
            if estimate and estimate.reliability and estimate.reliability.alpha is not None
        ]
        if alphas:
            yield _ALPHA.filled(scale=scale.title, alphas=listed(alphas))


_IN_WAVE = Words("{alpha} in {wave}")
_ALPHA = Words("{scale}: alfa {alphas}, van iedereen samen.")


READING = (
    Words(
        "Verschil in ontwikkeling: de gemiddelde verandering van de pilot{segments} min die van de spiegel{segments}. "
        "Alle {segments} die in beide metingen getoond mogen worden doen mee en tellen even zwaar; daarom is het niet "
        "precies de regel van pilot min die van spiegel."
    ),
    Words(
        "Het 95%-interval ervan komt uit de spreiding tussen de {segments} (in twee stappen, Donald en Lang 2007); p, "
        "de correctie van Holm en de verwisseling staan op Technisch."
    ),
)


def _columns(series: WaveSeries, pair: SeriesPair, *, is_scale: bool) -> tuple[Column, ...]:
    verdict, _block, subject = subject_columns(Words("Schaal") if is_scale else Words("Stelling"))
    figures = [
        column
        for name in (series.short_names[pair.earlier], series.short_names[pair.later])
        for column in (columns_of(_SCORES, name, name) if is_scale else columns_of(_SHARES, name, name))
    ]
    changes = (
        difference_columns(Words("Verandering van de score"), kind=Kind.SCORE_CHANGE)
        if is_scale
        else difference_columns()
    )
    return _fitting((verdict, subject, WHO, *figures, *changes, short_reason_column(_REASONS)), is_scale=is_scale)


def _fitting(row: tuple[T, ...], *, is_scale: bool) -> tuple[T, ...]:
    """A scale has no size."""
    return tuple(part for place, part in enumerate(row) if not (is_scale and place == _SIZE))


def _rows(
    series: WaveSeries, pair: SeriesPair, contrast: Contrast, groups: ByGroup, shared: Shared
) -> Iterator[tuple[Cell, ...]]:
    subject = subject_words(series, pair, contrast.subject)
    for arm in ARMS:
        group = Group(GroupKind.ARM, arm)
        yield _row(subject, who_words(series, group), groups.get(group, {}).get(contrast.subject), shared)
    yield _difference(series, contrast, subject, shared)
    yield _row(subject, _EVERYBODY, groups[EVERYBODY].get(contrast.subject), shared)


_EVERYBODY = Words("Iedereen")
_WEIGHTED = Words("{who} (verandering gewogen)")


def _row(subject: Text, who: Words, compared: Compared | None, shared: Shared) -> tuple[Cell, ...]:
    if compared is None:
        return (Sign.IMPOSSIBLE, subject, who, *(Sign.IMPOSSIBLE,) * 9, _NOT_THERE)
    is_weighted = isinstance(compared, StatementComparison) and compared.is_weighted
    return (
        level_words(compared.verdict),
        subject,
        _WEIGHTED.filled(who=who) if is_weighted else who,
        *(cell for estimate in compared.estimates for cell in _level(estimate)),
        *_change(compared),
        short_reasons(compared.verdict, shared[who]),
    )


_NOT_THERE = Words("Niet in beide metingen.")


_SCORES = (*all_filled(SCALE, {"n": 7}, Kind.COUNT), filled(SCALE["mean"], Kind.SCORE, 10, heading=Words("Score")))
_SHARES = all_filled(STATEMENT, {"n_valid": 7, "agree": 10}, Kind.PERCENT)


def _level(estimate: ItemEstimate | ScaleEstimate | None) -> tuple[Cell, ...]:
    """The base, and the share above the middle or the mean score."""
    return cells_of(_SCORES, estimate) if isinstance(estimate, ScaleEstimate) else cells_of(_SHARES, estimate)


def _change(compared: Compared) -> tuple[Cell, ...]:
    """The change with its interval and what it means, as far as the verdict allows."""
    if isinstance(compared, StatementComparison):
        return difference_cells(compared)
    return (*mean_difference_cells(compared), Sign.IMPOSSIBLE)


def _difference(series: WaveSeries, contrast: Contrast, subject: Text, shared: Shared) -> tuple[Cell, ...]:
    """Of no size and without a conclusion: its interval is all that the reading sheet says."""
    return (
        level_words(contrast.verdict),
        subject,
        DIFFERENCE,
        *(Sign.IMPOSSIBLE,) * 4,
        *cells_of(_OF_SCALE if contrast.is_scale else _OF_STATEMENT, contrast),
        Sign.IMPOSSIBLE,
        Sign.IMPOSSIBLE,
        joined([_took_part_shortly(series, contrast.arms), short_reasons(contrast.verdict, shared[DIFFERENCE])], "; "),
    )


DIFFERENCE = Words("Verschil in ontwikkeling")
WHO = Column(Words("Wie"), Kind.STRONG, 22)


_WIDTHS = dict.fromkeys(("did", "did_low", "did_high"), 9)
_OF_SCALE = all_filled(STATED, _WIDTHS, Kind.SCORE_CHANGE)
_OF_STATEMENT = all_filled(STATED, _WIDTHS, Kind.POINTS)


def took_part(series: WaveSeries, arms: ArmComparison) -> Words:
    """How many of how many villages take part, and which do not."""
    missing = arms.missing
    how_many = _TOOK_PART.filled(**_taking_part(arms), **series.segment_names)
    if not missing or not sum(arms.taking_part) or len(missing) > _MOST_NAMED:
        return how_many
    labels = village_labels(series)
    return joined([how_many, _LEFT_OUT.filled(villages=listed([labels[village] for village in missing]))])


def _took_part_shortly(series: WaveSeries, arms: ArmComparison) -> Words:
    shortly = Words("{pilot} van {of_pilot} en {mirror} van {of_mirror} {segments}")
    return shortly.filled(**_taking_part(arms), **series.segment_names)


def _taking_part(arms: ArmComparison) -> Mapping[str, int]:
    pilot, mirror = arms.taking_part
    return {"pilot": pilot, "of_pilot": len(arms.pilot), "mirror": mirror, "of_mirror": len(arms.mirror)}


_TOOK_PART = Words("{pilot} van {of_pilot} pilot{segments} en {mirror} van {of_mirror} spiegel{segments} deden mee.")
_LEFT_OUT = Words("Niet in beide metingen te tonen: {villages}.")
