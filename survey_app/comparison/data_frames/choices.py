"""Options of single and multiple choice: each wave by itself, and two waves side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from survey_app.comparison.conclusion import Conclusion
from survey_app.comparison.data_frames.keys import InPair, InWave, key_of, pair_columns, wave_column
from survey_app.comparison.data_frames.verdicts import change_columns, conclusion_columns, verdict_columns
from survey_app.comparison.figures.figure import (
    SHARE,
    Figure,
    bounds,
    columns,
    count,
    figure,
    flag,
    of_part,
    text,
)
from survey_app.comparison.figures.technical import newcombe_figures
from survey_app.comparison.groups import EVERYBODY
from survey_app.comparison.results import ChoiceComparison, OptionEstimate, OptionTechnical, Verdict
from survey_app.comparison.series import WaveSeries
from survey_app.comparison.statistics.changes import Change
from survey_app.questionnaire.model import MultipleChoice, SingleChoice


@dataclass(frozen=True)
class OptionInWave:
    """One option in one wave that asked the item."""

    item: SingleChoice | MultipleChoice
    estimate: OptionEstimate


@dataclass(frozen=True)
class OptionInPair:
    """One option in two waves."""

    item_id: str
    option: str
    label: str
    earlier_label: str | None
    verdict: Verdict
    change: Change | None
    technical: OptionTechnical | None
    conclusion: Conclusion | None


def options_in_waves(series: WaveSeries) -> list[InWave[OptionInWave]]:
    """Every option of every wave that asked its item, waves in order of time; everybody only."""
    found: dict[tuple[int, str, str], InWave[OptionInWave]] = {}
    for pair in series.pairs:
        for choice in pair.comparison.choices:
            for side, place in enumerate((pair.earlier, pair.later)):
                wave = series.waves[place]
                for one in _offered(choice, side):
                    key = place, choice.item_id, one.estimate.option
                    found.setdefault(key, InWave(wave.wave.id, EVERYBODY, None, wave.approached, one))
    return [found[key] for key in sorted(found, key=lambda key: key[0])]


def _offered(choice: ChoiceComparison, side: int) -> Iterator[OptionInWave]:
    """The options, those too that this wave did not offer beside those it did."""
    item = choice.items[side]
    if item is not None:
        yield from (OptionInWave(item, both[side]) for both in choice.options)


def options_in_pairs(series: WaveSeries) -> Iterator[InPair[OptionInPair]]:
    """Every option of every pair of waves."""
    for pair in series.pairs:
        for choice in pair.comparison.choices:
            options = zip(
                choice.options, choice.verdicts, choice.changes, choice.technicals, choice.conclusions, strict=True
            )
            for (before, one), verdict, change, technical, conclusion in options:
                label = before.label if before.offered else None
                told = choice.item_id, one.option, one.label, label
                yield InPair(key_of(series, pair), OptionInPair(*told, verdict, change, technical, conclusion))


def option_columns() -> tuple[Figure[InWave[OptionInWave]], ...]:
    """One option in one wave."""
    return columns(
        wave_column(),
        text("item", "id of the choice", lambda row: row.found.item.id),
        text("type", "single_choice or multiple_choice", lambda row: row.found.item.type),
        flag("background", "whether it is a trait of people and no opinion", lambda row: row.found.item.background),
        of_part(_estimate_columns(), lambda row: row.found.estimate),
    )


def _estimate_columns() -> tuple[Figure[OptionEstimate], ...]:
    return columns(
        text("option", "id of the option", lambda one: one.option),
        text(
            "option_label",
            "what the respondent read; of a wave that did not offer it, what those of the other wave read",
            lambda one: one.label,
        ),
        flag("offered", "false: this wave did not offer it, which is not 0", lambda one: one.offered),
        flag(
            "shown", "false: not offered, or withheld by disclosure control", lambda one: one.offered and not one.hidden
        ),
        flag("homogeneous", "everybody in a group below 30 chose it: ‘> 90%’", lambda one: one.homogeneous),
        count("count", "how many chose it", lambda one: one.count),
        count("base", "saw the question (multiple), or chose an option (single)", lambda one: one.base),
        figure("share", SHARE, "count, of base; of multiple choice they add up to more than 1", lambda one: one.share),
        bounds("share", SHARE, "its 95% interval", lambda one: one.interval, "Wilson 1927"),
    )


def option_change_columns() -> tuple[Figure[InPair[OptionInPair]], ...]:
    """One option in two waves: what may be said, and after that every figure whatever the verdict."""
    return columns(
        pair_columns(),
        text("item", "id of the choice", lambda row: row.found.item_id),
        text("option", "id of the option", lambda row: row.found.option),
        text(
            "option_label",
            "what respondents of the later wave read; of the earlier, where only that offered it",
            lambda row: row.found.label,
        ),
        text(
            "option_label_earlier",
            "what respondents of the earlier wave read; missing where it was not offered",
            lambda row: row.found.earlier_label,
        ),
        of_part(verdict_columns(), lambda row: row.found.verdict),
        of_part(change_columns("that chose it; from level 1"), lambda row: row.found.change),
        conclusion_columns(lambda row: (row.found.verdict, row.found.conclusion)),
        of_part(_technical_columns(), lambda row: row.found.technical),
    )


def _technical_columns() -> tuple[Figure[OptionTechnical], ...]:
    return columns(
        of_part(newcombe_figures("that chose it"), lambda technical: technical.change),
        figure(
            "fisher_p",
            "p",
            "of equal shares, two-sided; missing on a base below 10, and of a trait",
            lambda technical: technical.fisher,
            "Fisher’s exact test",
        ),
        figure(
            "holm",
            "p",
            "fisher_p after Holm, over the options of the item at level 1 and 2",
            lambda technical: technical.holm,
            "Holm 1979",
        ),
    )
