"""Each wave stands in its own words: in rows, headings, charts, what those are drawn from, and frames.

Each wave has 200 people, twice the percentages that stand below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.counts import ItemCounts
from survey_app.questionnaire.instrument import Instrument
from survey_app.reporting import compare_waves, comparison_workbook
from survey_app.tables.speaking import spoken_in
from survey_app.tables.table import Paragraph
from survey_app.tables.wording import wording_sheet
from tests.counted_waves import answered, choice, fielded, instrument, likert, section, statement
from tests.opened_charts import OpenedChart, charts_of
from tests.opened_workbook import OpenedTable, tables_of, texts_of

pytestmark = pytest.mark.slow

OLD, NEW = "De gemeente hoort wat u zegt", "De gemeente luistert naar u"
SAME = "U voelt zich hier thuis"
OLD_ANSWERS = ("Nooit", "Zelden", "Soms", "Vaak", "Altijd")
NEW_ANSWERS = ("Helemaal oneens", "Oneens", "Neutraal", "Eens", "Helemaal eens")


@dataclass(frozen=True)
class Made:
    """A workbook, opened, with its charts."""

    book: Workbook
    charts: list[OpenedChart]

    def table(self, name: str) -> OpenedTable:
        return next(table for sheet in self.book for table in tables_of(sheet) if table.name == name)


def made(folder: Path, *waves: FieldedWave) -> Made:
    """The workbook, and its charts of *Verdeling*."""
    file = folder / "werkboek.xlsx"
    comparison_workbook(waves, file)
    others = ("Hoog en laag", "verschil in %", "Respons")
    drawn = [chart for chart in charts_of(file) if not any(words in chart.title for words in others)]
    return Made(load_workbook(file), drawn)


def asked(text: str, answers: Sequence[str], option: str = "Een app", title: str = "Contact") -> Instrument:
    """A statement, one that never changes, a choice, a mark and a trait, in these words."""
    plain = instrument(
        section(
            statement(text=text),
            statement("thuis", text=SAME, response_scale="vast"),
            choice("kanaal", "app", "brief", text=f"Hoe? {option}"),
            {"id": "cijfer", "type": "mark", "text": f"Welk cijfer? {text}"},
            choice("leeftijd", "jong", "oud", background=True),
            title="Gemeente",
        )
    ).model_dump(mode="json", by_alias=True)
    questionnaire = plain["questionnaire"]
    scale = questionnaire["response_scales"]["eens"]
    questionnaire["response_scales"] = {"eens": scale, "vast": {**scale, "points": [*scale["points"]]}}
    scale["points"] = [
        {"id": point["id"], "label": label} for point, label in zip(scale["points"], answers, strict=True)
    ]
    questionnaire["sections"][0]["items"][2]["options"][0]["label"] = option
    questionnaire["sections"][0]["items"][4]["options"][0]["label"] = f"jong ({option})"
    questionnaire["scales"] = [{"id": "samen", "title": title, "items": ["luistert", "thuis"]}]
    return Instrument.model_validate(plain)


def counts(*percents: int) -> tuple[ItemCounts, ...]:
    """Of the statement that changes, and of the other items."""
    return (
        likert("luistert", *(2 * percent for percent in percents)),
        likert("thuis", 40, 40, 40, 40, 40),
        answered("kanaal", {"app": 120, "brief": 80}),
        answered("cijfer", {str(mark): 20 for mark in range(1, 11)}),
        answered("leeftijd", {"jong": 100, "oud": 100}),
    )


def wave(year: int, words: Instrument, *percents: int) -> FieldedWave:
    return fielded(year, words, *counts(*percents), frame=400)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Made:
    earlier = wave(2019, asked(OLD, OLD_ANSWERS), 40, 30, 15, 10, 5)
    later = wave(2020, asked(NEW, NEW_ANSWERS, "Een mobiele app", "Samen"), 5, 10, 15, 30, 40)
    return made(tmp_path_factory.mktemp("two"), earlier, later)


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The first has other words and answers; the second has four answers, the last five."""
    four = answered(
        "luistert", dict(zip(("helemaal_oneens", "oneens", "neutraal", "eens"), (20, 40, 60, 80), strict=True))
    )
    short = asked(NEW, NEW_ANSWERS).model_dump(mode="json", by_alias=True)
    del short["questionnaire"]["response_scales"]["eens"]["points"][4]
    waves = (
        wave(2018, asked(OLD, OLD_ANSWERS), 40, 30, 15, 10, 5),
        fielded(2019, Instrument.model_validate(short), four, *counts(20, 20, 20, 20, 20)[1:], frame=400),
        wave(2020, asked(NEW, NEW_ANSWERS), 5, 10, 15, 30, 40),
    )
    return made(tmp_path_factory.mktemp("three"), *waves)


