"""One language system: Dutch in the code, every other language whole in its catalogue, and words that fit together."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

from survey_app.comparison.names import month_and_year, short_month
from survey_app.language.words import Words, counted, joined, listed
from tests import catalogues
from tests.catalogues import TRANSLATED


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_language_has_every_text_of_ours_and_nothing_else(language: str) -> None:
    assert list(catalogues.faults(language)) == []


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = catalogues.texts_of_ours("en") - {"Volgende"} | {"Dit zegt nog niemand in het Engels."}
    monkeypatch.setattr(catalogues, "texts_of_ours", lambda _language: ours)

    assert list(catalogues.faults("en")) == [
        "no text in en: 'Dit zegt nog niemand in het Engels.'",
        "nobody says this any more: 'Volgende'",
    ]


def test_words_are_filled_in_in_each_language() -> None:
    told = Words("{others} en {last}").filled(others=Words("juist"), last=joined(["a", Words("meting")], ": "))

    assert (told.dutch, told.spoken_in("en")) == ("juist en a: meting", "juist and a: wave")


def test_words_are_listed_counted_and_changed_in_each_language() -> None:
    waves = listed([month_and_year(date(2019, 6, 1)), month_and_year(date(2020, 3, 1)), short_month(date(2021, 10, 1))])

    assert (waves.dutch, waves.spoken_in("en")) == (
        "juni 2019, maart 2020 en okt 2021",
        "June 2019, March 2020 and Oct 2021",
    )
    assert waves.capitalised().dutch == "Juni 2019, maart 2020 en okt 2021"
    assert counted(1, Words("stelling"), Words("stellingen")).spoken_in("en") == "1 statement"
    assert counted(0, Words("stelling"), Words("stellingen")).changed(str.upper).dutch == "0 STELLINGEN"


def test_what_a_study_gave_in_its_languages_is_dutch_where_it_gave_none() -> None:
    assert Words.of({"nl": "kern", "en": "village"}).spoken_in("en") == "village"
    assert Words.of({"nl": "kern"}).spoken_in("en") == "kern"


def test_words_can_be_sent_to_another_process() -> None:
    told = Words("{wave}: {fact}").filled(wave=month_and_year(date(2020, 5, 1)), fact=Words("meting").capitalised())

    assert pickle.loads(pickle.dumps(told)).spoken_in("en") == "May 2020: Wave"  # our own


def test_a_language_that_we_do_not_speak_is_no_dutch_in_silence() -> None:
    with pytest.raises(FileNotFoundError):
        Words("meting").spoken_in("fy")
