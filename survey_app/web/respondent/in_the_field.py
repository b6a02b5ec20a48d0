"""What waves are in the field, as far as the page on privacy depends on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from survey_app.fieldwork.wave import Recruitment, Wave, WaveState


@dataclass(frozen=True)
class InTheField:
    """Whether any wave goes by codes, by an open link, has villages, or a contact desk."""

    codes: bool
    links: bool
    villages: bool
    desks: bool


def in_the_field(waves: Iterable[Wave]) -> InTheField:
    """Of the waves that are open; while there are none, as if there were every kind."""
    found = [wave for wave in waves if wave.state is WaveState.OPEN]
    instruments = [(wave, wave.frozen_instrument()) for wave in found]
    nothing = not found
    return InTheField(
        codes=nothing or any(wave.recruitment is Recruitment.CODES for wave in found),
        links=nothing or any(wave.recruitment is Recruitment.OPEN_LINK for wave in found),
        villages=nothing
        or any(wave.recruitment is Recruitment.CODES and one.study.segments for wave, one in instruments),
        desks=nothing or any(one.questionnaire.contact_desk for _wave, one in instruments),
    )
