"""Instruments that differ: which change costs comparability, and how far."""

from dataclasses import replace
from datetime import date

import pytest

from survey_app.comparison.names import month_and_year
from survey_app.comparison.results import ChoiceComparison, Code, Level, StatementComparison, WaveComparison
from survey_app.questionnaire.instrument import Instrument
from tests.counted_waves import Data, answered, choice, compare_waves, fielded, instrument, likert, section, statement

MANY = (80, 80, 80, 80, 80)


def compared(before: Instrument, after: Instrument, *items: str) -> WaveComparison:
    """Two waves of 400 answers each, so that nothing but the instruments can cost comparability."""
    earlier, later = (
        fielded(year, one, *(likert(item, *MANY) for item in items if item in one.questionnaire.items))
        for year, one in ((2019, before), (2021, after))
    )
    return compare_waves(earlier, later)


def changed(before: Data, after: Data) -> StatementComparison:
    """The comparison of one statement that was asked in two ways."""
    return compared(instrument(section(before)), instrument(section(after)), "luistert").statements[0]


def codes(compared: StatementComparison) -> list[Code]:
    return [reason.code for reason in compared.verdict.reasons]


def test_the_same_question_twice_is_comparable_and_shows_its_change() -> None:
    found = changed(statement(), statement())

    assert (found.verdict.level, codes(found)) == (Level.COMPARABLE, [])
    assert found.change is not None
    assert found.change.agree_pp == 0.0


@pytest.mark.parametrize(
    ("after", "what"),
    [
        ({"text": "Tekst van Luistert"}, "de tekst"),
        ({"text": "Tekst van luistert."}, "de tekst"),
        ({"help": "Denk aan brieven."}, "de toelichting"),
        ({"required": True}, "of een antwoord verplicht was"),
    ],
    ids=["case", "punctuation", "help", "required"],
)
def test_another_question_is_not_comparable(after: Data, what: str) -> None:
    # STATISTICS 9 and 13: case and punctuation count as a change
    found = changed(statement(), statement(**after))

    assert (found.verdict.level, codes(found), found.change) == (Level.NOT_COMPARABLE, [Code.WORDING], None)
    assert (
        found.verdict.reasons[0].sentence.dutch
        == f"In mei 2021 is de vraag anders dan in mei 2019. Dit is gewijzigd: {what}."
    )


def test_narrow_blanks_and_line_breaks_are_no_change() -> None:
    found = changed(statement(text="De gemeente\u202fluistert"), statement(text="De  gemeente luistert"))

    assert found.verdict.level is Level.COMPARABLE


def test_other_points_are_another_question() -> None:
    before, after = instrument(section(statement()), points=5), instrument(section(statement()), points=4)
    earlier = fielded(2019, before, likert("luistert", *MANY))
    later = fielded(2021, after, answered("luistert", {f"punt-{number}": 100 for number in range(1, 5)}))

    found = compare_waves(earlier, later).statements[0]

    assert codes(found) == [Code.WORDING]
    assert [len(estimate.shares) for estimate in found.estimates if estimate] == [5, 4]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (section(statement()), section(statement(), id="ander", title="Ander blok")),
        (section(statement()), section(statement(), lead_in="Denk aan uw kern.")),
        (section(statement("regie"), statement()), section(statement(), statement("regie"))),
    ],
    ids=["block", "lead-in", "order"],
)
def test_other_surroundings_make_an_indication_of_it(before: Data, after: Data) -> None:
    comparison = compared(instrument(before), instrument(after), "luistert", "regie")

    found = next(one for one in comparison.statements if one.item_id == "luistert")

    assert (found.verdict.level, codes(found)) == (Level.INDICATIVE, [Code.BLOCK])
    assert found.change is not None


def test_both_blocks_are_named() -> None:
    found = compared(
        instrument(section(statement())), instrument(section(statement(), id="ander", title="Ander blok")), "luistert"
    ).statements[0]

    assert found.blocks == ("Blok", "Ander blok")
    assert "onder ‘Blok’ en in mei 2021 onder ‘Ander blok’" in found.verdict.reasons[0].sentence.dutch


def test_a_question_put_to_other_people_is_not_comparable() -> None:
    before = instrument(section(statement("regie"), statement()))
    after = instrument(section(statement("regie"), statement(when={"item": "regie", "is": "eens"})))

    found = compared(before, after, "luistert", "regie").statements[1]

    assert (found.verdict.level, codes(found)) == (Level.NOT_COMPARABLE, [Code.POPULATION_DIFFERS])


