"""The states and origins of a wave in words."""

from __future__ import annotations

from survey_app.comparison.results import Level
from survey_app.fieldwork.wave import Origin, Recruitment, WaveState
from survey_app.web.translation import gettext as _


def state_words(state: WaveState) -> str:
    """As on a badge."""
    return {WaveState.DRAFT: _("concept"), WaveState.OPEN: _("open"), WaveState.CLOSED: _("gesloten")}[state]


def origin_words(origin: Origin) -> str:
    """Where the figures come from."""
    return {Origin.RESPONSES: _("uit antwoorden"), Origin.PRINTED: _("uit een gedrukte tabel")}[origin]


def recruitment_words(recruitment: Recruitment) -> str:
    """How people come in."""
    return {
        Recruitment.CODES: _("met een eigen code, per brief of kaart"),
        Recruitment.OPEN_LINK: _("met een open link"),
        Recruitment.UNKNOWN: _("onbekend"),
    }[recruitment]


def level_words(level: Level) -> str:
    """A verdict."""
    return {
        Level.NOT_COMPARABLE: _("niet vergelijkbaar"),
        Level.INDICATIVE: _("indicatief"),
        Level.COMPARABLE: _("vergelijkbaar"),
    }[level]
