"""The studies that answer for what a page tells, as their files are now: the law asks what is so today (0234)."""

from datetime import date

from flask import g

from survey_app.assurance.paper import day_of
from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.language.words import Words
from survey_app.questionnaire.library import find_study_of, studies_in
from survey_app.questionnaire.study import Study
from survey_app.web.language import spoken
from survey_app.web.stores import installation


def accountable_studies() -> list[Study]:
    """That of this visit, else those in the field, else every one in the folder; call it when the scene is set."""
    wave: Wave | None = g.get("wave")
    if wave is None:
        with installation().stores.reading() as store:
            waves = [wave for wave in store.waves.all() if wave.state is WaveState.OPEN]
    else:
        waves = [wave]
    if not waves:
        return list(studies_in(installation().settings.questionnaire_directory))
    return list({study.study: study for study in map(_study_now, waves)}.values())


def _study_now(wave: Wave) -> Study:
    """As its file says now; else as the wave was opened: where it is gone, of another study, or in other languages."""
    instrument = wave.frozen_instrument()
    asked = instrument.nearest_to(spoken())
    frozen = asked.study
    now = find_study_of(installation().settings.questionnaire_directory, wave.source, asked.questionnaire.language)
    return now if now is not None and now.study == frozen.study else frozen


def day_in_words(day: str) -> Words:
    """A day that was written as 2026-03-31."""
    return day_of(date.fromisoformat(day))
