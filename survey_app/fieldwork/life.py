"""The life of a wave: added, opened, closed. There is no way back; only what nobody answered here can be removed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.closing import Progress, open_box
from survey_app.fieldwork.coarsening import coarsen
from survey_app.fieldwork.consent import check_consent
from survey_app.fieldwork.contact_desk import desk_public_key, open_desk, unopened
from survey_app.fieldwork.inviting import check_segments
from survey_app.fieldwork.keys import Keys, NoWaveKey
from survey_app.fieldwork.pepper import settled_pepper
from survey_app.fieldwork.ports import Clock, Store, Stores, utc_now
from survey_app.fieldwork.sealing import envelope_size, new_private_key, public_key_of
from survey_app.fieldwork.sheets import (
    CHOICES,
    SHEETS,
    KeySheet,
    Words,
    find_wrapped,
    key_from_all,
    key_from_sheets,
    wrap_on_sheets,
)
from survey_app.fieldwork.wave import AboutWave, BadWave, Custody, Wave, WaveState, check_wave
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.model import ONE
from survey_app.refusal import Overtaken, Refusal


class NotADraft(Overtaken, says="wave {}: is {}; only a draft can be opened, and a closed wave never again"):
    """Only a draft can be opened, and only once."""


class OtherForm(
    Refusal,
    says='wave {}: its questionnaire has form "{}", and Peilstok itself asks on cards, or with form "one" one question '
    "at a time; write one of these to ask it here, or take in what was held elsewhere with peilstok wave import-counts",
):
    """Peilstok puts questions on cards or one at a time; a questionnaire in another form was held elsewhere."""


class CannotRemove(AboutWave, Refusal, says="wave {0.id}: is {0.state}; only a draft can be removed"):
    """Only a draft can be removed, and what was taken in as counts."""


class NeverOpened(
    Overtaken,
    says="wave {0}: was never opened, so there is nothing to close; "
    "open it with peilstok wave open {0}, or remove it with peilstok wave remove {0}",
):
    """A draft has no box to close."""


class NotClosed(Refusal, says="wave {}: not closed yet; close it first"):
    """The wave is not closed yet."""


class WrongWaveKey(
    Refusal,
    says="wave {}: the key in the key directory belongs to another wave or another opening; "
    "put the key file back that was made when this wave was opened. Nothing was changed",
):
    """The key in the key directory is not the one this wave was opened with."""


@dataclass(frozen=True)
class ClosingReport:
    """What closing did. `unreadable` envelopes stay in the box, and the key with them, until a person decides.

    `scrubbed` is False when another program was still reading, or the disk was full: close once more to finish.
    """

    wave: Wave
    unreadable: int
    key_destroyed: bool
    scrubbed: bool


def add_wave(stores: Stores, wave: Wave, who: str, *, clock: Clock = utc_now) -> None:
    """Keep a new wave; raises BadWave or WaveExists."""
    check_wave(wave)
    with stores.writing() as store:
        store.waves.add(wave)
        store.audit.append(AuditEntry(clock(), who, "wave added", wave.id))


def remove_wave(stores: Stores, keys: Keys, wave_id: str, who: str, *, clock: Clock = utc_now) -> int:
    """Forget a draft with its invitations, and make its codes void for good; how many codes that were.

    Or forget a wave that is known from counts only, with those, for its table or file is elsewhere; what was accepted
    of its changes goes too.

    The letter key goes first, so that a later wave with this id never repeats a code. When removing fails after that,
    the codes that were made still work, and new ones come from a new key. The private key that an interrupted opening
    left stays: it might open envelopes of a database that is put back. Raises NoSuchWave or CannotRemove.
    """
    with stores.writing() as store:
        check_can_be_removed(store.waves.lock(wave_id))
        codes = store.invitations.count(wave_id)
        keys.destroy_letter_key(wave_id)
        store.invitations.discard_all(wave_id)
        store.counts.forget(wave_id)
        store.editorial_changes.forget(wave_id)
        store.waves.remove(wave_id)
        store.audit.append(AuditEntry(clock(), who, "wave removed", wave_id))
    return codes


def check_can_be_removed(wave: Wave) -> None:
    """Whether nobody can have answered it here; raises CannotRemove."""
    if wave.state is not WaveState.DRAFT and wave.is_held_here:
        raise CannotRemove(wave)


def check_can_be_opened(wave: Wave) -> None:
    """Whether it was never opened; raises NotADraft."""
    if wave.state is not WaveState.DRAFT:
        raise NotADraft(wave.id, wave.state)


def check_form(wave_id: str, instrument: Instrument) -> None:
    """Whether Peilstok can put these questions as they are meant to be put; raises OtherForm."""
    if instrument.questionnaire.form not in ("cards", ONE):
        raise OtherForm(wave_id, instrument.questionnaire.form)


def make_sheets(
    stores: Stores, keys: Keys, wave_id: str, who: str, number: int = SHEETS, *, clock: Clock = utc_now
) -> tuple[KeySheet, ...]:
    """Make the key of a draft that goes by sheets; the words are in what is returned and nowhere else.

    Any two of the sheets will open the box, so of three one may be lost and of two none. Sheets that were made before
    are void from now on. Raises NoSuchWave, NotADraft or BadWave.
    """
    with stores.writing() as store:
        wave = store.waves.lock(wave_id)
        check_can_be_opened(wave)
        if wave.custody is not Custody.SHEETS:
            raise BadWave(wave_id, f'custody is "{wave.custody}", so it has no sheets')
        if number not in CHOICES:
            raise BadWave(wave_id, f"{number} sheets cannot be made; {CHOICES[0]}, or {CHOICES[1]} for a small team")
        kept, sheets = wrap_on_sheets(wave_id, new_private_key(), number)
        keys.keep_wrapped_key(wave_id, kept.to_bytes())
        store.audit.append(AuditEntry(clock(), who, "sheets made", wave_id))
    return sheets


def open_wave(
    stores: Stores,
    keys: Keys,
    wave_id: str,
    instrument: Instrument,
    today: date,
    who: str,
    sheets: Sequence[Words] = (),
    *,
    clock: Clock = utc_now,
) -> Wave:
    """Freeze the instrument, make the key pair, and let respondents in.

    The key is on disk before the wave is open, so an open wave always has one. A key that an interrupted opening left
    is used, never replaced: it might open envelopes of a database that is put back. `sheets` are the words of
    all of them, typed back, when the key is on paper. Raises NoSuchWave, NotADraft, OtherForm, UnknownSegments, and for
    a wave that goes by sheets WordsNeeded, NoSheets, WrongSheet or SwappedKey.
    """
    with stores.writing() as store:
        wave = store.waves.lock(wave_id)
        check_can_be_opened(wave)
        check_form(wave_id, instrument)
        invited = store.invitations.in_box(wave_id)
        check_segments(wave_id, instrument.study, [village.segment for village in invited])
        settled_pepper(store, keys)
        private_key = _opening_key(store, keys, wave, sheets)
        on_paper = find_wrapped(keys, wave_id) if wave.custody is Custody.SHEETS else None
        opened = replace(
            wave,
            state=WaveState.OPEN,
            instrument=instrument,
            fingerprint=instrument.fingerprint(),
            public_key=public_key_of(private_key),
            contact_key=desk_public_key(instrument, private_key),
            opened_on=today,
            envelope_size=envelope_size(instrument.questionnaire),
            sheets=on_paper.sheets if on_paper else None,
            sheets_needed=on_paper.needed if on_paper else None,
        )
        store.waves.save(opened)
        store.audit.append(AuditEntry(clock(), who, "wave opened", wave_id))
    return opened


def close_wave(
    stores: Stores,
    keys: Keys,
    wave_id: str,
    today: date,
    who: str,
    progress: Progress | None = None,
    words: Sequence[Words] = (),
    *,
    second: str | None = None,
    clock: Clock = utc_now,
) -> ClosingReport:
    """Open the box, destroy the key, scrub the database. Final.

    `words` are those of as many sheets as it takes, when the key is on paper. On a wave that is closed already it does
    what an interrupted closing, or one by an older rule, left undone. `second` is another administrator who agreed,
    having shown to be there: one alone closes on the announced day only. Raises NoSuchWave, NeverOpened,
    ClosingTakesTwo, NoWaveKey or WrongWaveKey, and for a wave that goes by sheets WordsNeeded, WrongSheet or
    SwappedKey; then nothing was changed.
    """
    with stores.writing() as store:
        wave = store.waves.lock(wave_id)
        check_was_opened(wave)
        if wave.state is WaveState.OPEN:
            check_consent(wave, who, second, today)
            private_key = closing_key(store, keys, wave, words)
            settled_pepper(store, keys)
            _close(store, wave, private_key, today, progress or (lambda _done, _total: None))
            if second is not None:
                store.audit.append(AuditEntry(clock(), second, "closing agreed to", wave_id))
            store.audit.append(AuditEntry(clock(), who, "wave closed", wave_id))
        coarsened = coarsen(store, store.waves.get(wave_id))
        if coarsened:
            store.audit.append(AuditEntry(clock(), who, "segments kept more coarsely", wave_id))
    return finish_closing(stores, keys, wave_id, coarsened=coarsened)


def check_was_opened(wave: Wave) -> None:
    """Whether there is, or was, a box to close; raises NeverOpened."""
    if wave.state is WaveState.DRAFT:
        raise NeverOpened(wave.id)


def finish_closing(stores: Stores, keys: Keys, wave_id: str, *, coarsened: bool = False) -> ClosingReport:
    """What comes after the closing transaction: destroy the letter key, and the wave's own unless an envelope still
    needs it, and scrub; where responses stood that were `coarsened` too.

    Harmless when it was done before; raises NotClosed while the wave is not.
    """
    with stores.reading() as store:
        wave = store.waves.get(wave_id)
        unreadable = unopened(store, wave_id)
    if wave.state is not WaveState.CLOSED:
        raise NotClosed(wave_id)
    keys.destroy_letter_key(wave_id)
    if unreadable == 0:
        keys.destroy_wave_key(wave_id)
    scrubbed = stores.scrub(responses=coarsened)
    return ClosingReport(wave, unreadable, key_destroyed=unreadable == 0, scrubbed=scrubbed)


def discard_unreadable(stores: Stores, keys: Keys, wave_id: str, who: str, *, clock: Clock = utc_now) -> ClosingReport:
    """Give up the envelopes of a closed wave that do not open, and with them its key; raises NotClosed."""
    with stores.writing() as store:
        if store.waves.lock(wave_id).state is not WaveState.CLOSED:
            raise NotClosed(wave_id)
        store.box.empty(wave_id)
        store.contacts.empty(wave_id)
        store.audit.append(AuditEntry(clock(), who, "unreadable envelopes discarded", wave_id))
    return finish_closing(stores, keys, wave_id)


def _close(store: Store, wave: Wave, private_key: bytes, today: date, progress: Progress) -> None:
    census = open_box(store, wave, private_key, progress)
    open_desk(store, wave, private_key)
    responses = len(census.readable)
    closed = replace(
        wave,
        state=WaveState.CLOSED,
        closed_on=today,
        responses=responses,
        withheld=responses < wave.minimum,
        mode_kept=census.keeps_mode(wave.minimum),
        closing_asked_by=None,
        closing_asked_on=None,
    )
    store.waves.save(closed)


def _opening_key(store: Store, keys: Keys, wave: Wave, sheets: Sequence[Words]) -> bytes:
    if wave.custody is Custody.SHEETS:
        return key_from_all(keys, wave.id, sheets, _wave_ids(store))
    try:
        return keys.wave_key(wave.id)
    except NoWaveKey:
        keys.create_wave_key(wave.id)
        return keys.wave_key(wave.id)


def closing_key(store: Store, keys: Keys, wave: Wave, words: Sequence[Words]) -> bytes:
    """The private key of an open wave, from the key directory or from the words of its sheets.

    Raises NoWaveKey or WrongWaveKey, WordsNeeded, WrongSheet or SwappedKey.
    """
    if wave.custody is Custody.SHEETS:
        return key_from_sheets(keys, wave, words, _wave_ids(store))
    private_key = keys.wave_key(wave.id)
    if public_key_of(private_key) != wave.public_key:
        raise WrongWaveKey(wave.id)
    return private_key


def _wave_ids(store: Store) -> list[str]:
    return [wave.id for wave in store.waves.all()]
