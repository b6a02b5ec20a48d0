"""The workbook as a whole: its sheets, its marks, and what every table may be relied on for."""

import re
from itertools import permutations
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from survey_app.dataset.open_texts import OpenAnswers
from survey_app.reporting import comparison_workbook
from tests.counted_waves import answered, choice, fielded, instrument, likert, section, staff_wave, statement
from tests.opened_workbook import footer_of, tables_of, texts_of, written
from tests.residents import residents_wave

pytestmark = pytest.mark.slow

FIRST = ["In het kort", "Lees mij", "Respons", "Vergelijking", "Verdeling"]
TECHNICAL = ["Cijfers", "Toelichting", "Technisch", "Technisch 2", "Technisch 3"]
LAST = ["Vraagstelling", "Bijlage", "Grafiekgegevens"]
SHEETS = [*FIRST, "Meerkeuze", *TECHNICAL, *LAST]
"""Of waves without villages and scales."""
ROOT = Path(__file__).parents[2]
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}cNvPr"


@pytest.fixture(scope="module")
def staff(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return written(staff_wave(2019), staff_wave(2020), tmp_path_factory.mktemp("staff"))


@pytest.fixture(scope="module")
def residents_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("residents")
    written(residents_wave(2019, 240), residents_wave(2020, 260), folder)
    return folder / "workbook.xlsx"


@pytest.fixture(scope="module")
def residents(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return written(residents_wave(2019, 240), residents_wave(2020, 260), tmp_path_factory.mktemp("residents"))


def test_sheets_stand_in_the_order_in_which_they_are_read(staff: Workbook, residents: Workbook) -> None:
    assert staff.sheetnames == SHEETS
    # Pilot and mirror before everybody (STATISTICS 10)
    arms = ["Pilot en spiegel", "Pilot en spiegel 2", "Pilot en spiegel 3", "Pilot en spiegel 4"]
    figures = ["Vergelijking", "Verschillen", "Naar kenmerk", "Verdeling", "Meerkeuze", "Schalen"]
    technical = [*TECHNICAL[:2], "Toelichting 2", *TECHNICAL[2:]]
    assert residents.sheetnames == [*FIRST[:3], *arms, *figures, *technical, *LAST]


def test_the_sheets_that_stand_upright_are_those_that_the_documentation_names(residents: Workbook) -> None:
    told = (ROOT / "docs" / "workbook.md").read_text(encoding="utf-8").partition("## In print\n")[2]
    upright = re.findall(r"\*([^*]+)\*", told.partition("stand upright")[0])

    found = [sheet.title for sheet in residents if sheet.page_setup.orientation == "portrait"]

    assert [name for name in upright if name != "Open antwoorden"] == found  # no texts were cleared in these waves


def test_what_is_read_fits_on_a4(residents: Workbook) -> None:
    """Decisions 0229 and 0237; A4 is 9 in a spreadsheet, and A3, which stays for who checks, is 8."""
    paper = {sheet.title: sheet.page_setup.paperSize for sheet in residents}

    read = ["Respons", "Vergelijking", "Verschillen", "Naar kenmerk", "Verdeling", "Cijfers", "Toelichting", "Schalen"]
    arms = [name for name in paper if name.startswith(("Pilot en spiegel", "Toelichting"))]
    assert {name: paper[name] for name in (*read, *arms)} == dict.fromkeys((*read, *arms), 9)
    assert paper["Technisch 3"] == 8


def test_pilot_and_mirror_are_told_before_everybody(staff: Workbook, residents: Workbook) -> None:
    # STATISTICS 10: pooled, a change in one arm and none in the other looks like nothing
    told = [str(cell.value) for cell in residents["Lees mij"]["A"] if str(cell.value).startswith("Oordeel")]

    assert told[:3] == ["Oordeel, alle pilotkernen", "Oordeel, alle spiegelkernen", "Oordeel"]
    assert any("lees Pilot en spiegel eerst" in str(cell.value) for cell in residents["Vergelijking"]["A"])
    assert not any("Pilot en spiegel eerst" in str(cell.value) for cell in staff["Vergelijking"]["A"])


def test_the_sheet_to_read_first_leads_to_every_other(staff: Workbook) -> None:
    links = [cell.hyperlink.location for cell in staff["Lees mij"]["A"] if cell.hyperlink]

    assert links == [f"'{name}'!A1" for name in SHEETS if name != "Lees mij"]


def test_tables_have_unique_headings_names_and_no_merged_cells(staff: Workbook, residents: Workbook) -> None:
    for book in (staff, residents):
        names = [table.name.casefold() for sheet in book for table in tables_of(sheet)]
        assert len(names) == len(set(names))
        for sheet in book:
            assert not sheet.merged_cells.ranges
            for table in tables_of(sheet):
                assert len({heading.casefold() for heading in table.headings}) == len(table.headings)


def test_fictitious_figures_are_called_so_in_every_title(residents: Workbook) -> None:
    for sheet in residents:
        assert str(sheet["A1"].value).startswith("PROEF, FICTIEF: ")
        assert "PROEF, FICTIEF" in footer_of(sheet, "left")
    assert str(residents["Lees mij"]["A2"].value).startswith(
        "PROEF, FICTIEF: antwoorden in dit werkboek zijn verzonnen"
    )


def test_fictitious_figures_are_called_so_in_every_chart_and_in_the_properties(residents_file: Path) -> None:
    with ZipFile(residents_file) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/charts/chart")]
        core = parts.read("docProps/core.xml").decode()

    assert charts
    assert all("PROEF, FICTIEF" in chart for chart in charts)
    assert "<dc:title>PROEF, FICTIEF: Kerngericht Werken</dc:title>" in core


def test_real_figures_are_not_called_fictitious(staff: Workbook) -> None:
    assert not any("FICTIE" in text.upper() for text in texts_of(staff))


def test_every_chart_has_a_description_for_who_cannot_see_it(residents_file: Path) -> None:
    with ZipFile(residents_file) as parts:
        drawings = [ElementTree.fromstring(parts.read(name)) for name in parts.namelist() if "drawings/drawing" in name]
        charts = [name for name in parts.namelist() if name.startswith("xl/charts/chart")]
    described = [part.get("descr", "") for drawing in drawings for part in drawing.iter(_DRAWING)]

    assert len(described) == len(charts)
    assert all(
        any(kind in text for kind in ("Gestapelde staven", "Per groep een staaf", "Stippen per", "95%-interval"))
        for text in described
    )


def test_every_chart_has_a_name_of_its_own(residents_file: Path) -> None:
    with ZipFile(residents_file) as parts:
        drawings = [ElementTree.fromstring(parts.read(name)) for name in parts.namelist() if "drawings/drawing" in name]
    names = [part.get("name", "") for drawing in drawings for part in drawing.iter(_DRAWING)]

    assert len(names) > 10
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("language", "tag"), [("nl", "nl-NL"), ("en", "en-GB")])
def test_the_file_and_every_chart_say_in_which_language_they_are(tmp_path: Path, language: str, tag: str) -> None:
    asked = instrument(section(statement()))
    waves = [fielded(year, asked, likert("luistert", 20, 20, 20, 20, 20)) for year in (2019, 2020)]

    comparison_workbook(waves, tmp_path / "one.xlsx", language=language)

    with ZipFile(tmp_path / "one.xlsx") as parts:
        core = parts.read("docProps/core.xml").decode()
        charts = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/charts/chart")]
    assert f"<dc:language>{tag}</dc:language>" in core
    assert charts
    for chart in charts:
        assert set(re.findall(r'<c:lang val="([^"]+)"', chart)) == {tag}
        assert set(re.findall(r'<a:\w+ lang="([^"]+)"', chart)) == {tag}


def test_bars_of_one_statement_stand_under_each_other_with_their_base(staff: Workbook) -> None:
    first = tables_of(staff["Verdeling"])[0]

    assert [str(label).replace("\u00a0", " ") for label in first.column("Stelling en meting")[:2]] == [
        "De gemeente neemt de inbreng van inwoners serieus – juni 2019 (n = 51)",
        "mei 2020 (n = 16)",
    ]
    # 3, 12, 33 and 3 of 51; 3, 10 and 3 of 16 (report, appendices 6.1 and 6.2).
    assert first.rows[0][1:] == ("niet vergelijkbaar", 51, 0, 0.06, 0.24, 0.65, 0.06)
    assert first.rows[1][1:] == ("niet vergelijkbaar", 16, 0, 0, 0.19, 0.63, 0.19)


def test_an_unknown_frame_is_a_full_stop_and_is_said_in_words(staff: Workbook) -> None:
    table, _ages = tables_of(staff["Respons"])

    assert table.column("Benaderd") == [".", "."]
    assert table.column("Respons") == [".", "."]
    assert table.column("Marge (±)") == [14, 24]  # STATISTICS 3: n = 51: 13.7 pp; n = 16: 24.5 pp, binary 24.4998
    assert sum("de respons is dus onbekend" in str(cell.value) for cell in staff["Respons"]["A"]) == 2


def test_response_is_told_for_every_village_with_its_arm(residents: Workbook) -> None:
    _waves, arms, villages, *_villages_told, ages = tables_of(residents["Respons"])

    # By hand: 240 people in six villages, so 40 of each, of whom four times as many were invited.
    of_pilot = [villages.rows[place] for place in range(6) if villages.rows[place][2] == "pilot"]
    told = ", ".join(str(row[1]) for row in of_pilot[:-1]) + f" en {of_pilot[-1][1]}"
    number = 40 * len(of_pilot)
    assert arms.rows[0][:6] == ("juni 2019", "Alle pilotkernen", told, 4 * number, number, 0.25)
    assert len(arms.rows) == 4

    assert villages.rows[0] == ("juni 2019", "Ravenswaaij", "pilot", 160, 40, 0.25, 15)
    assert len(villages.rows) == 12
    # Made-up answers choose each of the ages as often, so none of them that may be shown is far from a fifth.
    assert all(share == "x" or 0.1 < float(str(share)) < 0.3 for share in ages.column("Aandeel juni 2019"))


def test_an_age_that_one_wave_did_not_ask_is_empty_there_and_not_zero(staff: Workbook) -> None:
    _waves, ages = tables_of(staff["Respons"])

    assert ages.column("Aandeel juni 2019") == [None] * 5
    # The report's 6.1: 1, 5, 2, 5 and 3 of 16, printed and so shown as printed; 1/16 is 6%, 3/16 is 19% (18.75).
    assert ages.column("Aandeel mei 2020") == [0.06, 0.31, 0.13, 0.31, 0.19]


def test_an_option_that_was_not_there_is_words_and_not_zero(staff: Workbook) -> None:
    teams = next(table for table in tables_of(staff["Meerkeuze"]) if "Team Staf" in table.column("Optie"))

    staf = teams.rows[teams.column("Optie").index("Team Staf")]
    assert staf[2:7] == ("niet aangeboden", None, None, None, None)
    assert staf[7:9] == (1, 16)


def test_an_option_of_a_question_that_was_not_asked_is_told_from_one_that_was_not_offered(staff: Workbook) -> None:
    ages = next(table for table in tables_of(staff["Meerkeuze"]) if "30-39 jaar" in table.column("Optie"))

    assert set(ages.column("Aantal jun 2019")) == {"niet gesteld"}


def test_percentages_of_one_choice_add_up_to_all_who_chose(tmp_path: Path) -> None:
    asked = instrument(section(choice("keuze", "ja", "nee")))
    earlier, later = (
        fielded(year, asked, answered("keuze", {"ja": 60, "nee": 40}, blank=100)) for year in (2019, 2020)
    )

    (table,) = tables_of(written(earlier, later, tmp_path)["Meerkeuze"])

    assert table.column("Basis mei 2019") == [100, 100]
    assert table.column("% mei 2019") == [0.6, 0.4]


def test_a_long_statement_is_cut_beside_its_bars_and_nowhere_else(tmp_path: Path) -> None:
    long = "Een stelling die niet ophoudt " * 30
    asked = instrument(section(statement(text=long)))
    earlier, later = (fielded(year, asked, likert("luistert", 20, 20, 20, 20, 20)) for year in (2019, 2020))

    book = written(earlier, later, tmp_path)

    bars, figures = tables_of(book["Verdeling"])[0].rows, tables_of(book["Vergelijking"])[0].rows
    assert len(str(bars[0][0])) < 200
    assert "…" in str(bars[0][0])
    assert figures[0][2] == long.strip()


def test_a_new_option_and_a_moved_block_are_marked_in_words(staff: Workbook) -> None:
    questions, blocks = tables_of(staff["Vraagstelling"])
    change = dict(zip(questions.column("Tekst mei 2020"), questions.column("Wijziging"), strict=True))

    assert change["Team"] == "nieuw antwoord ‘Team Staf’"
    assert change["Leeftijd"] == "alleen in mei 2020"
    assert "ander blok" in str(change["Ik vind dat de gemeente meer verantwoordelijkheid moet nemen"])
    assert change["De gemeente luistert naar inwoners"] == "gelijk"
    assert blocks.column("Wijziging").count("alleen in mei 2020") == 1


def test_two_waves_of_one_month_have_different_names(tmp_path: Path) -> None:
    asked = instrument(section(statement()))
    counts = likert("luistert", 10, 10, 10, 10, 10)
    earlier, later = fielded(2020, asked, counts, wave_id="a"), fielded(2020, asked, counts, wave_id="b")

    book = written(earlier, later, tmp_path)

    assert (
        book["Vergelijking"]["A1"].value
        == "Vergelijking van mei 2020 (‘Meting 2020, a’) en mei 2020 (‘Meting 2020, b’)"
    )
    assert [title for title in texts_of(book) if title.startswith("Gemeente mei 2020")] == [
        "Gemeente mei 2020 (‘Meting 2020, b’)",
        "Gemeente mei 2020 (‘Meting 2020, a’)",
    ]


def test_waves_may_be_handed_in_in_any_order(tmp_path: Path) -> None:
    comparison_workbook((staff_wave(2019), staff_wave(2020)), tmp_path / "one.xlsx")
    comparison_workbook((staff_wave(2020), staff_wave(2019)), tmp_path / "other.xlsx")

    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "other.xlsx").read_bytes()


