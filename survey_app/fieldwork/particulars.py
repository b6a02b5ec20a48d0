"""What is known of a wave beside its answers, and how that is corrected: openly, and only while it is fair."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.ports import Clock, Store, Stores, utc_now
from survey_app.fieldwork.wave import AboutWave, Recruitment, Wave, WaveState, check_particulars
from survey_app.refusal import Refusal


@dataclass(frozen=True)
class Particulars:
    """What can be corrected: what people call the wave, when it was, how many were approached, and how."""

    label: str
    month: date
    recruitment: Recruitment
    approached: int | None


_NAMES = tuple(field.name for field in fields(Particulars))


class CannotCorrect(Refusal):
    """This of a wave is fixed; says what can still be corrected."""

    def __init__(self, wave: Wave, names: Sequence[str]) -> None:
        can = ", ".join(sorted(correctable(wave))) or "nothing"
        fixed = f"is {wave.state}, so its {' and '.join(names)} cannot be corrected"
        super().__init__(f"wave {wave.id}: {fixed}; what still can: {can}")
        self.wave = wave


class CodesWereMade(
    AboutWave,
    Refusal,
    says="wave {0.id}: {1} code(s) were made, and with an open link none of them works; "
    "leave it at codes, or remove it with peilstok wave remove {0.id}",
):
    """With an open link no code works, and this draft has codes."""


class OrderIsRelied(
    AboutWave,
    Refusal,
    says="wave {0.id}: changes of its questions were accepted from the earlier to the later wave; "
    "withdraw those first with peilstok wave withdraw-change, and accept them anew",
):
    """Changes of questions were accepted from an earlier to a later wave, so the month is relied on."""


def particulars_of(wave: Wave) -> Particulars:
    """What is known of it now."""
    return Particulars(wave.label, wave.month, wave.recruitment, wave.approached)


def correctable(wave: Wave) -> frozenset[str]:
    """Which of its particulars can be corrected now.

    All of a draft, of a printed table and of a file. Respondents took part in a wave that was opened under its name and
    month, and its letters and certificate say them; its codes tell how many were approached, of an open link somebody
    does.
    """
    if wave.state is WaveState.DRAFT or not wave.is_held_here:
        return frozenset(_NAMES)
    return frozenset() if wave.takes_codes else frozenset({"approached"})


def correct_wave(
    stores: Stores,
    wave_id: str,
    corrected: Callable[[Particulars], Particulars],
    who: str,
    *,
    clock: Clock = utc_now,
) -> list[str]:
    """Keep what `corrected` makes of its particulars, and write down what was changed; the names of those.

    Codes that were made stay. Raises NoSuchWave, BadWave, CannotCorrect, CodesWereMade or OrderIsRelied; then nothing
    was changed.
    """
    with stores.writing() as store:
        wave = store.waves.lock(wave_id)
        before = particulars_of(wave)
        after = corrected(before)
        changed = [name for name in _NAMES if getattr(before, name) != getattr(after, name)]
        if changed:
            corrected_wave = replace(wave, **vars(after))
            _check(store, wave, corrected_wave, changed)
            store.waves.save(corrected_wave)
            changes = "; ".join(f"{name}: {_in_words(before, name)} → {_in_words(after, name)}" for name in changed)
            store.audit.append(AuditEntry(clock(), who, "wave corrected", f"{wave_id} ({changes})"))
    return changed


def _check(store: Store, wave: Wave, corrected: Wave, changed: Sequence[str]) -> None:
    fixed = [name for name in changed if name not in correctable(wave)]
    if fixed:
        raise CannotCorrect(wave, fixed)
    check_particulars(corrected)
    codes = store.invitations.count(wave.id)
    if codes and not corrected.takes_codes:
        raise CodesWereMade(wave, codes)
    if "month" in changed and _is_relied_on(store, wave):
        raise OrderIsRelied(wave)


def _is_relied_on(store: Store, wave: Wave) -> bool:
    accepted = store.editorial_changes.among([kept.id for kept in store.waves.all()])
    return any(wave.id in (change.earlier, change.later) for change in accepted)


def _in_words(particulars: Particulars, name: str) -> str:
    match getattr(particulars, name):
        case None:
            return "unknown"
        case date() as month:
            return f"{month:%Y-%m}"
        case value:
            return str(value)
