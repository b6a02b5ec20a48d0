"""Traits in microdata: categories that are merged, answers that are blanked, and what that costs (STATISTICS 15.10)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from survey_app.dataset.microdata.coding import declines
from survey_app.dataset.microdata.forms import Form
from survey_app.dataset.microdata.refusals import CellsTooSmall, FormIsFixed, NoSuchTrait, NotMerged
from survey_app.questionnaire.study import Margins
from tests.counted_waves import choice, instrument, section, statement
from tests.microdata_rows import Given, gathered, microdata, table
from tests.unit.test_microdata_disclosure import ROUTED, people

AGES = instrument(
    section(
        {
            **choice("leeftijd", background=True),
            "options": [
                *({"id": age, "label": age} for age in ("jong", "midden", "oud")),
                {"id": "liever_niet", "label": "Dat zeg ik liever niet"},
            ],
        },
        choice("woning", "huur", "koop", background=True),
        statement(),
    )
)


def aged(**numbers: int) -> list[Given]:
    """So many of each village and age, as in ingen_jong=40."""
    by_village = ((name.partition("_"), number) for name, number in numbers.items())
    return [one for (village, _, age), number in by_village for one in people(number, village, age or None)]


def test_a_combination_of_too_few_is_blanked_with_as_many_as_hide_it_and_no_more() -> None:
    # By hand: 4 of Maurik are "midden". In Maurik ten must be blank, and so in Ingen for the sake of "midden", of which
    # ten must be; of another age that hides them ten as well: 4 + 6 in Maurik, 6 + 4 in Ingen. That is 20 of 224.
    given = aged(ingen_jong=40, ingen_midden=30, ingen_oud=40, maurik_jong=40, maurik_midden=4, maurik_oud=30)
    rows = gathered(AGES, [*given, *aged(ingen_jong=40)])

    data = microdata(rows, ["segment", "leeftijd"])

    assert data.choice.blanked == {"leeftijd": 20}
    assert Counter((row["segment"], row["leeftijd"]) for row in table(data)) == {
        (1, 1): 80,
        (1, 2): 24,
        (1, 3): 36,
        (1, -2): 10,
        (2, 1): 40,
        (2, 3): 24,
        (2, -2): 10,
    }


def test_a_trait_is_refused_only_when_more_than_fifteen_percent_would_be_blanked() -> None:
    # By hand: 4 of Maurik's old, with 10 of Maurik's young and 10 of Ingen's old, are 24.
    small = {"ingen_jong": 30, "ingen_oud": 30, "maurik_jong": 30, "maurik_oud": 4}

    with pytest.raises(CellsTooSmall, match="to blank those takes more than 15% of all"):
        gathered(AGES, aged(**small)).choose(["segment", "leeftijd"])  # 24 of 94 is 26%
    large = gathered(AGES, aged(**{**small, "ingen_jong": 96})).choose(["segment", "leeftijd"])  # 24 of 160 is 15%

    assert large.blanked == {"leeftijd": 24}


def test_what_figures_are_weighted_to_is_not_blanked_for_weighted_shares_would_tell_those_few() -> None:
    # 4 + 6 of no village and age: of who is blanked the unweighted and the weighted share are two sums of two unknowns.
    given = aged(ingen_jong=80, ingen_midden=30, ingen_oud=40, maurik_jong=40, maurik_midden=4, maurik_oud=30)
    margins = Margins(item="leeftijd", population={"jong": 9, "midden": 9, "oud": 9, "liever_niet": 0})
    weighted = AGES.model_copy(update={"study": AGES.study.model_copy(update={"margins": margins})})

    assert gathered(AGES, given).choose().blanked == {"leeftijd": 20}
    assert gathered(weighted, given).choose().kept == ("segment", "woning")
    with pytest.raises(CellsTooSmall):
        gathered(weighted, given).choose(["segment", "leeftijd"])
    young = {"leeftijd": [["jong", "midden"]]}
    assert gathered(AGES, given).choose(["segment", "leeftijd"], young).blanked == {}
    with pytest.raises(CellsTooSmall):  # weights tell "jong" and "midden" apart
        gathered(weighted, given).choose(["segment", "leeftijd"], young)
    assert gathered(weighted, given).choose(["leeftijd"], young).blanked == {}


def test_who_declines_and_who_leaves_it_blank_are_one_value_and_cost_nobody_the_age() -> None:
    given = aged(ingen_jong=40, ingen_oud=40, ingen_liever_niet=6, ingen_=5)

    data = microdata(gathered(AGES, given), ["leeftijd"])

    assert Counter(row["leeftijd"] for row in table(data)) == {1: 40, 3: 40, -2: 11}
    assert data.choice.blanked == {}
    (age,) = (variable for variable in data.variables if variable.name == "leeftijd")
    assert [value.label for value in age.values] == ["jong", "oud"]


def test_a_few_who_decline_take_ten_of_the_smallest_age_along_and_no_more() -> None:
    # By hand: 3 of no age are hidden by 10 others, for fewer of one age would be told by the workbook minus the file.
    # They are of the smallest age, with which *Naar kenmerk* counts the 3 (0230): it tells of all 60 old people,
    # and those minus the rows would be the 10, so that the 3 were what is left.
    data = microdata(gathered(AGES, aged(ingen_jong=40, ingen_oud=60, ingen_liever_niet=3)), ["leeftijd"])

    assert data.choice.blanked == {"leeftijd": 10}
    assert Counter(row["leeftijd"] for row in table(data)) == {1: 30, 3: 60, -2: 13}


def test_who_declines_is_hidden_by_the_smallest_age_also_where_that_is_not_the_smallest_beside_a_village() -> None:
    # Of Maurik 3 declined. The old are the fewest there, but the young are the fewest in all: ten of these are blank.
    given = aged(ingen_jong=12, ingen_oud=200, maurik_jong=40, maurik_oud=20, maurik_liever_niet=3)

    data = microdata(gathered(AGES, given), ["segment", "leeftijd"])

    assert Counter((row["segment"], row["leeftijd"]) for row in table(data)) == {
        (1, 1): 12,
        (1, 3): 200,
        (2, 1): 30,
        (2, 3): 20,
        (2, -2): 13,
    }


@pytest.mark.parametrize(
    ("label", "says_nothing"),
    [
        ("Dat zeg ik liever niet", True),
        ("Zeg ik liever niet.", True),
        ("Liever niet", True),
        ("(Wil ik niet zeggen)", True),
        ("Onbekend", True),
        ("I prefer not to say", True),
        ("Prefer not to answer", True),
        ("Ik doe liever niet mee", False),
        ("Bouwjaar onbekend", False),
        ("Niet", False),
    ],
)
def test_it_is_known_by_its_words_that_an_option_says_nothing(label: str, says_nothing: bool) -> None:
    assert declines(label) is says_nothing


def test_merged_categories_are_one_value_with_both_words_and_the_first_number() -> None:
    # 6 are "midden", which alone would be hidden with another.
    given = aged(ingen_jong=40, ingen_midden=6, ingen_oud=40)

    data = microdata(gathered(AGES, given), ["leeftijd"], merge={"leeftijd": [["midden", "jong"]]})

    assert Counter(row["leeftijd"] for row in table(data)) == {1: 46, 3: 40}
    (age,) = (variable for variable in data.variables if variable.name == "leeftijd")
    assert [(value.code, value.label) for value in age.values] == [(1, "jong / midden"), (3, "oud")]
    assert [str(form) for form in data.choice.forms] == ["leeftijd[jong+midden]"]


def test_a_hidden_category_that_is_merged_with_one_that_the_workbook_tells_would_be_what_is_left() -> None:
    # The workbook hides the 6 of "midden" with the 40 young, and tells the 60 old: "midden" and old together minus
    # those is six people. So neither "midden" nor what hides it is told here.
    given = aged(ingen_jong=40, ingen_midden=6, ingen_oud=60, maurik_oud=300)
    rows = gathered(AGES, given)
    assert rows.secret == {"leeftijd": {"jong", "midden"}}

    data = microdata(rows, ["leeftijd"], merge={"leeftijd": [["midden", "oud"]]})

    assert Counter(row["leeftijd"] for row in table(data)) == {2: 360, -2: 46}
    (age,) = (variable for variable in data.variables if variable.name == "leeftijd")
    assert [value.label for value in age.values] == ["oud"]


def test_what_cannot_be_merged_is_refused_with_what_can() -> None:
    rows = gathered(AGES, aged(ingen_jong=40, ingen_oud=40))

    with pytest.raises(
        NotMerged, match="liever_niet cannot be merged; what can be is its categories, each once: jong,"
    ):
        rows.choose(["leeftijd"], {"leeftijd": [["jong", "liever_niet"]]})
    with pytest.raises(NotMerged, match="jong cannot be merged"):
        rows.choose(["leeftijd"], {"leeftijd": [["jong", "midden"], ["jong", "oud"]]})
    with pytest.raises(NotMerged, match="what can be is nothing"):
        rows.choose(["segment"], {"segment": [["ingen", "maurik"]]})
    with pytest.raises(NoSuchTrait):
        rows.choose(["leeftijd"], {"luistert": [["eens", "oneens"]]})


def test_a_trait_on_which_questions_depend_is_neither_merged_nor_blanked_for_those_would_tell_it() -> None:
    given: list[Given] = [
        ("ingen", {"leeftijd": age, "tevreden": "eens"}) for age in ("jong", "oud") for _ in range(60)
    ]
    rows = gathered(ROUTED, [*given, *([("maurik", {"leeftijd": "jong", "tevreden": "oneens"})] * 12), *given[:4]])

    assert rows.choose(["segment", "leeftijd"]).blanked == {}
    with pytest.raises(NotMerged):
        rows.choose(["leeftijd"], {"leeftijd": [["jong", "oud"]]})
    few = gathered(ROUTED, [*given * 4, *([("maurik", {"leeftijd": "jong", "tevreden": "oneens"})] * 12), *_old(4)])
    with pytest.raises(CellsTooSmall):
        few.choose(["segment", "leeftijd"])


def _old(number: int) -> list[Given]:
    return [("maurik", {"leeftijd": "oud", "tevreden": "eens"})] * number


def test_a_trait_that_an_earlier_file_had_is_the_same_in_every_later_one() -> None:
    given = aged(ingen_jong=80, ingen_midden=30, ingen_oud=40, maurik_jong=40, maurik_midden=4, maurik_oud=30)
    first = gathered(AGES, given).choose(["segment", "leeftijd"])

    later = gathered(AGES, given, before=frozenset({"segment", "leeftijd"}))

    assert later.choose(["leeftijd"]).blanked == first.blanked == {"leeftijd": 20}
    with pytest.raises(FormIsFixed, match="an earlier file of this wave held it as leeftijd"):
        later.choose(["leeftijd"], {"leeftijd": [["jong", "midden"]]})


def test_what_a_file_rules_out_for_later_ones_is_known_before_it_is_made() -> None:
    given = aged(ingen_jong=20, maurik_jong=20, ingen_oud=13, maurik_oud=3)

    assert gathered(AGES, given).choose(["leeftijd"]).closes == ("segment",)
    assert gathered(AGES, given).choose([]).closes == ()
    assert gathered(AGES, given, before=frozenset({"leeftijd"})).choose(["leeftijd"]).closes == ()


def test_a_file_of_before_anything_was_blanked_is_taken_as_it_was() -> None:
    # It told who declined from who left it blank, ten of each. Beside it a village would show four who declined.
    given = aged(ingen_jong=40, maurik_jong=40, ingen_liever_niet=6, maurik_liever_niet=4, ingen_=4, maurik_=6)
    rows = gathered(AGES, given)
    by_the_first_rule = replace(rows, earlier=((Form("leeftijd", whole=True),),))

    assert rows.choose(["segment", "leeftijd"]).blanked == {}
    with pytest.raises(CellsTooSmall):
        by_the_first_rule.choose(["segment"])
