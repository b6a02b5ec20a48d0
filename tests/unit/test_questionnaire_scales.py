"""Scales that cannot be scored are faults, told at once with line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_app.questionnaire.faults import Fault, QuestionnaireFaults
from survey_app.questionnaire.loader import load_questionnaire
from survey_app.questionnaire.model import Scale
from tests.small_questionnaire import GOOD

TWO = """\
      - id: helpt
        type: likert
        text: De gemeente helpt
        response_scale: eens
      - id: bezocht
"""
BASE = GOOD.replace("      - id: bezocht\n", TWO, 1)
"""Forty-nine lines; the statements are luistert (line 19) and helpt (line 23)."""


def with_scale(text: str, base: str = BASE) -> str:
    """The questionnaire with this scale, whose first line is number 51."""
    return f"{base}scales:\n{text}"


def scale(items: str, more: str = "") -> str:
    """A scale on three lines or more: 51 is its id, 53 its items."""
    return f"  - id: erkenning\n    title: Erkenning\n    items: {items}\n{more}"


def faults_of(folder: Path, text: str) -> list[Fault]:
    """Every fault of this questionnaire."""
    path = folder / "bewoners.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QuestionnaireFaults) as refusal:
        load_questionnaire(path)
    return list(refusal.value.faults)


def test_a_scale_names_statements_and_those_that_say_the_opposite(tmp_path: Path) -> None:
    path = tmp_path / "bewoners.yaml"
    path.write_text(with_scale(scale("[luistert, helpt]", "    reversed: [helpt]\n")), encoding="utf-8")

    assert load_questionnaire(path).scales == (
        Scale(id="erkenning", title="Erkenning", items=("luistert", "helpt"), reversed=("helpt",)),
    )


@pytest.mark.parametrize(
    ("items", "more", "line", "where", "wrong", "right"),
    [
        ("[luistert, hept]", "", 53, "items[1]", 'unknown item "hept"', 'did you mean "helpt"? known: luistert, helpt'),
        ("[luistert, cijfer]", "", 53, "items[1]", 'item "cijfer" is of type mark', "known: luistert, helpt"),
        ("[luistert, woorden]", "", 53, "items[1]", 'item "woorden" is of type open_text', "type likert"),
        ("[luistert]", "", 53, "items", "there are too few parts here (1)", "at least 2"),
        ("luistert", "", 53, "items", "a list belongs here", "behind a dash"),
        ("[luistert, helpt, luistert]", "", 53, "items[2]", 'item "luistert" stands here before', "counts once"),
        (
            "[luistert, helpt]",
            "    reversed: [cijfer]\n",
            54,
            "reversed[0]",
            'item "cijfer" is reversed in a scale that it is not in',
            "known: luistert, helpt",
        ),
        (
            "[luistert, helpt]",
            "    reversed: [helpt, helpt]\n",
            54,
            "reversed[1]",
            'item "helpt" stands here before',
            "name it once",
        ),
        ("[luistert, helpt]", "    omgekeerd: [helpt]\n", 54, "omgekeerd", "unknown key", "known: id, title, items"),
    ],
)
def test_a_scale_that_cannot_be_scored_is_a_fault(
    tmp_path: Path, items: str, more: str, line: int, where: str, wrong: str, right: str
) -> None:
    faults = faults_of(tmp_path, with_scale(scale(items, more)))

    assert [(fault.line, fault.where) for fault in faults] == [(line, f"scales[0].{where}")]
    assert wrong in faults[0].wrong
    assert right in faults[0].right


def test_statements_on_fewer_points_are_not_scored_with_the_others(tmp_path: Path) -> None:
    three = (
        "  vaak:\n    points: [{ id: nooit, label: Nooit }, { id: soms, label: Soms }, { id: vaak, label: Vaak }]\n"
        "sections:\n"
    )
    base = BASE.replace("sections:\n", three, 1)
    one = "helpt\n        response_scale: "
    base = base.replace(f"De gemeente {one}eens", f"De gemeente {one}vaak", 1)

    faults = faults_of(tmp_path, with_scale(scale("[luistert, helpt]"), base))

    assert [(fault.where, fault.wrong) for fault in faults] == [
        ("scales[0].items[1]", 'item "helpt" is judged on 3 points, and "luistert" on 2')
    ]


@pytest.mark.parametrize(
    ("of_the_second", "more", "wrong"),
    [
        ("worse", "", 'a higher score of item "helpt" is worse here, and of "luistert" better'),
        ("better", "    reversed: [helpt]\n", 'a higher score of item "helpt" is worse here, and of "luistert" better'),
        ("worse", "    reversed: [helpt]\n", None),
        ("neither", "", None),
    ],
)
def test_more_of_what_is_scored_together_is_all_good_or_all_bad(
    tmp_path: Path, of_the_second: str, more: str, wrong: str | None
) -> None:
    base = BASE.replace("luistert\n        resp", "luistert\n        higher_is: better\n        resp", 1)
    base = base.replace("helpt\n        resp", f"helpt\n        higher_is: {of_the_second}\n        resp", 1)
    path = tmp_path / "bewoners.yaml"
    path.write_text(with_scale(scale("[luistert, helpt]", more), base), encoding="utf-8")

    if wrong is None:
        assert load_questionnaire(path).scales
    else:
        faults = faults_of(tmp_path, with_scale(scale("[luistert, helpt]", more), base))
        assert [(fault.where, fault.wrong) for fault in faults] == [("scales[0].items[1]", wrong)]


def test_a_direction_that_is_not_known_is_a_fault_that_names_those_that_are(tmp_path: Path) -> None:
    base = BASE.replace("luistert\n        resp", "luistert\n        higher_is: good\n        resp", 1)

    (fault,) = faults_of(tmp_path, base)

    assert fault.where == "sections[0].items[0].higher_is"
    assert all(known in f"{fault.wrong} {fault.right}" for known in ("better", "worse", "neither"))


def test_a_scale_has_an_id_of_its_own(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, with_scale(2 * scale("[luistert, helpt]")))

    assert [(fault.line, fault.where, fault.wrong) for fault in faults] == [
        (54, "scales[1].id", 'scale id "erkenning" is used before')
    ]


def test_faults_of_scales_come_with_all_other_faults(tmp_path: Path) -> None:
    text = with_scale(scale("[luister, cijfer]", "    reversed: [x]\n")).replace("title: Vragen", "title: no")

    faults = faults_of(tmp_path, text)

    assert [fault.line for fault in faults] == [3, 53, 53, 54]


@pytest.mark.parametrize("form", ["cards", "one", "grid", "smileys"])
def test_the_form_of_the_page_is_part_of_the_questionnaire(tmp_path: Path, form: str) -> None:
    path = tmp_path / "bewoners.yaml"
    path.write_text(GOOD.replace("title: Vragen", f"title: Vragen\nform: {form}"), encoding="utf-8")

    assert load_questionnaire(path).form == form


def test_another_form_is_a_fault(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, GOOD.replace("title: Vragen", "title: Vragen\nform: hearts"))

    assert [(fault.line, fault.where) for fault in faults] == [(4, "form")]
    assert "'cards', 'one', 'grid' or 'smileys'" in faults[0].right
