"""A statement, judged on a response scale."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar, Literal, final

from survey_app.questionnaire.answers import Answer, AnswerFault, Wrong
from survey_app.questionnaire.conditions import AtLeast, In, Is, awaited
from survey_app.questionnaire.parts import Identifier
from survey_app.questionnaire.response_scale import NOT_APPLICABLE, Point, Scales
from survey_app.questionnaire.types.direction import Directed
from survey_app.questionnaire.types.item import Counting, Remedy, unknown_words
from survey_app.questionnaire.variables import Kind, Value, Variable


@final
class LikertStatement(Directed):
    """A statement judged on a shared response scale, named in `response_scale`."""

    called: ClassVar = (
        *("stelling", "statement", "ordinal", "ordinaal", "item", "schaalvraag"),
        *("likert5", "likert_5", "likert_1_5"),
    )
    type: Literal["likert"] = "likert"
    counting: ClassVar = Counting.LISTED
    response_scale: Identifier

    def fault_in(self, answer: Answer, scales: Scales) -> AnswerFault | None:
        if answer in scales[self.response_scale].offered:
            return None
        return AnswerFault(Wrong.NOT_OFFERED if isinstance(answer, str) else Wrong.TYPE)

    def wrong_to_await(self, condition: Is | In | AtLeast, scales: Scales) -> Iterable[Remedy]:
        """N.v.t. is an answer but has no place to be reached. A scale with faults of its own is left alone."""
        if self.response_scale not in scales:
            return ()
        offered = scales[self.response_scale].not_applicable is not None and not isinstance(condition, AtLeast)
        known = [*self.codes(scales), NOT_APPLICABLE] if offered else [*self.codes(scales)]
        return unknown_words(self.id, known, awaited(condition)[1])

    def variables(self, scales: Scales) -> Iterator[Variable]:
        scale = scales[self.response_scale]
        scored = zip(scale.points, scale.scores, strict=True)
        values = tuple(Value(point.id, score, point.label) for point, score in scored)
        bounds = min(scale.scores), max(scale.scores)
        yield Variable(self.id, self.id, self.text, Kind.POINT, values, *bounds, scale.not_applicable)

    def answers_in_words(self, scales: Scales) -> tuple[str, ...]:
        return tuple(self.labels(scales).values())

    def answers(self, scales: Scales) -> Sequence[Point]:
        return scales[self.response_scale].points

    def not_applicable(self, scales: Scales) -> str | None:
        return scales[self.response_scale].not_applicable

    def labels(self, scales: Scales) -> Mapping[str, str]:
        label = self.not_applicable(scales)
        return {**super().labels(scales), **({NOT_APPLICABLE: label} if label else {})}
