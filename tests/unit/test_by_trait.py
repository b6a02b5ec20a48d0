"""Breakdown by a background trait (STATISTICS 19): what is told of which category, and of whom nothing is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from survey_app.comparison.compare_series import compare_series, describe
from survey_app.comparison.disclosure.crossing import are_crossing
from survey_app.comparison.groups import WhyNot
from survey_app.comparison.results import FieldedWave, ItemEstimate, Level
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import spoken
from survey_app.questionnaire.instrument import Instrument
from survey_app.tables.by_trait import by_trait_sheet, not_by_trait
from survey_app.tables.readme import readme_sheet
from survey_app.tables.speaking import spoken_in
from survey_app.tables.table import Paragraph, Table
from tests.answered_waves import Asked, Row, answered_wave
from tests.counted_waves import choice, section, statement

AGES = ("jong", "midden", "oud")


def asked(*options: str, margins: Mapping[str, object] | None = None, **scales: object) -> Instrument:
    """One statement, or two that are scored together, and the ages to choose from."""
    age = choice("leeftijd", *(options or AGES), background=True)
    items = [statement("luistert"), statement("helpt")] if scales else [statement("luistert")]
    scored = ({"id": "gemeente", "title": "De gemeente", "items": ["luistert", "helpt"]},) if scales else ()
    return Asked((section(*items, age),), scored, margins=margins).instrument()


def people(age: str | None, agree: int, disagree: int, segment: str = "ingen") -> list[Row]:
    """So many of an age who agree, and who do not."""
    return [
        Row({"luistert": answer, "leeftijd": age}, segment, times=times)
        for answer, times in (("eens", agree), ("oneens", disagree))
        if times
    ]


def wave(*rows: list[Row], year: int = 2019, instrument: Instrument | None = None) -> FieldedWave:
    return answered_wave(year, instrument or asked(), [row for group in rows for row in group])


def told(series: WaveSeries, place: int = 0) -> Mapping[str, ItemEstimate]:
    """The figures of the statement by category, as far as there are any."""
    return {
        group.group.id: estimate
        for group in series.by_trait[place]
        for estimate in group.statements
        if estimate.item == "luistert" and not estimate.hidden
    }


def test_a_statement_is_told_of_each_category() -> None:
    series = describe(wave(people("jong", 30, 10), people("midden", 20, 30), people("oud", 15, 45)))

    found = {group: (one.n_valid, one.agree) for group, one in told(series).items()}
    assert found == {"leeftijd.jong": (40, 0.75), "leeftijd.midden": (50, 0.4), "leeftijd.oud": (60, 0.25)}


def test_few_who_do_not_say_cost_nobody_the_age_but_count_with_the_smallest_category() -> None:
    # All but 2 of 400 and 500: the p%-rule would hide both ages, had the 2 to be covered (STATISTICS 15.12)
    series = describe(wave(people("jong", 300, 100), people("midden", 250, 250), people(None, 1, 1)))

    assert {group: one.n_valid for group, one in told(series).items()} == {
        "leeftijd.jong": 402,
        "leeftijd.midden": 500,
    }
    assert [group.is_joined for group in series.by_trait[0]] == [True, False]


def test_enough_who_do_not_say_are_left_over() -> None:
    series = describe(wave(people("jong", 30, 10), people("midden", 20, 30), people(None, 8, 7)))

    assert {group: one.n_valid for group, one in told(series).items()} == {"leeftijd.jong": 40, "leeftijd.midden": 50}
    assert not any(group.is_joined for group in series.by_trait[0])


def test_who_would_rather_not_say_is_no_category() -> None:
    options = {"jong": "Jong", "midden": "Midden", "niet": "Dat zeg ik liever niet"}
    labelled = [{"id": id_, "label": label} for id_, label in options.items()]
    age = {**choice("leeftijd", *options, background=True), "options": labelled}
    instrument = Asked((section(statement("luistert"), age),)).instrument()
    rows = people("jong", 30, 10), people("midden", 20, 30), people("niet", 12, 8)

    series = describe(wave(*rows, instrument=instrument))

    assert set(told(series)) == {"leeftijd.jong", "leeftijd.midden"}


def test_a_small_category_is_hidden_with_the_one_that_covers_it() -> None:
    # As in the table of the trait: 8 are too few, and from the total they would follow (STATISTICS 15.2)
    series = describe(wave(people("jong", 4, 4), people("midden", 10, 10), people("oud", 15, 45)))

    assert set(told(series)) == {"leeftijd.oud"}


def test_an_item_that_too_few_of_a_category_answered_is_hidden_there() -> None:
    silent = [Row({"luistert": None, "leeftijd": "jong"}, times=30)]
    series = describe(wave(people("jong", 4, 4), silent, people("midden", 10, 30), people("oud", 15, 45)))

    assert set(told(series)) == {"leeftijd.oud"}


def test_a_trait_that_the_wave_is_weighted_on_is_not_broken_down_by() -> None:
    # Weighted figures are one more sum over its categories, from which hidden ones would follow
    margins = {"item": "leeftijd", "population": {"jong": 500, "midden": 500, "oud": 500}}
    rows = people("jong", 30, 10), people("midden", 20, 30), people("oud", 15, 45)

    assert told(describe(wave(*rows, instrument=asked(margins=margins)))) == {}
    assert len(told(describe(wave(*rows)))) == 3


def test_no_category_is_told_of_all_of_whom_agree() -> None:
    # 20 of one mind: "> 90%", with who blurs them (STATISTICS 15.7)
    series = describe(wave(people("jong", 20, 0), people("midden", 20, 30), people("oud", 15, 45)))

    assert all(one.agree is None for group, one in told(series).items() if group == "leeftijd.jong")


@pytest.fixture(scope="module")
def two_waves() -> WaveSeries:
    first = wave(people("jong", 41, 10), people("oud", 60, 40))
    return compare_series([first, wave(people("jong", 7, 9), people("oud", 62, 38), year=2020)])


def test_waves_are_compared_by_category_as_arms_are(two_waves: WaveSeries) -> None:
    young, old = (group.statements[0] for group in two_waves.pairs[0].comparison.by_trait)

    # R: 41/51 to 7/16 by Newcombe (STATISTICS 14); fewer than 30 is verdict 0 (9), so it stands under Technical only
    assert young.verdict.level is Level.NOT_COMPARABLE
    assert young.change is None
    assert young.technical is not None
    assert young.technical.change is not None
    interval = young.technical.change.interval_pp
    assert (round(interval.low, 1), round(interval.high, 1)) == (-59.0, -10.2)
    # STATISTICS 6: 60 of 100 to 62 of 100 is case 3
    assert old.change is not None
    assert round(old.change.agree_pp, 6) == 2
    assert old.conclusion is not None
    assert not old.conclusion.is_of_the_difference


def test_the_sheet_has_the_figures_of_each_category_under_each_other(two_waves: WaveSeries) -> None:
    table = table_of(two_waves)

    assert table.title == "Tekst van leeftijd"
    assert [row[1:4] for row in table.rows] == [("jong", 51, 0.8), ("oud", 100, 0.6)]
    assert table.rows_together == 2


def test_of_one_wave_no_test_is_made() -> None:
    table = table_of(describe(wave(people("jong", 30, 10), people("oud", 20, 30))))

    assert [column.heading for column in table.columns] == ["Stelling", "Groep", "n", "% eens", "Laag", "Hoog"]


def table_of(series: WaveSeries) -> Table:
    sheet = by_trait_sheet(series)
    assert sheet is not None
    return next(block for block in spoken_in(sheet, "nl").blocks if isinstance(block, Table))


def test_there_is_no_sheet_where_nothing_may_be_told() -> None:
    assert by_trait_sheet(describe(wave(people("jong", 4, 4), people("oud", 20, 30)))) is None


def test_scales_are_told_by_category() -> None:
    rows = [
        Row({"luistert": one, "helpt": other, "leeftijd": age}, times=10)
        for age in ("jong", "oud")
        for one, other in (("eens", "eens"), ("oneens", "eens"), ("neutraal", "oneens"))
    ]
    series = describe(answered_wave(2019, asked(scales=True), rows))

    # By hand: (4 + 4) / 2, (2 + 4) / 2 and (3 + 2) / 2, ten times each: 9.5 / 3
    means = [group.scales[0].estimate.mean for group in series.by_trait[0]]
    assert means == pytest.approx([9.5 / 3, 9.5 / 3])


def test_figures_of_one_category_are_a_page_of_their_own(two_waves: WaveSeries) -> None:
    _, old = two_waves.categories_compared()

    statements = two_waves.of_group(old).pairs[0].comparison.statements

    assert statements == two_waves.pairs[0].comparison.by_trait[1].statements
    assert spoken(two_waves.label_of(old), "nl") == "Tekst van leeftijd – oud"


def test_a_question_about_the_village_is_no_second_breakdown_by_village() -> None:
    # All but 3 name the village that their letter went to: one figure less the other would be of those 3
    villages = {"ingen": 60, "zoelen": 50, "maurik": 40}
    instrument = Asked((section(statement("luistert"), choice("kern", *villages, background=True)),)).instrument()

    def rows(named: Mapping[str, str]) -> list[Row]:
        return [
            Row({"luistert": "eens" if one % 2 else "oneens", "kern": named.get(village, village)}, village)
            for village, number in villages.items()
            for one in range(number)
        ]

    moved = [
        replace(row, answers={**row.answers, "kern": "zoelen"}) if n < 3 else row for n, row in enumerate(rows({}))
    ]

    assert list(describe(answered_wave(2019, instrument, moved)).by_trait) == [()]


def test_a_trait_that_follows_from_one_before_it_is_not_broken_down_by() -> None:
    items = (
        statement("luistert"),
        choice("leeftijd", *AGES, background=True),
        choice("werkt", "ja", "nee", background=True),
    )
    instrument = Asked((section(*items),)).instrument()
    works = {"jong": "ja", "midden": "ja", "oud": "nee"}
    rows = [
        Row({"luistert": answer, "leeftijd": age, "werkt": works[age]}, times=20)
        for age in AGES
        for answer in ("eens", "oneens")
    ]

    told_of = {group.group.id for group in describe(answered_wave(2019, instrument, rows)).by_trait[0]}

    assert told_of == {"leeftijd.jong", "leeftijd.midden", "leeftijd.oud"}


def several(*rows: tuple[tuple[str, ...] | None, int, int]) -> FieldedWave:
    """Who is in which teams, and how many of them agree and disagree."""
    teams = choice("team", "beheer", "beleid", "regie", kind="multiple_choice", background=True)
    given = [
        Row({"luistert": answer, "team": team}, None, times=times)
        for team, *numbers in rows
        for answer, times in zip(("eens", "oneens"), numbers, strict=True)
        if times
    ]
    return answered_wave(2019, Asked((section(statement("luistert"), teams),)).instrument(), given)


def test_who_is_in_more_teams_is_told_of_apart_so_that_nobody_is_in_two_groups() -> None:
    both = ("beheer", "beleid")
    series = describe(several((("beheer",), 30, 10), (("beleid",), 20, 30), (both, 8, 7), (("regie",), 12, 9)))

    found = {group: (one.n_valid, one.agree) for group, one in told(series).items()}
    assert found == {
        "team.beheer": (40, 0.75),
        "team.beleid": (50, 0.4),
        "team.regie": (21, 12 / 21),
        "team._several": (15, 8 / 15),
    }
    labels = [spoken(group.label or "", "nl") for group in series.by_trait[0]]
    assert labels == ["alleen beheer", "alleen beleid", "alleen regie", "meer dan één"]


def test_of_few_who_are_in_two_teams_nothing_follows() -> None:
    # By hand: were the teams told as they overlap, 43 and 53 less all 93 would be the answers of the 3 in both
    series = describe(several((("beheer",), 30, 10), (("beleid",), 20, 30), (("beheer", "beleid"), 3, 0)))

    assert {group: one.n_valid for group, one in told(series).items()} == {"team.beheer": 43, "team.beleid": 50}
    assert [spoken(group.label or "", "nl") for group in series.by_trait[0]] == [
        "alleen beheer (of onbekend)",
        "alleen beleid",
    ]
    sheet = by_trait_sheet(series)
    assert sheet is not None
    paragraphs = [block.text for block in spoken_in(sheet, "nl").blocks if isinstance(block, Paragraph)]
    assert any("zodat niemand in twee groepen staat" in str(text) for text in paragraphs)


def test_the_team_of_the_report_that_may_be_told_of_is() -> None:
    # STATISTICS 15.3, staff of 2019: only Regie en Projecten (14) reaches 10, and 37 are left
    series = describe(several((("regie",), 8, 6), (("beheer",), 5, 4), (("beleid",), 4, 5), (None, 10, 9)))

    assert {group: one.n_valid for group, one in told(series).items()} == {"team.regie": 14}


def routed(when: Mapping[str, object], *rows: tuple[str, str | None, str | None, int]) -> WaveSeries:
    """Statement, age, and how long somebody lives there, which only some are asked; how many answered so."""
    years = choice("woont", "kort", "lang", background=True, when=when)
    items = statement("luistert"), statement("helpt"), choice("leeftijd", *AGES, background=True), years
    given = [
        Row(
            {"luistert": luistert, "helpt": helpt, "leeftijd": age} | ({} if lives == "-" else {"woont": lives}),
            times=times,
        )
        for luistert, age, lives, number in rows
        for helpt, times in (("eens", number), ("oneens", number + 1))
    ]
    return describe(answered_wave(2019, Asked((section(*items),)).instrument(), given))


def test_a_trait_that_only_some_are_asked_is_told_of_these() -> None:
    series = routed(
        {"item": "luistert", "is": "eens"},
        *(("eens", age, lives, 10) for age in AGES for lives in ("kort", "lang")),
        *(("oneens", age, "-", 12) for age in AGES),
    )

    by_group = {
        group.group.id: {one.item: one.n_valid for one in group.statements if not one.hidden}
        for group in series.by_trait[0]
    }
    # What decides who is asked is not told: all of them answered alike
    assert by_group["woont.kort"] == by_group["woont.lang"] == {"helpt": 63}
    assert by_group["leeftijd.jong"] == {"luistert": 67, "helpt": 67}


def test_a_trait_asked_of_one_age_is_told_within_that_age() -> None:
    series = routed(
        {"item": "leeftijd", "is": "jong"},
        *(("eens", "jong", lives, 10) for lives in ("kort", "lang")),
        *(("eens", age, "-", 12) for age in ("midden", "oud")),
    )

    found = {group.group.id: {one.item: one.n_valid for one in group.statements} for group in series.by_trait[0]}
    assert {group: of["helpt"] for group, of in found.items()} == {
        "leeftijd.jong": 42, "leeftijd.midden": 25, "leeftijd.oud": 25, "woont.kort": 21, "woont.lang": 21,
    }  # fmt: skip


def test_a_trait_asked_of_one_age_is_told_of_nobody_if_another_age_counts_with_it() -> None:
    # 3 who left their age open count with the young; those who were asked are the young alone, so the 3 would follow
    series = routed(
        {"item": "leeftijd", "is": "jong"},
        *(("eens", "jong", lives, 5) for lives in ("kort", "lang")),
        *(("eens", age, "-", 12) for age in ("midden", "oud")),
        ("eens", None, "-", 1),
    )

    assert {group.group.id for group in series.by_trait[0] if group.is_joined} == {"leeftijd.jong"}
    assert {group.group.id.partition(".")[0] for group in series.by_trait[0]} == {"leeftijd"}
    assert series.not_by_trait == ({"woont": WhyNot.TOO_MUCH},)


def test_a_wave_is_broken_down_by_nothing_that_respondents_were_not_told() -> None:
    promised = asked()
    silent = promised.model_copy(update={"study": promised.study.model_copy(update={"broken_down_by": ()})})
    rows = people("jong", 30, 10), people("midden", 20, 30), people("oud", 15, 45)

    before, later = wave(*rows, instrument=silent), wave(*rows, year=2020)
    series = compare_series([before, later])

    assert [len(groups) for groups in series.by_trait] == [0, 3]
    assert by_trait_sheet(series) is None
    assert [spoken(text, "nl") for text in not_by_trait(series)] == [
        "Niet naar ‘Tekst van leeftijd’ in mei 2019: aan wie meedeed is niet vooraf gezegd dat uitkomsten daarnaar "
        "worden uitgesplitst, en dat geldt ook later."
    ]
    front = str(spoken_in(readme_sheet(series, []), "nl"))
    assert "aan wie meedeed is niet vooraf gezegd" in front


def test_of_two_traits_with_several_answers_the_first_is_told() -> None:
    items = [choice(one, "a", "b", kind="multiple_choice", background=True) for one in ("team", "rol")]
    rows = [
        Row({"luistert": answer, "team": (team,), "rol": (role,)}, times=20)
        for answer in ("eens", "oneens")
        for team in ("a", "b")
        for role in ("a", "b")
    ]
    instrument = Asked((section(statement("luistert"), *items),)).instrument()

    series = describe(answered_wave(2019, instrument, rows))

    assert set(told(series)) == {"team.a", "team.b"}
    assert series.not_by_trait == ({"rol": WhyNot.BOTH_SEVERAL},)


def test_traits_that_cross_are_both_given() -> None:
    # By hand: 30 women and 30 men of each age
    assert are_crossing([[30, 30], [30, 30], [30, 30]], 10)
    # 58 of the 60 of the first are all but 2 of the second
    assert not are_crossing([[58, 2], [2, 88]], 10)


def test_of_a_category_the_population_is_that_of_the_whole_wave() -> None:
    # STATISTICS 9: what is not known of a group is looked up in the whole wave; 6,000 addresses were approached
    rows = people("jong", 60, 40), people("oud", 60, 40)

    series = compare_series([wave(*rows), wave(*rows, year=2020)])

    verdicts = [group.statements[0].verdict for group in series.pairs[0].comparison.by_trait]
    assert [verdict.level for verdict in verdicts] == [Level.COMPARABLE, Level.COMPARABLE]
