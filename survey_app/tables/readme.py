"""Sheet *Lees mij*: what this workbook is, how to read it, and what it does not say."""

from collections.abc import Iterable, Iterator, Sequence

from survey_app.comparison.figures.statements import STATEMENT
from survey_app.comparison.groups import GroupKind
from survey_app.comparison.names import month_and_year
from survey_app.comparison.results import FieldedWave
from survey_app.comparison.sentences import number_words
from survey_app.comparison.series import SeriesPair, WaveSeries
from survey_app.fieldwork.wave import Origin
from survey_app.language.words import Words, counted, joined
from survey_app.tables.by_trait import NAME as BY_TRAIT
from survey_app.tables.by_trait import not_by_trait
from survey_app.tables.explanations import CONCLUSIONS, OF_ONE_WAVE, READING, SIGNS, VERDICTS
from survey_app.tables.table import Block, Cell, Column, Kind, Link, Paragraph, Sheet, Table, Text
from survey_app.tables.verdicts import STATEMENT_WORDS, level_words, reason_words, tally
from survey_app.tables.waves import FICTITIOUS, RESPONDENT, RESPONDENTS, is_fictitious, pair_words, titled, told_or_not
from survey_app.tables.weighting import how_weighted

NAME = Words("Lees mij")
_FIRST, _SECOND = 26, 100
_SUBJECT = Words("Onderwerp")

_CONTENTS = {
    "In het kort": Words("Wat iemand moet weten die één bladzijde leest, met waar elk cijfer staat."),
    "Respons": Words("Hoeveel mensen zijn benaderd en deden mee, per meting en waar bekend per {segment}."),
    "Uitkomsten": Words("Per stelling en cijfer wat er in deze meting is geantwoord, met n en het 95%-interval."),
    "Per groep": Words("Van pilot, spiegel en elke {segment} het % boven het midden, waar dat getoond mag worden."),
    "Naar kenmerk": Words("Per stelling en schaal de uitkomsten naar wat mensen over zichzelf zeiden, zoals leeftijd."),
    "Vergelijking": Words("Per stelling het oordeel, n en % van elke meting, en een verschil waar dat mag."),
    "Verschillen": Words("Per stelling het verschil en zijn 95%-interval, als grafiek; alleen waar dat mag."),
    "Verdeling": Words("Per blok de verdeling van de antwoorden, met grafieken."),
    "Pilot en spiegel": Words(
        "De ontwikkeling in de pilot{segments} vergeleken met de spiegel{segments}: per stelling, schaal en {segment}."
    ),
    "Meerkeuze": Words("Hoe vaak elke optie is gekozen."),
    "Schalen": Words("Scores over stellingen die bij elkaar horen, met hun betrouwbaarheid."),
    "Cijfers": Words("Per stelling en cijfer alles van elke meting: elk antwoord, n.v.t., blanco en het gemiddelde."),
    "Toelichting": Words("Per stelling waarom het oordeel is wat het is, in hele zinnen."),
    "Technisch": Words(
        "Alle toetsen en cijfers in drie decimalen, ook van wat niet vergelijkbaar is: om na te rekenen."
    ),
    "Vraagstelling": Words("Wat er in elke meting letterlijk is gevraagd, met de wijzigingen in woorden."),
    "Bijlage": Words("De aantallen per meting, zoals in de bijlagen van het rapport."),
    "Open antwoorden": Words("Teksten die een onderzoeker heeft nagekeken, gesorteerd op tekst."),
    "Grafiekgegevens": Words("De getallen waaruit de grafieken zijn getekend."),
}

