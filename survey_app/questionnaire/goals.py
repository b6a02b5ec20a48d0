"""The goal register of a study: what it wants to reach, of one item or scale (STATISTICS 18)."""

from typing import Literal

from pydantic import Field

from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.parts import Frozen, Identifier, Line
from survey_app.questionnaire.types.direction import Directed, HigherIs


class Goal(Frozen):
    """A target for one figure of an item or of a scale, in every wave that asks it or in one of them.

    `figure` is the share above the middle of the scale, whose target is in percent, or the mean, whose target is in its
    own unit. Where lower is better (`higher_is: worse`) the target is the most that it may be, else the least. `by` is
    the month (2027-06) by which it is to be reached, and `why` whose goal it is, or where it stands.
    """

    item: Identifier | None = None
    scale: Identifier | None = None
    figure: Literal["agree", "mean"]
    target: float = Field(strict=True)
    questionnaire: Identifier | None = None
    wave: Identifier | None = None
    by: Line | None = None
    why: Line | None = None

    @property
    def subject(self) -> str:
        """The id of what it is about."""
        return self.item or self.scale or ""

    def is_of(self, questionnaire: Questionnaire) -> bool:
        """Whether this questionnaire asks it."""
        if self.questionnaire not in (None, questionnaire.questionnaire):
            return False
        return self.item in questionnaire.items or any(scale.id == self.scale for scale in questionnaire.scales)


def lower_is_better(goal: Goal, questionnaire: Questionnaire) -> bool:
    """Whether its target is the most that it may be; of a scale as the items tell that are not turned round."""
    scored = next((scale for scale in questionnaire.scales if scale.id == goal.scale), None)
    for id_ in scored.items if scored else (goal.subject,):
        item = questionnaire.items[id_]
        if isinstance(item, Directed) and item.higher_is in (HigherIs.BETTER, HigherIs.WORSE):
            is_turned = scored is not None and id_ in scored.reversed
            return (item.higher_is is HigherIs.WORSE) is not is_turned
    return False


def text_of_goal(goal: Goal, questionnaire: Questionnaire) -> str:
    """What it is about, as the questionnaire says it."""
    if goal.item is not None:
        return questionnaire.items[goal.item].text
    return next(scale.title for scale in questionnaire.scales if scale.id == goal.scale)
