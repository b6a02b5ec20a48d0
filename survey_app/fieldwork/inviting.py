"""Inviting: a code for every row of a frame; the store keeps only the sorted receipts with their segment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from survey_app.fieldwork.clock import Clock, utc_now
from survey_app.fieldwork.codes import make_code, receipt_of
from survey_app.fieldwork.entrance import WaveIsClosed
from survey_app.fieldwork.invitation import Invitation
from survey_app.fieldwork.keys import Keys
from survey_app.fieldwork.ports import AuditEntry
from survey_app.fieldwork.stores import Stores
from survey_app.fieldwork.wave import Recruitment, Wave, WaveState
from survey_app.questionnaire.study import Study


class NoCodes(Exception):
    """The wave is answered by an open link."""

    def __init__(self, wave_id: str) -> None:
        super().__init__(f"wave {wave_id}: is answered by an open link, so it has no codes")


class UnknownSegments(Exception):
    """Invitations name segments that the study does not have."""

    def __init__(self, wave_id: str, unknown: Sequence[str], study: Study) -> None:
        known = ", ".join(segment.id for segment in study.segments) or "none"
        super().__init__(f"wave {wave_id}: unknown segment(s) {', '.join(unknown)}; known: {known}")


def invite(
    stores: Stores,
    keys: Keys,
    wave_id: str,
    segments: Sequence[str],
    *,
    who: str,
    study: Study | None = None,
    deliver: Callable[[Sequence[str]], None] | None = None,
    clock: Clock = utc_now,
) -> list[str]:
    """A code for each of these segments, in their order; a later call adds to the wave.

    `deliver` is handed the codes before they are kept, to write them where the letters are made: when it fails, no
    code is kept that nobody has. A draft's instrument is not frozen yet, so then the study is handed in. Raises
    NoSuchWave, NoCodes, WaveIsClosed, NotFrozen, UnknownSegments or InvitationExists; then nothing was kept.
    """
    with stores.writing() as store:
        wave = store.waves.lock(wave_id)
        check_takes_codes(wave)
        check_segments(wave_id, study or wave.frozen_instrument().study, segments)
        first = store.invitations.count(wave_id)
        codes = _codes(keys.letter_key(wave_id), wave_id, range(first, first + len(segments)))
        store.invitations.add(_invitations(keys.pepper(), wave_id, codes, segments))
        store.audit.append(AuditEntry(clock(), who, f"{len(codes)} codes made", wave_id))
        if deliver:
            deliver(codes)
    return codes


def check_segments(wave_id: str, study: Study, segments: Iterable[str]) -> None:
    """Whether the study has all of these; raises UnknownSegments."""
    unknown = sorted(set(segments) - {segment.id for segment in study.segments})
    if unknown:
        raise UnknownSegments(wave_id, unknown, study)


def check_takes_codes(wave: Wave) -> None:
    """Whether codes can be made for this wave; raises NoCodes or WaveIsClosed."""
    if wave.recruitment is not Recruitment.CODES:
        raise NoCodes(wave.id)
    if wave.state is WaveState.CLOSED:
        raise WaveIsClosed(wave.id)


def _codes(letter_key: bytes, wave_id: str, serials: range) -> list[str]:
    return [make_code(letter_key, wave_id, serial) for serial in serials]


def _invitations(pepper: bytes, wave_id: str, codes: Sequence[str], segments: Sequence[str]) -> list[Invitation]:
    pairs = zip(codes, segments, strict=True)
    return [Invitation(wave_id, receipt_of(pepper, wave_id, code), segment) for code, segment in pairs]
