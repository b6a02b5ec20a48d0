"""What waves are in the field, as far as the page on privacy depends on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from survey_app.fieldwork.wave import Custody, Recruitment, Wave, WaveState
from survey_app.language.words import Words
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.study import SegmentWords


@dataclass(frozen=True)
class InTheField:
    """Whether any wave goes by codes, by an open link, has its key on paper or on the host, or a contact desk.

    `segment` is what segments are called, where any wave has codes of them.
    """

    codes: bool
    links: bool
    paper: bool
    host: bool
    desks: bool
    segment: Words | None


def in_the_field(waves: Iterable[Wave]) -> InTheField:
    """Of the waves that are open; while there are none, as if there were every kind."""
    found = [wave for wave in waves if wave.state is WaveState.OPEN]
    instruments = [(wave, wave.frozen_instrument()) for wave in found]
    nothing = not found
    return InTheField(
        codes=nothing or any(wave.recruitment is Recruitment.CODES for wave in found),
        links=nothing or any(wave.recruitment is Recruitment.OPEN_LINK for wave in found),
        paper=nothing or any(wave.custody is Custody.SHEETS for wave in found),
        host=nothing or any(wave.custody is Custody.HOST for wave in found),
        desks=nothing or any(one.questionnaire.contact_desk for _wave, one in instruments),
        segment=SegmentWords().names["segment"] if nothing else _segment(instruments),
    )


def _segment(instruments: Iterable[tuple[Wave, Instrument]]) -> Words | None:
    """What they all call a segment; studies that do not agree have groups."""
    by_code = (one.study for wave, one in instruments if wave.recruitment is Recruitment.CODES)
    found = {study.segment_names["segment"] for study in by_code if study.segments}
    return found.pop() if len(found) == 1 else SegmentWords().names["segment"] if found else None