@pytest.mark.parametrize("asked_first", [True, False])
def test_a_question_of_one_wave_has_one_side(*, asked_first: bool) -> None:
    both, one = instrument(section(statement("regie"), statement())), instrument(section(statement("regie")))
    before, after = (both, one) if asked_first else (one, both)

    found = compared(before, after, "luistert", "regie").statements[-1]

    absent = 1 if asked_first else 0
    assert found.item_id == "luistert"
    assert (found.items[absent], found.blocks[absent], found.estimates[absent]) == (None, None, None)
    assert found.estimates[1 - absent] is not None
    assert (found.verdict.level, codes(found), found.change) == (Level.NOT_COMPARABLE, [Code.NOT_ASKED], None)


def test_items_stand_in_the_order_of_the_later_wave_and_then_of_the_earlier() -> None:
    before = instrument(section(statement("oud"), statement("een"), statement("twee")))
    after = instrument(section(statement("twee"), statement("een"), statement("nieuw")))

    comparison = compared(before, after, "oud", "een", "twee", "nieuw")

    assert [found.item_id for found in comparison.statements] == ["twee", "een", "nieuw", "oud"]


def test_an_item_of_another_kind_is_told_on_both_sides() -> None:
    before, after = instrument(section(statement())), instrument(section(choice("luistert", "ja", "nee")))
    earlier = fielded(2019, before, likert("luistert", *MANY))
    later = fielded(2021, after, answered("luistert", {"ja": 200, "nee": 200}))

    comparison = compare_waves(earlier, later)

    assert comparison.statements[0].estimates[1] is None
    assert comparison.choices[0].items[0] is None
    assert codes(comparison.statements[0])[0] is Code.WORDING
    assert comparison.choices[0].changes == (None, None)


def choices(before: Data, after: Data, earlier: dict[str, int], later: dict[str, int]) -> ChoiceComparison:
    kinds = {"ticked_by": 400}
    waves = (
        fielded(2019, instrument(section(before)), answered("verwacht", earlier, **kinds)),
        fielded(2021, instrument(section(after)), answered("verwacht", later, **kinds)),
    )
    return compare_waves(*waves).choices[0]


def test_an_option_of_one_wave_leaves_the_others_comparable() -> None:
    # STATISTICS 13: "optie niet aangeboden", not 0%
    found = choices(
        choice("verwacht", "meer", "weg", kind="multiple_choice"),
        choice("verwacht", "nieuw", "meer", kind="multiple_choice"),
        {"meer": 200, "weg": 100},
        {"nieuw": 100, "meer": 300},
    )

    assert [later.option for _, later in found.options] == ["nieuw", "meer", "weg"]
    assert [(before.offered, after.offered) for before, after in found.options] == [
        (False, True),
        (True, True),
        (True, False),
    ]
    assert [verdict.level for verdict in found.verdicts] == [
        Level.NOT_COMPARABLE,
        Level.COMPARABLE,
        Level.NOT_COMPARABLE,
    ]
    assert [change and round(change.agree_pp, 9) for change in found.changes] == [None, 25.0, None]


def test_one_choice_out_of_other_options_is_another_question() -> None:
    # A new option takes its answers from the others: 200 of 400 was half of them, and still is of those who stayed.
    found = choices(
        choice("verwacht", "meer", "minder"),
        choice("verwacht", "meer", "minder", "evenveel"),
        {"meer": 200, "minder": 200},
        {"meer": 100, "minder": 100, "evenveel": 200},
    )

    assert {verdict.level for verdict in found.verdicts} == {Level.NOT_COMPARABLE}
    assert found.changes == (None, None, None)
    assert "de lijst van antwoorden waaruit er één gekozen werd" in found.verdicts[0].reasons[0].sentence.dutch


def test_a_question_put_to_others_because_another_question_changed_is_not_comparable() -> None:
    routed = statement(when={"item": "regie", "is": "eens"})
    before = instrument(section(statement("regie", text="De gemeente luistert."), routed))
    after = instrument(section(statement("regie", text="De gemeente luistert naar mij."), routed))

    found = compared(before, after, "luistert", "regie").statements[1]

    assert (found.item_id, found.verdict.level, codes(found)) == (
        "luistert",
        Level.NOT_COMPARABLE,
        [Code.POPULATION_DIFFERS],
    )


@pytest.mark.parametrize(("changes", "verb"), [({"lead_in"}, "is"), ({"lead_in", "order"}, "zijn")])
def test_what_changed_around_a_question_is_told_in_good_dutch(changes: set[str], verb: str) -> None:
    others = [statement("regie"), statement()]
    before = instrument(section(*others, lead_in="Eerst."))
    after = instrument(section(*(reversed(others) if "order" in changes else others), lead_in="Later."))

    found = {one.item_id: one for one in compared(before, after, "luistert", "regie").statements}["luistert"]

    assert found.verdict.reasons[0].sentence.dutch.startswith(f"In mei 2021 {verb} de inleiding boven de vraag")


