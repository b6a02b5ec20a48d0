"""What a number in a cell means, and what an answer counts as: told by codes and labels, asked about, never guessed."""

from __future__ import annotations

from pathlib import Path
from statistics import mean, median, stdev

import pytest
from scipy import stats

from survey_app.comparison.data_frames.build import Frames
from survey_app.dataset.from_files.faults import CsvRefused
from survey_app.dataset.from_files.numbering import Numbers
from survey_app.questionnaire.model import Questionnaire
from survey_app.reporting import compare_waves, waves_from_files
from tests.counted_waves import instrument, section, statement
from tests.written_csv import Written, answers, kinds

CASES = Path(__file__).parents[1] / "data" / "cases"
AGREE = ("Helemaal oneens", "Oneens", "Neutraal", "Eens", "Helemaal eens")
SMILEYS = ("😡", "🙁", "😐", "🙂", "😀")


@pytest.fixture
def written(tmp_path: Path) -> Written:
    return Written(tmp_path)


def coded(codes: list[int], labels: tuple[str, ...] = AGREE) -> str:
    return "|".join(f"{code}={label}" for code, label in zip(codes, labels, strict=True))


def scores(wave: object, item: str) -> tuple[int, ...]:
    questionnaire = wave.instrument.questionnaire  # type: ignore[attr-defined]  # a wave from a file
    return questionnaire.response_scale_of(questionnaire.items[item]).scores  # type: ignore[no-any-return]  # as above


def compared(tmp_path: Path, responses: Path, codebook: str, **more: object) -> Frames:
    file = tmp_path / "codebook.csv"
    file.write_text(codebook, encoding="utf-8")
    return compare_waves(waves_from_files(responses, file, tell=lambda _: None, **more))  # type: ignore[arg-type]  # options of it


def test_codes_that_run_from_most_to_least_are_read_as_they_are_told(tmp_path: Path) -> None:
    """Cases, README: 80% to 93%, +13. By awk: 120 and 140 of 150 answered 1 or 2, means of 6 - code 4 and 4.4667."""
    found = compared(tmp_path, CASES / "mir.csv", f"item,text,labels\nq,Ik voel mij thuis,{coded([5, 4, 3, 2, 1])}\n")

    everybody = found.estimates[found.estimates.group == "everybody"].set_index("wave")
    assert (everybody.agree["2019"], everybody.agree["2020"]) == (120 / 150, 140 / 150)
    assert everybody["mean"].tolist() == pytest.approx([4, 6 - 1.53333], abs=1e-4)
    assert found.technical.newcombe_pp.tolist() == pytest.approx([100 * 20 / 150])


@pytest.mark.parametrize(("told", "agreed"), [(Numbers.DESCENDING, (120, 140)), (Numbers.ASCENDING, (30, 10))])
def test_who_compares_may_say_how_numbers_without_codes_run(
    tmp_path: Path, told: Numbers, agreed: tuple[int, int]
) -> None:
    found = waves_from_files(CASES / "mir.csv", CASES / "mir_cb.csv", numbers=told)

    counts = [wave.counts.total.items["q"].answers for wave in found]
    assert tuple(one["eens"] + one["helemaal_eens"] for one in counts) == agreed


def test_numbers_under_answers_in_words_are_asked_about(tmp_path: Path) -> None:
    with pytest.raises(CsvRefused) as refused:
        compared(tmp_path, CASES / "mir.csv", (CASES / "mir_cb.csv").read_text(encoding="utf-8"))

    assert str(refused.value) == (
        'mir.csv:2: column q: "1" stands under answers in words, and nobody said which answer it is; write codes in '
        "the labels of the codebook, 1=Helemaal oneens|…|5=Helemaal eens or 5=Helemaal oneens|…|1=Helemaal eens (in a "
        "questionnaire, score: of each point), or say it of all such columns: --numbers ascending if 1 is Helemaal "
        "oneens, --numbers descending if 1 is Helemaal eens"
    )


def test_columns_with_the_same_answers_are_asked_about_once(written: Written) -> None:
    labels = "|".join(AGREE)

    (fault,) = written.refusal("wave,a,b,c\n1,4,,nvt\n2,,2.0,5\n", f"item,labels\na,{labels}\nb,{labels}\nc,{labels}\n")

    assert fault.startswith('responses.csv:2: column a: "4" stands under answers in words (so do numbers in 2 more col')


def test_a_questionnaire_says_what_its_numbers_are_with_scores(written: Written) -> None:
    asked = instrument(section(statement("a"))).questionnaire
    data = asked.model_dump(mode="json", by_alias=True)
    for score, point in enumerate(data["response_scales"]["eens"]["points"], start=-2):
        point["score"] = score

    assert "stands under answers in words" in written.refusal("wave,a\n1,1\n", questionnaires={"": asked})[0]
    told = Questionnaire.model_validate(data)
    assert answers(written.one("wave,a\n1,1\n", questionnaires={"": told}), "a")["eens"] == 1


