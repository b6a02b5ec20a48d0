"""Words of a respondent's own: kept, read and cleared, never counted or put in a file of answers."""

from collections.abc import Iterable, Sequence
from typing import Annotated, ClassVar, Literal, final

from pydantic import Field

from survey_app.language.words import Words
from survey_app.questionnaire.answers import Answer, AnswerFault, fault_in_text, normalise_text
from survey_app.questionnaire.conditions import AtLeast, In, Is
from survey_app.questionnaire.parts import Whole
from survey_app.questionnaire.response_scale import Scales
from survey_app.questionnaire.types.item import Counting, Item, Remedy
from survey_app.questionnaire.variables import Variable


@final
class OpenText(Item):
    """An answer in the respondent's own words."""

    called: ClassVar = ("open", "tekst", "text", "open_vraag")
    type: Literal["open_text"] = "open_text"
    counting: ClassVar = Counting.WHETHER
    maximum_length: Annotated[Whole, Field(ge=20, le=5000)] = 2000

    def read(self, typed: Sequence[str]) -> Answer | None:
        return normalise_text("".join(typed[:1])) or None

    def fault_in(self, answer: Answer, scales: Scales) -> AnswerFault | None:
        return fault_in_text(answer, self.maximum_length)

    def wrong_to_await(self, condition: Is | In | AtLeast, scales: Scales) -> Iterable[Remedy]:
        return [(f'item "{self.id}" is answered in words', "use answered: true or false")]

    def variables(self, scales: Scales) -> Iterable[Variable]:
        return ()

    def answers_in_words(self, scales: Scales) -> tuple[Words, ...]:
        return (Words("eigen woorden"),)

    @property
    def most_characters(self) -> int:
        return self.maximum_length
