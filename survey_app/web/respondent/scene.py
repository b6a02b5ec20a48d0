"""Which wave a page is about: its language, who asks, and where to ask, also where the database must not be asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import g, request

from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.language.catalogues import RESPONDENTS, SOURCE
from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.library import NoSuchQuestionnaire, instruments_in, load_source
from survey_app.questionnaire.study import Study
from survey_app.web.language import spoken
from survey_app.web.look import Look, Looks
from survey_app.web.respondent.reading import as_read, offer, offered
from survey_app.web.respondent.tablet import on_tablet
from survey_app.web.respondent.visit import find_visit, wave_of_before
from survey_app.web.stores import installation, kept


@dataclass(frozen=True)
class Asker:
    """Who asks, as far as all studies that a page may be about agree; and where each can be asked for help."""

    client: str | None
    title: str | None
    contacts: tuple[str, ...]

    @classmethod
    def of(cls, studies: Iterable[Study]) -> Asker:
        """What these have in common, and each line once."""
        studies = tuple(studies)
        clients, titles = ({getattr(study, name) for study in studies} for name in ("client", "title"))
        client = clients.pop() if len(clients) == 1 else None
        title = titles.pop() if client and len(titles) == 1 else None
        return cls(client, title, tuple(dict.fromkeys(study.contact for study in studies)))


class HelpLines:
    """The waves that this process saw last; while it saw none, the questionnaires in their folder."""

    def __init__(self, questionnaires: Path) -> None:
        self._questionnaires = questionnaires
        self._seen: dict[str, Wave] = {}
        self._in_folder: tuple[Instrument, ...] | None = None

    def see(self, waves: Iterable[Wave]) -> None:
        """Remember these as they are now."""
        self._seen.update({wave.id: wave for wave in waves if wave.instrument is not None})

    def see_all(self, waves: Iterable[Wave]) -> None:
        """Remember these, and no other: a trial that was thrown away is asked about no more."""
        self._seen = {wave.id: wave for wave in waves if wave.instrument is not None}

    def find(self, wave_id: str | None) -> Wave | None:
        """The wave, if this process saw it."""
        return self._seen.get(wave_id) if wave_id else None

    def everybody(self) -> Asker:
        """Who asks in the field, as far as it is one; each in the language of this request if it has that."""
        instruments = self._in_the_field()
        return Asker.of(one.nearest_to(spoken()).study for one in instruments)

    def sources(self) -> list[str]:
        """The questionnaires in the field."""
        return [wave.source for wave in self._waves()]

    def languages(self) -> tuple[str, ...]:
        """Those in which any questionnaire in the field is read; ours where nothing is."""
        read = {language for one in self._in_the_field() for language in one.languages}
        return tuple(language for language in RESPONDENTS if language in read) or (SOURCE,)

    def _in_the_field(self) -> Sequence[Instrument]:
        """Those of waves that are open; while none is, of all that were seen, or else those in the folder."""
        if waves := self._waves():
            return [wave.frozen_instrument() for wave in waves]
        if self._in_folder is None:
            self._in_folder = tuple(instruments_in(self._questionnaires))
        return self._in_folder

    def _waves(self) -> list[Wave]:
        return [wave for wave in self._seen.values() if wave.state is WaveState.OPEN] or list(self._seen.values())


def turn_to_this_visit() -> None:
    """Let the rest of this request be about the wave of whoever sees the page, else about all that is in the field.

    Call it before anything is translated. Asks the database nothing.
    """
    visit = find_visit()
    asked = (request.view_args or {}).get("wave_id")
    wave = kept(HelpLines).find(visit.wave if visit else asked or wave_of_before())
    if wave is not None:
        set_scene(wave)
        return
    offer(kept(HelpLines).languages())
    g.asker = kept(HelpLines).everybody()


def look_around() -> None:
    """The same, having looked what is in the field now."""
    with installation().stores.reading() as store:
        kept(HelpLines).see_all(store.waves.all())
    turn_to_this_visit()


def set_scene(wave: Wave) -> None:
    """Let the rest of this request be about this wave; call it before anything is translated."""
    g.wave = wave
    kept(HelpLines).see([wave])
    if wave.instrument is not None:
        offer(wave.instrument.languages)
        g.asker = Asker.of([as_read(wave).study])


def set_scene_before_opening(wave: Wave) -> None:
    """The same of a draft: as its file says now, for nothing is frozen yet."""
    try:
        instrument = load_source(installation().settings.questionnaire_directory, wave.source)
    except (NoSuchQuestionnaire, QuestionnaireFaults):
        look_around()
    else:
        offer(instrument.languages)
        g.asker = Asker.of([instrument.in_language(spoken()).study])


def scene_is_set() -> bool:
    """Whether it is known what this request is about."""
    return "asker" in g


def look_here() -> Look:
    """The theme and the logo of who asks on this page."""
    wave: Wave | None = g.get("wave")
    return kept(Looks).of([wave.source] if wave else kept(HelpLines).sources())


def scene() -> dict[str, object]:
    """What every template of the respondent's pages may use: the wave, and who asks; None while unknown.

    `is_preview`: the wave is none, and nobody answers it. `offered`: the languages to choose from. `look`: the
    theme and the logo of who asks. `is_tablet`: the device is for everybody.
    """
    return {
        "wave": g.get("wave"),
        "asker": g.get("asker"),
        "is_preview": "preview" in g,
        "is_tablet": on_tablet(),
        "offered": offered(),
        "look": look_here(),
    }
