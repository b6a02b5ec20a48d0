"""Which wave a page is about: its language, its study's contact, and whether it is made up."""

from __future__ import annotations

from flask import g

from survey_app.fieldwork.wave import Wave
from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.questionnaire.library import NoSuchQuestionnaire, load_source
from survey_app.web.language import speak
from survey_app.web.respondent.help_lines import HelpLines, lines_of
from survey_app.web.stores import installation, kept


def set_scene(wave: Wave) -> None:
    """Let the rest of this request be about this wave; call it before anything is translated."""
    g.wave = wave
    kept(HelpLines).see([wave])
    if wave.instrument is not None:
        speak(wave.instrument.questionnaire.language)


def scene() -> dict[str, object]:
    """What every template of the respondent's pages may use: the wave and its study, None while unknown."""
    wave: Wave | None = g.get("wave")
    instrument = wave.instrument if wave else None
    return {"wave": wave, "study": instrument.study if instrument else None}


def contacts() -> list[str]:
    """Where to ask for help while it is not known which wave somebody comes for: every study in the field."""
    with installation().stores.reading() as store:
        waves = store.waves.all()
    kept(HelpLines).see(waves)
    return lines_of(waves)


def contacts_before_opening(wave: Wave) -> list[str]:
    """Where to ask for help about a draft: as the file of its study says now, for nothing is frozen yet."""
    try:
        return [load_source(installation().settings.questionnaire_directory, wave.source).study.contact]
    except (NoSuchQuestionnaire, QuestionnaireFaults):
        return contacts()