def row_of(table: OpenedTable, start: str) -> Mapping[str, object]:
    rows = (dict(zip(table.headings, row, strict=True)) for row in table.rows)
    return next(row for row in rows if any(str(cell).startswith(start) for cell in row.values()))


def bars(table: OpenedTable) -> list[str]:
    return [str(row[0]).replace("\u00a0", " ") for row in table.rows]


def test_a_row_of_two_waves_has_the_words_of_both_and_the_verdict(two: Made) -> None:
    row = row_of(two.table("Vergelijking_1_1"), NEW)

    assert row["Stelling"] == f"{NEW}\nIn mei 2019: ‘{OLD}’"
    assert row["Oordeel"] == "niet vergelijkbaar"
    earlier, later = two.table("Cijfers_1_1").rows
    of = {heading: place for place, heading in enumerate(two.table("Cijfers_1_1").headings)}
    assert (earlier[of["Nooit"]], later[of["Helemaal oneens"]]) == (0.4, 0.05)
    assert (earlier[1], later[1]) == (OLD, NEW)
    # Both ends of both scales, each with its wave.
    above = "\n".join(texts_of(two.book, "Vergelijking"))
    assert "van helemaal oneens tot helemaal eens (mei 2020); antwoorden van nooit tot altijd (mei 2019)" in above


def test_a_row_that_did_not_change_says_its_words_once(two: Made) -> None:
    assert row_of(two.table("Vergelijking_1_2"), SAME)["Stelling"] == SAME


def test_each_bar_has_the_words_of_its_own_wave_and_each_row_its_verdict(two: Made) -> None:
    table = two.table("Verdeling_1")

    assert bars(table) == [f"{OLD} – mei 2019 (n = 200)", f"{NEW} – mei 2020 (n = 200)"]
    assert table.column("Oordeel") == ["niet vergelijkbaar"] * 2
    assert table.column("Altijd") == [0.05, None]
    assert table.column("Helemaal eens") == [None, 0.4]


def test_a_chart_holds_only_waves_with_its_answers_and_its_title_tells_the_verdict(two: Made) -> None:
    earlier, later, same = two.charts

    assert (earlier.names[1:], later.names[1:]) == (OLD_ANSWERS, NEW_ANSWERS)
    assert [bar.replace("\u00a0", " ") for bar in earlier.bars] == [f"{OLD} – mei 2019 (n = 200)"]
    assert [bar.replace("\u00a0", " ") for bar in later.bars] == [f"{NEW} – mei 2020 (n = 200)"]
    # The block has statements on two scales, and each chart a name of its own.
    assert earlier.title == "Gemeente (1 van 2), mei 2019. De stelling: niet vergelijkbaar."
    assert later.title == "Gemeente (1 van 2), mei 2020. De stelling: niet vergelijkbaar."
    assert same.title == "Gemeente (2 van 2). De stelling: vergelijkbaar."


def test_what_a_chart_is_drawn_from_is_in_those_words_too(two: Made) -> None:
    earlier, later = two.table("Grafiek_1_1"), two.table("Grafiek_1_2")

    assert earlier.headings == ("Staaf", "Oordeel", "Opschuiving", *OLD_ANSWERS)
    # Left of the middle lie 40 + 30 + half of 15 percent, so the bar begins 22.5 percent to the right.
    assert earlier.rows[0][1:] == ("niet vergelijkbaar", 0.225, 0.4, 0.3, 0.15, 0.1, 0.05)
    assert later.headings[3:] == NEW_ANSWERS
    assert len(earlier.rows) == len(later.rows) == 1