def test_open_answers_too_give_the_same_bytes_in_whatever_order_waves_are_named(tmp_path: Path) -> None:
    asked = instrument(section(statement(), {"id": "waarom", "type": "open_text", "text": "Waarom?"}))
    counts = likert("luistert", 10, 10, 10, 10, 10)
    waves = [fielded(year, asked, counts) for year in (2018, 2019, 2020)]
    texts = {one.wave.id: OpenAnswers("waarom", "Waarom?", one.wave, ("Daarom",), 40, 0, 0) for one in waves}
    made = set()
    for order in permutations(waves):
        comparison_workbook(order, tmp_path / "a.xlsx", texts=[texts[one.wave.id] for one in order])
        made.add((tmp_path / "a.xlsx").read_bytes())

    assert len(made) == 1


def test_it_is_said_of_the_bound_whether_it_was_fixed_before_the_wave_closed(
    staff: Workbook, residents: Workbook
) -> None:
    """Only opening a wave here freezes its study; a printed table and a file come with their study afterwards."""
    frozen, afterwards = "is vastgelegd voordat de meting sloot", "kan achteraf zijn gekozen"

    for book, said, unsaid in ((residents, frozen, afterwards), (staff, afterwards, frozen)):
        told = "\n".join(texts_of(book, "Lees mij"))
        assert said in told
        assert unsaid not in told


