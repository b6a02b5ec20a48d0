"""What is typed wrong is told, and stays as it was typed."""

from __future__ import annotations

import pytest

from survey_app.installation import Installation
from tests.web.field import Browser, open_wave_with_codes


@pytest.fixture
def begun(field: Installation, browser: Browser) -> Browser:
    """A respondent who has just begun."""
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    return browser


def test_a_number_in_letters_is_told_kept_and_pointed_at(begun: Browser) -> None:
    begun.send_page("/vragenlijst/2", gesproken="ja")

    answer = begun.send_page("/vragenlijst/2", gesproken="ja", keren="zeven")

    assert answer.status_code == 422
    assert 'value="zeven"' in begun.html
    assert 'href="#vraag-keren-antwoord"' in begun.html
    assert "Vraag 5: Typ een heel getal in cijfers, van 0 tot en met 99." in begun.html
    assert 'aria-describedby="vraag-keren-uitleg vraag-keren-fout vraag-keren-antwoord-eenheid"' in begun.html
    assert 'id="vraag-keren-antwoord-eenheid">keer<' in begun.html
    assert begun.html.count('aria-invalid="true"') == 1
    assert "<title>Fout: Contact (pagina 2 van hoogstens 4)" in begun.html
    assert 'value="zeven"' in begun.open("/vragenlijst/2")


def test_going_back_asks_for_nothing_and_keeps_what_is_wrong(begun: Browser) -> None:
    begun.send_page("/vragenlijst/2", gesproken="ja")

    assert begun.send_page("/vragenlijst/2", go="previous", gesproken="ja", keren="zeven").location == "/vragenlijst/1"

    assert 'value="zeven"' in begun.open("/vragenlijst/2")


def test_a_number_outside_its_bounds_is_told(begun: Browser) -> None:
    begun.send_page("/vragenlijst/2", gesproken="ja")

    assert begun.send_page("/vragenlijst/2", gesproken="ja", keren="100").status_code == 422
    assert "Typ een getal van 0 tot en met 99." in begun.html
    assert begun.send_page("/vragenlijst/2", gesproken="ja", keren="0").status_code == 303
    assert 'value="0"' in begun.open("/vragenlijst/2")


def test_only_a_required_question_may_not_be_skipped(begun: Browser) -> None:
    assert begun.send_page("/vragenlijst/1").status_code == 303
    assert begun.send_page("/vragenlijst/2").status_code == 422
    assert "Deze vraag hebben wij nodig" in begun.html


def test_what_was_passed_over_is_told_when_sending_with_a_way_to_it(begun: Browser) -> None:
    begun.open("/vragenlijst/controle")

    answer = begun.post("/vragenlijst/controle")

    assert answer.status_code == 422
    assert 'href="/vragenlijst/2?terug=controle#vraag-gesproken-ja"' in begun.html


def test_words_without_their_option_are_told_and_kept(begun: Browser) -> None:
    answer = begun.send_page("/vragenlijst/3", merkte="niets", **{"merkte.words": "een “praatje”"})

    assert answer.status_code == 422
    assert 'value="een “praatje”"' in begun.html
    assert 'href="#vraag-merkte-woorden"' in begun.html


def test_markup_in_an_answer_stays_text_wherever_it_is_shown(begun: Browser) -> None:
    begun.send_page("/vragenlijst/2", gesproken="ja", keren="1")
    begun.send_page("/vragenlijst/2", gesproken="ja", keren="1")
    begun.send_page("/vragenlijst/3", hoe="<script>alert(1)</script>\x00&")

    assert begun.page is not None
    assert begun.page.status_code == 422
    for html in (begun.html, begun.open("/vragenlijst/3"), begun.open("/vragenlijst/controle")):
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_text_that_is_too_long_is_told_with_its_limit(begun: Browser) -> None:
    begun.send_page("/vragenlijst/2", gesproken="ja", keren="1")
    begun.send_page("/vragenlijst/2", gesproken="ja", keren="1")

    assert begun.send_page("/vragenlijst/3", hoe="lang " * 50).status_code == 422
    assert "Gebruik niet meer dan 200 tekens." in begun.html
    assert "lang lang lang" in begun.html


def test_more_text_than_can_be_kept_is_told_and_still_on_the_page(begun: Browser) -> None:
    begun.send_page("/vragenlijst/2", gesproken="ja", keren="1")
    begun.send_page("/vragenlijst/2", gesproken="ja", keren="1")

    assert begun.send_page("/vragenlijst/3", go="previous", hoe="lang " * 20_000).status_code == 422
    assert "meer tekst dan wij kunnen bewaren" in begun.html
    assert "lang lang lang" in begun.html


def test_an_answer_that_is_not_offered_is_refused(begun: Browser) -> None:
    assert begun.send_page("/vragenlijst/1", luistert="misschien").status_code == 422
    assert "Dit antwoord kennen wij niet" in begun.html


def test_an_answer_to_a_question_that_was_not_on_the_page_is_not_taken(begun: Browser) -> None:
    begun.open("/vragenlijst/1")
    begun.post(
        "/vragenlijst/1", section="gemeente", shown="luistert", go="next", item__luistert="eens", item__ziet="eens"
    )

    assert begun.open("/vragenlijst/1").count(" checked") == 1
