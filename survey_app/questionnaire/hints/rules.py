"""What in a text may be said more plainly: what it is, why it is hard, and what would be better."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from survey_app.language.words import Words
from survey_app.questionnaire.hints.sentences import sentences_in, words_in

Advice = tuple[Words, Words]
"""What is hard and why, and what would be better."""
Rule = Callable[[str], Iterator[Advice]]
"""Looks for one thing in a text."""

LONGEST = 15
"""Words of a sentence that is still easy to follow."""
_QUOTED = 5

_NEGATIVE = r"niet|geen|nooit|niemand|nergens|niets|noch|nauwelijks"
_UN = (
    r"on(?:eens|voldoende|tevreden|duidelijk|veilig|mogelijk|gewenst|bekend|prettig|terecht|gelijk|vriendelijk|belangrijk|"
    r"nodig|zeker|toegankelijk|bereikbaar|gezond|eerlijk|begrijpelijk|betrouwbaar|acceptabel)e?"
)
_NO = re.compile(rf"\b(?:{_NEGATIVE})\b", re.IGNORECASE)
_NO_AGAIN = re.compile(rf"\b(?:{_NEGATIVE}|zonder|tenzij|{_UN})\b", re.IGNORECASE)
_NO_NEGATION = re.compile(r"\bniet alleen\b|\bal dan niet\b", re.IGNORECASE)
"""What reads as a negation and is none."""
_CLAUSE = re.compile(r"[,;:()–]|\b(?:en|of|maar|want|dat|die|wat|als|omdat|hoe|waar[a-z]*|wie|welke?)\b", re.IGNORECASE)
"""What parts one clause from another, near enough."""

_BECOMES = re.compile(r"\b(?:wordt?|worden|werd|werden)\b", re.IGNORECASE)
_APART = (
    "aan|achter|af|bij|binnen|dicht|door|goed|in|klaar|mee|na|om|onder|op|open|over|samen|schoon|tegen|terug|toe|uit|vast|"
    "voor|vrij|weg"
)
_PARTICIPLE = re.compile(
    rf"\b(?:(?:{_APART})?ge[^\W\d_]+(?:d|t|en|aan)|(?:be|ver|ont|her)[^\W\d_]{{3,}}(?:d|t)|[^\W\d_]+eerd|"
    r"begrepen|beschreven|besloten|besproken|onderzocht|ontvangen|ontworpen|overlegd|verboden|vergeten|verlaten|verloren|"
    r"verwezen)\b",
    re.IGNORECASE,
)
_NO_PARTICIPLE = re.compile(
    "bekend|beleid|belangt|behoort|begint|bereid|bestaat|betekent|bewust|bezoekt|gebeurt|gebied|gebieden|gebouwen|"
    "gebruiken|geduld|geld|geluid|geluiden|gemeenten|gesprekken|getallen|gevallen|geweld|gewend|gezinnen|gezond|verband|"
    "verdient|vergeet|verkeerd|verkeert|verschilt|verstand|vertelt",
    re.IGNORECASE,
)
"""What looks like one."""

_BETWEEN = re.compile(r"\btussen\b.+?\ben\b", re.IGNORECASE)
_ONE_THING = re.compile(
    r"\b(?:tot|af|meer|voor|in|dag|jong|eten|heen|over) en (?:met|toe|meer|na|om|rond|nacht|oud|drinken|weer)\b",
    re.IGNORECASE,
)
_AND = re.compile(
    r"(?P<before>[^\s,]+) (?P<and>en/of|en) (?P<after>(?:(?:de|het|een|uw|mijn|hun|zijn|haar|in|op|van|met) )*[^\s,]+)"
)


def long_sentences(text: str) -> Iterator[Advice]:
    """More words than are easy to follow."""
    for sentence in sentences_in(text):
        number = len(words_in(sentence))
        if number > LONGEST:
            begin = " ".join(sentence.split()[:_QUOTED])
            yield _LONG.filled(begin=begin, number=number), _SHORTER.filled(longest=LONGEST)


_LONG = Words("de zin ‘{begin} …’ heeft {number} woorden: aan het eind is het begin vergeten")
_SHORTER = Words("maak er twee zinnen van, van hoogstens {longest} woorden")


def passive(text: str) -> Iterator[Advice]:
    """Something is done: by whom is told last, or never."""
    for clause in _clauses(text):
        verb, participles = _BECOMES.search(clause), (match[0] for match in _PARTICIPLE.finditer(clause))
        done = next((word for word in participles if not _NO_PARTICIPLE.fullmatch(word)), None)
        if verb and done:
            yield _PASSIVE.filled(verb=verb[0], done=done), _ACTIVE


_PASSIVE = Words("‘{verb} … {done}’ zegt pas laat wie het doet, of helemaal niet")
_ACTIVE = Words("begin met wie het doet, zoals ‘de gemeente bouwt’ in plaats van ‘er wordt gebouwd’")


def double_negation(text: str) -> Iterator[Advice]:
    """Two negations in one clause."""
    for clause in _clauses(_NO_NEGATION.sub("", text)):
        found = [match[0] for match in _NO_AGAIN.finditer(clause)]
        if len(found) > 1 and _NO.search(clause):
            yield _TWICE_NO.filled(first=found[0], second=found[1]), _NO_NO


_TWICE_NO = Words("‘{first} … {second}’ zegt twee keer nee, en velen lezen het andersom")
_NO_NO = Words("zeg het zonder die twee: wat er wel is, en niet wat er niet is")


def negative_statement(statement: str) -> Iterator[Advice]:
    """A statement to agree or disagree with that says no itself."""
    found = _NO.search(_NO_NEGATION.sub("", statement))
    if found:
        yield _SAYS_NO.filled(word=found[0].lower()), _TURNED


_SAYS_NO = Words("in de stelling staat ‘{word}’: wie het oneens is, zegt dan nee tegen nee")
_TURNED = Words("draai haar om: zeg wat wel zo is")


def double_question(question: str) -> Iterator[Advice]:
    """Two things in one question, of which one answer is given; what is told before it asks nothing."""
    asking = [sentence for sentence in sentences_in(question) if sentence.endswith("?")]
    if len(asking) > 1:
        yield _TWO_QUESTIONS, _ONE_QUESTION
        return
    for found in _AND.finditer(_ONE_THING.sub("", _BETWEEN.sub("", asking[0] if asking else question))):
        before, after = (found[name].strip("‘’“”\"'()?.") for name in ("before", "after"))
        are_names = before[:1].isupper() and after[:1].isupper()
        if not are_names and not (before.isdigit() and after.isdigit()):
            yield _PERHAPS_TWO.filled(both=f"{before} {found['and']} {after}"), _ONE_QUESTION
            return


_TWO_QUESTIONS = Words("dit zijn twee vragen met plaats voor één antwoord")
_PERHAPS_TWO = Words("‘{both}’ kunnen twee vragen zijn, en één antwoord zegt niet op welke")
_ONE_QUESTION = Words("stel er één van, of maak er twee vragen van")


def official_words(text: str) -> Iterator[Advice]:
    """Words of offices, each once."""
    plainer = _plainer()
    found = (" ".join(match[0].casefold().split()) for match in _official().finditer(text))
    for word in dict.fromkeys(found):
        yield _OFFICIAL.filled(word=word), _PLAINER.filled(plainer=plainer[word])


_OFFICIAL = Words("‘{word}’ is kantoortaal")
_PLAINER = Words("schrijf: {plainer}")


def _clauses(text: str) -> Iterator[str]:
    return (clause for sentence in sentences_in(text) for clause in _CLAUSE.split(sentence))


@cache
def _plainer() -> Mapping[str, str]:
    """By every form in the list, in small letters: what is plainer."""
    lines = files("survey_app.questionnaire.hints").joinpath("words/official.txt").read_text("utf-8").splitlines()
    entries = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {form.strip(): better.strip() for forms, _, better in entries for form in forms.split(",")}


@cache
def _official() -> re.Pattern[str]:
    """Any of the forms, the longest first."""
    forms = (r"\s+".join(map(re.escape, form.split())) for form in sorted(_plainer(), key=len, reverse=True))
    return re.compile(rf"\b(?:{'|'.join(forms)})\b", re.IGNORECASE)
