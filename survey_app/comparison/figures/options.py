"""What is computed of one option of a choice in two waves: what may be said, and every figure whatever the verdict."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from survey_app.comparison.conclusion import Conclusion
from survey_app.comparison.figures.figure import Figure, by_id, figure, of_part, signed
from survey_app.comparison.figures.signs import Sign, Signed, sign_of, sign_of_two_waves
from survey_app.comparison.figures.technical import share_change
from survey_app.comparison.figures.units import P
from survey_app.comparison.results import ChoiceComparison, OptionEstimate, OptionTechnical, Verdict
from survey_app.comparison.statistics.changes import Change
from survey_app.comparison.statistics.ranks import LEAST_BASE_OF_A_TEST
from survey_app.language.words import Words

_DIFFERENCE = Words("Verschil")


@dataclass(frozen=True)
class OptionComparison(Signed):
    """One option in two waves; `is_trait`: of what people are, and no opinion."""

    item_id: str
    estimates: tuple[OptionEstimate, OptionEstimate]
    verdict: Verdict
    change: Change | None
    technical: OptionTechnical | None
    conclusion: Conclusion | None
    is_trait: bool

    @property
    def sign(self) -> Sign:
        """Of no figures at all the verdict says why; of a test on too few there is none."""
        return sign_of_two_waves(self.verdict) if self.technical is None else Sign.UNKNOWN

    @property
    def option(self) -> str:
        """Its id."""
        return self.estimates[1].option


def options_of(choice: ChoiceComparison) -> Iterator[OptionComparison]:
    """Every option of a choice."""
    of_options = choice.options, choice.verdicts, choice.changes, choice.technicals, choice.conclusions
    is_trait = any(item is not None and item.is_trait for item in choice.items)
    for estimates, verdict, change, technical, conclusion in zip(*of_options, strict=True):
        yield OptionComparison(choice.item_id, estimates, verdict, change, technical, conclusion, is_trait)


_CHANGE: tuple[Figure[OptionTechnical], ...] = of_part(
    share_change("newcombe", Words("later min eerder aandeel dat de optie koos"), _DIFFERENCE, Words("95%")),
    lambda technical: technical.change,
)
_TESTS: tuple[Figure[OptionTechnical], ...] = (
    figure(
        "fisher_p",
        P,
        Words(
            "exact en tweezijdig, van gelijke aandelen; niet onder {least} antwoorden, en niet van een kenmerk"
        ).filled(least=LEAST_BASE_OF_A_TEST),
        lambda technical: technical.fisher,
        "Fisher 1935",
        Words("p Fisher"),
    ),
    figure(
        "holm",
        P,
        Words("p Fisher over de vergelijkbare en indicatieve opties van de vraag samen"),
        lambda technical: technical.holm,
        "Holm 1979",
        Words("p Holm"),
    ),
)


def _untested(option: OptionComparison | None) -> Sign:
    """What people are is not tested: it says who took part."""
    is_untested = option is not None and option.is_trait and option.technical is not None
    return Sign.NIL if is_untested else sign_of(option)


OPTION_TEST: Mapping[str, Figure[OptionComparison]] = by_id(
    of_part(_CHANGE, lambda option: option.technical),
    signed(of_part(_TESTS, lambda option: option.technical), _untested),
)
