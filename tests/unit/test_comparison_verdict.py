"""Verdicts: each bound of STATISTICS 9, every code, and what a verdict never does."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.comparison.conclusion import Conclusion, Finding
from survey_app.comparison.results import Code, Level, Verdict
from survey_app.comparison.sentences import VALID_ANSWERS, Basis
from survey_app.comparison.verdict.judging import Side, judge_sides, wave_reasons
from survey_app.comparison.verdict.sizes import may_size
from survey_app.comparison.verdict.words import precision_words
from survey_app.fieldwork.wave import Recruitment
from survey_app.language.words import Words


def judge(sides: tuple[Side, Side], basis: Basis) -> Verdict:
    return judge_sides(sides, basis, wave_reasons(sides))


def side(base: int, *, name: str = "mei 2020", respondents: int | None = None, frame: int | None = 100_000) -> Side:
    return Side(Words(name), base, base if respondents is None else respondents, frame, Recruitment.CODES, "Inwoners")


def verdict(*bases: int) -> Verdict:
    """On waves that differ in their bases only, with the same response."""
    earlier, later = bases
    return judge((side(earlier, respondents=400, name="juni 2019"), side(later, respondents=400)), VALID_ANSWERS)


def notes(found: Verdict) -> list[Code]:
    return [reason.code for reason in found.notes]


def codes(found: Verdict) -> list[Code]:
    return [reason.code for reason in found.reasons]


@pytest.mark.parametrize(
    ("bases", "level", "expected"),
    # The levels and bounds are those of STATISTICS 9, rule version 3; M is 195.9964 * sqrt(.25/na + .25/nb)
    [
        ((400, 400), Level.COMPARABLE, []),
        ((193, 193), Level.COMPARABLE, []),
        ((192, 192), Level.COMPARABLE, [Code.MARGIN_MODERATE]),
        ((100, 400), Level.COMPARABLE, [Code.MARGIN_MODERATE]),
        ((99, 400), Level.COMPARABLE, [Code.N_MODERATE, Code.MARGIN_MODERATE]),
        ((99, 100_000), Level.COMPARABLE, [Code.N_MODERATE]),
        ((49, 49), Level.COMPARABLE, [Code.N_MODERATE, Code.MARGIN_MODERATE]),
        ((48, 48), Level.COMPARABLE, [Code.N_MODERATE, Code.MARGIN_LARGE]),
        ((30, 30), Level.COMPARABLE, [Code.N_MODERATE, Code.MARGIN_LARGE]),
        ((29, 400), Level.NOT_COMPARABLE, [Code.N_SMALL, Code.MARGIN_MODERATE]),
        ((51, 16), Level.NOT_COMPARABLE, [Code.N_SMALL, Code.MARGIN_LARGE]),
        ((0, 400), Level.NOT_COMPARABLE, [Code.N_SMALL]),
    ],
)
def test_only_too_few_answers_lower_a_verdict_and_the_rest_is_a_note(
    bases: tuple[int, int], level: Level, expected: list[Code]
) -> None:
    found = verdict(*bases)

    assert (found.level, [*codes(found), *notes(found)]) == (level, expected)


@pytest.mark.parametrize(
    ("bases", "seen"),
    # STATISTICS 9, the row "detectable (pp)": 40.1, 36.2, 27.7, 19.8, 16.2; at 193 (14.3) there is no note to read
    [((51, 16), "40"), ((30, 30), "36"), ((51, 51), "28"), ((100, 100), "20"), ((150, 150), "16"), ((193, 193), None)],
)
def test_a_note_says_which_differences_can_be_seen(bases: tuple[int, int], seen: str | None) -> None:
    told = [words.dutch for words in precision_words(verdict(*bases), None)]

    expected = f"Precisie: alleen verschillen vanaf ongeveer {seen} procentpunten zijn hier goed te zien."
    assert told[-1:] == ([expected] if seen else [])


def test_of_a_handful_no_difference_can_be_seen() -> None:
    # M of 2 and 2 answers is 98 points, and 1.43 times that is more than there is
    assert list(precision_words(verdict(2, 2), None))[-1].dutch == "Precisie: geen enkel verschil is hier goed te zien."


def test_where_everybody_took_part_no_difference_is_too_small_to_be_seen() -> None:
    everybody = side(40, frame=40)

    found = judge((everybody, everybody), VALID_ANSWERS)

    assert (notes(found), found.visible) == ([Code.N_MODERATE], None)


def test_a_difference_that_was_found_on_few_answers_has_an_uncertain_size_and_no_word_for_it() -> None:
    higher = Conclusion(Finding.HIGHER, Words("hoger"))
    few, many = verdict(51, 51), verdict(400, 400)

    assert list(precision_words(few, higher))[-1].dutch.endswith("; hoe groot het verschil is, is onzeker.")
    assert list(precision_words(many, higher)) == []
    assert (may_size(few, higher), may_size(many, higher)) == (False, True)


def test_a_wave_without_answers_has_no_margin() -> None:
    found = verdict(0, 400)

    assert found.margin_pp is None
    assert found.reasons[0].sentence.dutch.startswith("In juni 2019 gaf niemand een geldig antwoord;")


def test_a_base_of_one_is_one_person() -> None:
    assert verdict(1, 400).reasons[0].sentence.dutch.startswith("In juni 2019 gaf maar 1 persoon een geldig antwoord;")


def test_both_small_bases_are_named() -> None:
    assert verdict(12, 16).reasons[0].sentence.dutch == (
        "In juni 2019 gaven maar 12 mensen en in mei 2020 gaven maar 16 mensen een geldig antwoord; "
        "voor vergelijken zijn er minstens 30 nodig."
    )


def test_a_near_census_of_a_handful_is_an_indication() -> None:
    # STATISTICS 9: 12 of 14 in both waves, M = 15.7
    sides = side(12, frame=14), side(12, frame=14)

    found = judge(sides, VALID_ANSWERS)

    assert found.level is Level.INDICATIVE
    assert (codes(found), notes(found)) == ([Code.N_SMALL], [Code.MARGIN_MODERATE])
    assert found.margin_pp == pytest.approx(15.7, abs=0.05)


@pytest.mark.parametrize(
    ("base", "frame"),
    [(9, 10), (12, 18), (12, None), (12, 11)],
    ids=["fewer than ten", "below 70%", "frame unknown", "more answers than the frame holds"],
)
def test_what_is_no_near_census_stays_too_small(base: int, frame: int | None) -> None:
    sides = side(base, frame=frame), side(base, frame=frame)

    assert judge(sides, VALID_ANSWERS).level is Level.NOT_COMPARABLE


def test_one_wave_alone_makes_no_near_census() -> None:
    sides = side(12, frame=14), side(12, frame=100)

    assert judge(sides, VALID_ANSWERS).level is Level.NOT_COMPARABLE


def test_an_unknown_population_caps_at_an_indication() -> None:
    sides = side(400, frame=None, name="juni 2019"), side(400)

    found = judge(sides, VALID_ANSWERS)

    assert (found.level, codes(found)) == (Level.INDICATIVE, [Code.POPULATION_UNKNOWN])
    assert "Van juni 2019 is niet bekend" in found.reasons[0].sentence.dutch


def test_more_answers_than_were_invited_is_an_unknown_population() -> None:
    sides = side(400, frame=300), side(400, frame=600, name="mei 2022")

    found = judge(sides, VALID_ANSWERS)

    assert codes(found) == [Code.POPULATION_UNKNOWN]
    assert "meer antwoorden (400) dan mensen die zijn benaderd (300)" in found.reasons[0].sentence.dutch


@pytest.mark.parametrize(
    ("later_frame", "expected"),
    # 400 of 1000 is 40%; the bounds are 2/3 and 3/2 of that: 400 of 1500 and 400 of 667 (600/1000)
    [(1500, []), (1501, [Code.RESPONSE_DIFFERS]), (667, []), (666, [Code.RESPONSE_DIFFERS])],
)
def test_another_response_rate_caps_at_an_indication(later_frame: int, expected: list[Code]) -> None:
    sides = side(400, frame=1000), side(400, frame=later_frame)

    assert codes(judge(sides, VALID_ANSWERS)) == expected


def test_no_response_at_all_is_another_response_rate() -> None:
    sides = side(0, frame=1000), side(400, frame=1000)

    assert Code.RESPONSE_DIFFERS in codes(judge(sides, VALID_ANSWERS))


def test_an_open_link_and_another_approach_are_told_apart() -> None:
    open_link = replace(side(400, name="juni 2019"), recruitment=Recruitment.OPEN_LINK)

    both, one = judge((open_link, open_link), VALID_ANSWERS), judge((open_link, side(400)), VALID_ANSWERS)

    assert codes(both) == [Code.SELF_SELECTION]
    assert codes(one) == [Code.SELF_SELECTION, Code.RECRUITMENT]


def test_another_population_is_not_comparable() -> None:
    staff = replace(side(400), population="Medewerkers")

    found = judge((side(400), staff), VALID_ANSWERS)

    assert (found.level, codes(found)) == (Level.NOT_COMPARABLE, [Code.POPULATION_DIFFERS])


def test_blanks_in_the_name_of_a_population_make_no_other_population() -> None:
    printed = replace(side(400), population="Inwoners van\u202fBuren")

    assert judge((replace(printed, population="Inwoners van  Buren"), printed), VALID_ANSWERS).reasons == ()


def test_recruitment_that_nobody_told_is_never_assumed() -> None:
    untold = replace(side(400, name="juni 2019"), recruitment=Recruitment.UNKNOWN)
    link = replace(side(400), recruitment=Recruitment.OPEN_LINK)

    both, one, with_link = (
        judge(sides, VALID_ANSWERS) for sides in ((untold, untold), (untold, side(400)), (untold, link))
    )

    assert (both.level, codes(both)) == (Level.INDICATIVE, [Code.RECRUITMENT_UNKNOWN])
    assert "Van juni 2019 en juni 2019 is niet bekend hoe mensen zijn benaderd" in both.reasons[0].sentence.dutch
    assert codes(one) == [Code.RECRUITMENT_UNKNOWN]
    assert codes(with_link) == [Code.RECRUITMENT_UNKNOWN, Code.SELF_SELECTION]


def test_what_is_not_known_of_a_group_in_both_waves_is_looked_up_in_the_whole() -> None:
    online, paper = side(400, frame=1000), replace(side(400, frame=1600), on_paper=Fraction(6, 10))
    online = replace(online, on_paper=Fraction(1, 10))
    group = side(100, frame=None)
    known = replace(side(100, frame=200), on_paper=Fraction(1, 2), whole=online)

    untold = judge((replace(group, whole=online), replace(group, whole=paper)), VALID_ANSWERS)
    half_told = judge((known, replace(group, whole=paper)), VALID_ANSWERS)
    told = judge((known, replace(known, whole=paper)), VALID_ANSWERS)

    # Of the whole: paper moved 50 points, and 40% response became 25%, which is more than 3/2 apart.
    of_whole = [Code.RECRUITMENT, Code.RESPONSE_DIFFERS]
    assert codes(untold) == [Code.POPULATION_UNKNOWN, *of_whole]
    assert codes(half_told) == [Code.POPULATION_UNKNOWN, *of_whole]
    assert codes(told) == []


bases = st.integers(0, 500)
frames = st.one_of(st.none(), st.integers(500, 800))


@given(bases, bases, bases, frames, frames)
def test_a_verdict_never_rises_when_n_falls(
    n: int, fewer: int, other: int, frame: int | None, other_frame: int | None
) -> None:
    high, low = max(n, fewer), min(n, fewer)
    opposite = side(other, respondents=500, frame=other_frame)

    before = judge((side(high, respondents=500, frame=frame), opposite), VALID_ANSWERS)
    after = judge((side(low, respondents=500, frame=frame), opposite), VALID_ANSWERS)

    assert after.level <= before.level


@given(bases, bases, frames, frames)
def test_the_order_of_the_waves_makes_no_verdict(
    n: int, other: int, frame: int | None, other_frame: int | None
) -> None:
    one, two = side(n, respondents=500, frame=frame), side(other, respondents=500, frame=other_frame)

    forth, back = judge((one, two), VALID_ANSWERS), judge((two, one), VALID_ANSWERS)

    assert (forth.level, codes(forth)) == (back.level, codes(back))
    assert forth.margin_pp == (None if back.margin_pp is None else pytest.approx(back.margin_pp))
