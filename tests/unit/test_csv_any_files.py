"""Whatever stands in the files: they are counted to the last row or refused with a reason, and break nothing."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.dataset.from_files.faults import CsvRefused
from survey_app.dataset.from_files.fields import CODEBOOK
from survey_app.dataset.from_files.waves import WaveFiles, read_waves
from tests.written_csv import Written

_CODES = ("", "1", "2", "4", "5", "9", "nvt", "ja", "nee", "NA", "3.0", "niet gesteld", "a|b", "2019", "w1")
_WORDS = ("18-34", "65+", "40", "Ingen", "Maurik", "pilot", "spiegel", "2019-06", "a", "b", "age", "team")
_CELLS = st.sampled_from(_CODES + _WORDS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
_LIKELY: dict[str, tuple[str, ...]] = {
    "wave": ("2019", "2020"),
    "village": ("Ingen", "Maurik"),
    "arm": ("", "onbekend"),
    "age": ("18-34", "65+", ""),
    "mode": ("web", "papier", ""),
    "text": ("", "Vraag", "Anders"),
    "block": ("", "Blok", "Eén"),
    "scale": ("", "Samen"),
    "reversed": ("", "ja", "0"),
    "nvt": ("ja", "Weet niet"),
    "labels": ("", "p|q|r|s|t", "1-5", "5=p|4=q|3=r|2=s|1=t", "0|1|2|4|5", "9=N.v.t.|1=p|2=q|4=r|5=s"),
    "wording_version": ("", "1", "2"),
}
"""What usually stands in a column; nothing does in the others."""


def _csv(known: list[list[str]], more: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Files of columns that are there in any case, by row, with some more, and now and then a cell that is odd."""
    names = st.lists(st.sampled_from(more), unique=True, max_size=5)
    return names.flatmap(lambda others: _rows(known, others))


def _rows(known: list[list[str]], others: list[str]) -> st.SearchStrategy[str]:
    likely = st.tuples(*(st.sampled_from(_LIKELY.get(name, ("",))) for name in others))
    rows = st.tuples(*(st.tuples(st.just(row), likely).map(lambda two: [*two[0], *two[1]]) for row in known[1:]))
    odd = st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9), _CELLS)
    return st.tuples(rows, odd).map(lambda found: _text([[*known[0], *others], *_changed(found[0], found[1])]))


def _changed(rows: tuple[list[str], ...], odd: tuple[int, int, str] | None) -> list[list[str]]:
    """The rows with one cell that is something else."""
    changed = [list(row) for row in rows]
    if odd is not None:
        row = changed[odd[0] % len(changed)]
        row[odd[1] % len(row)] = odd[2]
    return changed


def _text(rows: list[list[str]]) -> str:
    return "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)


_ANSWERED = [
    ["wave", "a", "b", "team__x", "team__y"],
    *([wave, *row] for wave in ("2019", "2020") for row in (("4", "1", "1", "0"), ("5", "nvt", "1", "1"))),
]
_DESCRIBED = [["item", "type", "options"], ["a", "", ""], ["b", "likert", ""], ["team", "multiple_choice", "x|y"]]
_FRAMED = [["village", "households"], ["Ingen", "10"], ["Maurik", "20"]]
_AGED = [["village", "age", "n"], ["Ingen", "", "10"], ["Maurik", "", "20"], ["", "18-34", "5"], ["", "65+", "9"]]
_RESPONSES = _csv(_ANSWERED, ("village", "arm", "age", "month", "mode"))
_CODEBOOKS = _csv(_DESCRIBED, tuple(name for name in CODEBOOK if name not in ("item", "type", "options")))
_FRAMES = _csv(_FRAMED, ("arm", "note", "wave", "month")) | _csv(_AGED, ("arm", "note", "wave"))


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(_RESPONSES, st.none() | _CODEBOOKS, st.none() | _FRAMES)
def test_files_are_counted_to_the_last_row_or_refused(responses: str, codebook: str | None, frame: str | None) -> None:
    with TemporaryDirectory() as folder:
        written = Written(Path(folder))
        try:
            waves = written.read(responses, codebook, frame).waves
        except CsvRefused as refusal:
            waves = ()
            faults = refusal.faults
        else:
            faults = ()

    assert bool(faults) != bool(waves)
    for wave in waves:
        counts = wave.counts.total
        assert counts.respondents == sum(wave.responded.values()) == wave.wave.responses
        for item in counts.items.values():
            assert item.answered + item.not_applicable + item.blank + item.not_asked == counts.respondents


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["1", "2", "3", "4", "5", "nvt", ""]), min_size=1), st.randoms())
def test_the_order_of_rows_changes_nothing(cells: list[str], random: object) -> None:
    shuffled = list(cells)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    with TemporaryDirectory() as folder:
        written = Written(Path(folder))
        texts = [f"wave,b,a\n2019,1,{(chr(10) + '2019,1,').join(rows)}\n" for rows in (cells, shuffled)]
        first, second = (written.one(text) for text in texts)

    assert first.counts == second.counts


def test_a_file_that_is_not_there_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"weg\.csv"):
        read_waves(WaveFiles(tmp_path / "weg.csv"))
