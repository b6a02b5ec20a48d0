"""Sheet *Lees mij*: what this workbook is, how to read it, and what it does not say."""

from __future__ import annotations

from collections.abc import Iterator

from survey_app.comparison.months import dutch_month
from survey_app.comparison.results import FieldedWave, WaveComparison
from survey_app.fieldwork.wave import Origin
from survey_app.tables.columns import distinct
from survey_app.tables.table import Block, Cell, Column, Kind, Link, Paragraph, Sheet, Table
from survey_app.tables.verdicts import level_words, reason_words, tally
from survey_app.tables.waves import FICTITIOUS, is_fictitious, marked_title, months_named, wave_names

NAME = "Lees mij"
_FIRST, _SECOND = 26, 100

_CONTENTS = {
    "Respons": "Hoeveel mensen zijn benaderd en deden mee, per meting en per kern.",
    "Vergelijking": "Per stelling het oordeel, de cijfers van beide metingen, en een verschil waar dat mag.",
    "Verdeling": "Per blok de verdeling van de antwoorden, met grafieken.",
    "Meerkeuze": "Hoe vaak elke optie is gekozen.",
    "Vraagstelling": "Wat er letterlijk is gevraagd, naast elkaar, met de wijzigingen in woorden.",
    "Bijlage": "De aantallen per meting, zoals in de bijlagen van het rapport.",
}

_VERDICTS = (
    (
        "niet vergelijkbaar",
        "De cijfers van beide metingen staan naast elkaar, maar mogen niet met elkaar worden vergeleken. "
        "Er staat daarom geen verschil. Trek er zelf ook geen af: het zou niets betekenen.",
    ),
    (
        "indicatief",
        "Er staat een verschil met zijn 95%-interval en het woord ‘aanwijzing’. "
        "Het kan richting geven aan een gesprek, maar het is geen bewijs.",
    ),
    (
        "vergelijkbaar",
        "Er zijn genoeg antwoorden, en in de vraag en de manier van benaderen is geen bezwaar gevonden. Of dezelfde "
        "soort mensen meededen, is niet nagegaan. Lees een verschil altijd samen met zijn 95%-interval: ligt 0 daarin, "
        "dan kan het ook toeval zijn.",
    ),
)

_SIGNS = (
    ("x", "Geheim: te weinig antwoorden om te tonen, of daaruit af te leiden."),
    (".", "Onbekend: het cijfer bestaat, maar is niet bekend of niet te berekenen."),
    ("-", "Nihil of niet vermeld: hier hoort geen cijfer, bijvoorbeeld omdat een verschil niet getoond mag worden."),
    ("(leeg)", "Kan niet voorkomen: bijvoorbeeld een vraag of antwoord dat er in die meting niet was."),
    ("> 90%", "(Bijna) iedereen in een kleine groep gaf hetzelfde antwoord; meer wordt daarover niet gezegd."),
)


def readme_sheet(comparison: WaveComparison, others: tuple[Sheet, ...]) -> Sheet:
    """The first sheet; it leads to the others."""
    study = comparison.waves[1].instrument.study
    title = marked_title(f"{study.title}: vergelijking van {months_named(comparison)}", comparison)
    blocks: tuple[Block, ...] = (
        *_warning(comparison),
        _about_table(comparison),
        _wave_table(comparison),
        _table("Leesmij_oordelen", "Wat elk oordeel betekent", ("Oordeel", "Betekenis"), _VERDICTS),
        _table("Leesmij_tekens", "Tekens in plaats van cijfers", ("Teken", "Betekenis"), _SIGNS),
        _table("Leesmij_regels", "Hoe u de cijfers leest", ("Onderwerp", "Uitleg"), tuple(_rules(comparison))),
        _table("Leesmij_inhoud", "Werkbladen", ("Werkblad", "Inhoud"), _contents(others)),
        _table("Leesmij_niet", "Wat er (nog) niet in staat", ("Onderwerp", "Waarom niet"), _MISSING),
    )
    return Sheet(NAME, title, blocks, upright=True)


_MISSING = (
    ("Pilot en spiegel", "De ontwikkeling in pilotkernen naast die in spiegelkernen: volgt in een latere versie."),
    ("Schalen", "Scores over stellingen samen, met hun betrouwbaarheid: volgt; niet mogelijk voor een gedrukte tabel."),
    ("Samenstelling", "Of in beide metingen dezelfde soort mensen meededen (leeftijd, kern): volgt."),
    ("Technisch", "Toetsen en technische cijfers: volgt in een latere versie."),
    ("Open antwoorden", "Staan nooit in dit werkboek zonder dat iemand elke tekst heeft nagekeken."),
    ("Uitsplitsingen", "Cijfers per kern, team of leeftijd: volgt; kleine groepen worden nooit getoond."),
)


def _warning(comparison: WaveComparison) -> Iterator[Paragraph]:
    if is_fictitious(comparison):
        yield Paragraph(
            f"{FICTITIOUS}: antwoorden in dit werkboek zijn verzonnen om te laten zien hoe het werkt. "
            "Gebruik geen enkel cijfer voor onderzoek of beleid.",
            strong=True,
        )


def _table(name: str, title: str, headings: tuple[str, str], rows: tuple[tuple[Cell, ...], ...]) -> Table:
    first, second = headings
    return Table(name, title, distinct([Column(first, Kind.STRONG, _FIRST), Column(second, width=_SECOND)]), rows)