def test_options_questions_marks_and_traits_are_in_the_words_of_both(two: Made) -> None:
    choices, values = two.table("Meerkeuze_1"), two.table("Vergelijking_cijfers")

    assert choices.column("Optie") == ["Een mobiele app\nIn mei 2019: ‘Een app’", "brief"]
    assert "In mei 2019: ‘Hoe? Een app’" in list(texts_of(two.book, "Meerkeuze"))
    assert values.column("Vraag") == [f"Welk cijfer? {NEW}\nIn mei 2019: ‘Welk cijfer? {OLD}’"]
    trait = next(table for table in tables_of(two.book["Respons"]) if table.name.startswith("Respons_samenstelling"))
    assert trait.column("Antwoord") == ["jong (Een mobiele app)\nIn mei 2019: ‘jong (Een app)’", "oud"]


def test_technical_rows_are_in_the_words_of_both(two: Made) -> None:
    means = row_of(two.table("Technisch_gemiddelden"), "niet vergelijkbaar")

    assert means["Stelling, cijfer of schaal"] == f"{NEW}\nIn mei 2019: ‘{OLD}’"
    assert means["Punten"] == "1 = helemaal oneens, 5 = helemaal eens\nIn mei 2019: ‘1 = nooit, 5 = altijd’"
    assert two.table("Technisch_keuze_1").column("Optie")[0] == "Een mobiele app\nIn mei 2019: ‘Een app’"
    # The tables of intervals for a finite population are of one wave each.
    assert NEW not in "\n".join(str(cell) for row in two.table("Technisch_precies_1_1").rows for cell in row)


def test_each_wave_has_its_own_title_of_a_scale(two: Made) -> None:
    assert two.table("Schalen_scores").column("Schaal") == ["Contact", "Samen"]
    assert two.table("Schalen_verschillen").column("Schaal") == ["Samen\nIn mei 2019: ‘Contact’"]


def test_of_three_waves_each_figure_stands_under_the_answer_of_its_own_wave(three: Made) -> None:
    table = three.table("Cijfers_1_1")
    rows = [row for row in table.rows if str(row[1]) in (OLD, NEW)]
    of = {heading: place for place, heading in enumerate(table.headings)}

    assert [row[1] for row in rows] == [OLD, NEW, NEW]
    read = three.table("Vergelijking_1_1")
    assert [row[2] for row in read.rows if str(row[2]) in (OLD, NEW)] == [OLD, NEW, NEW]
    assert read.column("% boven het midden")[:3] == [0.15, 0.7, 0.7]
    assert [rows[wave][of["Nooit"]] for wave in range(3)] == [0.4, None, None]
    assert [rows[wave][of["Helemaal oneens"]] for wave in range(3)] == [None, 0.1, 0.05]
    assert [rows[wave][of["Helemaal eens"]] for wave in range(3)] == [None, None, 0.4]
    # Above the middle: 10 + 5 of the first; of four points the upper two, 30 + 40; 30 + 40 of the last.
    assert [rows[wave][of["% boven het midden"]] for wave in range(3)] == [0.15, 0.7, 0.7]


def test_of_three_waves_each_chart_has_one_set_of_answers(three: Made) -> None:
    assert [chart.names[1:] for chart in three.charts[:3]] == [OLD_ANSWERS, NEW_ANSWERS[:4], NEW_ANSWERS]
    assert three.charts[0].title == (
        "Gemeente (1 van 2), mei 2018. Mei 2020 tegenover mei 2018. De stelling: niet vergelijkbaar."
    )


def test_of_three_waves_no_bar_is_named_before_its_own_wave(three: Made) -> None:
    assert bars(three.table("Verdeling_1")) == [
        f"{OLD} – mei 2018 (n = 200)",
        f"{NEW} – mei 2019 (n = 200)",
        "mei 2020 (n = 200)",
    ]


def test_an_option_of_which_no_wave_here_was_asked_has_words_and_no_id(tmp_path: Path) -> None:
    without = instrument(section(statement()))
    with_it = instrument(section(statement(), choice("kanaal", "app", "brief")))
    plain = with_it.model_dump(mode="json", by_alias=True)
    plain["questionnaire"]["sections"][0]["items"][1]["options"][0]["label"] = "Een app"
    with_it = Instrument.model_validate(plain)
    one, two_items = likert("luistert", 20, 20, 20, 20, 20), answered("kanaal", {"app": 60, "brief": 40})
    waves = fielded(2018, without, one), fielded(2019, with_it, one, two_items), fielded(2020, with_it, one, two_items)

    told = made(tmp_path, *waves).table("Meerkeuze_1")

    assert told.column("Optie") == ["Een app"] * 3 + ["brief"] * 3


