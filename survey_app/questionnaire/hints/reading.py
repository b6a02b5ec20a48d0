"""A questionnaire as respondents read it, page by page: hints for its texts, and how readable each page is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from survey_app.language.words import Words
from survey_app.questionnaire.faults import Fault, Finding, Steps
from survey_app.questionnaire.hints import rules
from survey_app.questionnaire.hints.sentences import Readability, readability, together
from survey_app.questionnaire.outline import Part
from survey_app.questionnaire.scalars import Data
from survey_app.rounding import rounded

LANGUAGE = "nl"
"""The one language that hints can read."""
FEWEST_WORDS = 30
"""On fewer words a page's score says more of one word than of the page."""
HARD = 60
"""Below it a text is rather hard by Douma's own table: 60 to 70 is usual, 45 to 60 rather hard, below 45 hard."""


_LABEL: Sequence[rules.Rule] = (rules.official_words,)
"""What is looked for in a few words; and in more of them:"""
_PROSE = (*_LABEL, rules.long_sentences, rules.passive, rules.double_negation)
_QUESTION = (*_PROSE, rules.double_question)
_STATEMENT = (*_QUESTION, rules.negative_statement)


@dataclass(frozen=True)
class Page:
    """One page: where it stands in the file, what it is called there, its title if it has one, and how readable it is.

    `readability` is None of a page without a word.
    """

    part: Part
    name: str
    title: str
    readability: Readability | None

    @property
    def score(self) -> int | None:
        """What the formula gives, where there are words enough to say something."""
        return _score(self.readability)


@dataclass(frozen=True)
class Hints:
    """What a file may say more plainly, and its pages."""

    told: Sequence[Fault]
    pages: Sequence[Page]

    @property
    def score(self) -> int | None:
        """The readability of all pages as one text, where there are words enough."""
        return _score(together(page.readability for page in self.pages))


@dataclass(frozen=True)
class Hint:
    """One hint, before it is said in a language and its line is known; `path` leads to the text that it is about."""

    path: Steps
    wrong: Words
    right: Words

    def spoken_in(self, language: str) -> Finding:
        """In the language of who wrote the questionnaire."""
        return Finding(self.path, self.wrong.spoken_in(language), self.right.spoken_in(language))


def hints(data: Data) -> Iterator[Hint]:
    """Every hint for a questionnaire in Dutch, page by page; first those for answers that stand on several pages."""
    top = Part((), data)
    scales = [top.at("response_scales").at(name) for name in top.at("response_scales").block]
    labels = [label for scale in scales for label in (*_labels(scale.at("points")), scale.at("not_applicable"))]
    yield from _looked_for(_LABEL, top.at("title"), *labels)
    for page in pages(data):
        if page.score is not None and page.score < HARD:
            yield Hint(page.part.path, _HARD_PAGE.filled(score=page.score, hard=HARD), _EASIER_PAGE)
        yield from _looked_for(_LABEL, *_headings(page.part))
        for part, looked_for in _texts(page.part):
            yield from _looked_for(looked_for, part)


_HARD_PAGE = Words("deze pagina heeft leesbaarheid {score} (Flesch-Douma), en onder {hard} is tamelijk moeilijk")
_EASIER_PAGE = Words("gebruik kortere woorden en zinnen, en laat iemand de pagina hardop lezen")


def pages(data: Data) -> list[Page]:
    """Every page, in their order."""
    top = Part((), data)
    parts = [top.at("introduction"), *top.at("sections").parts, top.at("contact_desk"), top.at("thanks")]
    return [
        Page(
            part,
            name=part.at("id").text or str(part.path[-1]),
            title=part.at("title").text or "",
            readability=readability(text.text or "" for text, _ in _texts(part)),
        )
        for part in parts
        if part.data is not None
    ]


def _texts(page: Part) -> Iterator[tuple[Part, Sequence[rules.Rule]]]:
    """What is read in sentences on a page, and what is looked for in it."""
    for part in (page, page.at("lead_in"), page.at("text")):
        yield part, _PROSE
    for entry in page.at("items").parts:
        asks = {"passage": _PROSE, "open_text": _PROSE, "likert": _STATEMENT}
        yield entry.at("text"), asks.get(entry.at("type").text or "", _QUESTION)
        yield entry.at("help"), _PROSE


def _headings(page: Part) -> Iterator[Part]:
    """What is read in words: titles, and the answers to choose from."""
    yield page.at("title")
    for entry in page.at("items").parts:
        yield from _labels(entry.at("options"))


def _labels(listing: Part) -> Iterator[Part]:
    return (part.at("label") for part in listing.parts)


def _looked_for(looked_for: Sequence[rules.Rule], *parts: Part) -> Iterator[Hint]:
    return (Hint(part.path, *advice) for part in parts for rule in looked_for for advice in rule(part.text or ""))


def _score(read: Readability | None) -> int | None:
    return int(rounded(read.score)) if read and read.words >= FEWEST_WORDS else None