_NO_STATEMENTS = Words("Niet in dit werkboek: de vragenlijsten hebben geen stellingen.")
_NO_FIGURES = Words("Niet in dit werkboek: de vragenlijsten hebben geen stellingen of cijfers.")
_NO_CHARTS = Words("Niet in dit werkboek: er zijn geen grafieken.")
_MISSING = {
    "Verdeling": _NO_STATEMENTS,
    "Meerkeuze": Words("Niet in dit werkboek: de vragenlijsten hebben geen meerkeuzevragen."),
    "Schalen": Words("Niet in dit werkboek: de vragenlijsten noemen geen stellingen die samen een schaal zijn."),
    "Bijlage": Words("Niet in dit werkboek: op geen vraag zijn antwoorden per soort geteld."),
    "Open antwoorden": Words("Niet in dit werkboek: teksten staan er alleen in als iemand elk ervan heeft nagekeken."),
    "Grafiekgegevens": _NO_CHARTS,
}
_NO_TRAITS = Words("Niet in dit werkboek: er is geen kenmerk waarvan groepen te tonen zijn.")
_MISSING_OF_ONE = {
    "Uitkomsten": _NO_FIGURES,
    "Naar kenmerk": _NO_TRAITS,
    **_MISSING,
}
_MISSING_OF_MORE = {
    "Pilot en spiegel": Words(
        "Niet in dit werkboek: er zijn geen pilot- en spiegel{segments} waarvan in beide metingen iets te tonen is."
    ),
    "Verschillen": Words("Niet in dit werkboek: van geen stelling mag een verschil worden gezegd."),
    "Naar kenmerk": _NO_TRAITS,
    "Vergelijking": _NO_FIGURES,
    "Cijfers": _NO_FIGURES,
    "Toelichting": _NO_STATEMENTS,
    "Technisch": Words("Niet in dit werkboek: er is niets om te toetsen."),
    **_MISSING,
}


def readme_sheet(series: WaveSeries, others: Sequence[Text]) -> Sheet:
    """The first sheet; it leads to the others, by their names."""
    study = series.latest.instrument.study
    title = _OF_ONE if series.is_one_wave else _OF_MORE
    blocks: tuple[Block, ...] = (
        *_warning(series),
        _about_table(series),
        *_to_read_by(series),
        _contents(series, others),
    )
    return Sheet(NAME, titled(title.filled(study=_guarded(study.title)), series), blocks, upright=True)


def reading_sheet(series: WaveSeries) -> Sheet:
    """What of it is needed beside any other sheet, for who sees them on a screen and has no workbook."""
    return Sheet(NAME, titled(_TO_READ, series), tuple(_to_read_by(series)), upright=True)


_TO_READ = Words("Hoe u dit leest: {waves}")


def _to_read_by(series: WaveSeries) -> Iterator[Table]:
    """What the waves are, and what verdicts, conclusions, signs and figures mean."""
    yield _wave_table(series)
    yield from () if series.is_one_wave else _of_comparing()
    yield _explained("tekens", Words("Tekens in plaats van cijfers"), SIGNS.items())
    yield _explained("regels", Words("Hoe u de cijfers leest"), (*_reading(series), *_own_rules(series)))


_OF_ONE, _OF_MORE = Words("{study}: uitkomsten van {{waves}}"), Words("{study}: vergelijking van {{waves}}")


def _reading(series: WaveSeries) -> Iterator[tuple[Cell, ...]]:
    """How to read figures; of one wave not what is only of two."""
    yield from (
        (figure.heading or figure.id, _SENTENCE.filled(told=figure.meaning.capitalised())) for figure in _FIGURES
    )
    yield from (rule for rule in READING.items() if not series.is_one_wave or rule[0] in OF_ONE_WAVE)


_SENTENCE = Words("{told}.")
_FIGURES = [STATEMENT[id_] for id_ in ("n_valid", "agree", "mean")]


def _of_comparing() -> tuple[Table, ...]:
    """What is said of two waves only."""
    return (
        _explained("oordelen", Words("Wat elk oordeel betekent"), VERDICTS.items()),
        _explained("uitspraken", Words("Wat elke uitspraak betekent"), CONCLUSIONS.items()),
    )


def _guarded(text: str) -> str:
    """The text for a title that is filled in once more: its own braces stay what they are."""
    return text.replace("{", "{{").replace("}", "}}")


def _warning(series: WaveSeries) -> Iterator[Paragraph]:
    if is_fictitious(series):
        made_up = Words(
            "{mark}: antwoorden in dit werkboek zijn verzonnen om te laten zien hoe het werkt. "
            "Gebruik geen enkel cijfer voor onderzoek of beleid."
        )
        yield Paragraph(made_up.filled(mark=FICTITIOUS), strong=True)


def _table(name: str, title: Words, headings: tuple[Words, Words], rows: Iterable[tuple[Cell, ...]]) -> Table:
    first, second = headings
    columns = (Column(first, Kind.STRONG, _FIRST), Column(second, width=_SECOND))
    return Table(f"Leesmij_{name}", title, columns, tuple(rows))


