"""A table with its largest differences first."""

from __future__ import annotations

from survey_app.comparison.figures.signs import Sign
from survey_app.tables.ordering import by_difference, place_of_difference
from survey_app.tables.table import Cell, Column, Kind, Table

COLUMNS = (Column("Stelling"), Column("n", Kind.COUNT), Column("Verschil", Kind.POINTS))


def table(*rows: tuple[Cell, ...], together: int = 1, total: bool = False) -> Table:
    return Table("Proef", "", COLUMNS, rows, rows_together=together, total=total)


def test_up_and_down_count_alike_and_what_has_no_difference_comes_last_in_its_own_order() -> None:
    asked = table(("a", 10, Sign.SECRET), ("b", 10, 3), ("c", 10, -8), ("d", 10, Sign.NIL), ("e", 10, 0))

    assert [row[0] for row in by_difference(asked).rows] == ["c", "b", "e", "a", "d"]


def test_rows_of_one_subject_stay_together_by_the_largest_of_them() -> None:
    asked = table(("a 1", 9, ""), ("a 2", 9, 2), ("b 1", 9, ""), ("b 2", 9, -5), together=2)

    assert [row[0] for row in by_difference(asked).rows] == ["b 1", "b 2", "a 1", "a 2"]


def test_a_table_with_a_total_or_without_differences_stays_as_it_is() -> None:
    total = table(("a", 9, 1), ("b", 9, 5), ("alles", 9, 6), total=True)
    counts = Table("Proef", "", COLUMNS[:2], (("a", 1), ("b", 9)))

    assert by_difference(total) == total
    assert place_of_difference(counts) is None
    assert by_difference(counts) == counts