def test_a_share_of_one_choice_rests_on_those_who_made_it() -> None:
    # STATISTICS 2: by hand, 50 of the 80 who answered; 20 more left it blank
    seen = instrument(section(choice("verwacht", "meer", "minder")))
    wave = fielded(2019, seen, answered("verwacht", {"meer": 50, "minder": 30}, blank=20))

    earlier, _ = compare_waves(wave, fielded(2021, seen, respondents=0)).choices[0].options[0]

    assert (earlier.count, earlier.base, earlier.share) == (50, 80, 0.625)


def test_a_relabelled_option_makes_another_question() -> None:
    before = choice("verwacht", "meer", "minder", kind="multiple_choice")
    after = {**before, "options": [{"id": "meer", "label": "Meer dan nu"}, {"id": "minder", "label": "minder"}]}

    found = choices(before, after, {"meer": 200, "minder": 200}, {"meer": 200, "minder": 200})

    assert {verdict.level for verdict in found.verdicts} == {Level.NOT_COMPARABLE}
    assert "het antwoord ‘Meer dan nu’" in found.verdicts[0].reasons[0].sentence.dutch


def test_a_share_rests_on_everybody_who_saw_the_question() -> None:
    # STATISTICS 14: by hand, 50 of 100 of whom 20 ticked nothing
    seen = instrument(section(choice("verwacht", "meer", "minder", kind="multiple_choice")))
    wave = fielded(2019, seen, answered("verwacht", {"meer": 50, "minder": 60}, ticked_by=80, blank=20, not_asked=30))

    earlier, _ = compare_waves(wave, fielded(2021, seen, respondents=0)).choices[0].options[0]

    assert (earlier.count, earlier.base, earlier.share) == (50, 100, 0.5)


@pytest.mark.parametrize(
    ("not_applicable", "shifts"),
    # 400 valid answers and no n.v.t., against 360 and 40 (10.0%) or 359 and 41 (10.25%)
    [(40, False), (41, True)],
)
def test_a_shift_in_not_applicable_of_more_than_ten_points_is_told(not_applicable: int, *, shifts: bool) -> None:
    one = instrument(section(statement()))
    earlier = fielded(2019, one, likert("luistert", *MANY))
    later = fielded(2021, one, likert("luistert", 80 - not_applicable, 80, 80, 80, 80, not_applicable=not_applicable))

    found = compare_waves(earlier, later).statements[0]

    assert (codes(found) == [Code.NOT_APPLICABLE_SHIFT]) is shifts
    if shifts:
        assert "van 0% in mei 2019 naar 10% in mei 2021" in found.verdict.reasons[0].sentence.dutch


def test_two_waves_in_one_month_are_told_apart() -> None:
    one = instrument(section(statement()))
    first = fielded(2020, one, likert("luistert", 4, 4, 4, 4, 4), wave_id="a")
    second = fielded(2020, one, likert("luistert", 5, 5, 5, 5, 5), wave_id="b")

    sentence = compare_waves(second, first).statements[0].verdict.reasons[0].sentence.dutch

    assert sentence.startswith(
        "In mei 2020 (‘Meting 2020, a’) gaven maar 20 mensen en in mei 2020 (‘Meting 2020, b’) gaven maar 25 mensen"
    )


def test_two_waves_in_one_month_stand_in_the_order_in_which_they_were_opened() -> None:
    one = instrument(section(statement()))
    first = fielded(2020, one, likert("luistert", *MANY), wave_id="z")
    second = fielded(2020, one, likert("luistert", *MANY), wave_id="a")
    first = replace(first, wave=replace(first.wave, opened_on=date(2020, 5, 1)))
    second = replace(second, wave=replace(second.wave, opened_on=date(2020, 5, 20)))

    comparison = compare_waves(second, first)

    assert [wave.wave.id for wave in comparison.waves] == ["z", "a"]


def test_two_waves_in_one_year_stand_in_the_order_of_their_months() -> None:
    one = instrument(section(statement()))
    november = fielded(2020, one, likert("luistert", *MANY), month=11)
    march = fielded(2020, one, likert("luistert", *MANY), month=3)

    comparison = compare_waves(november, march)

    assert [wave.wave.month.month for wave in comparison.waves] == [3, 11]


def test_months_are_named_in_dutch() -> None:
    assert [month_and_year(date(2019, month, 1)).dutch for month in (3, 6, 12)] == [
        "maart 2019",
        "juni 2019",
        "december 2019",
    ]
