"""Closing takes two people, or a day that was announced: nobody alone chooses the moment (decision 0126)."""

from dataclasses import replace
from datetime import date, timedelta

from survey_app.fieldwork.administrators import AuditEntry, Role, roles_from_text
from survey_app.fieldwork.passwords import Passwords
from survey_app.fieldwork.ports import Clock, Store, Stores, WaveNotOpen, utc_now
from survey_app.fieldwork.wave import Custody, Wave, WaveState
from survey_app.refusal import Overtaken, Refusal

_AHEAD = timedelta(days=2)
"""At least one whole day between the announcement and the day itself."""


class ClosingTakesTwo(Refusal):
    """One person alone wants to close a wave at a moment of his own choice."""

    def __init__(self, wave: Wave) -> None:
        announced = f" (announced: {wave.closing_day})" if wave.closing_day else ""
        super().__init__(
            f"wave {wave.id}: closing takes two people, for who chooses the moment alone can single out an answer; "
            f"have a second administrator agree (--second NAME), or announce a day{announced} and close on that day: "
            f"peilstok wave announce {wave.id} --day YYYY-MM-DD. Nothing was changed"
        )
        self.wave = wave


class NotASecond(
    Refusal,
    says="administrator {}: cannot agree to this; it takes another active administrator with role beheerder "
    "and that person's own password",
):
    """Whoever was named cannot agree to a closing; says not why, for a password was typed."""


class BadClosingDay(Refusal):
    """A closing day that may not be announced; `earliest` may."""

    def __init__(self, wave_id: str, earliest: date) -> None:
        super().__init__(
            f"wave {wave_id}: a closing day is announced at least one whole day ahead, and after that it can only "
            f"be postponed or withdrawn; {earliest} is the first that is possible"
        )
        self.earliest = earliest


class NeedsNoClosingDay(Overtaken):
    """Two sheets close this wave, or its answers are made up."""

    def __init__(self, wave: Wave) -> None:
        why = "its sheets close it" if wave.custody is Custody.SHEETS else "its answers are made up"
        super().__init__(f"wave {wave.id}: {why}, so no closing day is needed; close it without")


def takes_consent(wave: Wave) -> bool:
    """Whether one person could close it at a moment of his own: sheets have two holders, and a trial has no secrets."""
    return wave.custody is Custody.HOST and not wave.fictitious


def check_consent(wave: Wave, who: str, second: str | None, today: date) -> None:
    """Whether these people may close this wave today; raises ClosingTakesTwo."""
    if takes_consent(wave) and wave.closing_day != today and second in (None, who):
        raise ClosingTakesTwo(wave)


def second_by_password(store: Store, passwords: Passwords, name: str, password: str) -> str:
    """The name of an administrator who may agree to a closing and typed his password; raises NotASecond."""
    second = store.administrators.find(name.strip().casefold())
    if not passwords.is_right(second.password_hash if second else None, password) or not may_agree(store, name):
        raise NotASecond(name)
    return name.strip().casefold()


def may_agree(store: Store, name: str) -> bool:
    """Whether this is an active administrator who may close waves."""
    second = store.administrators.find(name.strip().casefold())
    return second is not None and second.active and Role.FIELDWORK in roles_from_text(second.role)


def find_asker(store: Store, wave: Wave, today: date) -> str | None:
    """Who asked today that this wave be closed and may; a request lasts for its day."""
    name = wave.closing_asked_by
    return name if name and wave.closing_asked_on == today and may_agree(store, name) else None


def ask_for_closing(stores: Stores, wave_id: str, who: str, today: date, *, clock: Clock = utc_now) -> None:
    """Let a second administrator know that this wave may be closed today; raises WaveNotOpen."""
    with stores.writing() as store:
        wave = _open(store, wave_id)
        store.waves.save(replace(wave, closing_asked_by=who, closing_asked_on=today))
        store.audit.append(AuditEntry(clock(), who, "closing asked for", wave_id))


def unask_closing(stores: Stores, wave_id: str, who: str, *, clock: Clock = utc_now) -> None:
    """Take the request back; raises WaveNotOpen."""
    with stores.writing() as store:
        wave = _open(store, wave_id)
        if wave.closing_asked_by is not None:
            store.waves.save(replace(wave, closing_asked_by=None, closing_asked_on=None))
            store.audit.append(AuditEntry(clock(), who, "closing not asked for any more", wave_id))


def announce_closing(stores: Stores, wave_id: str, day: date, who: str, today: date, *, clock: Clock = utc_now) -> None:
    """Announce the day on which one administrator closes this wave.

    Raises WaveNotOpen, NeedsNoClosingDay or BadClosingDay.
    """
    with stores.writing() as store:
        wave = _open(store, wave_id)
        if not takes_consent(wave):
            raise NeedsNoClosingDay(wave)
        if day < first_closing_day(wave, today):
            raise BadClosingDay(wave_id, first_closing_day(wave, today))
        if day != wave.closing_day:
            store.waves.save(replace(wave, closing_day=day))
            store.audit.append(AuditEntry(clock(), who, "closing day announced", f"{wave_id}: {day}"))


def withdraw_closing_day(stores: Stores, wave_id: str, who: str, *, clock: Clock = utc_now) -> None:
    """There is no closing day any more; raises WaveNotOpen."""
    with stores.writing() as store:
        wave = _open(store, wave_id)
        if wave.closing_day is not None:
            store.waves.save(replace(wave, closing_day=None))
            store.audit.append(AuditEntry(clock(), who, "closing day withdrawn", f"{wave_id}: {wave.closing_day}"))


def first_closing_day(wave: Wave, today: date) -> date:
    """The first day that may be announced now: never earlier than one that was."""
    return max(today + _AHEAD, wave.closing_day or date.min)


def _open(store: Store, wave_id: str) -> Wave:
    wave = store.waves.lock(wave_id)
    if wave.state is not WaveState.OPEN:
        raise WaveNotOpen(wave_id)
    return wave
