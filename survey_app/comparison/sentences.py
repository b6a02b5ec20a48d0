"""Figures in running text, and sentences that several rooms say alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, partial

from babel.numbers import get_decimal_symbol

from survey_app.language.words import Words, listed
from survey_app.rounding import rounded


@dataclass(frozen=True)
class Basis:
    """What the people did whom a base counts: nobody, one or more of them, and the rest of the sentence."""

    none: Words
    one: Words
    many: Words
    rest: Words


VALID_ANSWERS = Basis(
    Words("gaf niemand"),
    Words("gaf maar 1 persoon"),
    Words("gaven maar {number} mensen"),
    Words(" een geldig antwoord"),
)
SAW_THE_QUESTION = Basis(
    Words("zag niemand"),
    Words("zag maar 1 persoon"),
    Words("zagen maar {number} mensen"),
    Words(" deze vraag"),
)
TOOK_PART = Basis(
    Words("deed niemand"),
    Words("deed maar 1 persoon"),
    Words("deden maar {number} mensen"),
    Words(" mee"),
)


def counted(bases: Mapping[Words, int], basis: Basis) -> Words:
    """How few people did it, by wave: "In mei 2020 gaven maar 16 mensen een geldig antwoord"."""
    did = [Words("in {name} {did}").filled(name=name, did=_did(n, basis)) for name, n in bases.items()]
    return Words("{who}{rest}").filled(who=listed(did), rest=basis.rest).capitalised()


def number_words(value: float, decimals: int = 1) -> Words:
    """A number in running text, with a minus and no hyphen."""
    number = str(rounded(value, decimals)).replace("-", "−")
    return Words.made(partial(_with_its_sign, number))


def _with_its_sign(number: str, language: str) -> str:
    return number.replace(".", _decimal_sign(language))


@cache
def _decimal_sign(language: str) -> str:
    """Babel reads the name of the language anew each time."""
    return get_decimal_symbol(language)


def percent_words(share: Fraction) -> str:
    """A share in running text: whole percents."""
    return f"{rounded(float(100 * share))}%"


def _did(number: int, basis: Basis) -> Words:
    if number == 0:
        return basis.none
    return basis.one if number == 1 else basis.many.filled(number=number)