@pytest.mark.parametrize(
    ("codes", "counted"),
    [
        ([1, 2, 3, 4, 5], (1, 2, 3, 4, 5)),
        ([5, 4, 3, 2, 1], (1, 2, 3, 4, 5)),
        ([0, 1, 2, 3, 4], (0, 1, 2, 3, 4)),
        ([4, 3, 2, 1, 0], (0, 1, 2, 3, 4)),
        ([10, 20, 30, 40, 50], (10, 20, 30, 40, 50)),
        ([-2, -1, 0, 1, 2], (-2, -1, 0, 1, 2)),
        ([2, 1, 0, -1, -2], (-2, -1, 0, 1, 2)),
        ([1, 2, 4, 5, 7], (1, 2, 4, 5, 7)),
        ([3, 1, 2, 5, 4], (1, 2, 3, 4, 5)),
    ],
)
@pytest.mark.parametrize("labels", [AGREE, SMILEYS, ("Very low", "Low", "Middling", "High", "Very high")])
def test_any_codes_are_read_and_counted(
    written: Written, codes: list[int], counted: tuple[int, ...], labels: tuple[str, ...]
) -> None:
    """By hand: codes are scores; turned (lowest + highest - code) where they run down, places where in no order."""
    rows = "".join(f"1,{code}\n" for code, times in zip(codes, (1, 2, 3, 4, 5), strict=True) for _ in range(times))

    wave = written.one(f"wave,a\n{rows}1,{labels[4]}\n1,{codes[0]}.0\n", f"item,labels\na,{coded(codes, labels)}\n")

    assert list(answers(wave, "a").values()) == [2, 2, 3, 4, 6]
    assert scores(wave, "a") == counted


def test_codes_that_run_down_are_told(written: Written) -> None:
    found = written.read("wave,a,b\n1,4,4\n", f"item,labels\na,{coded([5, 4, 3, 2, 1])}\nb,{coded([5, 4, 3, 2, 1])}\n")

    assert found.notes == (
        "where 5 is Helemaal oneens and 1 is Helemaal eens, answers count from 1 (Helemaal oneens) "
        "to 5 (Helemaal eens)",
    )


def test_two_items_may_run_in_two_directions(written: Written) -> None:
    codebook = f"item,scale,labels\na,S,{coded([1, 2, 3, 4, 5])}\nb,S,{coded([5, 4, 3, 2, 1])}\n"

    wave = written.one("wave,a,b\n1,5,1\n1,1,5\n", codebook)

    assert answers(wave, "a") == answers(wave, "b")
    assert wave.counts.total.scales["s"].scores == ((2, 2, 1), (2, 10, 1))


def test_waves_whose_tools_had_other_codes_are_counted_by_place(written: Written) -> None:
    codebook = f"item,wave,text,labels\na,1,A,{coded([0, 1, 2, 3, 4])}\na,2,A,{coded([5, 4, 3, 2, 1])}\n"

    first, second = written.read("wave,a\n1,4\n2,1\n", codebook).waves

    assert answers(first, "a") == answers(second, "a")
    assert scores(first, "a") == scores(second, "a") == (1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    "labels", ["1=Oneens|2=Eens|9=N.v.t.", "9=Weet niet|1=Oneens|2=Eens", "2=Oneens|1=Eens|9=Geen mening"]
)
def test_a_code_of_not_applicable_among_the_answers_is_no_point(written: Written, labels: str) -> None:
    wave = written.one("wave,a\n1,1\n1,2\n1,9\n1,9.0\n1,\n", f"item,labels\na,{labels}\n")

    assert kinds(wave, "a") == (2, 2, 1, 0)
    assert list(answers(wave, "a")) == ["oneens", "eens"]


def test_not_applicable_may_have_a_code_in_its_own_column(written: Written) -> None:
    wave = written.one("wave,a\n1,1\n1,9\n1,weet niet\n", "item,nvt\na,9=Weet niet\n")

    assert kinds(wave, "a") == (1, 2, 0, 0)


@pytest.mark.parametrize(
    ("labels", "fault"),
    [
        (
            "1=Helemaal eens|2=Eens|3=Neutraal|4=Oneens|5=Helemaal oneens",
            'the answers run from most to least, "Helemaal eens" to "Helemaal oneens"; list them from least to most, '
            "each with its own code: 5=Helemaal oneens|4=Oneens|3=Neutraal|2=Eens|1=Helemaal eens",
        ),
        ("Strongly agree|Neutral|Strongly disagree", "the answers run from most to least"),
        ("1=Zeer tevreden|2=Neutraal|3=Zeer ontevreden", "the answers run from most to least"),
        ("😀|😐|😡", "the answers run from most to least"),
        ("5|4|3|2|1", "the answers run from most to least"),
        ("0,5|1|1,5", "the answers are numbers with decimals, and means count whole ones; write them in whole numbers"),
        ("0.5=Laag|1=Midden|1.5=Hoog", "the answers are numbers with decimals"),
        ("+2|+1|0|-1|-2", "the answers run from most to least"),
        ("1=Oneens|1=Eens", "the code 1 stands before two answers; give each answer a code of its own"),
        (
            "1=Oneens|2=Eens|99=Geen antwoord",
            '"Geen antwoord" is no answer; take it out of the list, and tell what stands',
        ),
    ],
)
def test_a_list_that_cannot_be_meant_so_is_refused(written: Written, labels: str, fault: str) -> None:
    assert written.refusal("wave,a\n1,1\n", f'item,labels\na,"{labels}"\n')[0].startswith(
        f"codebook.csv:2: column labels: {fault}"
    )


