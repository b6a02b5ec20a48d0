"""Columns of *Technisch* on whole distributions: ranks, their test, and the p-values that follow from it."""

from collections.abc import Mapping

from survey_app.comparison.figures.technical import DELTA_SIZE, TECHNICAL, Compared
from survey_app.comparison.statistics.permutation import Method
from survey_app.comparison.statistics.ranks import RankTest
from survey_app.comparison.verdict.sizes import DeltaSize
from survey_app.language.words import Words
from survey_app.tables.layout import FilledColumn, all_filled, worded
from survey_app.tables.table import Kind

_RANKS = Words("Rangen: hele verdeling")
_TEST = Words("Toets op de rangen")
_CONTROL = Words("Controle")

_SIZES: Mapping[str, Words] = {
    DeltaSize.NEGLIGIBLE: Words("verwaarloosbaar"),
    DeltaSize.SMALL: Words("klein"),
    DeltaSize.MEDIUM: Words("middelgroot"),
    DeltaSize.LARGE: Words("groot"),
}
_TESTS: Mapping[str, Words] = {
    RankTest.BRUNNER_MUNZEL: Words("Brunner-Munzel"),
    RankTest.EXACT_PERMUTATION: Words("permutatie, exact"),
    RankTest.NORMAL_PERMUTATION: Words("permutatie, normaal"),
    RankTest.ALL_EQUAL: Words("alles gelijk"),
}
_METHODS: Mapping[str, Words] = {Method.EXACT: Words("exact"), Method.NORMAL: Words("normaal")}


RANK_FIGURES: tuple[FilledColumn[Compared], ...] = (
    *all_filled(TECHNICAL, {"theta": 8, "delta": 8, "delta_low": 9, "delta_high": 9}, Kind.PRECISE, _RANKS),
    worded(DELTA_SIZE, _SIZES, 17, _RANKS),
)
"""Theta and Cliff's delta with its interval, and how large it is where the verdict allows a word for that."""

TEST_FIGURES: tuple[FilledColumn[Compared], ...] = (
    worded(TECHNICAL["test"], _TESTS, 17, _TEST),
    *all_filled(TECHNICAL, {"bm_statistic": 8, "bm_df": 9, "bm_p": 8, "holm": 8, "fdr": 13}, Kind.PRECISE, _TEST),
    *all_filled(TECHNICAL, {"permutation_p": 12}, Kind.PRECISE, _CONTROL),
    worded(TECHNICAL["permutation_method"], _METHODS, 10, _CONTROL),
)
"""The test that conclusions rest on, with its p as it is and over its family, and a control."""
