"""Which answers of a response scale count as agreeing (decision 0020)."""

from survey_app.questionnaire.model import ResponseScale


def agreeing(scale: ResponseScale) -> tuple[str, ...]:
    """The points above the middle of the scale: of five points the two highest (decision 0020)."""
    return tuple(point.id for point in scale.points[-(len(scale.points) // 2) :])


def disagreeing(scale: ResponseScale) -> tuple[str, ...]:
    """The points below the middle of the scale: of five points the two lowest."""
    return tuple(point.id for point in scale.points[: len(scale.points) // 2])
