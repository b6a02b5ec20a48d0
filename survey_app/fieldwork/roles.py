"""What an administrator may do: one or more roles, kept as one line of text."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from survey_app.refusal import Refusal


class Role(StrEnum):
    """Fieldwork (waves, administrators), research (results, exports), or looking at waves and response only.

    Contact reads and exports what respondents left at the contact desk, and sees no results.
    """

    FIELDWORK = "beheerder"
    RESEARCH = "onderzoeker"
    READER = "lezer"
    CONTACT = "contactpersoon"


Roles = frozenset[Role]
ALL_ROLES: Roles = frozenset(Role)


class UnknownRole(Refusal):
    """A word that is no role."""

    def __init__(self, word: str) -> None:
        super().__init__(f"role {word!r}: unknown; known: {', '.join(Role)} (more than one with commas between)")


def roles_to_text(roles: Iterable[Role]) -> str:
    """The roles in their fixed order with commas between: one text for one set."""
    held = set(roles)
    return ",".join(role for role in Role if role in held)


def roles_from_text(text: str) -> Roles:
    """The roles that a text names, at least one; raises UnknownRole."""
    return frozenset(_role(word.strip()) for word in text.split(","))


def _role(word: str) -> Role:
    try:
        return Role(word)
    except ValueError as error:
        raise UnknownRole(word) from error
