"""An attack on the statistics of the database's planner: samples of rows outlive the rows."""

from __future__ import annotations

from collections.abc import Iterable

from survey_app.assurance.attempt import Attack, Attempt, attempt
from survey_app.questionnaire.words import Words

_STATISTICS = Attack(
    title=Words("Steekproeven van de database zelf", "Samples that the database takes"),
    tried=Words(
        "Gekeken of de database voor haar eigen planning waarden bewaart uit kolommen met namen, adressen, antwoorden, "
        "codes of geheimen. Zulke waarden blijven staan als de rijen gewist zijn.",
        "Looked whether the database keeps, for planning its own work, values from columns with names, addresses, "
        "answers, codes or secrets. Such values stay when the rows are deleted.",
    ),
    if_held=Words(
        "Van die kolommen bewaart de database geen waarden.", "The database keeps no values of those columns."
    ),
    if_found=Words(
        "Wat van deelnemers gewist is, kan hier nog te lezen zijn. Hoe het weggaat staat in docs/running.md.",
        "What was deleted of respondents may still be read here. How it goes is in docs/running.md.",
    ),
)


def try_statistics(sampled: Iterable[str]) -> Attempt:
    """Does the database keep samples of columns that say something of a person?"""
    found = Words("Waarden van {column}.", "Values of {column}.")
    return attempt(_STATISTICS, (found.filled(column=column) for column in sampled))