def _explained(name: str, title: Words, rows: Iterable[tuple[Cell, ...]]) -> Table:
    return _table(name, title, (_SUBJECT, Words("Betekenis")), rows)


def _about_table(series: WaveSeries) -> Table:
    study = series.latest.instrument.study
    rule = Words(
        "Oordelen volgens regelversie {version}. Niemand kan een oordeel verhogen; alleen een wijziging van spelling "
        "kan een onderzoeker aanvaarden, en dan staat de reden erbij."
    )
    rows: list[tuple[Cell, ...]] = [
        (Words("Onderzoek"), study.title),
        (Words("Opdrachtgever"), told_or_not(study.client)),
        (Words("Bureau"), told_or_not(study.bureau)),
        (Words("Metingen"), joined(series.names, ", ")),
        *(row for pair in series.pairs for row in _verdict_rows(series, pair)),
        *((Words("Weging"), weighting) for weighting in [how_weighted(series)] if weighting),
        *(() if series.is_one_wave else [(Words("Regels"), rule.filled(version=series.rule_version))]),
    ]
    title = Words("Over dit werkboek")
    return _table("onderzoek", title, (_SUBJECT, Words("Gegeven")), rows)


def _verdict_rows(series: WaveSeries, pair: SeriesPair) -> Iterator[tuple[Cell, ...]]:
    """The verdict on two waves: of pilot and mirror, if there are, of everybody, and as a whole."""
    comparison = pair.comparison
    verdicts = [statement.verdict for statement in comparison.statements]
    none = Words("Er zijn geen stellingen om te vergelijken.")
    whole = Words("{level}.\n{reasons}").filled(
        level=level_words(comparison.overall).capitalised(), reasons=reason_words(comparison.overall)
    )
    waves = pair_words(series, pair.earlier, pair.later)
    wave = joined([]) if len(series.waves) == 2 else Words(": {waves}").filled(waves=waves)
    tallied = tally(verdicts, *STATEMENT_WORDS) if verdicts else none
    for group in comparison.groups if comparison.contrasts and verdicts else ():
        if group.group.kind is GroupKind.ARM:
            of_arm = tally([statement.verdict for statement in group.statements], *STATEMENT_WORDS)
            yield joined([Words("Oordeel"), wave, ", ", group.label], ""), of_arm
    yield joined([Words("Oordeel"), wave], ""), tallied
    yield joined([Words("Metingen als geheel"), wave], ""), whole


def _wave_table(series: WaveSeries) -> Table:
    """A row per wave and fact, so that long texts have room."""
    rows = [
        (Words("{wave}: {fact}").filled(wave=name, fact=fact), what)
        for name, fielded in zip(series.names, series.waves, strict=True)
        for fact, what in _facts(fielded)
    ]
    headings = Words("Meting"), Words("Wat eraan ten grondslag ligt")
    return _table("metingen", Words("De metingen"), headings, rows)


def _facts(fielded: FieldedWave) -> Iterator[tuple[Words, Words | str]]:
    wave, questionnaire = fielded.wave, fielded.instrument.questionnaire
    what = Words("{label}: {respondents} (doelgroep: {population})")
    population = told_or_not(questionnaire.population)
    label = joined([wave.label, month_and_year(wave.month)], ", ") if fielded.dated else wave.label
    respondents = counted(fielded.counts.total.respondents, RESPONDENT, RESPONDENTS)
    yield Words("wat"), what.filled(label=label, respondents=respondents, population=population)
    yield Words("herkomst"), _origin(fielded)
    if wave.withheld:
        withheld = Words("er waren te weinig antwoorden: alleen hun aantal is bewaard")
        yield Words("geheim"), withheld
    version = Words("{title}, versie {version} ({source})")
    yield (
        Words("vragenlijst"),
        version.filled(title=questionnaire.title, version=questionnaire.version, source=wave.source),
    )
    yield Words("vingerafdruk"), wave.fingerprint or fielded.instrument.fingerprint()


def _origin(fielded: FieldedWave) -> Words:
    if fielded.wave.fictitious:
        return Words("FICTIEF: verzonnen antwoorden")
    if fielded.wave.origin is Origin.PRINTED:
        where = f" ({fielded.wave.published_in})" if fielded.wave.published_in else ""
        return Words(
            "gedrukte tabel{where}: alleen aantallen per antwoord zijn bekend, geen antwoorden per persoon"
        ).filled(where=where)
    if fielded.wave.origin is Origin.FILE:
        return Words("bestand van elders: alleen de tellingen zijn bewaard, geen antwoorden per persoon")
    return Words("antwoorden per persoon, zonder naam of adres")