def _about_table(comparison: WaveComparison) -> Table:
    study = comparison.waves[1].instrument.study
    verdicts = [statement.verdict for statement in comparison.statements]
    rows = (
        ("Onderzoek", study.title),
        ("Opdrachtgever", study.client),
        ("Bureau", study.bureau),
        ("Metingen", months_named(comparison)),
        (
            "Oordeel",
            tally(verdicts, "stelling", "stellingen") if verdicts else "Er zijn geen stellingen om te vergelijken.",
        ),
        ("Metingen als geheel", f"{level_words(comparison.overall).capitalize()}.\n{reason_words(comparison.overall)}"),
        ("Regels", f"Oordelen volgens regelversie {comparison.rule_version}; niemand kan een oordeel verhogen."),
    )
    return _table("Leesmij_onderzoek", "Over dit werkboek", ("Onderwerp", "Gegeven"), rows)


def _wave_table(comparison: WaveComparison) -> Table:
    """A row per wave and fact, so that long texts have room."""
    rows = [
        (f"{name}: {fact}", told)
        for name, fielded in zip(wave_names(comparison), comparison.waves, strict=True)
        for fact, told in _facts(fielded)
    ]
    return _table("Leesmij_metingen", "De metingen", ("Meting", "Wat eraan ten grondslag ligt"), tuple(rows))


def _facts(fielded: FieldedWave) -> Iterator[tuple[str, str]]:
    wave, questionnaire = fielded.wave, fielded.instrument.questionnaire
    respondents = fielded.counts.total.respondents
    yield "wat", f"{wave.label}, {dutch_month(wave.month)}: {respondents} respondenten ({questionnaire.population})"
    yield "herkomst", _origin(fielded)
    if wave.withheld:
        yield "geheim", "er waren te weinig antwoorden: alleen hun aantal is bewaard"
    yield "vragenlijst", f"{questionnaire.title}, versie {questionnaire.version} ({wave.source})"
    yield "vingerafdruk", wave.fingerprint or fielded.instrument.fingerprint()


def _origin(fielded: FieldedWave) -> str:
    if fielded.wave.fictitious:
        return "FICTIEF: verzonnen antwoorden"
    if fielded.wave.origin is Origin.PRINTED:
        published_in = f" ({fielded.wave.published_in})" if fielded.wave.published_in else ""
        return f"gedrukte tabel{published_in}: alleen aantallen per antwoord zijn bekend, geen antwoorden per persoon"
    return "antwoorden in Peilstok, verzegeld tot de meting sloot"


def _rules(comparison: WaveComparison) -> Iterator[tuple[Cell, ...]]:
    yield (
        "Basis (n)",
        "Elk percentage en gemiddelde gaat over de geldige antwoorden (n): zonder n.v.t. en zonder blanco. Alleen waar "
        "meer antwoorden mogelijk waren, telt iedereen mee die de vraag te zien kreeg.",
    )
    yield (
        "95%-interval",
        "Percentages: Wilson. Verschillen: Newcombe. Gemiddelden: t. Per vraag, niet gecorrigeerd voor veel vragen.",
    )
    yield (
        "Toeval",
        "Ook als er niets is veranderd, ligt 0 bij ongeveer 1 op de 20 vragen buiten het interval. "
        "Eén opvallend verschil tussen veel vragen bewijst dus niets.",
    )
    yield (
        "Afronden",
        "Elk cijfer is één keer afgerond, een half naar boven: percentages en procentpunten op een geheel getal, "
        "gemiddelden op één decimaal. Een verschil is vóór het afronden berekend en kan daardoor 1 afwijken "
        "van wat u zelf aftrekt.",
    )
    yield "Optellen", "Afgeronde percentages kunnen samen 99, 100 of 101 zijn; dat is niet hersteld."
    yield (
        "(Helemaal) eens",
        "Het aandeel boven het midden van de antwoordschaal. Het gemiddelde (gem.) telt de antwoorden als 1, 2, 3, …",
    )
    yield (
        "Geheimhouding",
        f"Een cijfer op minder dan {_thresholds(comparison)} antwoorden wordt niet getoond. "
        "Wat al gedrukt en openbaar was, staat er zoals het gedrukt is.",
    )
    yield (
        "Vingerafdruk",
        "SHA-256 van de vragenlijst zoals die is afgenomen: dezelfde code betekent precies dezelfde vragenlijst.",
    )


def _thresholds(comparison: WaveComparison) -> str:
    """The least number of answers a figure rests on; of both waves if their studies differ."""
    least = [fielded.instrument.study.disclosure_threshold for fielded in comparison.waves]
    if least[0] == least[1]:
        return str(least[0])
    first, second = wave_names(comparison)
    return f"{least[0]} ({first}) of {least[1]} ({second})"


def _contents(others: tuple[Sheet, ...]) -> tuple[tuple[Cell, ...], ...]:
    return tuple((Link(sheet.name, sheet.name), _content_of(sheet)) for sheet in others)


def _content_of(sheet: Sheet) -> str:
    """What the sheet holds; a further sheet of the same kind has a number behind its name."""
    return next(content for name, content in _CONTENTS.items() if sheet.name.startswith(name))
