"""YAML that is made to keep a reader busy: refused in a second, with what is wrong and what would be right."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from survey_app.questionnaire.faults import MOST_TOLD, QuestionnaireFaults
from survey_app.questionnaire.loader import load_questionnaire

SIZE = 248_000
HEAD = 'questionnaire: b\nversion: "1"\ntitle: V\npopulation: i\nintroduction: W.\nthanks: D.\n'
ITEMS = f"{HEAD}sections:\n  - id: s\n    title: S\n    items:\n"
CHOICE = "      - {type: single_choice, id: q, text: Q, options: [{id: ja, label: J}, {id: nee, label: Nee}]}\n"
ALL = f"{ITEMS}{CHOICE}      - type: mark\n        id: a\n        text: A?\n        when:\n          all:\n"


def repeated(line: str, number: int) -> str:
    """The line so often, with its number where it has a place for one."""
    return "".join(line.format(place) for place in range(number))


HOSTILE = {
    "as many items as fit": (ITEMS + repeated("      - {{type: mark, id: a{0}, text: V{0}?}}\n", 5_500), "8000 keys"),
    "blocks of nothing": (f"{HEAD}sections: [{'{},' * 80_000}{{}}]\n", "8000 keys"),
    "nested": ("[" * SIZE, "20 deep"),
    "aliases": ("a0: &a0 [x]\n" + repeated("b{0}: &b{0} [*a0, *a0]\n", 9_000), "the anchor &a0 is not used here"),
    "comments": ("#\n" * 120_000, "20000 lines"),
    "directives": ("%X\n" * 80_000, "20000 lines"),
    "conditions that hold at once": (ALL + repeated("            - {{item: q, is: ja}}\n", 1_550), "more than 100"),
    "items that are not there": (
        ITEMS
        + repeated(f"      - {{{{type: mark, id: {'samen-' * 3}{{0}}, text: V?}}}}\n", 500)
        + repeated(
            f"      - {{{{type: mark, id: a{{0}}, text: V?, when: {{{{item: {'samne-' * 3}{{0}}, is: ja}}}}}}}}\n", 250
        ),
        f'unknown item "{"samne-" * 3}0"',
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", HOSTILE)
def test_no_file_keeps_its_reader_busy(tmp_path: Path, what: str) -> None:
    text, told = HOSTILE[what]
    file = tmp_path / "vragen.yaml"
    file.write_text(text[:SIZE], encoding="utf-8")
    begun = time.process_time()

    with pytest.raises(QuestionnaireFaults) as refusal:
        load_questionnaire(file)

    # A second is promised and half of it is needed; a busy machine may take some more.
    assert time.process_time() - begun < 5
    assert told in str(refusal.value)
    assert len(refusal.value.faults) <= MOST_TOLD + 1


def test_faults_that_are_not_told_are_counted(tmp_path: Path) -> None:
    file = tmp_path / "vragen.yaml"
    file.write_text(HEAD + repeated("nieuw{0}: x\n", 250) + "sections: []\n", encoding="utf-8")

    with pytest.raises(QuestionnaireFaults) as refusal:
        load_questionnaire(file)

    assert "more faults, or some that these hide; mend these first" in str(refusal.value.faults[-1])
    assert len(refusal.value.faults) == MOST_TOLD + 1
