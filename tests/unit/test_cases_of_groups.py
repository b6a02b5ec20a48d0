"""The cases of groups in tests/data/cases, and siblings: who is hidden, for whose sake, and whose words appear."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.disclosure.folding import folded
from survey_app.comparison.disclosure.shown import shown_counts
from survey_app.comparison.results import FieldedWave
from survey_app.comparison.series import WaveSeries
from survey_app.questionnaire.model import options_of
from survey_app.reporting import compare_waves, comparison_workbook, waves_from_files
from survey_app.tables.response import response_sheet
from survey_app.tables.table import Paragraph

CASES = Path(__file__).resolve().parents[1] / "data" / "cases"
WORDS = ("huisarts", "Ingen")


def read(file: Path, frame: Path | None = None) -> list[FieldedWave]:
    return waves_from_files(file, frame=frame, tell=lambda _note: None)


def villages_told(waves: list[FieldedWave]) -> list[set[str]]:
    """By wave: the villages of which it is told how many took part."""
    return [{one for one, number in of.responded.items() if one and number} for of in compare_series(waves).waves]


def said(series: WaveSeries) -> list[str]:
    """What *Respons* says under its tables."""
    return [str(block.text.dutch) for block in response_sheet(series).blocks if isinstance(block, Paragraph)]  # type: ignore[union-attr]  # ours are Words


def test_nine_beside_one_are_hidden_with_the_village_that_covers_them() -> None:
    # Case nine: of Aa (9), Bb (1) and Cc (120) nothing is told but their arm; Dd is the other arm
    waves = read(CASES / "nine.csv", CASES / "nine_frame.csv")

    found = compare_waves(waves)

    assert villages_told(waves) == [{"dd"}, {"dd"}]
    assert set(found.estimates.group) == {"everybody", "pilot", "mirror", "dd"}
    assert found.segments.n_total.isna().sum() == 6
    assert [one for one in said(compare_series(waves)) if "geheim" in one] == [
        f"mei {year}: Aa, Bb en Cc zijn samen geheim (x). Er zijn te kleine groepen bij; de andere staan er niet omdat "
        "die anders uit het totaal volgen. Alle tellen mee in pilot en in het totaal."
        for year in (2021, 2022)
    ]


SIZES = {"A": 230, "B": 230, "C": 230, "D": 233, "E": 233, "F": 233}
ARMS = {village: "pilot" if village in "ABC" else "spiegel" for village in SIZES}


def written(target: Path, sizes: Mapping[str, int], *, unknown: int) -> list[FieldedWave]:
    random = Random(1390)
    with target.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["wave", "village", "arm", "q1"])
        for wave in ("2021-05", "2022-05"):
            for village, size in {**sizes, "": unknown}.items():
                rows.writerows([[wave, village, ARMS.get(village, ""), random.randint(1, 5)] for _ in range(size)])
    return read(target)


def test_one_of_1390_without_a_village_costs_no_arm(tmp_path: Path) -> None:
    # STATISTICS 15.13: one village of each arm is hidden with him, 463 people, and not the whole arm of 690
    waves = written(tmp_path / "responses.csv", SIZES, unknown=1)

    series = compare_series(waves)
    found = compare_waves(waves)

    of_first = found.estimates[found.estimates.wave == found.waves.wave[0]].set_index("group")
    assert len(villages_told(waves)[0]) == 4
    assert of_first.n_valid["everybody"] == 1390
    assert (of_first.n_valid["pilot"], of_first.n_valid["mirror"]) == (460, 466)
    assert of_first.group_label["pilot"] == "alle pilotgroepen behalve A"
    assert said(series)[-1].startswith("mei 2022: A, D en wie van geen bekende groep is zijn samen geheim (x).")


@pytest.mark.parametrize(("unknown", "hidden"), [(0, set()), (2, {"a", "d"}), (9, {"a"}), (10, set())])
def test_who_has_no_village_is_hidden_with_the_fewest_people(tmp_path: Path, unknown: int, hidden: set[str]) -> None:
    # 9 cover the 12 of A and are covered by them; 2 do not, so that 60 of the other arm go too; 10 need nobody
    waves = written(tmp_path / "responses.csv", SIZES | {"A": 12, "D": 60}, unknown=unknown)

    assert villages_told(waves) == [{"a", "b", "c", "d", "e", "f"} - hidden] * 2


def texts_of(target: Path) -> Iterator[str]:
    with ZipFile(target) as parts:
        yield from (parts.read(name).decode() for name in parts.namelist() if name.endswith((".xml", ".rels")))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_nobodys_own_words_are_a_category(tmp_path: Path, language: str) -> None:
    # Case trait: STATISTICS 15.15
    waves = read(CASES / "trait.csv")
    assert any(word in str(waves) for word in WORDS)

    comparison_workbook(waves, tmp_path / "book.xlsx", language=language)
    found = compare_waves(waves)

    assert not [word for word in WORDS for text in texts_of(tmp_path / "book.xlsx") if word in text]
    assert not [word for word in WORDS for frame in vars(found).values() if word in frame.to_csv()]
    assert set(found.options.option) == {"man", "vrouw", "overig"}


def with_traits(target: Path, *waves: Mapping[str, int]) -> list[FieldedWave]:
    random = Random(15)
    with target.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["wave", "geslacht", "q1"])
        for year, categories in enumerate(waves, start=2019):
            for category, number in categories.items():
                rows.writerows([[year, category, random.randint(1, 5)] for _ in range(number)])
    return read(target)


def categories(waves: list[FieldedWave]) -> list[Mapping[str, int]]:
    """By wave: what is left of the trait, before disclosure control."""
    return [
        {
            option.label: of.counts.total.items["geslacht"].answers[option.id]
            for option in options_of(of.instrument.questionnaire.items["geslacht"])
        }
        for of in folded(waves)
    ]


def test_a_category_that_is_large_in_some_wave_stays_in_every_wave(tmp_path: Path) -> None:
    waves = with_traits(tmp_path / "traits.csv", {"man": 30, "vrouw": 20, "x": 3}, {"man": 30, "vrouw": 20, "x": 10})

    assert categories(waves) == [{"man": 30, "vrouw": 20, "x": 3}, {"man": 30, "vrouw": 20, "x": 10}]


def test_small_categories_are_one_together_and_one_that_is_called_that_already(tmp_path: Path) -> None:
    first = {"man": 30, "vrouw": 20, "x": 9, "y": 4, "overig": 12}
    waves = with_traits(tmp_path / "traits.csv", first, {"man": 30, "vrouw": 20, "z": 1})

    assert categories(waves) == [{"man": 30, "vrouw": 20, "overig": 25}, {"man": 30, "vrouw": 20, "overig": 1}]


def test_a_trait_of_which_everybody_typed_something_else_has_no_words_left(tmp_path: Path) -> None:
    waves = with_traits(tmp_path / "traits.csv", *[{f"beroep {one}": 2 for one in "abcdefg"}] * 2)

    assert categories(waves) == [{"overig": 14}, {"overig": 14}]


@pytest.mark.parametrize("selection", [(2,), (0, 2), (1, 2), (0, 1, 2)])
def test_what_is_secret_of_a_trait_is_the_same_whatever_waves_stand_beside_it(
    tmp_path: Path, selection: Sequence[int]
) -> None:
    # Study 783: of the last wave 17 are secret together. Beside the second alone "oud" and "oudst" are overig, of 11
    numbers = ((26, 41, 28, 0), (10, 14, 3, 3), (10, 6, 8, 3))
    waves = with_traits(
        tmp_path / "traits.csv", *(dict(zip(("jong", "midden", "oud", "oudst"), of, strict=True)) for of in numbers)
    )

    shown = shown_counts(folded([waves[one] for one in selection])[-1])["geslacht"]

    assert shown is not None
    assert sorted(number for number in shown.answers.values() if number != 17) == [10]
