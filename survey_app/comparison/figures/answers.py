"""How often each answer was given in a wave, of whatever item that is counted so; and who the people are."""

from collections.abc import Mapping
from dataclasses import dataclass

from survey_app.comparison.figures.figure import Figure, by_id, count, figure
from survey_app.comparison.figures.signs import Sign, Signed
from survey_app.comparison.figures.units import SHARE
from survey_app.dataset.counts import ItemCounts
from survey_app.language.words import Words


@dataclass(frozen=True, slots=True)
class AnswerInWave(Signed):
    """One answer to an item, in the counts of it that may be shown; None: the item is withheld."""

    counts: ItemCounts | None
    answer: str

    @property
    def shown(self) -> ItemCounts | None:
        """The counts, where this answer may be told of."""
        return None if self.counts is None or self.answer in self.counts.hidden else self.counts

    @property
    def sign(self) -> Sign:
        """Withheld; or a share of nobody."""
        return Sign.SECRET if self.shown is None else Sign.UNKNOWN


def _share(answer: AnswerInWave) -> float | None:
    counts = answer.shown
    return counts.answers[answer.answer] / counts.answered if counts and counts.answered else None


ANSWER: Mapping[str, Figure[AnswerInWave]] = by_id(
    count(
        "count",
        Words("hoe vaak dit antwoord is gegeven"),
        lambda answer: None if answer.shown is None else answer.shown.answers.get(answer.answer, 0),
        heading=Words("Aantal"),
    ),
    figure("share", SHARE, Words("aandeel van wie deze vraag beantwoordde"), _share, heading=Words("Aandeel")),
)


@dataclass(frozen=True, slots=True)
class ItemInWave(Signed):
    """An item in the counts of it that may be shown (None: it is withheld), and whether one answer could be given."""

    counts: ItemCounts | None
    is_single: bool

    @property
    def sign(self) -> Sign:
        """Withheld."""
        return Sign.SECRET


def _total(item: ItemInWave) -> int | None:
    """The sum of the answers. Where one is hidden: the respondents, and nothing when they could give several."""
    if item.counts is None or (item.counts.hidden and not item.is_single):
        return None
    return item.counts.answered if item.counts.hidden else sum(item.counts.answers.values())


ITEM: Mapping[str, Figure[ItemInWave]] = by_id(
    count(
        "n_nvt",
        Words("koos n.v.t.; telt niet mee in n"),
        lambda item: item.counts.not_applicable if item.counts else None,
        heading=Words("N.v.t."),
    ),
    count("total", Words("alle antwoorden samen"), _total, heading=Words("Totaal")),
)


@dataclass(frozen=True)
class Category:
    """A category of a trait in the population; how many people, of how many."""

    number: int | None
    population: int


POPULATION: Mapping[str, Figure[Category]] = by_id(
    figure(
        "population",
        SHARE,
        Words("aandeel in de bevolking, zoals het onderzoek het opgeeft"),
        lambda category: None if category.number is None else category.number / category.population,
        heading=Words("Bevolking"),
    )
)
