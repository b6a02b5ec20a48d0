"""Administrators as the page lists them."""

from __future__ import annotations

from dataclasses import dataclass

from survey_app.fieldwork.administrators import Administrator, Role, roles_from_text
from survey_app.fieldwork.ports import Store
from survey_app.web.translation import gettext as _


@dataclass(frozen=True)
class Person:
    """One line; nothing of the password."""

    name: str
    roles: tuple[str, ...]
    is_active: bool

    @classmethod
    def of(cls, administrator: Administrator) -> Person:
        """The line of a stored administrator."""
        held = roles_from_text(administrator.role)
        return cls(administrator.name, tuple(role_words(role) for role in Role if role in held), administrator.active)


def role_words(role: Role) -> str:
    """What somebody is who holds this role."""
    return {
        Role.FIELDWORK: _("beheerder"),
        Role.RESEARCH: _("onderzoeker"),
        Role.READER: _("lezer"),
        Role.CONTACT: _("contactpersoon"),
    }[role]


def read_people(store: Store) -> list[Person]:
    """Everybody, by name."""
    return [Person.of(administrator) for administrator in store.administrators.all()]
