"""The study's own questionnaires, against the report's tables as tests/data has them (source: tests/data/README.md)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from survey_app.questionnaire.instrument import instrument_from_json
from survey_app.questionnaire.loader import load_instrument
from survey_app.questionnaire.model import (
    LikertStatement,
    Mark,
    MultipleChoice,
    OpenText,
    Questionnaire,
    SingleChoice,
    options_of,
)

DATA = Path(__file__).parents[1] / "data"
STUDY = Path(__file__).parents[2] / "questionnaires" / "kerngericht-werken"
HEADING = "Geef voor elke stelling aan in hoeverre u het ermee eens bent."
LEAD_INS = {
    "omgang": "De volgende stellingen gaan over de manier waarop inwoners en gemeente volgens u met elkaar omgaan. "
    + HEADING,
    "rol_inwoners": "De volgende stellingen gaan over de rol van inwoners in hun leefomgeving. " + HEADING,
    "contact": "De volgende stellingen gaan over de mogelijkheden om met de gemeente in contact te komen. " + HEADING,
    "verhouding": "De volgende stellingen gaan over de verhouding tussen u en inwoners. " + HEADING,
    "toekomst": "Hoe ziet u de toekomst van kerngericht werken?",
}
"""The headings of the blocks, from the appendices 6.1 and 6.2 of the report."""


def questionnaire(name: str) -> Questionnaire:
    """One of the study's questionnaires."""
    return load_instrument(STUDY / f"{name}.yaml").questionnaire


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table in tests/data."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("year", ["2019", "2020"])
def test_the_statements_are_the_reports_in_wording_order_and_block(year: str) -> None:
    asked = questionnaire(f"medewerkers-{year}")

    statements = [
        (section.id, item.id, item.text)
        for section in asked.sections
        for item in section.asks()
        if isinstance(item, LikertStatement)
    ]

    assert statements == [(row["block"], row["item_id"], row["text"]) for row in rows(f"staff-{year}.csv")]
    assert len(statements) == 25


@pytest.mark.parametrize("year", ["2019", "2020"])
def test_the_blocks_stand_under_the_headings_of_the_report(year: str) -> None:
    asked = questionnaire(f"medewerkers-{year}")

    blocks = {section.id: section.lead_in for section in asked.sections if section.id in LEAD_INS}

    assert blocks == {block: LEAD_INS[block] for block in blocks}
    assert ("toekomst" in blocks) is (year == "2020")


@pytest.mark.parametrize("year", ["2019", "2020"])
@pytest.mark.parametrize(("item", "table"), [("verwachtingen", "expectations.csv"), ("team", "team.csv")])
def test_the_options_are_the_reports_in_wording_and_order(year: str, item: str, table: str) -> None:
    choice = questionnaire(f"medewerkers-{year}").items[item]

    offered = [(option.id, option.label) for option in options_of(choice)]

    assert isinstance(choice, MultipleChoice)
    assert offered == [(row["option_id"], row["text"]) for row in rows(table) if row["wave"] == year]
    assert [option.id for option in options_of(choice) if option.other] == (
        ["anders_namelijk"] if item == "verwachtingen" else []
    )


def test_age_was_asked_in_2020_only() -> None:
    age = questionnaire("medewerkers-2020").items["leeftijd"]

    assert isinstance(age, SingleChoice)
    assert age.background
    assert [(option.id, option.label) for option in age.options] == [
        (row["option_id"], row["text"]) for row in rows("age.csv")
    ]
    assert "leeftijd" not in questionnaire("medewerkers-2019").items


@pytest.mark.parametrize("year", ["2019", "2020"])
def test_the_response_scale_is_the_reports(year: str) -> None:
    scale = questionnaire(f"medewerkers-{year}").response_scales["eens"]

    labels = [point.label for point in scale.points]

    assert labels == ["Helemaal oneens", "Oneens", "Neutraal", "Eens", "Helemaal eens"]
    assert scale.not_applicable == "N.v.t."


def test_pilot_and_mirror_villages_are_the_reports() -> None:
    study = load_instrument(STUDY / "bewoners-2020.yaml").study

    assert [segment.label for segment in study.segments if segment.arm == "pilot"] == ["Ravenswaaij", "Zoelen", "Ingen"]
    assert [segment.label for segment in study.segments if segment.arm == "mirror"] == [
        "Maurik",
        "Kerk-Avezaath",
        "Ommeren",
    ]
    assert all(segment.frame is None for segment in study.segments)


def test_the_residents_questionnaire_has_what_the_study_asks_for() -> None:
    asked = questionnaire("bewoners-2020")

    items = list(asked.items.values())

    assert 20 <= len(items) <= 30
    assert sum(isinstance(item, OpenText) for item in items) == 2
    assert sum(isinstance(item, Mark) for item in items) == 1
    assert sum(section.when is not None for section in asked.sections) == 1
    assert [item.id for item in items[-2:]] == ["leeftijd", "kern"]
    assert len(options_of(asked.items["leeftijd"])) == 5


def test_residents_of_every_segment_find_their_village() -> None:
    instrument = load_instrument(STUDY / "bewoners-2020.yaml")

    villages = {option.id: option.label for option in options_of(instrument.questionnaire.items["kern"])}

    assert {segment.id: segment.label for segment in instrument.study.segments}.items() <= villages.items()


@pytest.mark.parametrize("year", ["2019", "2020"])
def test_residents_scales_are_the_concepts_of_the_report(year: str) -> None:
    """Chapters 1 and 3: seen, heard and acknowledged; in charge; working together, communication, the official."""
    asked = questionnaire(f"bewoners-{year}")

    sections = {section.id: [item.id for item in section.asks()] for section in asked.sections}
    scales = {scale.id: list(scale.items) for scale in asked.scales}

    assert scales == {
        "erkenning": sections["gezien_gehoord_erkend"],
        "regie": sections["regie"],
        "samenwerken": sections["samenwerken"],
        "communicatie": [item for item in sections["communicatie"] if item != "kanalen"],
        "kernambtenaar": sections["contact_met_kernambtenaar"],
    }
    assert not any(scale.reversed for scale in asked.scales)


@pytest.mark.parametrize("year", ["2019", "2020"])
def test_the_report_scores_no_staff_scales_so_neither_do_we(year: str) -> None:
    assert questionnaire(f"medewerkers-{year}").scales == ()


def test_the_first_residents_wave_has_the_same_items_but_the_past_year() -> None:
    first, later = questionnaire("bewoners-2019"), questionnaire("bewoners-2020")

    past_year = {item.id for section in later.sections if section.id == "afgelopen_jaar" for item in section.asks()}

    assert [item for item in later.items.values() if item.id not in past_year] == list(first.items.values())


@pytest.mark.parametrize("name", ["medewerkers-2019", "medewerkers-2020", "bewoners-2019", "bewoners-2020"])
def test_a_frozen_instrument_is_read_back_as_it_was(name: str) -> None:
    instrument = load_instrument(STUDY / f"{name}.yaml")

    read = instrument_from_json(instrument.to_json())

    assert read == instrument
    assert read.fingerprint() == instrument.fingerprint()
