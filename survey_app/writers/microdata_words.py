"""What files of microdata say about themselves, in two languages: labels, the codebook, and what to read first."""

from collections.abc import Callable, Iterator, Mapping

from survey_app.dataset.microdata.choosing import Choice
from survey_app.dataset.microdata.coding import NOTHING_WORDS, CodedVariable, Nothing
from survey_app.dataset.microdata.forms import Form
from survey_app.dataset.microdata.rows import Microdata
from survey_app.dataset.microdata.rules import LeftOut, Reason
from survey_app.dataset.microdata.toll import toll_of
from survey_app.language.words import Words, listed, spoken
from survey_app.questionnaire.signs import writable
from survey_app.questionnaire.variables import Kind

Row = tuple[str | float, ...]

FICTITIOUS = Words("VERZONNEN ANTWOORDEN: trek er geen conclusies uit")
CODEBOOK_HEADINGS = (
    Words("Variabele"),
    Words("Vraag"),
    Words("Blok"),
    Words("Soort"),
    Words("Code"),
    Words("Label"),
    Words("n"),
)
README_HEADINGS = (Words("Onderwerp"), Words("Uitleg"))
_KINDS: Mapping[Kind, Words] = {
    Kind.POINT: Words("punt op een antwoordschaal"),
    Kind.OPTION: Words("één keuze"),
    Kind.TICK: Words("aangekruist of niet"),
    Kind.NUMBER: Words("getal"),
    Kind.SCORE: Words("gemiddelde van stellingen"),
}
_REASONS: Mapping[Reason, Words] = {
    Reason.WORDS: Words("Woorden van deelnemers staan nooit in microdata."),
    Reason.FEW: Words("Minder dan {threshold} mensen gaven antwoord."),
    Reason.ALIKE: Words("In een kleine groep gaf iedereen hetzelfde antwoord."),
    Reason.SMALL: Words(
        "Naast de kenmerken die erin staan zouden groepen van minder dan {threshold} mensen ontstaan. Dit kenmerk zou "
        "dan bij te veel rijen leeggemaakt moeten worden."
    ),
    Reason.NOT_KEPT: Words("Bij het maken van dit bestand weggelaten."),
    Reason.DECIDED: Words("Wie deze vraag kreeg, verraadt het antwoord op {because}."),
}


def headings(words: tuple[Words, ...], language: str) -> tuple[str, ...]:
    """A row of headings in one language."""
    return tuple(heading.spoken_in(language) for heading in words)


def labels_of(variable: CodedVariable, language: str) -> Mapping[float, str]:
    """By number: its label. A number of a number item that stands for itself is not among them."""
    values = {value.code: str(spoken(value.label, language)) for value in variable.values}
    nothing = {variable.nothing[why]: str(spoken(label, language)) for why, label in variable.nothing_labels.items()}
    return {code: writable(label) for code, label in {**values, **nothing}.items()}


def codebook_rows(data: Microdata, language: str) -> Iterator[Row]:
    """A row for each value of each variable, with how many rows have it; of a number one for all answers."""
    for variable in data.variables:
        first = (variable.name, str(spoken(variable.text, language)), variable.section)
        kind = _KINDS[variable.kind].spoken_in(language)
        column = data.columns[variable.name]
        if variable.kind in (Kind.NUMBER, Kind.SCORE):
            bounds = Words("{least} tot en met {most}")
            label = bounds.filled(least=variable.minimum, most=variable.maximum).spoken_in(language)
            yield (*first, kind, "", label, int((column >= variable.lowest).sum()))
        for code, label in labels_of(variable, language).items():
            yield (*first, kind, code, label, int((column == code).sum()))


def readme_rows(data: Microdata, language: str) -> Iterator[tuple[str, str]]:
    """What the file holds, how to read it, and what is not in it and why."""
    if data.wave.fictitious:
        yield Words("Let op").spoken_in(language), FICTITIOUS.spoken_in(language)
    for subject, text in (*_about(data), *_how_to_read(data), *_protection(data)):
        yield str(spoken(subject, language)), str(spoken(text, language))
    for form in data.choice.forms:
        yield from ((subject.spoken_in(language), str(spoken(text, language))) for subject, text in _form(data, form))
    for part in data.choice.left_out:
        subject = Words("Niet in dit bestand: {item}").filled(item=part.id)
        yield subject.spoken_in(language), reason_words(part, data.threshold).spoken_in(language)


def reason_words(left_out: LeftOut, threshold: int) -> Words:
    """Why something is not in the file."""
    because = listed(left_out.because) if left_out.because else ""
    return _REASONS[left_out.reason].filled(threshold=threshold, because=because)


def toll_words(data: Microdata) -> Words:
    """What a file costs, in all."""
    toll = toll_of(data)
    if not toll.cells:
        return Words("Er wordt niets leeggemaakt of geheim gehouden.")
    return Words("Alles bij elkaar: {cells} cellen leeggemaakt of geheim, bij {responses} van de {rows} rijen.").filled(
        cells=toll.cells, responses=toll.responses, rows=data.number
    )


