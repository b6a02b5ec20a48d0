"""Counts of a file that are kept without its rows: of no group that closing a wave would not have kept."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from itertools import chain, pairwise
from pathlib import Path
from random import Random

import pandas as pd
import pytest

from survey_app.comparison.results import FieldedWave
from survey_app.dataset.counts import NOT_SAID, GroupCounts, WaveCounts
from survey_app.dataset.file_counts import counts_to_keep
from survey_app.dataset.from_files.waves import WaveFiles, WaveFromFile, read_waves
from survey_app.dataset.kept import counts_from_json, counts_to_json
from survey_app.fieldwork.wave import Origin
from survey_app.questionnaire.study import Segment, Study
from survey_app.reporting import describe_wave

CODEBOOK = """item,text,labels,scale,background,options
luistert,De gemeente luistert.,Oneens|Neutraal|Eens,Bereik,,
ziet,De gemeente ziet ons.,Oneens|Neutraal|Eens,Bereik,,
leeftijd,Hoe oud bent u?,,,yes,Jong|Midden|Oud|Zeer oud
"""
VILLAGES = ("Ingen", "Zoelen", "Maurik", "Ommeren")
STUDY = Study(
    study="kernen",
    broken_down_by=("leeftijd",),
    title="Kernen",
    client="Gemeente",
    bureau="Bureau",
    contact="Bel.",
    segments=tuple(
        Segment(id=name.lower(), label=name, arm=arm)
        for name, arm in zip(VILLAGES, ("pilot", "pilot", "mirror", "mirror"), strict=True)
    ),
)
_SAID = ("Oneens", "Neutraal", "Eens")
Row = tuple[str, str, str, str, str]
"""Village, mode, age and two answers."""


def read(folder: Path, rows: Sequence[Row]) -> WaveFromFile:
    file, codebook = folder / "eerder.csv", folder / "codeboek.csv"
    codebook.write_text(CODEBOOK, encoding="utf-8")
    with file.open("w", encoding="utf-8", newline="") as stream:
        written = csv.writer(stream)
        written.writerow(["wave", "village", "mode", "leeftijd", "luistert", "ziet"])
        written.writerows(("2020-05", village, mode, age, *given) for village, mode, age, *given in rows)
    (wave,) = read_waves(WaveFiles(responses=file, codebook=codebook, study=STUDY)).waves
    return wave


def rows_of(villages: Mapping[str, int], ages: Mapping[str, int], modes: Mapping[str, int], seed: int) -> list[Row]:
    """As many of each as are asked for, in no order, with answers by chance; one in eight leaves a statement open."""
    random = Random(seed)
    columns = [list(chain(*([name] * number for name, number in of.items()))) for of in (villages, ages, modes)]
    for column in columns:
        random.shuffle(column)
    return [
        (village, mode, age, *(random.choice((*_SAID, *_SAID, "", "Eens")) for _ in range(2)))
        for village, age, mode in zip(*columns, strict=True)
    ]


def parts(counts: WaveCounts) -> list[Mapping[str, GroupCounts]]:
    """The ways in which everybody is parted: places, and each trait."""
    rests = {f"rest.{arm}": group for arm, group in counts.rests.items()}
    return [{**counts.segments, **rests}, *counts.traits.values()]


def test_what_is_small_is_kept_with_others_or_not_at_all(tmp_path: Path) -> None:
    villages = {"Ingen": 30, "Zoelen": 4, "Maurik": 40, "Ommeren": 26}
    ages = {"Jong": 45, "Midden": 38, "Oud": 10, "Zeer oud": 3, "": 4}
    wave = read(tmp_path, rows_of(villages, ages, {"web": 97, "paper": 3}, seed=1))

    kept = counts_to_keep(wave.wave, wave.responses)

    # By hand (STATISTICS 15.2, 15.12). Zoelen (4) is too few, and Ingen goes with it: else its 4 would be the pilot
    # less Ingen. Of ages 3 very old and 4 who said nothing are too few, also together, so the 10 old cover them.
    assert set(kept.segments) == {"maurik", "ommeren"}
    assert {arm: rest.respondents for arm, rest in kept.rests.items()} == {"pilot": 34}
    assert {age: group.respondents for age, group in kept.traits["leeftijd"].items()} == {
        "jong": 45,
        "midden": 38,
        NOT_SAID: 17,
    }
    # Three on paper are too few to tell that they were.
    assert (kept.modes, kept.modes_of) == ({}, {})
    assert kept.origin is Origin.FILE
    assert kept.total == wave.counts.total


@pytest.mark.parametrize("seed", range(20))
def test_no_group_that_is_kept_or_left_over_is_smaller_than_the_minimum(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    villages = {village: random.choice((0, 1, 3, 9, 10, 12, 40)) for village in VILLAGES}
    villages[""] = random.choice((0, 0, 2, 15))
    number = sum(villages.values())
    cuts = [0, *sorted(random.randint(0, number) for _ in range(4)), number]
    sizes_of_ages = (high - low for low, high in pairwise(cuts))
    ages = dict(zip(("Jong", "Midden", "Oud", "Zeer oud", ""), sizes_of_ages, strict=True))
    if number < 10:
        pytest.skip("so few are not kept at all")
    wave = read(tmp_path, rows_of(villages, ages, {"web": number}, seed))

    kept = counts_to_keep(wave.wave, wave.responses)

    for groups in parts(kept):
        sizes = [group.respondents for group in groups.values()]
        assert all(size >= wave.wave.minimum for size in sizes), groups.keys()
        assert number - sum(sizes) == 0 or number - sum(sizes) >= wave.wave.minimum or not sizes
        # What reliability rests on would be a row where one person answered every item of a scale.
        assert all(scale.complete == 0 for group in groups.values() for scale in group.scales.values())
    assert kept.cells == ()
    assert counts_from_json(counts_to_json(kept)) == kept


def test_every_figure_of_large_groups_is_that_of_the_file(tmp_path: Path) -> None:
    villages = dict.fromkeys(VILLAGES, 50)
    wave = read(tmp_path, rows_of(villages, {"Jong": 70, "Midden": 80, "Oud": 50}, {"web": 120, "paper": 80}, seed=3))
    of_file = FieldedWave(wave.wave, wave.instrument, wave.counts, wave.invited, wave.responded)
    of_counts = FieldedWave(
        wave.wave, wave.instrument, counts_to_keep(wave.wave, wave.responses), wave.invited, wave.responded
    )

    one, other = describe_wave(of_file), describe_wave(of_counts)

    for name in vars(one):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
    assert {"everybody", "arm", "segment", "trait"} <= set(one.estimates["group_kind"])
