"""Disclosure control: what may not be shown is not in a comparison, and cannot be worked out from what is."""

from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.comparison.disclosure.shown import hidden_categories, shown_counts
from survey_app.comparison.results import Code, FieldedWave, Level, WaveComparison
from survey_app.dataset.counts import ItemCounts
from survey_app.fieldwork.wave import Origin
from tests.counted_waves import answered, choice, compare_waves, fielded, instrument, likert, section, statement

STATEMENT = instrument(section(statement()))


def two_waves(earlier: FieldedWave, *later: ItemCounts) -> WaveComparison:
    return compare_waves(earlier, fielded(2021, earlier.instrument, *later))


def one_statement(*numbers: int, **kinds: int) -> FieldedWave:
    return fielded(2020, STATEMENT, likert("luistert", *numbers, **kinds))


def test_nine_answers_are_hidden_and_ten_are_not() -> None:
    nine, ten = one_statement(1, 2, 3, 2, 1), one_statement(1, 2, 3, 2, 2)

    assert shown_counts(nine) == {"luistert": None}
    assert shown_counts(ten)["luistert"] == ten.counts.total.items["luistert"]


def test_the_threshold_is_that_of_the_waves_own_study() -> None:
    strict = instrument(section(statement()), threshold=50)

    assert shown_counts(fielded(2020, strict, likert("luistert", 9, 10, 10, 10, 10))) == {"luistert": None}


def test_of_a_hidden_statement_no_figure_is_left() -> None:
    comparison = two_waves(one_statement(1, 2, 3, 2, 1, not_applicable=4), likert("luistert", 10, 20, 30, 40, 50))

    hidden = comparison.statements[0].estimates[0]

    assert hidden is not None
    assert hidden.hidden
    assert (hidden.n_total, hidden.n_valid, hidden.n_not_applicable, hidden.n_blank) == (13, 0, 0, 0)
    assert (hidden.counts, set(hidden.shares.values())) == ({}, {None})
    assert (hidden.agree, hidden.agree_interval, hidden.disagree) == (None, None, None)
    assert (hidden.mean, hidden.mean_interval, hidden.sd, hidden.median) == (None, None, None, None)


def test_the_verdict_on_a_hidden_statement_tells_no_number() -> None:
    comparison = two_waves(one_statement(1, 2, 3, 2, 1), likert("luistert", 10, 20, 30, 40, 50))

    verdict = comparison.statements[0].verdict

    assert (verdict.level, verdict.margin_pp) == (Level.NOT_COMPARABLE, None)
    assert Code.WITHHELD in {reason.code for reason in verdict.reasons}
    assert Code.N_SMALL not in {reason.code for reason in verdict.reasons}
    assert comparison.statements[0].change is None


def test_what_may_not_be_shown_is_nowhere_in_the_comparison() -> None:
    comparison = two_waves(one_statement(1, 2, 3, 2, 1), likert("luistert", 10, 20, 30, 40, 50))

    assert comparison.shown[0] == {"luistert": None}
    assert comparison.waves[0].counts.total.items == {}
    assert comparison.waves[0].counts.segments == {}
    assert comparison.waves[0].counts.total.respondents == 9


def test_everybody_of_a_small_group_in_one_category_shows_no_distribution() -> None:
    # STATISTICS 15, rule 7: n < 30 and one category at 100%
    comparison = two_waves(one_statement(0, 0, 0, 29, 0), likert("luistert", 0, 0, 0, 30, 0))

    small, large = comparison.statements[0].estimates

    assert small is not None
    assert large is not None
    assert (small.hidden, small.homogeneous, small.n_valid) == (False, "eens", 29)
    assert (small.counts, small.agree, small.mean, small.sd) == ({}, None, None, None)
    assert (large.homogeneous, large.agree) == (None, 1.0)
    assert comparison.statements[0].change is None
    assert comparison.shown[0]["luistert"] == ItemCounts("luistert", {}, 29, hidden=frozenset(small.shares))