def later_words(choice: Choice, name: Callable[[str], str] = str) -> Iterator[Words]:
    """What a file rules out for every later one of its wave; `name` is what a trait is called."""
    for form in choice.fixes:
        if form.merged or form.trait in choice.blanked:
            yield Words("‘{trait}’ blijft zoals het in dit bestand is, met wat is samengevoegd en leeggemaakt.").filled(
                trait=name(form.trait)
            )
    if choice.closes:
        traits = listed([f"‘{name(trait)}’" for trait in choice.closes])
        yield Words("Daarna niet meer mogelijk: {traits}.").filled(traits=traits)


def _about(data: Microdata) -> Iterator[tuple[Words, str | Words]]:
    wave, instrument = data.wave, data.wave.frozen_instrument()
    questionnaire = instrument.questionnaire
    yield Words("Onderzoek"), f"{instrument.study.title} ({instrument.study.client})"
    yield Words("Meting"), f"{wave.label} ({wave.id}, {wave.month:%Y-%m})"
    yield Words("Vragenlijst"), f"{questionnaire.title} ({questionnaire.version})"
    yield Words("Vingerafdruk van de vragenlijst"), wave.fingerprint or ""
    rows = Words(
        "{number}: elke rij is één ingevulde vragenlijst. De volgorde is willekeurig, en bij elk bestand een andere."
    )
    yield Words("Rijen"), rows.filled(number=data.number)


def _how_to_read(data: Microdata) -> Iterator[tuple[Words, str | Words]]:
    yield (
        Words("Codes en Labels"),
        Words("Dezelfde rijen in dezelfde volgorde: eenmaal als getal, eenmaal als tekst."),
    )
    yield (
        Words("Stellingen"),
        Words(
            "Een punt van een antwoordschaal heeft het getal waarmee het genoemd is, en anders zijn plaats: 1 is het "
            "eerste. Bij één keuze is 1 de eerste mogelijkheid. Aangekruist is 1, niet aangekruist 0."
        ),
    )
    if any(variable.kind is Kind.SCORE for variable in data.variables):
        yield (
            Words("Schaalscores"),
            Words(
                "Het gemiddelde van de ingevulde stellingen van een schaal, van wie er minstens de helft invulde; "
                "omgekeerde stellingen tellen andersom. Een score staat er alleen als alle stellingen van de schaal in "
                "dit bestand staan, en zegt dus niets dat de rij niet al zegt."
            ),
        )
    if data.choice.kept:
        yield (
            Words("Onbekend"),
            Words(
                "Een kenmerk is onbekend als iemand het niet invulde, liever niet wilde zeggen, of als het voor de "
                "bescherming leeggemaakt is. Die drie zijn in dit bestand niet te onderscheiden. Een kenmerk waar "
                "vragen van afhangen, blijft zoals het ingevuld is."
            ),
        )
    is_withheld = any(Nothing.WITHHELD in variable.nothing for variable in data.variables)
    kinds = [nothing for nothing in Nothing if nothing is not Nothing.WITHHELD or is_withheld]
    codes = listed([_nothing_words(nothing) for nothing in kinds])
    yield (
        Words("Geen antwoord"),
        Words(
            "{codes}. Deze getallen tellen nooit mee. Waar een antwoord zelf onder 0 kan zijn, zegt Codeboek welke."
        ).filled(codes=codes),
    )
    if all(variable.lowest == 0 for variable in data.variables):
        yield Words("In SPSS"), f"MISSING VALUES ALL (-{len(kinds)} THRU -1)."
        yield Words("In R"), "codes[codes < 0] <- NA"


def _nothing_words(nothing: Nothing) -> Words:
    return Words("{code} is {label}").filled(code=-nothing.value, label=NOTHING_WORDS[nothing])


def _form(data: Microdata, form: Form) -> Iterator[tuple[Words, Words]]:
    """What was done to a trait: merged, and blanked for how many."""
    subject = Words("Kenmerk {trait}").filled(trait=form.trait)
    for group in form.merged:
        yield subject, Words("Samengevoegd tot één waarde: {categories}.").filled(categories=listed(group))
    if number := data.choice.blanked.get(form.trait):
        yield (
            subject,
            Words(
                "Bij {number} van de {rows} rijen leeggemaakt (‘onbekend’), zodat geen groep kleiner is dan "
                "{threshold} mensen."
            ).filled(number=number, rows=data.number, threshold=data.threshold),
        )


def _protection(data: Microdata) -> Iterator[tuple[Words, str | Words]]:
    kept = ", ".join(data.choice.kept) or Words("geen")
    yield Words("Kenmerken in dit bestand"), kept
    yield (
        Words("Drempel"),
        Words("Wie alle kenmerken in dit bestand kruist, vindt geen groep van minder dan {threshold} mensen.").filled(
            threshold=data.threshold
        ),
    )
    yield (
        Words("Nooit in microdata"),
        Words("Codes van brieven, tijdstippen, volgnummers, de wijze van invullen, en alles wat mensen zelf schreven."),
    )
    yield (
        Words("Gebruik"),
        Words(
            "Alleen voor onderzoek aan deze meting. Leg dit bestand niet naast gegevens over personen. "
            "Het logboek van Peilstok noteert wie het ophaalde."
        ),
    )
