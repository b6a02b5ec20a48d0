"""One attack and what came of it, in words for the privacy officer."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from survey_app.language.words import Words


class Outcome(StrEnum):
    """What came of an attack."""

    HELD = "held"
    FOUND = "found"
    NOT_TRIED = "not tried"


@dataclass(frozen=True)
class Attack:
    """What is tried, and what each outcome means."""

    title: Words
    tried: Words
    if_held: Words
    if_found: Words


@dataclass(frozen=True)
class Attempt:
    """An attack that was made. `remarks` is what was seen and is no fault."""

    attack: Attack
    outcome: Outcome
    found: tuple[Words, ...] = ()
    remarks: tuple[Words, ...] = ()

    @property
    def meaning(self) -> Words:
        """What this outcome means."""
        if self.outcome is Outcome.NOT_TRIED:
            return _NOT_TRIED
        return self.attack.if_found if self.outcome is Outcome.FOUND else self.attack.if_held


_NOT_TRIED = Words("Dit kon niet worden geprobeerd. Er is dus niets over te zeggen.")


def attempt(attack: Attack, found: Iterable[Words], remarks: Iterable[Words] = ()) -> Attempt:
    """The attack with what it found; the promise held when that is nothing."""
    findings = tuple(found)
    return Attempt(attack, Outcome.FOUND if findings else Outcome.HELD, findings, tuple(remarks))
