"""What is left on paper of a closed wave: which sheets were destroyed, and backups of the keys (decision 0127)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.ports import Clock, Shredding, Store, Stores, utc_now
from survey_app.fieldwork.wave import Custody, Wave, WaveState
from survey_app.questionnaire.source import forbidden_in
from survey_app.refusal import Overtaken, Refusal

BACKUPS = 0
"""Stands in the place of the number of a sheet for all backups of the key directory that have the wave's key."""
_LONGEST_HOLDER = 80


class NoSuchPaper(Overtaken):
    """This wave is not closed, or has no such sheet."""

    def __init__(self, wave: Wave, sheet: int) -> None:
        what = "the backups of its key" if sheet == BACKUPS else f"sheet {sheet}"
        super().__init__(
            f"wave {wave.id} ({wave.state}): {what} cannot be written down as destroyed; {_what_there_is(wave)}"
        )


class BadHolder(Refusal):
    """A holder that is no name."""

    def __init__(self) -> None:
        super().__init__(f"the holder is one line of 1 to {_LONGEST_HOLDER} characters")


class BadShreddingDay(Refusal):
    """A day on which nothing of this wave can have been destroyed."""

    def __init__(self, wave_id: str, day: date, first: date, last: date) -> None:
        super().__init__(f"{day}: wave {wave_id} was closed on {first}, and it is {last}; the day lies between these")
        self.first = first


def _what_there_is(wave: Wave) -> str:
    if has_no_paper(wave):
        return "of printed tables, files and made-up responses there is nothing to destroy"
    if wave.custody is Custody.HOST:
        return "once closed there are the backups alone, for its key was on the server"
    return f"once closed there are its sheets{f' 1 to {wave.sheets}' if wave.sheets else ''}, and backups"


def has_no_paper(wave: Wave) -> bool:
    """Whether it had no key that anybody's answers depend on."""
    return not wave.is_held_here or wave.fictitious


@dataclass(frozen=True)
class Paper:
    """One thing that opens an old box: `destroyed` says by whom and when, None while it is not written down."""

    sheet: int
    destroyed: Shredding | None


def paper_of(wave: Wave, shreddings: Iterable[Shredding]) -> tuple[Paper, ...]:
    """Everything that is to be destroyed after closing: each sheet, and the backups of the key directory.

    Nothing while the wave is not closed, for printed tables, or for made-up responses.
    """
    if wave.state is not WaveState.CLOSED or has_no_paper(wave):
        return ()
    done = {shredding.sheet: shredding for shredding in shreddings}
    return tuple(Paper(sheet, done.get(sheet)) for sheet in (*range(1, (wave.sheets or 0) + 1), BACKUPS))


def left_of(paper: Iterable[Paper]) -> tuple[int, ...]:
    """What was not written down as destroyed."""
    return tuple(part.sheet for part in paper if part.destroyed is None)


def record_shredding(stores: Stores, shredding: Shredding, who: str, today: date, *, clock: Clock = utc_now) -> None:
    """Write down that it was destroyed; again the same changes nothing, other words replace what was written.

    Raises NoSuchWave, NoSuchPaper, BadHolder or BadShreddingDay.
    """
    with stores.writing() as store:
        wave = store.waves.lock(shredding.wave)
        kept = _check_paper(store, wave, shredding.sheet).destroyed
        _check(wave, shredding, today)
        if kept != shredding:
            store.shreddings.put(shredding)
            store.audit.append(AuditEntry(clock(), who, "destruction recorded", subject_of(shredding)))


def undo_shredding(stores: Stores, wave_id: str, sheet: int, who: str, *, clock: Clock = utc_now) -> None:
    """It was not destroyed after all; raises NoSuchWave or NoSuchPaper."""
    with stores.writing() as store:
        kept = _check_paper(store, store.waves.lock(wave_id), sheet).destroyed
        if kept is not None:
            store.shreddings.remove(wave_id, sheet)
            store.audit.append(AuditEntry(clock(), who, "destruction withdrawn", subject_of(kept)))


def subject_of(shredding: Shredding) -> str:
    """What the audit log says of it: the paper and the day, and not who held it."""
    what = "backups" if shredding.sheet == BACKUPS else f"sheet {shredding.sheet}"
    return f"{shredding.wave}: {what}, {shredding.day}"


def _check_paper(store: Store, wave: Wave, sheet: int) -> Paper:
    for paper in paper_of(wave, store.shreddings.read(wave.id)):
        if paper.sheet == sheet:
            return paper
    raise NoSuchPaper(wave, sheet)


def _check(wave: Wave, shredding: Shredding, today: date) -> None:
    holder, first = shredding.holder, wave.closed_on or today
    if not holder.strip() or len(holder) > _LONGEST_HOLDER or "\n" in holder or forbidden_in(holder) is not None:
        raise BadHolder
    if not first <= shredding.day <= today:
        raise BadShreddingDay(wave.id, shredding.day, first, today)
