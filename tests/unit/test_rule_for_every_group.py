"""Every rule of a verdict holds for everybody, arms and villages alike (STATISTICS 9), and the sheet says how."""

from __future__ import annotations

from dataclasses import replace

import pytest

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.figures.signs import Sign
from survey_app.comparison.results import Code, FieldedWave, Level, StatementComparison, WaveComparison
from survey_app.fieldwork.wave import Recruitment
from survey_app.reporting import waves_from_files
from survey_app.tables.response import response_sheet
from survey_app.tables.table import Cell, Table
from tests.answered_waves import VILLAGES, Asked, Row, answered_wave
from tests.counted_waves import ROOT, compare_waves, section, statement

CASES = ROOT / "tests" / "data" / "cases"
PLAIN = Asked((section(statement()),)).instrument()
WEB, PAPER = "web", "paper"


def by_group(found: WaveComparison) -> dict[str, StatementComparison]:
    """The first statement of everybody (under '') and of each arm and village."""
    return {"": found.statements[0], **{group.group.id: group.statements[0] for group in found.groups}}


def codes(found: StatementComparison) -> set[Code]:
    return {reason.code for reason in found.verdict.reasons}


def with_modes(year: int, paper: dict[str, int], number: int = 100) -> FieldedWave:
    """As many from every village, of whom so many on paper (or as many as "" says)."""
    on_paper = {place: paper.get(place, paper[""]) for place in VILLAGES}
    rows = [
        Row({"luistert": "eens"}, place, mode, times=times)
        for place, few in on_paper.items()
        for mode, times in ((PAPER, few), (WEB, number - few))
    ]
    return answered_wave(year, PLAIN, rows)


def test_a_case_whose_paper_went_from_a_tenth_to_six_tenths_is_indicative_everywhere() -> None:
    # cases/README.md, modes2: "every rule for every group: indicatief everywhere"
    waves = waves_from_files(
        CASES / "modes2.csv", frame=CASES / "modes2_frame.csv", recruitment=Recruitment.CODES, tell=lambda _: None
    )

    earlier, later = waves
    found = compare_waves(earlier, later)

    statements = [*found.statements, *(one for group in found.groups for one in group.statements)]
    assert len(found.groups) == 6
    assert len(statements) == 2 * 7
    for one in statements:
        assert (one.verdict.level, codes(one)) == (Level.INDICATIVE, {Code.RECRUITMENT})
        assert one.conclusion is not None
        assert one.conclusion.words.dutch.startswith(("aanwijzing: hoger", "aanwijzing: lager", "geen aanwijzing"))


def test_a_village_whose_own_paper_moved_is_indicative_although_the_whole_is_not() -> None:
    # By hand: paper from 10% to 60% in ingen, everywhere else 10%: of everybody 10% to 18%, of the pilot 10% to 27%.
    found = by_group(compare_waves(with_modes(2019, {"": 10}), with_modes(2020, {"": 10, "ingen": 60})))

    assert {group for group, one in found.items() if Code.RECRUITMENT in codes(one)} == {"ingen"}
    assert found[""].verdict.level is Level.COMPARABLE


def test_where_modes_of_villages_are_not_known_those_of_the_whole_count() -> None:
    def of_everybody_only(wave: FieldedWave) -> FieldedWave:
        return replace(wave, counts=replace(wave.counts, modes_of={}))

    earlier, later = of_everybody_only(with_modes(2019, {"": 10})), with_modes(2020, {"": 60})

    found = by_group(compare_waves(earlier, later))

    assert all(Code.RECRUITMENT in codes(one) for one in found.values())


def test_response_that_is_known_of_the_whole_alone_counts_for_every_group() -> None:
    # By hand: 600 of 1,200 is 50% and 600 of 3,000 is 20%, which is more than 3/2 apart; of villages neither is known.
    earlier, later = (
        replace(answered_wave(year, PLAIN, [Row({"luistert": "eens"}, place, times=100) for place in VILLAGES]))
        for year in (2019, 2020)
    )

    found = by_group(compare_waves(replace(earlier, invited={None: 1200}), replace(later, invited={None: 3000})))

    assert codes(found[""]) == {Code.RESPONSE_DIFFERS}
    assert all(codes(one) == {Code.POPULATION_UNKNOWN, Code.RESPONSE_DIFFERS} for key, one in found.items() if key)


def test_recruitment_that_nobody_told_makes_every_group_indicative_and_the_sheet_says_so() -> None:
    # cases/README.md, rec: WERVING_ONBEKEND, indicatief; the sheet says onbekend
    waves = waves_from_files(CASES / "rec.csv", frame=CASES / "rec_fr.csv", tell=lambda _: None)

    earlier, later = waves
    found = by_group(compare_waves(earlier, later))

    assert len(found) == 3
    for one in found.values():
        assert (one.verdict.level, codes(one)) == (Level.INDICATIVE, {Code.RECRUITMENT_UNKNOWN})
    assert response_column(waves, "Werving") == ["onbekend", "onbekend"]


def response_column(waves: list[FieldedWave], heading: str) -> list[str]:
    """The cells of a column of the first table of *Respons*, in Dutch."""
    (table, *_) = (block for block in response_sheet(compare_series(waves)).blocks if isinstance(block, Table))
    place = [getattr(column.heading, "dutch", column.heading) for column in table.columns].index(heading)
    return [dutch(row[place]) for row in table.rows]


def dutch(cell: Cell) -> str:
    return str(getattr(cell, "dutch", cell))


@pytest.mark.parametrize(
    ("modes", "told"),
    [
        ({WEB: 90, PAPER: 60}, "online 90, op papier 60"),
        ({WEB: 150}, "online 150"),
        ({WEB: 90, PAPER: 40, None: 20}, "online 90, op papier 40, anders of onbekend 20"),
        # By telephone came too few to be told of: with them goes the smallest of the others.
        ({WEB: 101, PAPER: 40, "telephone": 9}, "online 101, anders of onbekend 49"),
        ({WEB: 145, PAPER: 5}, Sign.SECRET),
        ({None: 150}, Sign.UNKNOWN),
    ],
    ids=["two modes", "one mode", "some unknown", "a few by telephone", "a few on paper", "unknown"],
)
def test_how_questionnaires_were_filled_in_is_told_as_a_trait_is(modes: dict[str | None, int], told: str) -> None:
    waves = [
        answered_wave(
            year,
            PLAIN,
            [Row({"luistert": "eens"}, "ingen", mode, times=number) for mode, number in modes.items()],
        )
        for year in (2019, 2020)
    ]

    assert response_column(waves, "Hoe ingevuld") == [told, told]


def test_a_mode_of_a_few_does_not_tell_by_a_verdict_how_few() -> None:
    # 25 of 100 on paper, after 1 or 9 of 100: 24 and 16 points by the true numbers; by what may be told, the same.
    def verdict_after(few: int) -> StatementComparison:
        rows = [Row({"luistert": "eens"}, "ingen", PAPER, times=few), Row({"luistert": "eens"}, times=100 - few)]
        earlier = answered_wave(2019, PLAIN, [rows[0], replace(rows[1], mode=WEB)])
        return compare_waves(earlier, with_modes(2020, {"": 25})).statements[0]

    assert codes(verdict_after(1)) == codes(verdict_after(9))