def test_a_report_mark_that_everybody_gave_is_not_told() -> None:
    mark = instrument(section({"id": "cijfer", "type": "mark", "text": "Cijfer"}))
    wave = fielded(2020, mark, answered("cijfer", {"7": 12, "8": 0}))

    estimate = two_waves(wave, answered("cijfer", {"7": 12, "8": 1})).values[0].estimates[0]

    assert estimate is not None
    assert (estimate.homogeneous, estimate.n_valid, estimate.mean, estimate.sd) == (True, 12, None, None)


def test_a_number_shows_its_mean_and_not_who_gave_which() -> None:
    number = instrument(section({"id": "jaren", "type": "number", "text": "Jaren", "minimum": 0, "maximum": 99}))
    wave = fielded(2020, number, answered("jaren", {"1": 6, "97": 6}))

    comparison = two_waves(wave, answered("jaren", {"1": 12, "3": 6}))

    estimate, shown = comparison.values[0].estimates[0], comparison.shown[0]["jaren"]
    assert estimate is not None
    assert estimate.mean == 49.0
    assert shown is not None
    assert (shown.answers, shown.answered, shown.hidden) == ({}, 12, frozenset())


def test_a_number_that_everybody_of_a_small_group_gave_is_withheld_by_name_too() -> None:
    number = instrument(section({"id": "jaren", "type": "number", "text": "Jaren", "minimum": 0, "maximum": 99}))
    wave = fielded(2020, number, answered("jaren", {"12": 12}))

    comparison = two_waves(wave, answered("jaren", {"1": 12, "3": 6}))

    estimate = comparison.values[0].estimates[0]
    assert estimate is not None
    assert (estimate.hidden, estimate.n_valid) == (True, 0)
    assert comparison.shown[0] == {"jaren": None}


def test_an_opinion_shows_counts_of_one() -> None:
    # STATISTICS 15, rule 11
    expectations = instrument(section(choice("verwacht", "meer", "minder", kind="multiple_choice")))
    wave = fielded(2020, expectations, answered("verwacht", {"meer": 11, "minder": 1}, ticked_by=12, blank=3))

    options = two_waves(wave, answered("verwacht", {"meer": 30, "minder": 20}, ticked_by=40)).choices[0].options

    assert [(earlier.count, earlier.base, earlier.hidden) for earlier, _ in options] == [
        (11, 15, False),
        (1, 15, False),
    ]


def test_an_option_that_everybody_of_a_small_group_ticked_is_not_told() -> None:
    expectations = instrument(section(choice("verwacht", "meer", "minder", kind="multiple_choice")))
    wave = fielded(2020, expectations, answered("verwacht", {"meer": 12, "minder": 1}, ticked_by=12))

    more, less = two_waves(wave, answered("verwacht", {"meer": 30, "minder": 20}, ticked_by=40)).choices[0].options

    assert (more[0].hidden, more[0].homogeneous, more[0].count, more[0].share) == (True, True, None, None)
    assert (less[0].hidden, less[0].count) == (False, 1)


@pytest.mark.parametrize(
    ("numbers", "hidden"),
    [
        ((3, 4, 25, 40), {"a", "b", "c"}),  # the example of STATISTICS 15, rule 2
        ((3, 8, 25, 40), {"a", "b"}),  # two, and together 11
        ((3, 20, 40, 50), {"a", "b"}),  # one alone would follow from the total
        ((3, 25, 40, 50), {"a", "b", "c"}),  # two others, less than a tenth of 25 (rule 12)
        ((20, 3, 20, 40), {"a", "b"}),  # a tie: the first in order
        ((9, 1, 20, 30), {"a", "b", "c"}),  # nine and one are no cover
        ((2, 12, 10, 40), {"a", "c", "b"}),  # nor two and ten, but twelve of both and two are
        ((3, 40), {"a", "b"}),
        ((10, 12, 40), set()),
        ((0, 12, 40), set()),
        ((1, 5, 2, 5, 3), {"a", "b", "c", "d", "e"}),
    ],
)
def test_small_categories_of_a_trait_take_another_with_them(numbers: tuple[int, ...], hidden: set[str]) -> None:
    assert hidden_categories(dict(zip("abcdefg", numbers, strict=False)), 10) == hidden


