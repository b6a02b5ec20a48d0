"""Pieces of the Dutch sentences that explain a verdict: lists, counts of people, numbers in running text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


@dataclass(frozen=True)
class Basis:
    """What the people did whom a base counts: the verb for one and for more of them, and the rest."""

    one: str
    many: str
    rest: str


VALID_ANSWERS = Basis("gaf", "gaven", " een geldig antwoord")
SAW_THE_QUESTION = Basis("zag", "zagen", " deze vraag")
TOOK_PART = Basis("deed", "deden", " mee")


def counted(bases: Mapping[str, int], basis: Basis) -> str:
    """How few people did it, by wave: "In mei 2020 gaven maar 16 mensen een geldig antwoord"."""
    told = [f"in {name} {_did(number, basis)}" for name, number in bases.items()]
    sentence = and_list(told) + basis.rest
    return sentence[0].upper() + sentence[1:]


def and_list(parts: Sequence[str]) -> str:
    """Parts of a sentence with commas and "en"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} en {parts[-1]}"


def number_nl(value: float) -> str:
    """A number in running text: one decimal, with a comma, halves away from zero."""
    return str(Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)).replace(".", ",")


def percent_nl(share: Fraction) -> str:
    """A share in running text: whole percents, halves away from zero."""
    exact = Decimal(100 * share.numerator) / Decimal(share.denominator)
    return f"{exact.quantize(Decimal(1), ROUND_HALF_UP)}%"


def _did(number: int, basis: Basis) -> str:
    if number == 0:
        return f"{basis.one} niemand"
    return f"{basis.one} maar 1 persoon" if number == 1 else f"{basis.many} maar {number} mensen"
