"""What of traits may stand side by side in microdata: no cell below the threshold, in one file or in all together."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from survey_app.dataset.microdata.choosing import WaveRows
from survey_app.dataset.microdata.refusals import CellsTooSmall, NeedsTrait, NoSuchTrait
from survey_app.dataset.microdata.rows import Microdata
from survey_app.dataset.microdata.rules import LeftOut, Reason
from survey_app.questionnaire.model import LikertStatement
from survey_app.writers.microdata_words import labels_of
from tests.answered_waves import Asked
from tests.counted_waves import choice, instrument, section, statement
from tests.microdata_rows import Given, gathered, microdata, table

TRAITS = instrument(
    section(
        choice("leeftijd", "jong", "oud", background=True),
        choice("woning", "huur", "koop", background=True),
        statement(),
    ),
    threshold=10,
)


def people(number: int, segment: str | None, leeftijd: str | None, woning: str | None = "huur") -> list[Given]:
    """This number of people who are alike in all but what they think."""
    thought = ("eens", "oneens", "neutraal")
    return [
        (segment, {"leeftijd": leeftijd, "woning": woning, "luistert": thought[place % 3]}) for place in range(number)
    ]


def test_the_segment_comes_first_and_then_traits_as_long_as_every_cell_is_large_enough() -> None:
    # Ingen: 10 young, 12 old; Maurik: 10 young, 10 old, of whom 9 rent: woning beside them has a cell of 9 and of 1.
    given = [
        *people(10, "ingen", "jong"),
        *people(12, "ingen", "oud"),
        *people(10, "maurik", "jong"),
        *people(9, "maurik", "oud"),
        *people(1, "maurik", "oud", "koop"),
    ]

    chosen = gathered(TRAITS, given).choose()

    assert chosen.kept == ("segment", "leeftijd")
    assert chosen.left_out == (LeftOut("woning", Reason.SMALL),)


def test_no_answer_to_a_trait_is_a_cell_like_any_other() -> None:
    given = [*people(20, "ingen", "jong"), *people(20, "ingen", "oud"), *people(9, "ingen", None)]

    assert "leeftijd" not in gathered(TRAITS, given).choose().kept
    assert "leeftijd" in gathered(TRAITS, [*given, *people(1, "ingen", None)]).choose().kept


def test_a_refusal_says_what_cannot_stand_together_and_what_may_and_neither_which_group_nor_how_many() -> None:
    given = [*people(20, "ingen", "jong"), *people(20, "maurik", "jong"), *people(13, "ingen", "oud")]
    rows = gathered(TRAITS, [*given, *people(3, "maurik", "oud")])

    with pytest.raises(CellsTooSmall) as refused:
        rows.choose(["segment", "leeftijd"])

    assert refused.value.together == ("segment", "leeftijd")
    assert refused.value.allowed == (("leeftijd",), ("segment",))
    said = str(refused.value)
    assert "segment and leeftijd cannot be kept together: some groups would have fewer than 10 responses" in said
    assert "Allowed of these: leeftijd or segment" in said
    assert not any(told in said for told in ("maurik", "oud", " 3 "))


def test_a_trait_with_a_small_cell_of_its_own_is_refused_alone() -> None:
    rows = gathered(TRAITS, [*people(20, "ingen", "jong"), *people(4, "ingen", "oud")])

    with pytest.raises(CellsTooSmall, match=r"leeftijd cannot be kept: .* Allowed of these: nothing"):
        rows.choose(["leeftijd"])


def test_what_could_stay_but_was_not_chosen_is_told_apart_from_what_could_not() -> None:
    rows = gathered(TRAITS, [*people(20, "ingen", "jong"), *people(20, "ingen", "oud"), *people(1, "maurik", "oud")])

    chosen = rows.choose([])

    assert chosen.kept == ()
    assert [(one.id, one.reason) for one in chosen.left_out] == [
        ("segment", Reason.SMALL),
        ("leeftijd", Reason.NOT_KEPT),
        ("woning", Reason.NOT_KEPT),
    ]
    assert set(table(microdata(rows, []))[0]) == {"luistert"}


def test_two_files_of_one_wave_together_show_no_smaller_group_than_one() -> None:
    # Rows of two files can be matched by their answers: segment in one and age in the other is both in one.
    given = [*people(20, "ingen", "jong"), *people(20, "maurik", "jong"), *people(13, "ingen", "oud")]
    rows = gathered(TRAITS, [*given, *people(3, "maurik", "oud")], before=frozenset({"leeftijd"}))

    with pytest.raises(CellsTooSmall, match="earlier files of this wave held leeftijd, and rows can be matched"):
        rows.choose(["segment"])
    assert rows.choose().kept == ("leeftijd", "woning")
    assert rows.choose(["woning"]).kept == ("woning",)


def test_what_is_no_trait_of_the_wave_is_refused_with_those_that_are() -> None:
    rows = gathered(TRAITS, people(20, "ingen", "jong"))

    with pytest.raises(NoSuchTrait, match=r"keep luistert: not a trait .*: segment, leeftijd, woning"):
        rows.choose(["luistert"])


def test_a_number_is_a_trait_by_its_value() -> None:
    asked = instrument(section({"id": "jaren", "type": "number", "text": "Jaren", "minimum": 0, "maximum": 99}))
    alone: list[Given] = [("ingen", {"jaren": 30 + place}) for place in range(20)]
    together: list[Given] = [("ingen", {"jaren": jaren}) for jaren in (1, 2) for _ in range(10)]

    assert gathered(asked, alone).choose().kept == ("segment",)
    assert gathered(asked, together).choose().kept == ("segment", "jaren")


def test_ticks_of_the_background_are_one_trait() -> None:
    asked = instrument(section(choice("rol", "ouder", "vrijwilliger", kind="multiple_choice", background=True)))
    # Twelve tick each, but only two tick both.
    given: list[Given] = [
        (None, {"rol": ticked})
        for ticked, number in ((["ouder"], 10), (["vrijwilliger"], 10), (["ouder", "vrijwilliger"], 2))
        for _ in range(number)
    ]

    assert gathered(asked, given).choose().kept == ()
    assert gathered(asked, given * 5).choose().kept == ("rol",)


ROUTED = instrument(
    section(
        choice("leeftijd", "jong", "oud", background=True),
        choice("school", "ja", "nee", background=True, when={"item": "leeftijd", "is": "jong"}),
        statement("les", when={"item": "school", "is": "ja"}),
        statement("tevreden"),
        statement("waarom", when={"item": "tevreden", "is": "eens"}),
    )
)


def _routed(young: int, old: int) -> list[Given]:
    thought = {"tevreden": "eens", "waarom": "oneens"}, {"tevreden": "oneens"}
    young_people: list[Given] = [
        ("ingen", {"leeftijd": "jong", "school": "ja", "les": ("eens", "oneens")[place % 2], **thought[place % 2]})
        for place in range(young)
    ]
    old_people: list[Given] = [("ingen", {"leeftijd": "oud", **thought[place % 2]}) for place in range(old)]
    return [*young_people, *old_people]


def test_who_was_asked_what_depends_on_a_trait_gives_it_away_so_it_goes_with_it() -> None:
    rows = gathered(ROUTED, _routed(40, 40))

    chosen = rows.choose(["segment"])

    assert [(one.id, one.reason, one.because) for one in chosen.left_out] == [
        ("leeftijd", Reason.NOT_KEPT, ()),
        ("school", Reason.SMALL, ()),  # never without leeftijd, which decides whether it is asked
        ("les", Reason.DECIDED, ("leeftijd", "school")),
    ]
    assert set(table(microdata(rows, ["segment"]))[0]) == {"segment", "tevreden", "waarom"}
    assert rows.choose().kept == ("segment", "leeftijd", "school")


def test_a_trait_that_is_asked_of_some_needs_the_trait_that_decides_it() -> None:
    with pytest.raises(NeedsTrait, match="keep school: who was asked it tells the answers to leeftijd; keep that too"):
        gathered(ROUTED, _routed(40, 40)).choose(["school"])


def test_items_with_few_answers_and_what_hangs_on_them_are_left_out() -> None:
    asked = instrument(section(statement("een"), statement("twee", when={"item": "een", "is": "eens"})))
    given: list[Given] = [*[("ingen", {"een": "nvt"})] * 40, *[("ingen", {"een": "eens", "twee": "oneens"})] * 9]

    left_out = gathered(asked, given).choose().left_out

    assert left_out == (LeftOut("een", Reason.FEW), LeftOut("twee", Reason.FEW))


def test_what_hangs_on_an_item_that_is_left_out_is_left_out_too() -> None:
    # 29 of 29 said "eens" to the first; whoever was asked the second is one of them.
    asked = instrument(section(statement("een"), statement("twee", when={"item": "een", "is": "eens"})))
    given: list[Given] = [("ingen", {"een": "eens", "twee": point}) for point in ("eens", "oneens") * 14]
    given += [("ingen", {"een": "eens", "twee": "neutraal"}), *[("ingen", {"een": None})] * 10]

    left_out = gathered(asked, given).choose().left_out

    assert left_out == (LeftOut("een", Reason.ALIKE), LeftOut("twee", Reason.DECIDED, ("een",)))


def test_thirty_who_answer_alike_are_no_small_group() -> None:
    asked = instrument(section(statement("een")))

    assert gathered(asked, [("ingen", {"een": "eens"})] * 30).choose().left_out == ()


_ANSWERS = st.tuples(
    st.sampled_from(["ingen", "maurik", None]),
    st.sampled_from(["jong", "oud", None]),
    st.sampled_from(["huur", "koop"]),
)


@pytest.mark.slow
@settings(max_examples=60)
@examples(
    st.lists(st.tuples(_ANSWERS, st.integers(1, 12)), min_size=1, max_size=12),
    st.sets(st.sampled_from(["segment", "leeftijd", "woning"])),
)
def test_whatever_is_kept_shows_no_small_group_leaves_none_over_and_blanks_no_more_than_it_may(
    groups: list[tuple[tuple[str | None, str | None, str], int]], keep: set[str]
) -> None:
    small = instrument(*TRAITS.model_dump(mode="json", by_alias=True)["questionnaire"]["sections"], threshold=5)
    given = [one for (segment, age, home), number in groups for one in people(number, segment, age, home)]
    given += people(5, "ingen", "jong")
    rows = gathered(small, given)

    _check(rows, microdata(rows), given)
    known = keep & {trait.id for trait in rows.cells.traits}
    refused = _refused(rows, known)
    if refused is None:
        _check(rows, microdata(rows, known), given)
        assert _smallest(given, known) >= 5 or rows.choose(known).blanked
    else:
        assert _smallest(given, known) < 5
        assert all(rows.choose(one).kept == one for one in refused.allowed)


def _refused(rows: WaveRows, keep: set[str]) -> CellsTooSmall | None:
    try:
        rows.choose(keep)
    except CellsTooSmall as refused:
        return refused
    return None


def _check(rows: WaveRows, data: Microdata, given: list[Given]) -> None:
    """Every combination in the file has five, and of each category none or five are blanked, and none or five left."""
    kept = data.choice.kept
    columns = [data.columns[trait].tolist() for trait in kept]
    assert min(Counter(zip(*columns, strict=True)).values(), default=5) >= 5
    for trait, column in zip(kept, columns, strict=True):
        (variable,) = (one for one in rows.variables if one.name == trait)
        names = {code: answer for answer, code in variable.codes.items()}
        said = [names.get(code, "") for code in rows.columns[trait].tolist()]
        lost, left = (
            Counter(one for one, code in zip(said, column, strict=True) if (code < 0) is is_blank and one)
            for is_blank in (True, False)
        )
        told = set(said) - {""} - set(rows.secret.get(trait, ()))
        told = {one for one in told if trait != "segment" or said.count(one) >= 5}
        assert all(number == 0 or number >= 5 for one in told for number in (lost[one], left[one]))
        assert lost.total() == data.choice.blanked.get(trait, 0) <= 0.15 * len(given)


def _smallest(given: list[Given], traits: set[str]) -> int:
    """The smallest cell, counted here."""
    wanted = sorted(traits)
    return min(Counter(tuple({**answers, "segment": of}[one] for one in wanted) for of, answers in given).values())


def test_answers_that_the_workbook_hides_of_a_village_are_not_beside_the_village() -> None:
    given = [*people(20, "ingen", "jong"), *people(20, "maurik", "jong")]
    rows = replace(gathered(TRAITS, given), hidden={"segment": {"luistert": frozenset({"ingen"})}})

    beside = Counter((row["segment"], row["luistert"] == -4) for row in table(microdata(rows, ["segment"])))
    without = table(microdata(rows, []))

    assert beside == {(1, False): 20, (2, True): 20}
    assert not any(row["luistert"] == -4 for row in without)


def test_nor_are_they_in_a_file_whose_rows_can_be_matched_with_one_that_tells_the_village() -> None:
    given = [*people(20, "ingen", "jong"), *people(20, "maurik", "jong")]
    rows = gathered(TRAITS, given, before=frozenset({"segment"}))

    found = microdata(replace(rows, hidden={"segment": {"luistert": frozenset({"ingen"})}}), [])

    assert sum(row["luistert"] == -4 for row in table(found)) == 20
    (variable,) = (one for one in found.variables if one.name == "luistert")
    assert labels_of(variable, "en")[-4] == "secret: too few answers"


SIX_VILLAGES = Asked((section(choice("leeftijd", "jong", "oud", background=True), statement()),)).instrument()
THREE_AGES = instrument(
    section(
        choice("leeftijd", "jong", "midden", "oud", background=True),
        choice("woning", "huur", "koop", background=True),
        statement(),
    ),
    threshold=10,
)


def _by_luistert(rows: list[dict[str, float]], trait: str) -> Counter[tuple[float, bool]]:
    return Counter((row[trait], row["luistert"] == -4) for row in rows)


def test_answers_that_tables_hide_of_a_category_are_not_beside_the_trait() -> None:
    # Of the old and who did not say, which is one in rows, tables tell nothing; nor of the middle, that covers them
    given = [*people(20, "ingen", "jong"), *people(20, "ingen", "midden"), *people(20, "ingen", None)]
    rows = replace(gathered(THREE_AGES, given), hidden={"leeftijd": {"luistert": frozenset({"jong"})}})

    assert _by_luistert(table(microdata(rows, ["leeftijd"])), "leeftijd") == {
        (1, False): 20,
        (2, True): 20,
        (-2, True): 20,
    }
    assert not any(row["luistert"] == -4 for row in table(microdata(rows, [])))


def test_of_categories_that_are_one_in_the_file_all_must_be_told() -> None:
    # The sum of a hidden one and of one that tables tell of would tell the hidden one
    given = [*people(20, "ingen", "jong"), *people(20, "ingen", "midden"), *people(20, "ingen", "oud")]
    rows = replace(gathered(THREE_AGES, given), hidden={"leeftijd": {"luistert": frozenset({"jong", "midden"})}})

    data = microdata(rows, ["leeftijd"], merge={"leeftijd": [["midden", "oud"]]})

    assert _by_luistert(table(data), "leeftijd") == {(1, False): 20, (2, True): 40}


def test_where_tables_are_made_by_both_nothing_is_left_of_what_one_of_them_hides() -> None:
    # Ingen is young and Zoelen old: the table of the young less the young of Maurik in rows would be hidden Ingen
    given = [
        *(*people(20, "ingen", "jong"), *people(20, "zoelen", "oud")),
        *(*people(20, "maurik", "jong"), *people(20, "maurik", "oud")),
    ]
    given = [(village, {item: answers[item] for item in ("leeftijd", "luistert")}) for village, answers in given]
    hidden = {"segment": {"luistert": frozenset({"maurik"})}, "leeftijd": {}}
    rows = replace(gathered(SIX_VILLAGES, given), hidden=hidden)

    both = table(microdata(rows, ["segment", "leeftijd"]))

    assert {row["luistert"] for row in both} == {-4}
    assert -4 not in {row["luistert"] for row in table(microdata(rows, ["leeftijd"]))}


def test_a_trait_beside_which_nothing_is_left_is_kept_only_by_who_asks_for_it() -> None:
    given = [*people(20, "ingen", "jong"), *people(20, "ingen", "midden")]
    statements = [item.id for item in THREE_AGES.questionnaire.items.values() if isinstance(item, LikertStatement)]
    rows = replace(gathered(THREE_AGES, given), hidden={"leeftijd": dict.fromkeys(statements, frozenset[str]())})

    assert "leeftijd" not in table(microdata(rows))[0]
    assert {row["luistert"] for row in table(microdata(rows, ["leeftijd"]))} == {-4}