TRAIT = instrument(section(choice("leeftijd", "jong", "midden", "oud", background=True), statement()))
RESPONDENTS = 60


def trait_wave(*numbers: int) -> FieldedWave:
    ages = answered("leeftijd", dict(zip(("jong", "midden", "oud"), numbers, strict=True)))
    return fielded(2020, TRAIT, ages, likert("luistert", 10, 10, 10, 10, sum(numbers) - 40))


def test_a_hidden_category_has_no_count_and_no_share() -> None:
    comparison = two_waves(
        trait_wave(3, 15, 42),
        answered("leeftijd", {"jong": 20, "midden": 20, "oud": 20}),
        likert("luistert", *[12] * 5),
    )

    young, middle, old = (earlier for earlier, _ in comparison.choices[0].options)

    assert [(one.hidden, one.count, one.share, one.interval) for one in (young, middle)] == [
        (True, None, None, None)
    ] * 2
    assert (old.hidden, old.count, old.base, young.homogeneous) == (False, 42, 60, False)
    shown = comparison.shown[0]["leeftijd"]
    assert shown is not None
    assert (dict(shown.answers), shown.hidden) == ({"oud": 42}, {"jong", "midden"})
    assert comparison.choices[0].changes[:2] == (None, None)


def tables_like(shown: ItemCounts) -> Iterator[Mapping[str, int]]:
    """Every table that would be shown exactly like this one: what an attacker who knows our rules can still believe."""
    total, hidden = shown.answered - sum(shown.answers.values()), sorted(shown.hidden)
    for numbers in product(range(total + 1), repeat=max(len(hidden) - 1, 0)):
        rest = total - sum(numbers)
        if not hidden or rest < 0:
            continue
        possible = dict(zip(hidden, (*numbers, rest), strict=True))
        table = {answer: {**shown.answers, **possible}[answer] for answer in ("jong", "midden", "oud")}
        if hidden_categories(table, 10) == shown.hidden:
            yield possible


@pytest.mark.parametrize("young", range(1, 10))
@pytest.mark.parametrize("middle", [0, 1, 5, 9, 10, 11, 15, 25])
def test_hidden_categories_cannot_be_worked_out(young: int, middle: int) -> None:
    # A differencing attack with everything that is shown: the base, the other categories and our own rules
    shown = shown_counts(trait_wave(young, middle, RESPONDENTS - young - middle))["leeftijd"]

    assert shown is not None
    believable = list(tables_like(shown))

    assert len(shown.hidden) >= 2
    assert shown.answered - sum(shown.answers.values()) >= 10
    for category in shown.hidden:
        assert len({table[category] for table in believable}) > 1, (category, believable)


@given(st.lists(st.integers(0, 60), min_size=2, max_size=9), st.integers(5, 30))
def test_what_is_hidden_is_at_least_the_threshold_or_everything(numbers: list[int], threshold: int) -> None:
    counts = {str(position): number for position, number in enumerate(numbers)}

    hidden = hidden_categories(counts, threshold)

    assert all(counts[one] == 0 or counts[one] >= threshold for one in counts if one not in hidden)
    assert len(hidden) != 1
    assert not hidden or len(hidden) == len(counts) or sum(counts[category] for category in hidden) >= threshold


def test_an_item_asked_of_a_hidden_group_is_hidden_with_it() -> None:
    # 60 respondents, of whom 3 young: the statement asked of the others would tell that they are 57
    routed = instrument(
        section(
            choice("leeftijd", "jong", "midden", "oud", background=True),
            statement("regie", when={"not": {"item": "leeftijd", "is": "jong"}}),
            statement("luistert", when={"item": "regie", "answered": True}),
        )
    )
    ages = answered("leeftijd", {"jong": 3, "midden": 20, "oud": 37})
    wave = fielded(
        2020, routed, ages, *(likert(item, 10, 10, 10, 10, 17, not_asked=3) for item in ("regie", "luistert"))
    )

    shown = shown_counts(wave)

    assert shown["regie"] is None
    assert shown["luistert"] is None


