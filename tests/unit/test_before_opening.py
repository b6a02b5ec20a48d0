"""The wave that a draft will be compared with first, and what changed since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from survey_app.fieldwork.editorial import TwoWordings, find_previous_wave
from survey_app.fieldwork.wave import Origin, Recruitment, Wave, WaveState
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.revisions import ItemRevision, revisions
from tests.counted_waves import choice, instrument, section, statement

ASKED = instrument(section(statement("luistert")))


def held(wave_id: str, month: int, day: int | None = None, asked: Instrument | None = ASKED, year: int = 2024) -> Wave:
    """A closed wave of this month; a draft when it asked nothing yet."""
    first = date(year, month, 1)
    draft = Wave(wave_id, wave_id, first, "kernen/inwoners.yaml", Recruitment.CODES)
    opened = None if day is None else first.replace(day=day)
    return draft if asked is None else replace(draft, state=WaveState.CLOSED, instrument=asked, opened_on=opened)


DRAFT = held("concept", 6, asked=None)


def wordings(before: Instrument, after: Instrument) -> TwoWordings:
    earlier, later = held("eerder", 1, asked=before), replace(DRAFT, instrument=after)
    return TwoWordings(earlier, later, revisions(before.questionnaire, after.questionnaire), {})


def ids(found: Iterable[ItemRevision]) -> list[str]:
    return [revision.item_id for revision in found]


@pytest.mark.parametrize(
    ("waves", "previous"),
    [
        ([], None),
        ([DRAFT], None),
        ([held("maart", 3), held("januari", 1)], "maart"),
        ([held("maart", 3), held("juni", 6), held("juli", 7)], "juni"),
        ([held("juni-laat", 6, 20), held("juni-vroeg", 6, 10)], "juni-laat"),
        ([held("juli", 7), held("september", 9)], "juli"),
        ([held("maart", 3), held("ander-concept", 5, asked=None)], "maart"),
        ([replace(held("open", 3), state=WaveState.OPEN)], "open"),
        ([replace(held("gedrukt", 3), origin=Origin.PRINTED)], "gedrukt"),
        ([held("maart", 3), replace(held("alleen-aantal", 5), withheld=True)], "maart"),
        ([held("maart", 3), replace(held("verzonnen", 5), fictitious=True)], "maart"),
    ],
)
def test_the_previous_wave_is_the_last_that_a_draft_can_be_compared_with(
    waves: list[Wave], previous: str | None
) -> None:
    found = find_previous_wave(waves, DRAFT, ASKED)

    assert (found and found.id) == previous


def test_a_made_up_wave_is_compared_with_a_made_up_one() -> None:
    waves = [held("maart", 3), replace(held("verzonnen", 5), fictitious=True)]

    found = find_previous_wave(waves, replace(DRAFT, fictitious=True), ASKED)

    assert found == waves[1]


@pytest.mark.parametrize("part", ["study", "questionnaire"])
def test_waves_of_another_questionnaire_or_study_come_before_nothing(part: str) -> None:
    data = ASKED.model_dump(mode="json", by_alias=True)
    data[part][part] = "anders"

    assert find_previous_wave([held("maart", 3, asked=Instrument.model_validate(data))], DRAFT, ASKED) is None


def test_every_question_is_told_by_what_its_change_costs() -> None:
    before = instrument(
        section(
            statement("gelijk"),
            statement("gespeld", text="De gemeente luistert"),
            statement("herschreven", text="De gemeente ziet ons"),
            choice("team", "a", "b"),
            choice("merkte", "niets", "iets", kind="multiple_choice"),
            statement("voor_wie_a_koos", when={"item": "team", "is": "a"}),
            statement("oud"),
        ),
        section(statement("verhuisd"), id="ander", title="Ander"),
    )
    after = instrument(
        section(
            statement("nieuw"),
            statement("gelijk"),
            statement("gespeld", text="De gemeente luistert."),
            statement("herschreven", text="De gemeente ziet u"),
            choice("team", "a", "b", "c"),
            choice("merkte", "niets", "iets", "veel", kind="multiple_choice"),
            statement("voor_wie_a_koos", when={"item": "team", "is": "a"}),
            statement("verhuisd"),
        ),
    )

    found = wordings(before, after)

    assert ids(found.unchanged) == ["gelijk"]
    assert ids(question.revision for question in found.changed) == ["gespeld", "herschreven", "team"]
    assert ids(found.rerouted) == ["voor_wie_a_koos"]  # asked after the same answer to what is another question now
    assert ids(found.resettled) == ["merkte", "verhuisd"]
    assert ids(found.only_later) == ["nieuw"]
    assert ids(found.only_earlier) == ["oud"]
    assert found.never_comparable == {"herschreven", "team", "voor_wie_a_koos"}


def test_a_changed_spelling_that_other_people_read_is_never_comparable() -> None:
    asked_of = {"when": {"item": "team", "is": "a"}}
    team = choice("team", "a", "b")

    found = wordings(
        instrument(section(team, statement("luistert", text="De gemeente luistert"))),
        instrument(section(team, statement("luistert", text="De gemeente luistert.", **asked_of))),
    )

    assert [question.revision.is_editorial for question in found.changed] == [True]
    assert found.never_comparable == {"luistert"}


def test_another_population_breaks_the_comparison_though_no_question_changed() -> None:
    asked = section(statement("luistert"), statement("ziet"))

    found = wordings(instrument(asked, population="Inwoners"), instrument(asked, population="Huishoudens"))

    assert found.has_other_population
    assert found.populations == ("Inwoners", "Huishoudens")
    assert found.breaks_comparison
    assert found.never_comparable == frozenset()  # the questions themselves did not change


def test_spaces_and_words_that_stayed_change_nothing() -> None:
    before = instrument(section(statement("luistert", text="De gemeente  luistert")), population="Inwoners ")

    found = wordings(before, instrument(section(statement("luistert", text="De gemeente luistert"))))

    assert found.changed == ()
    assert not found.breaks_comparison
