"""The contact desk in a questionnaire file: its keys, its bounds, and what it leaves as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.questionnaire.loader import load_instrument, load_questionnaire
from survey_app.questionnaire.revisions import revisions
from survey_app.questionnaire.study import SegmentWords
from tests.small_questionnaire import GOOD

STUDY = Path(__file__).parents[2] / "questionnaires" / "kerngericht-werken"
DESK = """\
contact_desk:
  text: Wilt u meepraten?
  read_by: de organisatoren
  keep_for_days: 90
"""


def written(folder: Path, desk: str) -> Path:
    """The good questionnaire with this desk."""
    path = folder / "bewoners.yaml"
    path.write_text(GOOD + desk, encoding="utf-8")
    return path


def test_a_questionnaire_may_have_a_contact_desk(tmp_path: Path) -> None:
    desk = load_questionnaire(written(tmp_path, DESK)).contact_desk

    assert desk is not None
    assert (desk.text, desk.read_by, desk.keep_for_days) == ("Wilt u meepraten?", "de organisatoren", 90)


@pytest.mark.parametrize(
    ("old", "new", "wrong", "right"),
    [
        ("  keep_for_days: 90", "  keep_for_days: 6", "this number is too low", "use 7 or more"),
        ("  keep_for_days: 90", "  keep_for_days: 366", "this number is too high", "use 365 or less"),
        ("  keep_for_days: 90", '  keep_for_days: "90"', "this is not a whole number", "write a whole number"),
        ("  keep_for_days: 90\n", "", 'the key "keep_for_days" is missing', "add keep_for_days:"),
        (
            "read_by:",
            "reed_by:",
            'unknown key "reed_by"',
            'did you mean "read_by"? known: text, read_by, keep_for_days',
        ),
        ("de organisatoren", '"Anna\\nBert"', "a line break or tab", "write it on one line"),
    ],
)
def test_what_is_wrong_with_a_desk_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, wrong: str, right: str
) -> None:
    path = written(tmp_path, DESK.replace(old, new))

    with pytest.raises(QuestionnaireFaults) as refusal:
        load_questionnaire(path)

    told = [fault for fault in refusal.value.faults if fault.wrong.startswith(wrong)]
    assert [(fault.where.startswith("contact_desk"), fault.right.startswith(right)) for fault in told] == [(True, True)]


def test_a_desk_is_no_item_and_changes_none(tmp_path: Path) -> None:
    without = load_questionnaire(written(tmp_path, ""))
    with_desk = load_questionnaire(written(tmp_path, DESK))

    found = revisions(without, with_desk)

    assert list(found) == list(without.items)
    assert not any(one.changes for one in found.values())


def test_an_instrument_without_a_desk_keeps_the_fingerprint_it_had_before_there_were_desks() -> None:
    """Computed with the program as it was at commit 55556e7: nothing of what segments are called or results go by."""
    instrument = load_instrument(STUDY / "medewerkers-2019.yaml")
    study = instrument.study.model_copy(update={"segment_words": SegmentWords(), "broken_down_by": ()})
    assert (
        instrument.model_copy(update={"study": study}).fingerprint()
        == "6a64f5ffffabfd1647bf93a911a20bc1516a4689f44632bfa3b10a83d4c7836f"
    )
