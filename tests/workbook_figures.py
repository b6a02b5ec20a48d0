"""Every number in a written workbook: where it stands, of which wave it is, and what an attacker can do with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.opened_workbook import OpenedTable, Value, tables_of

Number = int | float

SCALES = ("De gemeente",)
"""Titles of the scales of the attacked waves."""


@dataclass(frozen=True)
class Figure:
    """One number. `heading` is without the wave; `wave` is its place, from heading or row, None where neither says.

    `above` is the text that stands over the table, `row` the cells of the row by heading, `suffix` what those headings
    end in where they are of this wave, and `subject` the statement that a row of bars is about.
    """

    sheet: str
    table: str
    heading: str
    wave: int | None
    row: Mapping[str, Value]
    value: Number
    above: str
    suffix: str = ""
    subject: str = ""

    @property
    def place(self) -> str:
        """Sheet, table and heading, as the rules below know it; of a scale, not of one of its items."""
        of_scale = " van een schaal" if self.row.get("Stelling, cijfer of schaal") in SCALES else ""
        return f"{self.sheet}/{self.table}/{self.heading}{of_scale}"


def waves_of(book: Workbook) -> list[str]:
    """What the workbook calls its waves, in order."""
    table = next(one for one in tables_of(book["Respons"]) if one.name == "Respons_metingen")
    return [str(name) for name in table.column("Meting")]


def figures_of(book: Workbook) -> Iterator[Figure]:
    """Every number of every table, from left to right and from top to bottom."""
    waves = waves_of(book)
    for sheet in book:
        for table in tables_of(sheet):
            yield from _figures(sheet, table, waves)


def _figures(sheet: Worksheet, table: OpenedTable, waves: Sequence[str]) -> Iterator[Figure]:
    above, subject = _text_above(sheet, table), ""
    for cells in table.rows:
        row = dict(zip(table.headings, cells, strict=True))
        label, *bar = str(cells[0]).split(" – ")
        subject = label if bar else subject
        for heading, value in row.items():
            if is_number(value):
                suffix, wave = _wave_in(heading, row, waves)
                plain = heading.removesuffix(suffix).strip()
                yield Figure(sheet.title, table.name, plain, wave, row, value, above, suffix, subject)


def is_number(value: Value) -> bool:
    """Whether a cell holds a number; a sign or a text is none."""
    return isinstance(value, int | float)


def loose_numbers(book: Workbook) -> list[str]:
    """The places of numbers that stand in no table."""
    found = []
    for sheet in book:
        inside = {cell.coordinate for table in sheet.tables.values() for row in sheet[table.ref] for cell in row}
        for row in sheet.iter_rows():
            found += [
                f"{sheet.title}!{cell.coordinate}"
                for cell in row
                if cell.coordinate not in inside and is_number(cell.value)
            ]
    return found


def _text_above(sheet: Worksheet, table: OpenedTable) -> str:
    """The nearest text in the first column over the headings."""
    for number in range(table.row - 1, 0, -1):
        value = sheet.cell(number, 1).value
        if isinstance(value, str):
            return value
    return ""


def _wave_in(heading: str, row: Mapping[str, Value], waves: Sequence[str]) -> tuple[str, int | None]:
    """What the heading says of the wave, and which that is; of the row where the heading says nothing."""
    for place, wave in enumerate(waves):
        if heading.endswith(f" {wave}"):
            return wave, place
    for suffix, which in (("eerder", 1), ("later", 0)):
        if heading.endswith(f" {suffix}") and "Metingen" in row:
            return suffix, waves.index(str(row["Metingen"]).split(" tegenover ")[which])
    named = str(row.get("Meting") or next(iter(row.values())) or "").replace("\u00a0", " ")
    return "", next((place for place, wave in enumerate(waves) if wave in named), None)


class Use(Enum):
    """What an attacker does with a number."""

    EQUATION = "a sum of whole numbers, or a bound on one"
    CHANGE = "a change of a village, or a sum of such changes"
    FOLLOWS = "computed from figures of the same row that are there; so it says nothing more"
    NOT_ANSWERS = "says nothing of anybody's answers"


@dataclass(frozen=True)
class Rule:
    """How the numbers under these places are used; `needs`: headings of which one, at least, is a number in the row."""

    place: str
    use: Use
    why: str = ""
    needs: str = ""


_EVERYBODY = "of everybody, whose whole table is on Bijlage"
_SCORES = "of everybody; no village's scores stand anywhere"
_POINTS = r"helemaal_oneens|oneens|neutraal|(helemaal_)?eens"
_VILLAGES = "Ingen|Zoelen|Ravenswaaij|Maurik|Ommeren|Kerk-Avezaath"
_ENDS = "( laag| hoog)"
_TECHNICAL = "Technisch( .)?/Technisch"
_PILOT = r"Pilot en spiegel( \d)?"
_WILSON = "Wilson, of share and base"
_DIFFERENCE = rf"Verschil{_ENDS}?( eerste| vorige)?"

RULES = (
    Rule("Respons/Respons_metingen/Ingevuld", Use.EQUATION),
    Rule("Respons/Respons_delen/Ingevuld", Use.EQUATION),
    Rule("Respons/Respons_(metingen|delen)/Benaderd", Use.NOT_ANSWERS, "how many were approached"),
    Rule("Respons/Respons_(metingen|delen)/(Respons|Marge .*)", Use.FOLLOWS, "from the response", "Ingevuld"),
    Rule(r"Respons/Respons_samenstelling_\d+/Aandeel", Use.EQUATION),
    Rule(r"Respons/Respons_samenstelling_\d+/Bevolking", Use.NOT_ANSWERS, "the population, not the respondents"),
    Rule(rf"Vergelijking/Vergelijking_\d+_\d+/(n|N\.v\.t\.|{_POINTS}|%.*|Gem\.)", Use.EQUATION),
    Rule(r"Vergelijking/Vergelijking_\d+_\d+/(Laag|Hoog)", Use.FOLLOWS, _WILSON, "n"),
    Rule(rf"Vergelijking/Vergelijking_\d+_\d+/{_DIFFERENCE}", Use.FOLLOWS, _EVERYBODY, "n"),
    Rule(r"Vergelijking/Vergelijking_cijfers/(n|Gem\.)", Use.EQUATION),
    Rule("Vergelijking/Vergelijking_cijfers/(Laag|Hoog|Sd|Mediaan)", Use.FOLLOWS, _EVERYBODY, "n"),
    Rule(r"Vergelijking/Vergelijking_cijfers/Verschil (gem\.|laag|hoog)", Use.FOLLOWS, _EVERYBODY, "n"),
    Rule(rf"Verdeling/Verdeling_\d+/(n|{_POINTS})", Use.EQUATION),
    Rule(rf"{_PILOT}/Pilot_stellingen_\d+_\d+/(n|% eens)", Use.EQUATION),
    Rule(rf"{_PILOT}/Pilot_schalen_\d+_\d+/(n|Score)", Use.NOT_ANSWERS, "of arms; attacked in the frames, unrounded"),
    Rule(rf"{_PILOT}/Pilot_(stellingen|schalen)_\d+_\d+/{_DIFFERENCE}", Use.CHANGE),
    Rule(rf"{_PILOT}/Delen_(stellingen|schalen)_\d+_\d+/({_VILLAGES}|Pilot|Spiegel|Verschil|Samen)", Use.CHANGE),
    Rule(rf"{_PILOT}/Pilot_cijfers_\d+_\d+/(n|% eens)", Use.EQUATION),
    Rule(
        rf"{_PILOT}/Pilot_cijfers_\d+_\d+/% eens naar kern",
        Use.FOLLOWS,
        "of the shares of its villages, each of which is shown; tested by itself",
        "% eens",
    ),
    Rule(rf"{_TECHNICAL}_pilot_\d+/({_VILLAGES}|Pilot|Spiegel|Verschil|Samen)", Use.CHANGE),
    Rule(
        rf"{_TECHNICAL}_pilot_\d+/(95%{_ENDS}|t|df|p|p Holm|p verw\.|Kleinste p)",
        Use.FOLLOWS,
        "of the changes of the villages that stand in the row",
        "Verschil",
    ),
    Rule(r"Meerkeuze/Meerkeuze_\d+/(Aantal|Basis|%)", Use.EQUATION),
    Rule(rf"Meerkeuze/Meerkeuze_\d+/(Laag|Hoog|{_DIFFERENCE})", Use.FOLLOWS, "of number and base", "Aantal"),
    Rule("Schalen/Schalen_scores/(n|Zonder score|Gem. score|Laag|Hoog|Sd)", Use.FOLLOWS, _SCORES, "n"),
    Rule("Schalen/Schalen_scores/(Alles ingevuld|Alfa|Omega)", Use.FOLLOWS, _SCORES, "n"),
    Rule(rf"Schalen/Schalen_verschillen/(n( eerder| later)?|Verschil|Laag|Hoog|δ{_ENDS}?)", Use.FOLLOWS, _SCORES, "n"),
    Rule(f"{_TECHNICAL}_verschillen/.* van een schaal", Use.FOLLOWS, _SCORES, "n"),
    Rule(f"{_TECHNICAL}_gemiddelden/.* van een schaal", Use.FOLLOWS, _SCORES, "Verschil gem."),
    Rule(f"{_TECHNICAL}_verschillen/(n|% eens)", Use.EQUATION),
    Rule(rf"{_TECHNICAL}_verschillen/(M|Verschil|9[05]%{_ENDS}|θ|(Cliffs )?δ{_ENDS}?)", Use.FOLLOWS, _EVERYBODY, "n"),
    Rule(rf"{_TECHNICAL}_verschillen/(BM-t|df|p|p Holm|q BH .*|p permutatie)", Use.FOLLOWS, _EVERYBODY, "n"),
    Rule(f"{_TECHNICAL}_gemiddelden/% gewogen", Use.EQUATION),
    Rule(f"{_TECHNICAL}_gemiddelden/n_eff", Use.NOT_ANSWERS, "of the sizes of cells; attacked by itself"),
    Rule(
        f"{_TECHNICAL}_gemiddelden/(Verschil gewogen|Gewogen 9[05]%{_ENDS})",
        Use.FOLLOWS,
        "of the weighted shares and n_eff",
        "% gewogen",
    ),
    Rule(
        rf"{_TECHNICAL}_gemiddelden/(Verschil (gem|n\.v\.t)\.|(Gem|N\.v\.t)\. 95%{_ENDS}|t|df|p)",
        Use.FOLLOWS,
        _EVERYBODY,
        "Verschil gem.",
    ),
    Rule(rf"{_TECHNICAL}_keuze_\d+/(Basis|%)", Use.EQUATION),
    Rule(rf"{_TECHNICAL}_keuze_\d+/(Verschil|9[05]%{_ENDS}|p Fisher|p Holm)", Use.FOLLOWS, "of number and base", "%"),
    Rule(f"{_TECHNICAL}_weging/(n|Kern onbekend|Kenmerk onbekend)", Use.EQUATION),
    Rule(
        f"{_TECHNICAL}_weging/(Ontwerp-effect|n_eff|Afgekapt)", Use.NOT_ANSWERS, "of sizes of cells; attacked by itself"
    ),
    Rule(rf"{_TECHNICAL}_precies_\d+_\d+/% eens", Use.EQUATION),
    Rule(rf"{_TECHNICAL}_precies_\d+_\d+/(Laag|Hoog)( \(2\))?", Use.FOLLOWS, _WILSON, "% eens"),
    Rule(f"{_TECHNICAL}_ontwikkeling/(χ²|p χ²|τ-b|p τ-b|H|df|p H)", Use.FOLLOWS, _EVERYBODY, "H"),
    Rule(rf"Bijlage/Bijlage_\d+_\d+/({_POINTS}|N\.v\.t\.|Aantal( respondenten)?)", Use.EQUATION),
    Rule(r"Grafiekgegevens/Grafiek_\d+(_\d+)?/Opschuiving", Use.FOLLOWS, "of the shares beside it", "eens"),
    Rule(rf"Grafiekgegevens/Grafiek_\d+(_\d+)?/({_POINTS})", Use.EQUATION),
    Rule(r"Grafiekgegevens/Grafiek_delen_\d+/Verandering", Use.CHANGE),
    Rule(r"Grafiekgegevens/Grafiek_delen_\d+/Hoogte", Use.NOT_ANSWERS, "which line of the chart"),
)


def rule_of(figure: Figure) -> Rule | None:
    """The first rule that knows where the number stands; None: nobody thought of it."""
    return next((rule for rule in RULES if re.fullmatch(rule.place, figure.place)), None)


def has_what_it_follows_from(figure: Figure, rule: Rule) -> bool:
    """Whether a figure that follows from others stands beside them."""
    if not rule.needs:
        return True
    return any(heading.startswith(rule.needs) and is_number(value) for heading, value in figure.row.items())
