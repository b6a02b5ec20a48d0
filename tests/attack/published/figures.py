"""Every number that is published, and how it is attacked: as an equation, as what follows from equations, or why not.

It projects from where figures are described: a number there that is attacked in none of these ways is told by `untold`.
What is a name, a sentence or yes or no is for the twins, which compare all frames and sheets whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any  # rows of pandas have no types

import pandas as pd

from survey_app.comparison.figures.figure import Kind
from tests.attack.published.outputs import Published
from tests.figure_pages import AnyFigure, every_figure

EQUATIONS: Mapping[str, Sequence[str]] = {
    "IN_WAVE": ("n_total", "n_valid", "n_nvt", "n_blank", "n_not_asked"),
    "POINT": ("count",),
    "OPTION": ("count", "base"),
    "RESPONSE": ("n_total",),
}
"""Numbers of people: `Told` makes a sum of unknowns of each, in every wave and group."""

PARTS_OF_OTHERS: Mapping[str, str] = {
    "STATEMENT": "IN_WAVE",
    "NOT_APPLICABLE": "IN_WAVE",
    "TESTED": "TECHNICAL",
    "STATED_DELTA": "TECHNICAL",
    "STATED": "CONTRAST ARM_MEANS",
    "STATED_CHANGE": "SEGMENT_CHANGE",
    "MARGIN": "VERDICT",
}
"""Lists that are another list in the hands of sheets: the same figures, or fewer of them."""


@dataclass(frozen=True)
class Follows:
    """Figures of a list that are functions of counts which are told wherever they are, so that they tell no more.

    `frame` has them, in rows about what `key` says. `counts` are frames with counts, which column they stand in, and
    what says there what they are of.
    """

    listed: str
    frame: str
    ids: Sequence[str]
    key: tuple[str, ...] = ("group", "item")
    counts: Sequence[tuple[str, str, tuple[str, ...]]] = (("distribution", "count", ("group", "item")),)

    def untrue(self, published: Published) -> Iterator[str]:
        """Where one of them is told and those counts are not."""
        known = {
            _key(row, key, row["wave"])
            for name, count, key in self.counts
            for _, row in published.frame(name).iterrows()
            if pd.notna(row[count])
        }
        for _, row in published.frame(self.frame).iterrows():
            for id_ in self.ids:
                waves = () if pd.isna(row[id_]) else _waves(row)
                yield from (f"{self.frame}.{id_}" for wave in waves if _key(row, self.key, wave) not in known)


def _waves(row: Any) -> Sequence[str]:  # a row of pandas
    if "wave" in row:
        return (row["wave"],)
    return (row["earlier"], row["later"]) if "later" in row else row["waves"].split()


def _key(row: Any, key: Sequence[str], wave: str) -> tuple[str, ...]:  # a row of pandas
    return (wave, *(row.get(name, "everybody") for name in key))


WORSE = "Told counts weights as worse than they are: of those of one row the attacker knows every answer"
_OF_ONE_WAVE = ("agree", "agree_low", "agree_high", "disagree", "mean", "mean_low", "mean_high", "sd", "median", "nvt")
_RANKS = (
    *("theta", "theta_se", "theta_low", "theta_high", "delta", "delta_low", "delta_high"),
    *("bm_statistic", "bm_df", "bm_p", "holm", "fdr", "permutation_p"),
    *("welch_difference", "welch_low", "welch_high", "welch_t", "welch_df", "welch_p"),
)
_UNWEIGHTED = ("newcombe_pp", "newcombe_low_pp", "newcombe_high_pp")
_CHANGES = (*_UNWEIGHTED, "nvt_change_pp", "nvt_change_low_pp", "nvt_change_high_pp")
_OF_OPTION, _OF_SCALE, _OF_ITEM = ("item", "option"), ("group", "scale"), ("group", "item")
_STATEMENTS, _OPTIONS = ("distribution", "count", _OF_ITEM), ("options", "count", _OF_OPTION)
_SCALES, _VALUES = ("scales", "mean", _OF_SCALE), ("values", "mean", _OF_ITEM)
_CHANGE = ("change", "change_low", "change_high")
FOLLOWING: Sequence[Follows] = (
    Follows("IN_WAVE", "estimates", _OF_ONE_WAVE),
    Follows("POINT", "distribution", ("n_valid", "share")),
    Follows("PRECISELY", "estimates", ("agree_finite_low", "agree_finite_high")),
    Follows("TECHNICAL", "technical", (*_RANKS, *_CHANGES)),
    Follows("TECHNICAL", "scale_changes", _RANKS, _OF_SCALE, [_SCALES]),
    Follows("TECHNICAL", "value_changes", _RANKS, _OF_ITEM, [_VALUES]),
    Follows("CHANGE", "changes", ("change_pp", "change_low_pp", "change_high_pp")),
    Follows("MEAN_CHANGE", "scale_changes", _CHANGE, _OF_SCALE, [_SCALES]),
    Follows("MEAN_CHANGE", "value_changes", _CHANGE, _OF_ITEM, [_VALUES]),
    Follows("VERDICT", "changes", ("margin_pp",)),
    Follows("TREND", "trends", ["z", "chi2", "p", "tau_b", "tau_b_p", "h", "h_df", "h_p"]),
    Follows("OPTION", "options", ("share", "share_low", "share_high"), _OF_OPTION, [_OPTIONS]),
    Follows("OPTION_TEST", "option_changes", ("fisher_p", "holm", *_UNWEIGHTED), _OF_OPTION, [_OPTIONS]),
    Follows("SEGMENT_CHANGE", "segment_changes", ("change",), ("segment", "subject"), [_STATEMENTS, _SCALES]),
)

WHY_NOT: Sequence[tuple[str, str, str]] = (
    (
        "RESPONSE",
        "frame response margin_pp",
        "the number approached is no secret; the others follow from it and n_total",
    ),
    ("POINT", "score", "it stands in the questionnaire"),
    ("POPULATION", "population", "it stands in the file of the study"),
    ("VERDICT", "level", "no number of people; tests/unit/test_composition_secrets.py attacks what it looks at"),
    (
        "VALUE",
        "n_valid mean mean_low mean_high sd median",
        "of everybody only: there is no part to take from the whole",
    ),
    ("GOAL", "target", "it stands in the file of the study"),
    ("GOAL", "n value value_low value_high", "those of IN_WAVE, VALUE or SCALE, where these are told"),
    ("ANSWER", "count share", "those of POINT and OPTION, and of marks of everybody only"),
    ("ITEM", "n_nvt total", "those of IN_WAVE and OPTION, of everybody"),
    ("BASE", "n", "that of IN_WAVE, VALUE or SCALE"),
    ("BY_VILLAGE", "agree_by_village agree_by_village_low agree_by_village_high", "a sum of shares that are each told"),
    (
        "SCALE",
        "n n_without mean mean_low mean_high sd n_complete alpha omega",
        "tests/unit/test_disclosure_attack_scales.py",
    ),
    (
        "CONTRAST",
        "n_pilot n_mirror df assignments smallest_p smallest_p_one_sided",
        "of numbers of segments, not of people",
    ),
    ("CONTRAST", "did did_low did_high t p permutation_p permutation_p_one_sided holm", "of changes in SEGMENT_CHANGE"),
    ("CONTRAST", "pooled", "of the changes of both arms, whose answers are equations; the twins compare it"),
    ("ARM_MEANS", "pilot_mean mirror_mean", "means of SEGMENT_CHANGE"),
    ("WEIGHTS", "n deff n_eff trimmed unknown_segment unknown_category", WORSE),
    ("TECHNICAL", "weighted_earlier weighted_earlier_low weighted_earlier_high n_eff_earlier", WORSE),
    ("TECHNICAL", "weighted_later weighted_later_low weighted_later_high n_eff_later", WORSE),
    ("TECHNICAL", "weighted_pp weighted_low_pp weighted_high_pp", WORSE),
)
"""A list, its figures, and why they are no equations: where they are attacked instead, or what they say of nobody."""

Lists = Mapping[str, Mapping[str, AnyFigure]]


def unattacked(lists: Lists | None = None) -> set[tuple[str, str]]:
    """Numbers that are attacked in no way, and for which no reason stands here: a list and an id."""
    numbers = {
        (name, one.id)
        for name, listed in (lists or every_figure()).items()
        for one in listed.values()
        if name not in PARTS_OF_OTHERS and one.kind in (Kind.COUNT, Kind.FIGURE)
    }
    return numbers - attacked()


def attacked() -> set[tuple[str, str]]:
    """Those that are, or for which a reason stands here."""
    equations = {(name, id_) for name, ids in EQUATIONS.items() for id_ in ids}
    following = {(one.listed, id_) for one in FOLLOWING for id_ in one.ids}
    return equations | following | {(name, id_) for name, ids, _why in WHY_NOT for id_ in ids.split()}