def test_an_item_asked_because_of_an_opinion_is_shown() -> None:
    routed = instrument(section(statement("regie"), statement("luistert", when={"item": "regie", "is": "eens"})))
    wave = fielded(2020, routed, likert("regie", 3, 3, 3, 12, 3), likert("luistert", 3, 3, 2, 2, 2, not_asked=12))

    assert shown_counts(wave)["luistert"] is not None


@pytest.mark.parametrize(("not_asked", "is_shown"), [(0, True), (9, False), (10, True)])
def test_an_item_asked_because_of_a_number_obeys_the_rest_rule(not_asked: int, *, is_shown: bool) -> None:
    routed = instrument(
        section(
            {"id": "jaren", "type": "number", "text": "Jaren", "minimum": 0, "maximum": 99},
            statement("luistert", when={"item": "jaren", "at_least": 5}),
        )
    )
    wave = fielded(
        2020,
        routed,
        answered("jaren", {"4": not_asked, "5": 15, "6": 5}),
        likert("luistert", 4, 4, 4, 4, 4, not_asked=not_asked),
    )

    assert (shown_counts(wave)["luistert"] is not None) is is_shown


def test_items_asked_because_of_a_number_do_not_tell_those_between_them() -> None:
    # 60 people; 40 of 5 years or more and 38 of 6 or more, so two people of exactly 5
    routed = instrument(
        section(
            {"id": "jaren", "type": "number", "text": "Jaren", "minimum": 0, "maximum": 99},
            statement("vijf", when={"item": "jaren", "at_least": 5}),
            statement("ook-vijf", when={"item": "jaren", "at_least": 5}),
            statement("zes", when={"item": "jaren", "at_least": 6}),
        )
    )
    wave = fielded(
        2020,
        routed,
        answered("jaren", {"4": 20, "5": 2, "6": 38}),
        likert("vijf", 8, 8, 8, 8, 8, not_asked=20),
        likert("ook-vijf", 8, 8, 8, 8, 8, not_asked=20),
        likert("zes", 8, 8, 8, 8, 6, not_asked=22),
    )

    shown = shown_counts(wave)

    assert [item for item in ("vijf", "ook-vijf", "zes") if shown[item] is not None] == ["vijf", "ook-vijf"]


def test_an_item_asked_of_a_cell_of_two_traits_is_withheld() -> None:
    # 14 in Ingen, 12 of whom are old: how many were asked tells that 2 people of Ingen are young
    in_ingen, old = {"item": "kern", "is": "ingen"}, {"item": "leeftijd", "is": "oud"}
    routed = instrument(
        section(
            choice("kern", "ingen", "maurik", background=True),
            choice("leeftijd", "jong", "oud", background=True),
            statement("regie", when=in_ingen),
            statement("luistert", when={"all": [in_ingen, old]}),
        )
    )
    wave = fielded(
        2020,
        routed,
        answered("kern", {"ingen": 14, "maurik": 46}),
        answered("leeftijd", {"jong": 20, "oud": 40}),
        likert("regie", 2, 4, 2, 4, 2, not_asked=46),
        likert("luistert", 2, 3, 2, 3, 2, not_asked=48),
    )

    shown = shown_counts(wave)

    assert shown["regie"] is not None
    assert shown["luistert"] is None


def test_a_withheld_wave_shows_nothing_but_how_many_answered() -> None:
    withheld = fielded(2020, STATEMENT, respondents=4)

    comparison = two_waves(withheld, likert("luistert", 10, 20, 30, 40, 50))

    earlier, _ = comparison.statements[0].estimates
    assert earlier is not None
    assert (earlier.hidden, earlier.n_total) == (True, 4)
    assert comparison.statements[0].verdict.level is Level.NOT_COMPARABLE


def test_a_printed_table_was_public_already() -> None:
    # STATISTICS 15, rule 11
    wave = fielded(2020, STATEMENT, likert("luistert", 0, 0, 0, 3, 0), origin=Origin.PRINTED)

    estimate = two_waves(wave, likert("luistert", 10, 20, 30, 40, 50)).statements[0].estimates[0]

    assert estimate is not None
    assert (estimate.hidden, estimate.homogeneous, estimate.n_valid) == (False, None, 3)