def test_a_wave_of_which_everything_is_withheld_gives_a_workbook_of_signs(tmp_path: Path) -> None:
    asked = instrument(section(statement(), choice("kern", "ingen", "maurik", background=True)))
    withheld = fielded(2019, asked, respondents=4)
    later = fielded(
        2020, asked, likert("luistert", 20, 20, 20, 20, 20), answered("kern", {"ingen": 50, "maurik": 50}), frame=500
    )

    book = written(withheld, later, tmp_path)

    (table,), (figures,) = tables_of(book["Vergelijking"]), tables_of(book["Cijfers"])
    assert set(table.rows[0][3:5]) == {"x"}
    assert set(figures.rows[0][3:]) == {"x"}
    assert table.column("Oordeel") == ["niet vergelijkbaar"]


def test_a_sheet_that_would_say_nothing_is_left_out_and_the_sheet_to_read_first_says_why(tmp_path: Path) -> None:
    asked = instrument(section({"id": "woorden", "type": "open_text", "text": "Vertel"}))

    book = written(fielded(2019, asked, respondents=50), fielded(2020, asked, respondents=50), tmp_path)

    assert book.sheetnames == [*FIRST[:3], "Vraagstelling", "Grafiekgegevens"]  # which the response is drawn from
    contents = {str(row[0].value): str(row[1].value) for row in book["Lees mij"].iter_rows()}
    for name in ("Vergelijking", "Verdeling", "Meerkeuze", "Cijfers", "Toelichting", "Technisch", "Bijlage", "Schalen"):
        assert contents[name].startswith("Niet in dit werkboek: ")
    links = {cell.hyperlink.location for sheet in book for row in sheet for cell in row if cell.hyperlink}
    assert links <= {f"'{name}'!A1" for name in book.sheetnames}
