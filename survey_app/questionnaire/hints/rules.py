"""What in a text may be said more plainly: what it is, why it is hard, and what would be better."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from survey_app.questionnaire.hints.sentences import sentences_in, words_in
from survey_app.questionnaire.types.item import Remedy

Rule = Callable[[str], Iterator[Remedy]]
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


def long_sentences(text: str) -> Iterator[Remedy]:
    """More words than are easy to follow."""
    for sentence in sentences_in(text):
        number = len(words_in(sentence))
        if number > LONGEST:
            begin = " ".join(sentence.split()[:_QUOTED])
            wrong = f'the sentence "{begin} …" has {number} words, and its beginning is forgotten at its end'
            yield wrong, f"make two of it, of {LONGEST} words at most"


def passive(text: str) -> Iterator[Remedy]:
    """Something is done: by whom is told last, or never."""
    for clause in _clauses(text):
        verb, participles = _BECOMES.search(clause), (match[0] for match in _PARTICIPLE.finditer(clause))
        done = next((word for word in participles if not _NO_PARTICIPLE.fullmatch(word)), None)
        if verb and done:
            wrong = f'"{verb[0]} … {done}" tells last who does it, or not at all'
            yield wrong, 'begin with who does it, as in "de gemeente bouwt" for "er wordt gebouwd"'


def double_negation(text: str) -> Iterator[Remedy]:
    """Two negations in one clause."""
    for clause in _clauses(_NO_NEGATION.sub("", text)):
        found = [match[0] for match in _NO_AGAIN.finditer(clause)]
        if len(found) > 1 and _NO.search(clause):
            wrong = f'"{found[0]} … {found[1]}" says no twice, and many read it the other way round'
            yield wrong, "say it without either: what is so, instead of what is not"


def negative_statement(statement: str) -> Iterator[Remedy]:
    """A statement to agree or disagree with that says no itself."""
    found = _NO.search(_NO_NEGATION.sub("", statement))
    if found:
        wrong = f'the statement says "{found[0].lower()}", and to disagree is then to say no to a no'
        yield wrong, "turn it round: say what is so"


def double_question(question: str) -> Iterator[Remedy]:
    """Two things in one question, of which one answer is given; what is told before it asks nothing."""
    right = "ask one of them, or make two questions of it"
    asking = [sentence for sentence in sentences_in(question) if sentence.endswith("?")]
    if len(asking) > 1:
        yield "these are two questions with room for one answer", right
        return
    for found in _AND.finditer(_ONE_THING.sub("", _BETWEEN.sub("", asking[0] if asking else question))):
        before, after = (found[name].strip("‘’“”\"'()?.") for name in ("before", "after"))
        are_names = before[:1].isupper() and after[:1].isupper()
        if not are_names and not (before.isdigit() and after.isdigit()):
            yield f'"{before} {found["and"]} {after}" may be two questions, and one answer does not say to which', right
            return


def official_words(text: str) -> Iterator[Remedy]:
    """Words of offices, each once."""
    plainer = _plainer()
    found = (" ".join(match[0].casefold().split()) for match in _official().finditer(text))
    for word in dict.fromkeys(found):
        yield f'"{word}" is how offices write', f"write: {plainer[word]}"


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