def test_a_number_that_no_answer_has_is_told_with_the_codes(written: Written) -> None:
    assert written.refusal("wave,a\n1,3\n", "item,labels\na,1=Oneens|2=Neutraal|4=Eens\n") == [
        'responses.csv:2: column a: "3" is no answer; write 1 or Oneens, 2 or Neutraal, 4 or Eens; n.v.t. is not '
        "offered, nothing for not answered"
    ]


def test_answers_called_by_numbers_count_as_those_numbers(tmp_path: Path) -> None:
    """Cases, README: 5.8. Standard deviation and median by Python's statistics, Welch by scipy, from the rows."""
    rows = [line.split(",") for line in (CASES / "nul_tien.csv").read_text(encoding="utf-8").split()[1:]]
    first, last = ([int(value) for wave, value in rows if wave == year] for year in ("2019", "2021"))

    found = compared(tmp_path, CASES / "nul_tien.csv", (CASES / "nul_tien_cb.csv").read_text(encoding="utf-8"))

    everybody = found.estimates[found.estimates.group == "everybody"]
    assert everybody["mean"].tolist() == pytest.approx([5.8, 5.8])
    assert everybody.sd.tolist() == pytest.approx([stdev(first), stdev(last)])
    assert everybody["median"].tolist() == [median(first), median(last)]
    assert found.technical.welch_difference.tolist() == pytest.approx([mean(last) - mean(first)])
    assert found.technical.welch_p.tolist() == pytest.approx([stats.ttest_ind(last, first, equal_var=False).pvalue])
    points = found.distribution[(found.distribution.group == "everybody") & (found.distribution.wave == "2019")]
    assert points.score.tolist() == list(range(11))


@pytest.mark.parametrize(
    ("labels", "counted"),
    [
        ("0|1|2|3|4", (0, 1, 2, 3, 4)),
        ("-2|-1|0|1|2", (-2, -1, 0, 1, 2)),
        ("10|20|40", (10, 20, 40)),
        ("-2|-1|0|+1|+2", (-2, -1, 0, 1, 2)),
        ("0|25|50|75|100", (0, 25, 50, 75, 100)),
        ("0 (heel slecht)|1|2 (heel goed)", (0, 1, 2)),
        ("0=heel slecht|1|2=heel goed", (0, 1, 2)),
        ("0 heel slecht|1|2 heel goed", (0, 1, 2)),
        ("18 tot 35 jaar|35 tot 50 jaar|50 of ouder", (1, 2, 3)),
    ],
)
def test_labels_that_are_numbers_count_as_those(written: Written, labels: str, counted: tuple[int, ...]) -> None:
    first = labels.split("|")[1]

    wave = written.one(f"wave,a\n1,{first}\n", f"item,labels\na,{labels}\n")

    assert scores(wave, "a") == counted
    assert list(answers(wave, "a").values())[1] == 1


def test_a_smiley_is_not_cut_in_two(written: Written) -> None:
    wave = written.one("wave,a\n1,:-|\n1,:-)\n", "item,labels\na,:-(|:-||:-)\n")

    assert list(answers(wave, "a").values()) == [0, 1, 1]


def test_scores_of_a_scale_are_means_of_those_numbers(written: Written) -> None:
    """By hand: 0 and 10 reversed are 10 and 0; 4 and 4 (reversed 6) are 10 together; who answered one item has that."""
    labels = "|".join(map(str, range(11)))

    wave = written.one(
        "wave,a,b\n1,10,0\n1,4,4\n1,7,\n", f"item,scale,reversed,labels\na,S,,{labels}\nb,S,1,{labels}\n"
    )

    found = wave.counts.total.scales["s"]
    assert found.scores == ((1, 7, 1), (2, 10, 1), (2, 20, 1))
    assert (found.complete, found.sums, found.products) == (2, (14, 16), ((116, 124), (124, 136)))


def test_items_with_other_scores_are_not_scored_together(written: Written) -> None:
    codebook = f"item,scale,labels\na,S,{coded([0, 1, 2, 3, 4])}\nb,S,{coded([1, 2, 3, 4, 5])}\n"

    assert written.refusal("wave,a,b\n1,4,4\n", codebook) == [
        'codebook.csv:3: column scale: the points of item "b" are scored 1, 2, 3, 4, 5, and those of "a" 0, 1, 2, '
        "3, 4; score statements together whose points have the same scores"
    ]
