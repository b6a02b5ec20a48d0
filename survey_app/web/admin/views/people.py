"""Administrators, and what they did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from survey_app.fieldwork.administration import (
    add_administrator,
    change_roles,
    deactivate,
    get_administrator,
    reset_password,
)
from survey_app.fieldwork.administrators import Administrator, Role, roles_from_text, studies_from_text
from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.studies import known_studies
from survey_app.web.admin.audit_words import tell_acts
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.forms import AdministratorForm, PlainForm, RolesForm
from survey_app.web.admin.showing import form_page, go_to
from survey_app.web.stores import installation
from survey_app.web.translation import gettext as _

_ACTS_SHOWN = 200


@dataclass(frozen=True)
class Person:
    """One line; nothing of the password. `studies` are the titles of those that a reader is tied to."""

    name: str
    roles: tuple[str, ...]
    is_active: bool
    studies: tuple[str, ...] = ()

    @classmethod
    def of(cls, administrator: Administrator, titles: Mapping[str, str]) -> Person:
        """The line of a stored administrator; `titles` of studies are by id."""
        roles, studies = roles_from_text(administrator.role), sorted(studies_from_text(administrator.studies))
        return cls(
            administrator.name,
            tuple(role_words(role) for role in Role if role in roles),
            administrator.active,
            tuple(titles.get(study, study) for study in studies),
        )


def role_words(role: Role) -> str:
    """What somebody is who holds this role."""
    return {
        Role.FIELDWORK: _("beheerder"),
        Role.RESEARCH: _("onderzoeker"),
        Role.READER: _("lezer"),
        Role.CONTACT: _("contactpersoon"),
    }[role]


def read_people(store: Store, titles: Mapping[str, str]) -> list[Person]:
    """Everybody, by name."""
    return [Person.of(administrator, titles) for administrator in store.administrators.all()]


def study_titles(store: Store) -> Mapping[str, str]:
    """Of the studies that a reader can be tied to, by id."""
    return known_studies(store, installation().settings.questionnaire_directory)


def administrators() -> ResponseReturnValue:
    """Who may log in, and the form to let in somebody more."""
    with installation().stores.reading() as store:
        titles = study_titles(store)
        people = read_people(store, titles)
    return render_template("admin/administrators.html", people=people, form=AdministratorForm(titles))


def add_person() -> ResponseReturnValue:
    """Let somebody in, and show the password this once."""
    with installation().stores.writing() as store:
        titles = study_titles(store)
        people = read_people(store, titles)
        form = AdministratorForm(titles, taken={person.name for person in people})
        if not form.validate_on_submit():
            return render_template("admin/administrators.html", people=people, form=form), 422
        passwords, act, studies = equipment().passwords, equipment().act(), form.studies.data
        password = add_administrator(store, passwords, form.name.data, form.chosen_roles(), act, studies=studies)
    return render_template("admin/new-password.html", name=form.name.data, password=password)


def reset_person(name: str) -> ResponseReturnValue:
    """Give somebody a new password, after asking."""
    with installation().stores.writing() as store:
        person = Person.of(get_administrator(store, name), study_titles(store))
        if not PlainForm().validate_on_submit():
            return render_template("admin/confirm-reset.html", person=person, form=PlainForm())
        password = reset_password(store, equipment().passwords, name, equipment().act())
    return render_template("admin/new-password.html", name=name, password=password)


def change_person(name: str) -> ResponseReturnValue:
    """Give somebody other roles."""
    with installation().stores.writing() as store:
        person = get_administrator(store, name)
        studies = sorted(studies_from_text(person.studies))
        titles = {study: study for study in studies} | dict(study_titles(store))  # one that went away stays a choice
        form = RolesForm(titles, roles=sorted(roles_from_text(person.role)), studies=studies)
        if not form.validate_on_submit():
            return form_page("admin/change-roles.html", form, person=Person.of(person, titles))
        change_roles(store, name, form.chosen_roles(), equipment().act(), form.studies.data)
    return go_to("administrators", _("%(name)s mag nu iets anders, en logt daarvoor opnieuw in.", name=name))


def deactivate_person(name: str) -> ResponseReturnValue:
    """Take somebody's access away, after asking."""
    with installation().stores.writing() as store:
        person = Person.of(get_administrator(store, name), study_titles(store))
        if not PlainForm().validate_on_submit():
            return render_template("admin/confirm-deactivate.html", person=person, form=PlainForm())
        deactivate(store, name, equipment().act())
    return go_to("administrators", _("%(name)s kan niet meer inloggen.", name=name))


def audit_log() -> ResponseReturnValue:
    """The latest acts."""
    with installation().stores.reading() as store:
        entries = store.audit.latest(_ACTS_SHOWN)
    return render_template("admin/audit-log.html", acts=tell_acts(entries))
