"""A codebook as R and pandas write one: NA where nothing stands, decimals behind whole numbers; and what to refuse."""

from pathlib import Path

import pytest

from tests.written_csv import Written

RESPONSES = "wave,a,b,c\n2019,4,2,3\n2019,3,3,1\n2020,5,1,2\n"


@pytest.fixture
def written(tmp_path: Path) -> Written:
    return Written(tmp_path)


@pytest.mark.parametrize("nothing", ["NA", "NaN", "n/a", "-"])
def test_an_item_without_a_scale_is_in_none(written: Written, nothing: str) -> None:
    """R's write.csv gives NA for an empty cell, so that all items without a scale were scored together as NA."""
    codebook = f"item,wave,text,scale,reversed,points\na,{nothing},A,S,0,5\nb,,B,S,1,\nc,,C,{nothing},{nothing},\n"

    for wave in written.read(RESPONSES, codebook).waves:
        (scale,) = wave.instrument.questionnaire.scales
        assert (scale.items, scale.reversed) == (("a", "b"), ("b",))


@pytest.mark.parametrize(("yes", "no"), [("1.0", "0.0"), ("T", "F"), ("1.0", "")])
def test_yes_and_no_and_numbers_may_have_the_form_of_pandas(written: Written, yes: str, no: str) -> None:
    codebook = f"item,scale,reversed,points\na,S,{no},5.0\nb,S,{yes},5.0\nc,,{no},5.0\n"

    (scale,) = written.read(RESPONSES, codebook).waves[0].instrument.questionnaire.scales

    assert scale.reversed == ("b",)


def test_n_a_is_a_label_of_what_does_not_apply_and_na_is_none(written: Written) -> None:
    told = written.read(RESPONSES, "item,nvt\na,n/a\nb,NA\nc,1\n").waves[0].instrument.questionnaire

    offered = {item: told.response_scale_of(told.items[item]).not_applicable for item in "abc"}  # type: ignore[arg-type]  # all are statements

    assert {item: label for item, label in offered.items() if label} == {"a": "n/a", "c": "N.v.t."}


@pytest.mark.parametrize("kind", ["integer", "numeric", "number", "mark"])
def test_what_is_no_statement_cannot_be_in_a_scale(written: Written, kind: str) -> None:
    """A tester may call a statement numeric; then the scale would silently miss it."""
    known = "mark" if kind == "mark" else "number"

    assert written.refusal(RESPONSES, f"item,type,scale\na,,S\nb,{kind},S\nc,,\n")[0] == (
        f'codebook.csv:3: column type: a {known} is not scored together with others, as "S" says; '
        "write likert when the answers are points of a scale, or leave scale empty"
    )


def test_the_range_of_a_mark_is_no_scale_and_no_fault(written: Written) -> None:
    wave = written.read(RESPONSES, "item,type,scale\na,,\nb,,\nc,mark,1-10\n").waves[0]

    assert wave.instrument.questionnaire.scales == ()


@pytest.mark.parametrize("answers", ["1-5", "Likert", "5-point Likert", "likert_5", "5 point scale", "5-punts"])
def test_a_scale_that_tells_the_answers_is_refused(written: Written, answers: str) -> None:
    assert written.refusal(RESPONSES, f"item,scale\na,{answers}\nb,S\nc,S\n") == [
        f'codebook.csv:2: column scale: "{answers}" says which answers there are; scale names what items are scored '
        "together, as in Vertrouwen; the number of answers is in points"
    ]


def test_labels_that_are_not_parted_are_told_with_their_line(written: Written) -> None:
    assert written.refusal(RESPONSES, 'item,labels\na,\nb,"oneens, neutraal, eens"\nc,\n')[0] == (
        'codebook.csv:3: column labels: "oneens, neutraal, eens" is one label; the answers of a statement are parted '
        "by |, from least to most; leave them out if they are 1, 2, …"
    )
