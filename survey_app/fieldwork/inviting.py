"""Inviting: a code for every row of a frame; the store keeps only the sorted receipts with their segment."""

from collections.abc import Callable, Iterable, Sequence
from secrets import SystemRandom

from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.entrance import WaveIsClosed
from survey_app.fieldwork.frame import Frame
from survey_app.fieldwork.handover import read_invitations, write_invitations
from survey_app.fieldwork.keys import Keys, NoPepper
from survey_app.fieldwork.letters import invitations_of, new_letters
from survey_app.fieldwork.pepper import settled_pepper
from survey_app.fieldwork.ports import Clock, Stores, utc_now
from survey_app.fieldwork.wave import Recruitment, Wave, WaveState
from survey_app.questionnaire.study import Study
from survey_app.refusal import Refusal

MOST_CARDS = 1000
"""In one go: a thousand cards are a hundred sheets, and some seconds of work."""


class NoCodes(Refusal, says="wave {}: is answered by an open link, or was not held here, so it has no codes"):
    """The wave is answered by an open link, or was not held here."""


class UnknownSegments(Refusal):
    """Invitations name segments that the study does not have."""

    def __init__(self, wave_id: str, unknown: Sequence[str], study: Study) -> None:
        known = ", ".join(segment.id for segment in study.segments) or "none"
        kind = study.segment_words.en.one
        super().__init__(f"wave {wave_id}: unknown {kind}(s) {', '.join(unknown)}; known: {known}")


def invite(
    stores: Stores,
    keys: Keys,
    wave_id: str,
    segments: Sequence[str | None],
    *,
    who: str,
    study: Study | None = None,
    frame: Frame | None = None,
    deliver: Callable[[Sequence[str]], object] | None = None,
    clock: Clock = utc_now,
) -> list[str]:
    """A code for each of these segments, in their order; a later call adds to the wave.

    `frame` is the list of addresses that the codes go to, remembered by a keyed fingerprint, for reminders. `deliver`
    is handed the codes before they are kept, to write them where the letters are made: when it fails, no code is kept
    that nobody has, and while it writes, nobody who answers has to wait. A draft's instrument is not frozen yet, so
    then the study is handed in. Raises NoSuchWave, NoCodes, WaveIsClosed, NotFrozen, UnknownSegments,
    InvitationExists, PepperGone, OtherPepper or NoLetterKey; then nothing was kept.
    """
    with stores.reading() as store:
        wave = store.waves.get(wave_id)
        check_takes_codes(wave)
        check_segments(wave_id, study or wave.frozen_instrument().study, segments)
        there = store.invitations.count(wave_id)
    with stores.writing() as store:
        pepper = settled_pepper(store, keys)
    codes = new_letters(keys, wave_id, len(segments), frame, at_least=there)
    if deliver:
        deliver(codes)
    with stores.writing() as store:
        check_takes_codes(store.waves.lock(wave_id))
        store.invitations.add(invitations_of(pepper, wave_id, codes, segments))
        store.audit.append(AuditEntry(clock(), who, f"{len(codes)} codes made", wave_id))
    return codes


def make_cards(
    stores: Stores,
    keys: Keys,
    wave_id: str,
    number: int,
    segment: str | None,
    *,
    who: str,
    deliver: Callable[[Sequence[str]], object],
    study: Study | None = None,
    clock: Clock = utc_now,
) -> None:
    """As many codes for cards that nobody's address goes with, delivered in an order that is kept nowhere.

    Raises what `invite` raises; then nothing was kept.
    """

    def deliver_shuffled(codes: Sequence[str]) -> None:
        deliver(SystemRandom().sample(codes, len(codes)))

    invite(stores, keys, wave_id, [segment] * number, who=who, study=study, deliver=deliver_shuffled, clock=clock)


def invite_apart(keys: Keys, wave_id: str, segments: Sequence[str], frame: Frame) -> tuple[list[str], str]:
    """Codes for a frame on a machine without the database, and the file that the server takes in; raises NoPepper."""
    if not keys.has_pepper():
        raise NoPepper
    codes = new_letters(keys, wave_id, len(segments), frame)
    return codes, write_invitations(keys.pepper(), wave_id, invitations_of(keys.pepper(), wave_id, codes, segments))


def take_in(
    stores: Stores, keys: Keys, text: str, *, who: str, study: Study | None = None, clock: Clock = utc_now
) -> tuple[str, int]:
    """Keep the hashes that were made where the addresses are; of which wave, and how many.

    Raises BadHandOver and what `invite` raises; then nothing was kept.
    """
    with stores.writing() as store:
        wave_id, invitations = read_invitations(settled_pepper(store, keys), text)
        wave = store.waves.lock(wave_id)
        check_takes_codes(wave)
        segments = [invitation.segment for invitation in invitations]
        check_segments(wave_id, study or wave.frozen_instrument().study, segments)
        store.invitations.add(invitations)
        store.audit.append(AuditEntry(clock(), who, f"{len(invitations)} codes taken in", wave_id))
    return wave_id, len(invitations)


def check_segments(wave_id: str, study: Study, segments: Iterable[str | None]) -> None:
    """Whether the study has all of these, or none is meant; raises UnknownSegments."""
    named = {segment for segment in segments if segment is not None}
    unknown = sorted(named - {segment.id for segment in study.segments})
    if unknown:
        raise UnknownSegments(wave_id, unknown, study)


def check_takes_codes(wave: Wave) -> None:
    """Whether codes can be made for this wave; raises NoCodes or WaveIsClosed."""
    if wave.recruitment is not Recruitment.CODES:
        raise NoCodes(wave.id)
    if wave.state is WaveState.CLOSED:
        raise WaveIsClosed(wave)
