"""One language system: Dutch in the code, every other language whole in its catalogue, and words that fit together."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

from survey_app.comparison.names import month_and_year, short_month
from survey_app.language.catalogues import catalogue, is_unread
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


def test_what_a_study_gave_in_its_languages_is_no_dutch_in_silence_where_it_gave_none() -> None:
    assert Words.of({"nl": "kern", "en": "village"}).spoken_in("en") == "village"
    with pytest.raises(KeyError):
        Words.of({"nl": "kern"}).spoken_in("en")


def test_words_can_be_sent_to_another_process() -> None:
    told = Words("{wave}: {fact}").filled(wave=month_and_year(date(2020, 5, 1)), fact=Words("meting").capitalised())

    assert pickle.loads(pickle.dumps(told)).spoken_in("en") == "May 2020: Wave"  # our own


def test_a_language_that_we_do_not_speak_is_no_dutch_in_silence() -> None:
    with pytest.raises(FileNotFoundError):
        Words("meting").spoken_in("fy")


def test_what_respondents_can_read_is_found_by_following_their_pages() -> None:
    """A text of theirs, of what their pages use elsewhere, and what is beside it in the same file and not for them."""
    read = catalogues.texts_of_ours("ar")

    assert {
        "Volgende",
        "Uw vier woorden",
        "Moet ik meedoen?",
        "Woord %(position)s kennen wij niet. Kijk het nog eens na.",
    } <= read
    assert "stelling" not in read  # beside what they do read, in web/items.py
    assert "Alle pagina’s" in read  # on the banner of a preview
    assert "Meting openen" not in read
    assert read < catalogues.texts_of_ours("en")


def test_a_language_of_respondents_says_who_read_it() -> None:
    kept = catalogues.catalogue("ar")

    assert kept.reviewed_by is not None, "the header of the catalogue has no reviewed_by"
    assert is_unread("ar") is (kept.reviewed_by == "")
    assert not is_unread("en")


def test_arabic_counts_as_it_does() -> None:
    """Its forms for one, two, few, many and other, as Unicode has them (CLDR, plural rules)."""
    say = catalogue("ar").ngettext
    one, more = "Er is nog iets mis", "Er zijn nog %(num)d dingen mis"

    assert len({say(one, more, number) for number in (1, 2, 3, 11, 100)}) == 5
    assert say(one, more, 3) == say(one, more, 10) != say(one, more, 11) == say(one, more, 99)
