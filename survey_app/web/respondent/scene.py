"""Which wave a page is about: its language, and where to ask for help, also where the database must not be asked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from flask import g, request

from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.questionnaire.library import NoSuchQuestionnaire, load_source, studies_in
from survey_app.web.language import speak
from survey_app.web.respondent.visit import find_visit, thanked_wave
from survey_app.web.stores import installation, kept


class HelpLines:
    """The waves that this process saw last; while it saw none, the studies in the folder of questionnaires."""

    def __init__(self, questionnaires: Path) -> None:
        self._questionnaires = questionnaires
        self._seen: dict[str, Wave] = {}
        self._in_folder: list[str] | None = None

    def see(self, waves: Iterable[Wave]) -> None:
        """Remember these as they are now."""
        self._seen.update({wave.id: wave for wave in waves if wave.instrument is not None})

    def find(self, wave_id: str | None) -> Wave | None:
        """The wave, if this process saw it."""
        return self._seen.get(wave_id) if wave_id else None

    def everywhere(self) -> list[str]:
        """The lines of every study that is in the field."""
        seen = [wave for wave in self._seen.values() if wave.state is WaveState.OPEN] or list(self._seen.values())
        if seen:
            return lines_of(seen)
        if self._in_folder is None:
            self._in_folder = [study.contact for study in studies_in(self._questionnaires)]
        return self._in_folder


def lines_of(waves: Iterable[Wave]) -> list[str]:
    """Where to ask about these waves, each place once."""
    return list(dict.fromkeys(wave.instrument.study.contact for wave in waves if wave.instrument is not None))


def turn_to_this_visit() -> list[str]:
    """The lines for whoever sees this page, which speaks the language of their questionnaire from now on."""
    visit = find_visit()
    asked = (request.view_args or {}).get("wave_id")
    wave = kept(HelpLines).find(visit.wave if visit else asked or thanked_wave())
    if wave is None or wave.instrument is None:
        return kept(HelpLines).everywhere()
    speak(wave.instrument.questionnaire.language)
    return [wave.instrument.study.contact]


def set_scene(wave: Wave) -> None:
    """Let the rest of this request be about this wave; call it before anything is translated."""
    g.wave = wave
    kept(HelpLines).see([wave])
    if wave.instrument is not None:
        speak(wave.instrument.questionnaire.language)


def scene() -> dict[str, object]:
    """What every template of the respondent's pages may use: the wave and its study, None while unknown.

    `is_preview`: the wave is none, and nobody answers it.
    """
    wave: Wave | None = g.get("wave")
    instrument = wave.instrument if wave else None
    study = instrument.study if instrument else None
    return {"wave": wave, "study": study, "is_preview": "preview" in g}


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
