"""A whole survey from files: three waves, six villages, counted a second time by pandas."""

from pathlib import Path

import pandas as pd
import pytest

from survey_app.comparison.results import Code, FieldedWave
from survey_app.dataset.counts import GroupCounts
from survey_app.dataset.from_files.wave_names import Dating
from survey_app.dataset.from_files.waves import WaveFiles, WaveFromFile, WavesFromFiles, read_waves
from survey_app.fieldwork.wave import Recruitment
from survey_app.questionnaire.revisions import Change, revisions
from tests.counted_waves import compare_waves
from tests.survey_elsewhere import (
    AGES,
    IN_TWO_WAVES,
    ITEMS,
    REVERSED,
    REWORDED,
    SMALL_NUMBER,
    SMALL_VILLAGE,
    VILLAGES,
    WAVES,
    Files,
    drawn_rows,
    write_survey,
)

POINTS = {"1": "helemaal_oneens", "2": "oneens", "3": "neutraal", "4": "eens", "5": "helemaal_eens"}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return write_survey(tmp_path_factory.mktemp("survey"))


@pytest.fixture(scope="module")
def survey(files: Files) -> WavesFromFiles:
    return read_waves(WaveFiles(files.responses, files.codebook, files.frame, recruitment=Recruitment.CODES))


def fielded(wave: WaveFromFile) -> FieldedWave:
    return FieldedWave(wave.wave, wave.instrument, wave.counts, wave.invited, wave.responded)


def counted_by_pandas(rows: pd.DataFrame, item: str) -> tuple[dict[str, int], int, int]:
    """Answers, n.v.t. and blanks."""
    found = rows.groupby(item).size().to_dict()
    return {name: found.get(code, 0) for code, name in POINTS.items()}, found.get("nvt", 0), found.get("", 0)


def counted_here(group: GroupCounts, item: str) -> tuple[dict[str, int], int, int]:
    counts = group.items[item]
    return dict(counts.answers), counts.not_applicable, counts.blank


def test_counts_of_every_wave_village_and_item_are_those_of_pandas(files: Files, survey: WavesFromFiles) -> None:
    rows = pd.read_csv(files.responses, dtype=str, keep_default_na=False)
    segments = {segment.label: segment.id for segment in survey.waves[0].instrument.study.segments}

    for wave in survey.waves:
        held = rows[rows["wave"] == wave.wave.id]
        assert wave.counts.total.respondents == len(held)
        for item in wave.instrument.questionnaire.items:
            if item != "age":
                assert counted_here(wave.counts.total, item) == counted_by_pandas(held, item)
        for village, inside in held.groupby("village"):
            group = wave.counts.segments[segments[str(village)]]
            assert group.respondents == len(inside)
            for item in (item for item in wave.instrument.questionnaire.items if item != "age"):
                assert counted_here(group, item) == counted_by_pandas(inside, item)


def test_ages_are_counted_by_band_and_unknown_ages_are_blank(files: Files, survey: WavesFromFiles) -> None:
    rows = pd.read_csv(files.responses, dtype=str, keep_default_na=False)

    for wave in survey.waves:
        found = rows[rows["wave"] == wave.wave.id].groupby("age").size()
        counts = wave.counts.total.items["age"]
        assert list(counts.answers.values()) == [found[band] for band in AGES]
        assert counts.blank == found[""] > 0


def test_waves_are_in_order_with_the_year_that_their_name_tells(survey: WavesFromFiles) -> None:
    assert [wave.wave.id for wave in survey.waves] == list(WAVES)
    assert [wave.wave.month.year for wave in survey.waves] == [int(wave) for wave in WAVES]
    assert survey.dating is Dating.YEAR


def test_villages_have_their_arms_and_households(survey: WavesFromFiles) -> None:
    for wave in survey.waves:
        segments = {one.label: (one.arm, one.frame) for one in wave.instrument.study.segments}
        assert segments == VILLAGES
        assert sum(wave.invited.values()) == sum(households for _, households in VILLAGES.values())
        assert wave.responded["ommeren"] == SMALL_NUMBER


def test_the_population_by_age_is_kept_for_weighting(survey: WavesFromFiles) -> None:
    margins = survey.waves[0].instrument.study.margins

    assert margins is not None
    assert margins.item == "age"
    assert dict(margins.population) == {"18_34": 1800, "35_49": 2100, "50_64": 2400, "65_plus": 1900}


def test_a_reworded_item_is_another_question_in_the_wave_that_reworded_it(survey: WavesFromFiles) -> None:
    first, second, third = (wave.instrument.questionnaire for wave in survey.waves)

    assert revisions(first, second)[REWORDED].is_same_question
    assert revisions(second, third)[REWORDED].changes == {Change.TEXT}


def test_an_item_that_a_whole_wave_left_blank_was_not_asked_in_it_and_that_is_told(survey: WavesFromFiles) -> None:
    asked = [IN_TWO_WAVES in wave.instrument.questionnaire.items for wave in survey.waves]

    assert asked == [False, True, True]
    assert survey.notes == (f"wave 2019: nobody answered {IN_TWO_WAVES}, so it counts as not asked",)


def test_no_other_item_differs_between_waves(survey: WavesFromFiles) -> None:
    first, _, third = (wave.instrument.questionnaire for wave in survey.waves)

    changed = {item for item, revision in revisions(first, third).items() if revision.changes}
    assert changed == {REWORDED, IN_TWO_WAVES}


def test_a_reversed_item_is_reversed_in_its_scale(survey: WavesFromFiles) -> None:
    for wave in survey.waves:
        (scale,) = wave.instrument.questionnaire.scales
        assert (scale.title, scale.items, scale.reversed) == ("Vertrouwen", ITEMS[:4], (REVERSED,))


def test_what_comes_in_can_be_compared(survey: WavesFromFiles) -> None:
    comparison = compare_waves(fielded(survey.waves[0]), fielded(survey.waves[2]))

    found = {one.item_id: {reason.code for reason in one.verdict.reasons} for one in comparison.statements}
    assert Code.WORDING in found[REWORDED]
    assert Code.NOT_ASKED in found[IN_TWO_WAVES]
    assert comparison.overall.reasons == ()


def test_responses_can_be_gone_through_again(survey: WavesFromFiles) -> None:
    wave = survey.waves[1]

    assert list(wave.responses) == list(wave.responses)
    assert len(list(wave.responses)) == wave.counts.total.respondents


def test_the_same_draw_gives_the_same_files(tmp_path: Path, files: Files) -> None:
    assert write_survey(tmp_path).responses.read_bytes() == files.responses.read_bytes()
    assert len(drawn_rows()) == 2607
    assert sum(row["village"] == SMALL_VILLAGE for row in drawn_rows()) == 3 * SMALL_NUMBER
