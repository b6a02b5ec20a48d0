"""The questionnaire files of this installation: those that a wave can use, and what is wrong with the others."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

from survey_app.questionnaire.faults import Fault, QuestionnaireFaults
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.library import load_source, sources_in
from survey_app.web.admin.notation import month_words


@dataclass(frozen=True)
class QuestionnaireFiles:
    """The files by what a wave keeps of them: those it can use, and those that it cannot until faults are repaired."""

    valid: Mapping[str, Instrument]
    faulty: Mapping[str, tuple[Fault, ...]]


def list_files(directory: Path) -> QuestionnaireFiles:
    """Every questionnaire in every study folder, in order of name."""
    valid, faulty = {}, {}
    for source in sources_in(directory):
        try:
            valid[source] = load_source(directory, source)
        except QuestionnaireFaults as refusal:
            faulty[source] = refusal.faults
    return QuestionnaireFiles(valid, faulty)


def suggested_wave(instrument: Instrument, today: date, taken: Collection[str]) -> dict[str, object]:
    """What a new wave is called if nobody says otherwise; its label is in the language of the questionnaire."""
    questionnaire = instrument.questionnaire
    return {
        "label": f"{questionnaire.title}, {month_words(today, questionnaire.language)}"[:120],
        "wave_id": suggest_id(instrument, today, taken),
        "month": today.month,
        "year": today.year,
    }


def suggest_id(instrument: Instrument, month: date, taken: Collection[str]) -> str:
    """An id that is free and tells what it is: bewoners-2020-06, bewoners-2020-06-2."""
    wanted = f"{instrument.questionnaire.questionnaire[:50]}-{month:%Y-%m}"
    candidates = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(candidate for candidate in candidates if candidate not in taken)