def test_a_heading_that_is_cut_still_says_of_which_wave_it_is(tmp_path: Path) -> None:
    long = tuple(f"{answer} {'zonder eind ' * 30}" for answer in NEW_ANSWERS)
    waves = [wave(year, asked(NEW, long), 5, 10, 15, 30, 40) for year in (2019, 2020)]

    headings = made(tmp_path, *waves).table("Vergelijking_1_1").headings

    for year in (2019, 2020):
        assert len([heading for heading in headings if heading.endswith(f"… mei {year}")]) == 1
    assert max(map(len, headings)) <= 255


def test_an_option_that_a_wave_between_did_not_have_was_not_offered_and_not_unasked(tmp_path: Path) -> None:
    def wave_with(year: int, *options: str) -> FieldedWave:
        asked_so = instrument(section(statement(), choice("kanaal", *options)))
        counted = answered("kanaal", dict.fromkeys(options, 50))
        return fielded(year, asked_so, likert("luistert", 20, 20, 20, 20, 20), counted)

    waves = wave_with(2018, "brief", "krant"), wave_with(2019, "brief", "krant"), wave_with(2020, "brief", "app")
    table = made(tmp_path, *waves).table("Meerkeuze_1")

    of_the_app = [row for row in table.rows if row[1] == "app"]
    assert [row[3] for row in of_the_app] == ["niet aangeboden", "niet aangeboden", 50]


def test_bars_of_one_verdict_leave_it_to_the_title(three: Made) -> None:
    same = next(chart for chart in three.charts if any(SAME in bar for bar in chart.bars))

    assert same.title.endswith("De stelling: vergelijkbaar.")
    assert not any("vergelijkbaar" in bar for bar in same.bars)


def test_bars_say_their_verdict_where_the_title_cannot_say_one_of_all(tmp_path: Path) -> None:
    items = (statement("een"), statement("twee", text="Oud"))
    earlier, later = instrument(section(*items)), instrument(section(items[0], statement("twee", text="Nieuw")))
    numbers = likert("een", 40, 40, 40, 40, 40), likert("twee", 40, 40, 40, 40, 40)

    (chart,) = made(tmp_path, fielded(2019, earlier, *numbers), fielded(2020, later, *numbers)).charts

    assert chart.title == "Blok. Van de 2 stellingen: 1 niet vergelijkbaar, 1 vergelijkbaar."
    assert [bar.replace("\u00a0", " ") for bar in chart.bars] == [
        "Tekst van een – mei 2019 (n = 200) · vergelijkbaar",
        "mei 2020 (n = 200) · vergelijkbaar",
        "Oud – mei 2019 (n = 200) · niet vergelijkbaar",
        "Nieuw – mei 2020 (n = 200) · niet vergelijkbaar",
    ]


def test_labels_of_frames_are_those_of_their_own_wave() -> None:
    earlier = wave(2019, asked(OLD, OLD_ANSWERS), 40, 30, 15, 10, 5)
    later = wave(2020, asked(NEW, NEW_ANSWERS, "Een mobiele app"), 5, 10, 15, 30, 40)

    frames = compare_waves((earlier, later))

    changes = frames.option_changes.set_index("option").loc["app"]
    assert (changes["option_label_earlier"], changes["option_label"]) == ("Een app", "Een mobiele app")
    points = frames.distribution.query("item == 'luistert' and score == 5").set_index("wave")["point_label"]
    assert list(points) == ["Altijd", "Helemaal eens"]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (0, "Alle 3 vragen zijn in beide metingen precies gelijk."),
        (1, "1 van de 3 vragen is niet in beide metingen precies gelijk."),
        (2, "2 van de 3 vragen zijn niet in beide metingen precies gelijk."),
        (3, "Geen van de 3 vragen is in beide metingen precies gelijk."),
    ],
)
def test_the_number_of_changed_questions_is_a_sentence_for_none_one_some_and_all(changed: int, told: str) -> None:
    items = ("a", "b", "c")
    earlier = instrument(section(*(statement(item) for item in items)))
    later = instrument(
        section(
            *(statement(item, **({"text": "Anders"} if place < changed else {})) for place, item in enumerate(items))
        )
    )

    waves = fielded(2019, earlier, respondents=50), fielded(2020, later, respondents=50)
    sheet = spoken_in(wording_sheet(compare_series(waves)), "nl")

    assert sheet.blocks[0] == Paragraph(told, strong=True)
