"""Why results are not broken down by a trait that was asked: on the sheet, and where there is no such sheet."""

from collections import defaultdict
from collections.abc import Iterator

from survey_app.comparison.series import WaveSeries
from survey_app.comparison.why_not_by_trait import WhyNot
from survey_app.language.words import Words, listed

_NOT_BY = Words("Niet naar {questions}: {why}")
_NOT_IN = Words("Niet naar {questions} in {waves}: {why}")
_QUOTED = Words("‘{question}’")
_WHY = {
    WhyNot.NOT_SAID_BEFORE: Words(
        "aan wie meedeed is niet vooraf gezegd dat uitkomsten daarnaar worden uitgesplitst, en dat geldt ook later."
    ),
    WhyNot.WEIGHTED: Words("daarop weegt de meting, en samen met gewogen cijfers zou te veel te berekenen zijn."),
    WhyNot.BOTH_SEVERAL: Words(
        "bij die vraag en een vraag ervoor kon iedereen meer antwoorden kiezen. Samen zou te veel te berekenen zijn."
    ),
    WhyNot.TOO_MUCH: Words(
        "die groepen zijn te klein, of te veel van enkele mensen zou volgen: uit de andere groepen, of samen met "
        "{segments} of een vraag ervoor."
    ),
}


def not_by_trait(series: WaveSeries) -> Iterator[Words]:
    """A sentence for each reason, of the waves that it holds for."""
    found: defaultdict[tuple[WhyNot, tuple[int, ...]], list[str]] = defaultdict(list)
    for trait in dict.fromkeys(trait for of_wave in series.not_by_trait for trait in of_wave):
        whys = [of_wave.get(trait) for of_wave in series.not_by_trait]
        for why in dict.fromkeys(why for why in whys if why is not None):
            places = tuple(place for place, of_wave in enumerate(whys) if of_wave is why)
            found[why, places].append(series.text_of(trait))
    for (why, places), traits in found.items():
        sentence = _NOT_BY if len(places) == len(series.waves) else _NOT_IN
        yield sentence.filled(
            questions=listed([_QUOTED.filled(question=text) for text in traits]),
            waves=listed([series.names[place] for place in places]),
            why=_WHY[why].filled(**series.segment_names),
        )
