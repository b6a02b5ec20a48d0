"""What is computed of one option of a choice in two waves: what may be said, and every figure whatever the verdict."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from survey_app.comparison.conclusion import Conclusion
from survey_app.comparison.figures.figure import Figure, by_id, figure, of_part
from survey_app.comparison.figures.technical import unweighted_change
from survey_app.comparison.results import ChoiceComparison, OptionEstimate, OptionTechnical, Verdict
from survey_app.comparison.statistics.changes import Change
from survey_app.language.words import Words


@dataclass(frozen=True)
class OptionComparison:
    """One option in two waves."""

    item_id: str
    estimates: tuple[OptionEstimate, OptionEstimate]
    verdict: Verdict
    change: Change | None
    technical: OptionTechnical | None
    conclusion: Conclusion | None

    @property
    def option(self) -> str:
        """Its id."""
        return self.estimates[1].option


def options_of(choice: ChoiceComparison) -> Iterator[OptionComparison]:
    """Every option of a choice."""
    of_options = choice.options, choice.verdicts, choice.changes, choice.technicals, choice.conclusions
    for estimates, verdict, change, technical, conclusion in zip(*of_options, strict=True):
        yield OptionComparison(choice.item_id, estimates, verdict, change, technical, conclusion)


OPTION_TEST: Mapping[str, Figure[OptionTechnical]] = by_id(
    of_part(unweighted_change("that chose it"), lambda technical: technical.change),
    figure(
        "fisher_p",
        "p",
        "of equal shares, two-sided; missing on a base below 10, and of a trait",
        lambda technical: technical.fisher,
        "Fisher’s exact test",
        Words("p Fisher"),
    ),
    figure(
        "holm",
        "p",
        "fisher_p after Holm, over the options of the item at level 1 and 2",
        lambda technical: technical.holm,
        "Holm 1979",
        Words("p Holm"),
    ),
)
