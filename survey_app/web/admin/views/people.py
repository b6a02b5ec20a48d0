"""Administrators, and what they did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from survey_app.fieldwork.administration import (
    NOBODY_KNOWN,
    REFUSED,
    REFUSED_UNKNOWN,
    add_administrator,
    change_roles,
    deactivate,
    get_administrator,
    reset_password,
)
from survey_app.fieldwork.administrators import Administrator, AuditEntry, Role, roles_from_text, studies_from_text
from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.studies import known_studies
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.forms import AdministratorForm, PlainForm, RolesForm
from survey_app.web.admin.notation import moment_words
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


def tell_acts(entries: Iterable[AuditEntry]) -> list[tuple[str, str, str, str]]:
    """The acts in the order in which they come: when, by whom, what, and of what."""
    who = {NOBODY_KNOWN: _("niet bekend wie")}
    return [
        (
            moment_words(entry.at),
            who.get(entry.administrator, entry.administrator),
            _act_words(entry.act),
            ", ".join(part.strip() for part in entry.subject.split(",")),
        )
        for entry in entries
    ]


def _act_words(act: str) -> str:
    """The act in words; a number before it stays, as in: 24 codes gemaakt."""
    number, _blank, rest = act.partition(" ")
    return f"{number} {_act_words(rest)}" if number.isdigit() else _words().get(act, act)


def _words() -> dict[str, str]:
    """What the log keeps, and how it is read."""
    return {
        "wave added": _("meting toegevoegd"),
        "wave corrected": _("gegevens van een meting gewijzigd"),
        "wave removed": _("meting verwijderd"),
        "trial thrown away": _("proef weggegooid"),
        "sheets made": _("bladen met sleutelwoorden gemaakt"),
        "wave opened": _("meting geopend"),
        "wave closed": _("meting gesloten"),
        "closing asked for": _("gevraagd om te sluiten"),
        "closing not asked for any more": _("vraag om te sluiten ingetrokken"),
        "closing agreed to": _("ingestemd met sluiten"),
        "segments kept more coarsely": _("groepen bij de antwoorden grover bewaard"),
        "closing day announced": _("dag van sluiting bekendgemaakt"),
        "closing day withdrawn": _("dag van sluiting ingetrokken"),
        "destruction recorded": _("vastgelegd wat is vernietigd"),
        "destruction withdrawn": _("vastlegging van vernietigen teruggenomen"),
        "unreadable envelopes discarded": _("onleesbare enveloppen weggegooid"),
        "codes made": _("codes gemaakt"),
        "codes taken in": _("codes ingelezen"),
        "unused codes exported": _("ongebruikte codes opgehaald"),
        "reminders made": _("herinneringen gemaakt"),
        "letter key destroyed": _("adressleutel vernietigd"),
        "pepper given up, codes void": _("sleutel van de codes (pepper.key) opgegeven, codes ongeldig"),
        "envelopes voided": _("enveloppen ongeldig gemaakt"),
        "printed counts imported": _("gedrukte tabel ingelezen"),
        "counts of a file kept": _("tellingen van een bestand bewaard"),
        "workbook downloaded": _("werkboek gedownload"),
        "result taken along": _("resultaat meegenomen"),
        "microdata exported": _("microdata gedownload"),
        "editorial change accepted": _("wijziging van een vraag goedgekeurd"),
        "editorial change withdrawn": _("goedkeuring van een wijziging ingetrokken"),
        "texts cleared": _("open antwoorden vrijgegeven"),
        "texts paraphrased": _("open antwoorden in andere woorden gezet"),
        "texts withheld": _("open antwoorden achtergehouden"),
        "texts unread again": _("besluiten over open antwoorden teruggenomen"),
        "texts exported": _("open antwoorden opgehaald"),
        "contacts exported": _("contactgegevens gedownload"),
        "contacts deleted": _("contactgegevens verwijderd"),
        "administrator added": _("beheerder toegevoegd"),
        "administrator deactivated": _("beheerder uitgezet"),
        "administrator activated": _("beheerder weer toegelaten"),
        "role changed": _("rol gewijzigd"),
        REFUSED: _("keer inloggen geweigerd"),
        REFUSED_UNKNOWN: _("keer inloggen geweigerd onder een onbekende naam"),
        "password reset": _("nieuw wachtwoord gegeven"),
    }