def _own_rules(series: WaveSeries) -> Iterator[tuple[Cell, ...]]:
    """Rules that depend on the study."""
    for name, fielded in _by_bound(series):
        yield Words("Grens{name}").filled(name=name), _bound_words(fielded)
    yield (
        Words("Geheimhouding"),
        Words(
            "Een cijfer op minder dan {least} antwoorden wordt niet getoond, en ook niet waaruit het te berekenen is. "
            "Wat al gedrukt en openbaar was, staat er zoals het gedrukt is."
        ).filled(least=_thresholds(series)),
    )
    yield (
        Words("Vingerafdruk"),
        Words(
            "SHA-256 van de vragenlijst en de gegevens van het onderzoek, zoals ze bij het openen of inlezen van de "
            "meting waren: dezelfde code betekent precies dezelfde vragenlijst."
        ),
    )


def _by_bound(series: WaveSeries) -> Iterator[tuple[Words, FieldedWave]]:
    """The bound of a comparison is that of its later wave; the waves by name only where their bounds differ."""
    later = series.waves[1:]
    if len({_bound_words(fielded) for fielded in later}) == 1:
        yield joined([]), later[0]
        return
    for name, fielded in zip(series.names[1:], later, strict=True):
        yield Words(": {name}").filled(name=name), fielded


def _bound_words(fielded: FieldedWave) -> Words:
    """What does not matter, why, and whether it was fixed before anybody knew the answers: with the instrument."""
    study = fielded.instrument.study
    return _BOUND.filled(
        points=counted(study.equivalence_bound, _POINT, _POINTS),
        mark=number_words(study.mark_bound),
        when=_FROZEN if fielded.wave.was_opened_here else _AFTERWARDS,
        why=_WHY.filled(reason=study.bound_reason) if study.bound_reason else _NO_REASON,
    )


_BOUND = Words("Onder {points} heet een verschil klein; van een rapportcijfer onder {mark} punt. {when} {why}")
_WHY = Words("Reden: {reason}")
_NO_REASON = Words("Een reden is niet opgegeven.")
_POINT, _POINTS = Words("procentpunt"), Words("procentpunten")
_FROZEN = Words("Die grens is vastgelegd voordat de meting sloot.")
_AFTERWARDS = Words("Die grens is niet hier vastgelegd voordat de meting sloot: zij kan achteraf zijn gekozen.")


def _thresholds(series: WaveSeries) -> Words:
    """The least number of answers a figure rests on; of each wave if their studies differ."""
    least = [fielded.instrument.study.disclosure_threshold for fielded in series.waves]
    if len(set(least)) == 1:
        return joined([str(least[0])])
    of_wave = Words("{least} ({wave})")
    named = [of_wave.filled(least=number, wave=name) for number, name in zip(least, series.names, strict=True)]
    return joined(named, ", ")


def _contents(series: WaveSeries, others: Sequence[Text]) -> Table:
    """Every sheet with a link to it, and what is not in this workbook."""
    rows: list[tuple[Cell, ...]] = [
        (Link(name, name), _CONTENTS[_kind_of(name)].filled(**series.segment_names)) for name in others
    ]
    there = {_kind_of(name) for name in others}
    missing = _MISSING_OF_ONE if series.is_one_wave else _MISSING_OF_MORE
    rows += [(name, _why_missing(series, name, why)) for name, why in missing.items() if name not in there]
    headings = Words("Werkblad"), Words("Inhoud")
    return _table("inhoud", Words("Werkbladen"), headings, rows)


def _why_missing(series: WaveSeries, name: str, why: Words) -> Words:
    """Of a breakdown also why there is none by each trait that was asked."""
    more = not_by_trait(series) if name == BY_TRAIT.dutch else ()
    return joined([why.filled(**series.segment_names), *more], " ")


def _kind_of(name: Text) -> str:
    """The Dutch name without the number that a further sheet of the same kind has behind it."""
    dutch = name.dutch if isinstance(name, Words) else name
    return dutch.rstrip("0123456789 ")
