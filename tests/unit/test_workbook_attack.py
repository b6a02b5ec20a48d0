"""A differencing attack on the written workbook: whoever solves all figures of all sheets finds no small group."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import fmean
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from survey_app.comparison.breakdown import Mask
from survey_app.comparison.common_items import common_items
from survey_app.comparison.compare import compare_prepared
from survey_app.comparison.disclosure import shown_counts, with_shown_counts
from survey_app.comparison.group_estimates import groups_in_wave
from survey_app.comparison.groups import EVERYBODY as WHOLE
from survey_app.comparison.groups import tree_of
from survey_app.comparison.names import names_of, short_names_of
from survey_app.comparison.options import PLAIN, Options
from survey_app.comparison.prepared import PreparedWave, part_of
from survey_app.comparison.series import SeriesPair, WaveSeries
from survey_app.comparison.verdict import RULE_VERSION
from survey_app.reporting import comparison_workbook
from survey_app.tables.workbook import spoken_workbook
from survey_app.writers.xlsx import Front, write_xlsx
from tests.answered_waves import ARMS, VILLAGES
from tests.attacked_cases import (
    AGREE,
    BROKEN_DOWN,
    CASES,
    ONE_SMALL,
    THRESHOLD,
    Case,
    secrets,
    solved,
    waves_of,
    weights_of,
)
from tests.attacked_truth import Truth
from tests.attacked_waves import AGES
from tests.disclosure_attacker import subsets
from tests.workbook_attacker import ReadWorkbook, WorkbookAttacker
from tests.workbook_facts import EVERYBODY, NOWHERE, Fact, base_kinds, responses_told, weighted_told
from tests.workbook_figures import (
    RULES,
    Figure,
    Rule,
    Use,
    has_what_it_follows_from,
    is_number,
    loose_numbers,
    rule_of,
)

CACHE, VALUE = re.compile("<c:numCache>(.*?)</c:numCache>", re.DOTALL), re.compile("<c:v>(.*?)</c:v>")
cases = pytest.mark.parametrize("case", CASES)


def book_of(waves: Case, target: Path) -> Workbook:
    comparison_workbook(waves, target, Options(weighted=True))
    return load_workbook(target)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Workbook]:
    folder = tmp_path_factory.mktemp("books")
    return {name: book_of(waves, folder / f"{place}.xlsx") for place, (name, waves) in enumerate(CASES.items())}


@pytest.fixture(scope="module")
def read(books: Mapping[str, Workbook]) -> Mapping[str, ReadWorkbook]:
    return {name: ReadWorkbook(book) for name, book in books.items()}


@cases
def test_every_number_is_used_or_is_known_to_tell_no_more(read: Mapping[str, ReadWorkbook], case: str) -> None:
    # A new sheet, table or column is not in the rules: then this test asks what an attacker can do with it
    unknown = {figure.place for figure in read[case].figures if rule_of(figure) is None}

    assert unknown == set()


@cases
def test_no_number_stands_outside_the_tables(books: Mapping[str, Workbook], case: str) -> None:
    assert loose_numbers(books[case]) == []


@cases
def test_what_follows_from_other_figures_stands_beside_them(read: Mapping[str, ReadWorkbook], case: str) -> None:
    lonely = [one for one in read[case].figures if (rule := rule_of(one)) and not has_what_it_follows_from(one, rule)]

    assert lonely == []


@cases
def test_the_attacker_reads_what_the_rules_say(read: Mapping[str, ReadWorkbook], case: str) -> None:
    found = read[case]

    for figure in found.figures:
        rule = rule_of(figure)
        told = [*found.told_by(figure), *weighted_told(figure), *responses_told(figure)]
        assert bool(told) is (rule is not None and rule.use is Use.EQUATION), figure


def test_every_rule_is_about_something(read: Mapping[str, ReadWorkbook]) -> None:
    used: set[Rule | None] = {rule_of(figure) for one in read.values() for figure in one.figures}

    assert [rule.place for rule in RULES if rule not in used] == []


@cases
def test_what_the_attacker_read_is_true(read: Mapping[str, ReadWorkbook], case: str) -> None:
    # So that nothing is read under another wave, village or item than it is of
    truths = [Truth(fielded) for fielded in CASES[case]]

    assert [fact for fact in read[case].facts if not truths[fact.wave].fits(fact)] == []
    for wave, fielded in enumerate(CASES[case]):
        told = {village or NOWHERE: number for village, number in fielded.responded.items()}
        assert read[case].responded(wave) == told


def test_charts_and_properties_keep_no_figures_of_their_own(tmp_path: Path) -> None:
    book = book_of(CASES["three waves, weighted"], tmp_path / "book.xlsx")
    cells = {f"{one.value:g}" for one in ReadWorkbook(book).figures if one.sheet == "Grafiekgegevens"}

    with ZipFile(tmp_path / "book.xlsx") as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if "charts/chart" in name]
        kept = [name for name in parts.namelist() if re.search("custom|comment|externalLink", name)]

    remembered = {value for chart in charts for cache in CACHE.findall(chart) for value in VALUE.findall(cache)}
    assert len(remembered) > 10
    assert {f"{float(value):g}" for value in remembered} - cells == set()
    assert kept == []


@cases
def test_no_small_group_follows_from_all_figures_of_all_sheets(read: Mapping[str, ReadWorkbook], case: str) -> None:
    assert solved(read[case], CASES[case]) == []


@cases
def test_no_small_village_has_only_one_possible_number_that_agrees(read: Mapping[str, ReadWorkbook], case: str) -> None:
    # In whole numbers, which say more than equations. Where nobody gave an answer to spare (all n.v.t. or blank) the
    # response of the village tells the base, which is shown (decision 0031): so only who agrees is asked for.
    for wave, fielded in enumerate(CASES[case]):
        truth = Truth(fielded)
        for item in BROKEN_DOWN:
            attacker = WorkbookAttacker(read[case], wave, item)
            for villages in secrets(read[case], truth, wave, item):
                if len(villages) == 1:
                    wanted = attacker.told(villages, item, AGREE)
                    number = round(truth.number(villages, item, AGREE))
                    assert attacker.may_be_other_than(wanted, number), (wave, item, sorted(villages))


@pytest.mark.parametrize("case", [name for name, waves in CASES.items() if waves[0].instrument.study.margins])
def test_not_even_weights_that_are_known_tell_a_small_village(read: Mapping[str, ReadWorkbook], case: str) -> None:
    # The attacker knows from elsewhere how many responded of each village and age, and so what each weighs. Where ages
    # are not known that is the response, which is shown: three hidden villages of 4 to 9 answers followed from two sums
    # and whole numbers, before such items were left unweighted.
    for wave, fielded in enumerate(CASES[case]):
        truth, weights = Truth(fielded), weights_of(fielded)
        for item in ("luistert", "helpt"):
            attacker = WorkbookAttacker(read[case], wave, item, weights)
            for villages in secrets(read[case], truth, wave, item):
                wanted = attacker.told(villages, item, AGREE)
                assert not attacker.solves(wanted)
                if len(villages) == 1:
                    number = round(truth.number(villages, item, AGREE))
                    assert attacker.may_be_other_than(wanted, number), (wave, item, sorted(villages))


@cases
def test_of_a_small_village_nothing_is_printed(read: Mapping[str, ReadWorkbook], case: str) -> None:
    for wave, fielded in enumerate(CASES[case]):
        truth = Truth(fielded)
        for item in BROKEN_DOWN:
            for village in read[case].responded(wave):
                if 0 < truth.answered({village}, item) < THRESHOLD:
                    told = [one for one in read[case].facts if (one.wave, one.group, one.item) == (wave, village, item)]
                    assert told == []


def test_the_attacked_workbooks_show_much_and_hide_much(read: Mapping[str, ReadWorkbook]) -> None:
    hidden = [
        (case, wave, item, villages)
        for case, waves in CASES.items()
        for wave, fielded in enumerate(waves)
        for item in BROKEN_DOWN
        for villages in secrets(read[case], Truth(fielded), wave, item)
    ]
    told = [fact for one in read.values() for fact in one.facts if fact.group not in (EVERYBODY, "pilot", "mirror")]

    assert len(hidden) > 20
    assert len(told) > 100
    assert sum(bool(one.weighted) for one in read.values()) >= 3


def naive_series(waves: Case) -> WaveSeries:
    """Two waves under a mask that only looks at size: every village with ten answers is shown, and nothing covers."""
    ready = []
    for fielded in waves:
        tree = tree_of(fielded.instrument.study, fielded.counts)
        masks = {
            group: Mask({item: one if one.answered >= THRESHOLD else None for item, one in counts.items.items()}, {})
            for group, counts in tree.counts.items()
        }
        masks[WHOLE] = Mask(shown_counts(fielded), {})
        parts = {group: part_of(fielded, group) for group in masks}
        ready.append(PreparedWave(fielded, parts, masks, None, frozenset()))
    names = names_of(waves)
    common = common_items([fielded.instrument.questionnaire for fielded in waves])
    comparison = compare_prepared((ready[0], ready[1]), (names[0], names[1]), common, PLAIN)
    shown = tuple(one.masks[WHOLE].items for one in ready)
    return WaveSeries(
        waves=tuple(with_shown_counts(fielded, mask) for fielded, mask in zip(waves, shown, strict=True)),
        names=names,
        short_names=short_names_of(waves),
        shown=shown,
        groups=tuple(tuple(groups_in_wave(one, name, common)) for one, name in zip(ready, names, strict=True)),
        pairs=(SeriesPair(0, 1, comparison),),
        trends=(),
        rule_version=RULE_VERSION,
    )


def test_the_attack_solves_a_workbook_that_covers_nothing(tmp_path: Path) -> None:
    # So that the attack can fail: the same waves, sheets and attacker under a naive mask
    waves = waves_of(ONE_SMALL, ONE_SMALL)
    book = spoken_workbook(naive_series(waves), (), "nl")
    write_xlsx(book.sheets, tmp_path / "naive.xlsx", book.properties, Front(book.front_name, book.front))
    naive = ReadWorkbook(load_workbook(tmp_path / "naive.xlsx"))

    found = solved(naive, waves)

    assert {(0, "luistert", frozenset({"zoelen"})), (1, "helpt", frozenset({"zoelen"}))} <= set(found)


def test_the_attack_solves_a_small_village_once_its_cover_is_told(tmp_path: Path) -> None:
    waves = CASES["one small village, weighted"]
    read = ReadWorkbook(book_of(waves, tmp_path / "book.xlsx"))
    truth = Truth(waves[0])
    hidden = {village for village in read.responded(0) if not read.tells(0, village, "luistert", AGREE)}
    cover = hidden - {"zoelen"}

    for village in cover:
        number = truth.number({village}, "luistert", AGREE)
        read.facts.append(Fact(0, village, "luistert", AGREE, number, number))

    assert cover
    assert (0, "luistert", frozenset({"zoelen"})) in solved(read, waves)


def changes_told(figures: list[Figure]) -> Iterator[Mapping[str, float]]:
    """By row of the technical tables of pilot and mirror: every number."""
    rows = {id(one.row): one.row for one in figures if one.table.startswith("Technisch_pilot")}
    for row in rows.values():
        yield {heading: float(value) for heading, value in row.items() if is_number(value)}


def test_what_is_said_of_an_arm_is_made_of_the_villages_that_are_told(read: Mapping[str, ReadWorkbook]) -> None:
    # So that it tells nothing of a village that is not: neither its change, nor that it was counted in
    seen = 0
    for told in (told for one in read.values() for told in changes_told(one.figures)):
        labels = {arm: [v.title() for v in VILLAGES if ARMS[v] == arm] for arm in ("pilot", "mirror")}
        arms = [[told[label] for label in of_arm if label in told] for of_arm in labels.values()]
        for name, changes in zip(("Pilot", "Spiegel"), arms, strict=True):
            assert (name in told) is bool(changes)
            assert not changes or told[name] == pytest.approx(fmean(changes), abs=0.002)
        assert ("Verschil" in told) is (min(map(len, arms)) > 1)
        if "Verschil" in told:
            assert told["Verschil"] == pytest.approx(fmean(arms[0]) - fmean(arms[1]), abs=0.003)
            assert told.get("df", len(arms[0]) + len(arms[1]) - 2) == len(arms[0]) + len(arms[1]) - 2
            seen += 1
        else:
            assert not {"95% laag", "t", "df", "p", "p Holm", "p verw."} & set(told)
    assert seen > 0


@cases
def test_only_villages_whose_figures_stand_in_both_waves_have_a_change(
    read: Mapping[str, ReadWorkbook], case: str
) -> None:
    found = read[case]
    last = len(found.waves) - 1
    drawn = [one for one in found.figures if one.heading == "Verandering" and one.row["Kern"]]

    for figure in drawn:
        item = str(figure.row["Lijn"]).removeprefix("Tekst van ")
        village = str(figure.row["Kern"]).lower()
        for asked in (item,) if item in BROKEN_DOWN else ("luistert", "helpt"):
            assert all(found.tells(wave, village, asked, AGREE) for wave in (0, last)), figure


@cases
def test_no_age_of_fewer_than_ten_follows(read: Mapping[str, ReadWorkbook], case: str) -> None:
    for wave, fielded in enumerate(CASES[case]):
        truth, attacker = Truth(fielded), WorkbookAttacker(read[case], wave, "leeftijd")
        hidden = {age for age in AGES if not read[case].tells(wave, EVERYBODY, "leeftijd", (age,))}
        for ages in subsets(hidden):
            kinds = dict.fromkeys(ages, 1.0)
            if 0 < truth.everybody("leeftijd", kinds) < THRESHOLD:
                assert not attacker.solves(attacker.told(attacker.villages, "leeftijd", kinds))


@cases
def test_how_few_told_their_age_does_not_follow(read: Mapping[str, ReadWorkbook], case: str) -> None:
    for wave, fielded in enumerate(CASES[case]):
        attacker, kinds = WorkbookAttacker(read[case], wave, "leeftijd"), base_kinds("leeftijd")
        if 0 < Truth(fielded).everybody("leeftijd", kinds) < THRESHOLD:
            assert not attacker.solves(attacker.told(attacker.villages, "leeftijd", kinds))


@cases
def test_no_cell_of_village_and_age_is_counted_out_as_trimmed(read: Mapping[str, ReadWorkbook], case: str) -> None:
    assert not [one for one in read[case].figures if one.heading == "Afgekapt" and 0 < one.value < THRESHOLD]


@cases
def test_sentences_about_villages_have_no_numbers(read: Mapping[str, ReadWorkbook], case: str) -> None:
    reasons = {str(one.row["Waarom"]) for one in read[case].figures if "Waarom" in one.row}

    assert not any(character.isdigit() for reason in reasons for character in reason)
