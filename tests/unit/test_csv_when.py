"""When waves of files were held: by month, by year, or only in which order, and never by a guess."""

from datetime import date
from pathlib import Path

import pytest

from survey_app.dataset.from_files.names import identifier
from survey_app.dataset.from_files.wave_names import Dating, WavesUndated, find_wave, name_waves
from tests.written_csv import Written


@pytest.fixture
def written(tmp_path: Path) -> Written:
    return Written(tmp_path)


def ordered(*texts: str) -> list[str]:
    return [wave.text for wave in name_waves(texts, {})[0]]


def test_a_month_is_told_by_the_name_of_a_wave() -> None:
    waves, dating = name_waves(["2020-05", "2019-06"], {})

    assert [(wave.id, wave.label, wave.month) for wave in waves] == [
        ("2019_06", "Meting 2019-06", date(2019, 6, 1)),
        ("2020_05", "Meting 2020-05", date(2020, 5, 1)),
    ]
    assert dating is Dating.MONTH


def test_a_year_is_told_by_the_name_of_a_wave() -> None:
    waves, dating = name_waves(["2022", "2019"], {})

    assert [(wave.text, wave.month.year) for wave in waves] == [("2019", 2019), ("2022", 2022)]
    assert dating is Dating.YEAR


@pytest.mark.parametrize(
    "texts",
    [("1", "2", "3"), ("T0", "T1", "T2"), ("wave 2", "wave 10", "wave 11"), ("Nulmeting", "1-meting", "2-meting")],
)
def test_without_months_waves_have_the_order_of_their_numbers(texts: tuple[str, ...]) -> None:
    assert ordered(*reversed(texts)) == list(texts)
    assert name_waves(texts, {})[1] is Dating.ORDER


def test_words_for_the_first_and_the_last_of_a_series_have_their_order() -> None:
    assert ordered("eindmeting", "tussenmeting", "nulmeting") == ["nulmeting", "tussenmeting", "eindmeting"]


@pytest.mark.parametrize("texts", [("voor", "na"), ("w1", "wave 1"), ("1", "laatste"), ("2019a1", "x")])
def test_an_order_that_is_not_told_is_not_guessed(texts: tuple[str, ...]) -> None:
    with pytest.raises(WavesUndated, match="give their months"):
        name_waves(texts, {})


def test_months_are_told_of_all_waves_or_of_none() -> None:
    with pytest.raises(WavesUndated, match="missing: 2"):
        name_waves(["1", "2"], {"1": date(2019, 6, 1)})


@pytest.mark.parametrize("text", ["2", "w2", "W2", "wave 2", "golf 2", "t2", "Meting 2"])
def test_a_wave_is_found_by_its_number(text: str) -> None:
    waves, _ = name_waves(["1", "2"], {})

    found = find_wave(text, waves)
    assert found is not None
    assert found.text == "2"


@pytest.mark.parametrize("text", ["3", "22", "x2", "2019-2", ""])
def test_another_number_is_another_wave(text: str) -> None:
    assert find_wave(text, name_waves(["1", "2"], {})[0]) is None


def test_months_beside_the_files_in_the_responses_or_in_the_frame_are_the_same(written: Written) -> None:
    told = {"wave 1": date(2019, 6, 1), "wave 2": date(2020, 5, 1)}
    plain, dated = "wave,a\n1,4\n2,4\n", "wave,month,a\n1,2019-06,4\n2,2020-05,4\n"
    frame = "wave,month,households\n1,2019-06,10\n2,2020-05-18,10\n"

    for found in (written.read(plain, months=told), written.read(dated), written.read(plain, None, frame)):
        assert [wave.wave.month for wave in found.waves] == list(told.values())
        assert found.dating is Dating.MONTH


def test_a_wave_of_two_months_is_refused(written: Written) -> None:
    assert written.refusal("wave,month,a\n1,2019-06,4\n1,2019-07,4\n") == [
        "responses.csv:3: column month: wave 1 is of 2019-07 here, and of 2019-06 elsewhere; a wave has one month: the "
        "one in which most was done"
    ]


def test_a_month_of_no_wave_is_refused(written: Written) -> None:
    (fault,) = written.refusal("wave,a\n1,4\n", months={"5": date(2019, 6, 1)})

    assert fault.startswith('responses.csv: column month: a month of "5", which is no wave here; known: 1')


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Kerk-Avezaath", "kerk_avezaath"),
        ("'s-Gravenhage", "s_gravenhage"),
        ("Súdwest-Fryslân", "sudwest_fryslan"),
        ("65+", "65_plus"),
        ("<18", "onder_18"),
        ("18-34", "18_34"),
        ("???", ""),
    ],
)
def test_identifiers_can_be_typed_anywhere(text: str, made: str) -> None:
    assert identifier(text) == made
