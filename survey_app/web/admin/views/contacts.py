"""Contact details of a closed wave: to read and take along for one role, to delete for two."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey_app.fieldwork.contact_desk import KeptContacts, NoContacts, delete_contacts, find_desk, take_contacts
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.forms import FinalForm
from survey_app.web.admin.showing import XLSX, File, file_to_save, form_page, go_to
from survey_app.web.stores import installation
from survey_app.web.translation import gettext as _
from survey_app.web.translation import ngettext
from survey_app.writers.contacts import contacts_workbook


def contacts(wave_id: str) -> ResponseReturnValue:
    """Everybody who left a name, by name."""
    at = installation()
    desk = _desk_of(wave_id)
    with at.stores.reading() as store:
        listed = store.contacts.read(wave_id)
    return render_template(
        "admin/contacts.html", wave=desk.wave, desk=desk, contacts=listed, is_due=desk.is_due(equipment().today())
    )


def take(wave_id: str) -> ResponseReturnValue:
    """The same as a workbook; the log says who took it."""
    desk = _desk_of(wave_id)
    taken = take_contacts(installation().stores, wave_id, equipment().act())
    workbook = contacts_workbook(taken, desk.wave.label, desk.delete_by)
    return file_to_save(File(f"contactgegevens_{wave_id}.xlsx", XLSX, workbook))


def delete_all(wave_id: str) -> ResponseReturnValue:
    """Delete them, after asking; pressed twice, it says that there is nothing left to delete."""
    try:
        return _delete_all(wave_id)
    except NoContacts:
        if request.method == "GET":
            raise
        return go_to("wave", _("Er zijn geen contactgegevens meer. Er is niets veranderd."), wave_id)


def _delete_all(wave_id: str) -> ResponseReturnValue:
    desk = _desk_of(wave_id)
    form = FinalForm(wave_id)
    if not form.validate_on_submit():
        return form_page("admin/delete-contacts.html", form, wave=desk.wave, desk=desk)
    report = delete_contacts(installation().stores, wave_id, equipment().act())
    flash(
        ngettext(
            "De contactgegevens van %(num)d persoon zijn verwijderd.",
            "De contactgegevens van %(num)d mensen zijn verwijderd.",
            report.deleted,
        )
    )
    return redirect(url_for("admin.wave", wave_id=wave_id))


def _desk_of(wave_id: str) -> KeptContacts:
    """The desk, with contacts in it; raises NoSuchWave or NoContacts."""
    with installation().stores.reading() as store:
        desk = find_desk(store, store.waves.get(wave_id))
    if desk is None or not desk.contacts:
        raise NoContacts(wave_id)
    return desk
