"""An attack on the statistics of the database's planner: samples of rows outlive the rows."""

from __future__ import annotations

from collections.abc import Iterable

from survey_app.assurance.attempt import Attack, Attempt, attempt
from survey_app.language.words import Words

_STATISTICS = Attack(
    title=Words("Steekproeven van de database zelf"),
    tried=Words(
        "Gekeken of de database voor haar eigen planning waarden bewaart uit kolommen met namen, adressen, antwoorden, "
        "codes of geheimen. Zulke waarden blijven staan als de rijen gewist zijn."
    ),
    if_held=Words("Van die kolommen bewaart de database geen waarden."),
    if_found=Words(
        "Wat van deelnemers gewist is, kan hier nog te lezen zijn. Hoe het weggaat staat in docs/running.md."
    ),
)


def try_statistics(sampled: Iterable[str]) -> Attempt:
    """Does the database keep samples of columns that say something of a person?"""
    found = Words("Waarden van {column}.")
    return attempt(_STATISTICS, (found.filled(column=column) for column in sampled))
