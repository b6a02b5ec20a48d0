"""Sheet *Toelichting 2*: why each verdict of *Pilot en spiegel* is what it is, in whole sentences."""

from collections.abc import Iterator, Sequence

from survey_app.comparison.groups import ARMS, Group, GroupKind
from survey_app.comparison.results import Contrast, Reason, Verdict
from survey_app.comparison.series import SeriesPair, WaveSeries
from survey_app.language.words import Words, joined
from survey_app.tables.arm_headlines import (
    DIFFERENCE,
    WHO,
    ByGroup,
    Shared,
    by_group,
    shared_by_row,
    told_once,
    took_part,
    who_words,
)
from survey_app.tables.columns import subject_columns
from survey_app.tables.items import subject_words
from survey_app.tables.reasons import NAME
from survey_app.tables.table import Block, Cell, Column, Heading, Paragraph, Sheet, Table
from survey_app.tables.verdicts import level_words, reason_words
from survey_app.tables.waves import pair_words, titled

KNOWN_AS = Words("Toelichting: pilot en spiegel")
_OF_STATEMENTS, _OF_SCALES = Words("{waves}: stellingen"), Words("{waves}: schalen")


def arm_reasons_sheet(series: WaveSeries) -> Sheet | None:
    """Per pair of waves a row per statement or scale and arm, and of the difference.

    Only where there is more to say than on *Pilot en spiegel*; None where there is nothing of the kind.
    """
    blocks = [
        block for number, pair in enumerate(series.pairs, start=1) for block in reasons_of_pair(series, pair, number)
    ]
    if not blocks:
        return None
    title = titled(Words("Waarom elk oordeel over pilot en spiegel: {waves}"), series)
    return Sheet(joined([NAME, "2"]), title, (Paragraph(_ABOUT), *blocks), known_as=KNOWN_AS)


_ABOUT = Words("In hele zinnen wat op Pilot en spiegel met een paar woorden is gezegd.")


def reasons_of_pair(series: WaveSeries, pair: SeriesPair, number: int) -> Iterator[Block]:
    """What there is more to say of the arms in two waves; nothing where there is nothing."""
    for is_scale in (False, True):
        contrasts = [contrast for contrast in pair.comparison.contrasts if contrast.is_scale is is_scale]
        groups = by_group(pair.comparison, is_scale=is_scale)
        shared = shared_by_row(series, contrasts, groups)
        rows = tuple(row for contrast in contrasts for row in _rows(series, pair, contrast, groups, shared))
        if rows:
            waves = pair_words(series, pair.earlier, pair.later).capitalised()
            yield Heading((_OF_SCALES if is_scale else _OF_STATEMENTS).filled(waves=waves))
            yield from told_once(shared)
            verdict, _block, subject = subject_columns(Words("Schaal") if is_scale else Words("Stelling"))
            yield Table(
                name=f"Toelichting_pilot_{'schalen' if is_scale else 'stellingen'}_{number}",
                title="",
                columns=(verdict, subject, WHO, Column(Words("Waarom dit oordeel"), width=76)),
                rows=rows,
            )


def _rows(
    series: WaveSeries, pair: SeriesPair, contrast: Contrast, groups: ByGroup, shared: Shared
) -> Iterator[tuple[Cell, ...]]:
    subject = subject_words(series, pair, contrast.subject)
    for arm in ARMS:
        group = Group(GroupKind.ARM, arm)
        who, compared = who_words(series, group), groups.get(group, {}).get(contrast.subject)
        if compared is not None and _says_more(compared.verdict, shared[who]):
            reasons = reason_words(compared.verdict, shared[who], compared.conclusion)
            yield level_words(compared.verdict), subject, who, reasons
    if contrast.arms.missing or _says_more(contrast.verdict, shared[DIFFERENCE]):
        reasons = joined([took_part(series, contrast.arms), reason_words(contrast.verdict, shared[DIFFERENCE])], "\n")
        yield level_words(contrast.verdict), subject, DIFFERENCE, reasons


def _says_more(verdict: Verdict, shared: Sequence[Reason]) -> bool:
    return any(reason not in shared for reason in (*verdict.reasons, *verdict.notes))
