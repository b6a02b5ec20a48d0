"""Another code for the same words is no change of wording (STATISTICS 9, VRAAG_GEWIJZIGD); what people read is."""

from __future__ import annotations

import pytest

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.results import Code, FieldedWave
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.revisions import Change, revisions
from survey_app.tables.choices import choices_sheet
from survey_app.tables.table import Table
from tests.counted_waves import POINTS, Data, answered, compare_waves, fielded, instrument, section, statement


def coded(item_id: str, codes: dict[str, str], **changed: object) -> Data:
    """A single choice of these labels by code."""
    options = [{"id": code, "label": label} for code, label in codes.items()]
    return {"id": item_id, "type": "single_choice", "text": "Wat kiest u?", "options": options, **changed}


def with_points(asked: Instrument, codes: tuple[str, ...], labels: tuple[str, ...] = POINTS) -> Instrument:
    """The same instrument with other codes, or labels, on its response scale."""
    raw = asked.model_dump(mode="json", by_alias=True)
    scale = raw["questionnaire"]["response_scales"]["eens"]
    scale["points"] = [{"id": code, "label": label} for code, label in zip(codes, labels, strict=True)]
    return Instrument.model_validate(raw)


FOLLOWED = statement("vervolg", when={"item": "keus", "is": "ja"})
EARLIER = instrument(section(statement(), coded("keus", {"ja": "Ja", "nee": "Nee"}), FOLLOWED))
RENAMED = instrument(
    section(statement(), coded("keus", {"j": "Ja", "n": "Nee"}), {**FOLLOWED, "when": {"item": "keus", "is": "j"}})
)


def test_new_codes_of_points_options_and_conditions_change_nothing() -> None:
    later = with_points(RENAMED, ("p1", "p2", "p3", "p4", "p5"))

    found = revisions(EARLIER.questionnaire, later.questionnaire)

    assert {item: revision.changes for item, revision in found.items() if revision.changes} == {}


@pytest.mark.parametrize(
    ("codes", "labels"),
    [(POINTS, POINTS[::-1]), (POINTS[::-1], POINTS[::-1]), (POINTS, ("Nooit", *POINTS[1:]))],
    ids=["turned labels", "turned scale", "another label"],
)
def test_other_words_and_another_order_of_points_are_a_change(codes: tuple[str, ...], labels: tuple[str, ...]) -> None:
    later = with_points(EARLIER, codes, labels)

    assert Change.RESPONSE_SCALE in revisions(EARLIER.questionnaire, later.questionnaire)["luistert"].changes


@pytest.mark.parametrize(
    "options",
    [
        {"ja": "Ja", "nee": "Misschien"},
        {"ja": "Misschien", "nee": "Ja"},
        {"ja": "Ja", "nee": "Nee", "mis": "Misschien"},
    ],
    ids=["another label", "an old code for other words", "one more"],
)
def test_other_options_are_a_change_whatever_their_codes(options: dict[str, str]) -> None:
    later = instrument(section(statement(), coded("keus", options)))

    assert revisions(EARLIER.questionnaire, later.questionnaire)["keus"].has_other_answers


def test_swapped_codes_are_the_same_answers() -> None:
    later = instrument(section(statement(), coded("keus", {"nee": "Ja", "ja": "Nee"})))

    assert not revisions(EARLIER.questionnaire, later.questionnaire)["keus"].changes


@pytest.mark.parametrize("changed", [{"required": True}], ids=["compulsory"])
def test_an_answer_that_became_compulsory_is_a_change(changed: Data) -> None:
    later = instrument(section(statement(**changed), coded("keus", {"ja": "Ja", "nee": "Nee"})))

    assert Change.REQUIRED in revisions(EARLIER.questionnaire, later.questionnaire)["luistert"].changes


def trait_wave(year: int, codes: dict[str, str], numbers: dict[str, int]) -> FieldedWave:
    trait = coded("leeftijd", codes, background=True)
    asked = instrument(section(statement(), trait))
    return fielded(year, asked, answered("leeftijd", numbers))


def test_a_trait_under_other_codes_is_made_up_alike_and_its_options_are_compared() -> None:
    earlier = trait_wave(2019, {"a": "Jong", "b": "Oud"}, {"a": 150, "b": 250})
    later = trait_wave(2020, {"x": "Jong", "y": "Oud"}, {"x": 160, "y": 240})

    (choice,) = compare_waves(earlier, later).choices

    # By hand: 37.5% and 40% young.
    assert [(one.label, one.count, two.count) for one, two in choice.options] == [("Jong", 150, 160), ("Oud", 250, 240)]
    assert [change.agree_pp for change in choice.changes if change] == pytest.approx([2.5, -2.5])
    assert not {Code.COMPOSITION, Code.WORDING} & {reason.code for reason in choice.verdicts[0].reasons}


def test_three_waves_with_three_sets_of_codes_have_a_row_per_answer_and_wave() -> None:
    waves = [
        trait_wave(year, {young: "Jong", old: "Oud"}, {young: 150, old: 250})
        for year, young, old in ((2019, "a", "b"), (2020, "c", "d"), (2021, "e", "f"))
    ]

    (table,) = (block for block in choices_sheet(compare_series(waves)).blocks if isinstance(block, Table))

    assert [(row[1], row[3]) for row in table.rows] == [("Jong", 150)] * 3 + [("Oud", 250)] * 3
