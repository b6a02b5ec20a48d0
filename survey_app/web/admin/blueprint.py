"""The administrators' pages: every address, what answers it, and for which roles."""

from flask import Blueprint

from survey_app.web.admin.access import CONTACT, EVERYBODY, FIELDWORK, NO_LOG_IN, RESEARCH, Address, guard, who_looks
from survey_app.web.admin.errors import register_errors
from survey_app.web.admin.language_choice import speak_as_chosen
from survey_app.web.admin.login import init_login
from survey_app.web.admin.notation import (
    day_words,
    level_words,
    month_words,
    number_words,
    origin_words,
    recruitment_words,
    state_words,
)
from survey_app.web.admin.opening_advice import languages_of, unread_of
from survey_app.web.admin.views import (
    changes,
    closing,
    codes,
    comparing,
    consenting,
    contacts,
    correcting,
    entering,
    exporting,
    keeping,
    life,
    people,
    previewing,
    results,
    sheets,
    shredding,
    texts,
    waves,
    with_files,
)
from survey_app.web.segment_names import names_in_wave

__all__ = ["ADDRESSES", "admin", "init_login"]

_BOTH = ("GET", "POST")

ADDRESSES = (
    Address("/inloggen", entering.log_in, NO_LOG_IN, _BOTH),
    Address("/uitloggen", entering.log_out, NO_LOG_IN, ("POST",)),
    Address("/taal", entering.choose_language, NO_LOG_IN, ("POST",)),
    Address("/wachtwoord", entering.own_password, EVERYBODY, _BOTH, for_study=True),
    Address("/", waves.overview, EVERYBODY, for_study=True),
    Address("/nieuwe-meting", life.choose_questionnaire, FIELDWORK),
    Address("/nieuwe-meting/<path:source>", life.add, FIELDWORK, _BOTH),
    Address("/voorbeeld/<path:source>", previewing.look_beforehand, FIELDWORK | RESEARCH, _BOTH),
    Address("/voorbeelden/beeindigen", previewing.end_previews, FIELDWORK | RESEARCH, ("POST",)),
    Address("/metingen/<wave_id>/", waves.wave, EVERYBODY),
    Address("/metingen/<wave_id>/vragenlijst", waves.questionnaire, EVERYBODY),
    Address("/metingen/<wave_id>/wijzigen", correcting.correct, FIELDWORK, _BOTH),
    Address("/metingen/<wave_id>/codes", codes.invite, FIELDWORK),
    Address("/metingen/<wave_id>/codes/kaarten", codes.cards, FIELDWORK, _BOTH),
    Address("/metingen/<wave_id>/codes/ongebruikt", codes.unused, FIELDWORK, ("POST",)),
    Address("/metingen/<wave_id>/codes/adressleutel", codes.forget, FIELDWORK, _BOTH),
    Address("/metingen/<wave_id>/verwijderen", life.remove, FIELDWORK, _BOTH),
    Address("/metingen/<wave_id>/tellingen-verwijderen", keeping.remove_counts, FIELDWORK | RESEARCH, _BOTH),
    Address("/metingen/<wave_id>/openen", life.open_, FIELDWORK, _BOTH),
    Address("/metingen/<wave_id>/bladen", sheets.sheets, FIELDWORK, _BOTH),
    Address("/metingen/<wave_id>/sluiten", life.close, FIELDWORK, _BOTH),
    Address("/metingen/<wave_id>/sluiten/voortgang", closing.headway, FIELDWORK),
    Address("/metingen/<wave_id>/sluiten/vragen", consenting.ask_to_close, FIELDWORK, ("POST",)),
    Address("/metingen/<wave_id>/sluiten/dag", consenting.closing_day, FIELDWORK, _BOTH),
    Address("/metingen/<wave_id>/vernietigen", shredding.destroy_paper, FIELDWORK, _BOTH),
    Address("/metingen/<wave_id>/gesloten", life.closed, EVERYBODY),
    Address("/metingen/<wave_id>/certificaat", closing.certificate, EVERYBODY),
    Address("/metingen/<wave_id>/afmaken", closing.finish, FIELDWORK, ("POST",)),
    Address("/metingen/<wave_id>/weggooien", life.discard, FIELDWORK, _BOTH),
    Address("/metingen/<wave_id>/proef-weggooien", life.throw_trial_away, FIELDWORK, _BOTH),
    Address("/metingen/<wave_id>/ongeldig", life.void, FIELDWORK, _BOTH),
    Address("/metingen/<wave_id>/contactgegevens", contacts.contacts, CONTACT),
    Address("/metingen/<wave_id>/contactgegevens/werkblad", contacts.take, CONTACT, ("POST",)),
    Address("/metingen/<wave_id>/contactgegevens/verwijderen", contacts.delete_all, CONTACT | FIELDWORK, _BOTH),
    Address("/metingen/<wave_id>/microdata", exporting.microdata, RESEARCH),
    Address("/metingen/<wave_id>/microdata/bestand", exporting.take_microdata, RESEARCH, ("POST",)),
    Address("/metingen/<wave_id>/open-antwoorden", texts.texts, RESEARCH),
    Address("/metingen/<wave_id>/open-antwoorden/<question>", texts.read_texts, RESEARCH, _BOTH),
    Address("/metingen/<wave_id>/open-antwoorden/<question>/gelezen", texts.decided_texts, RESEARCH, _BOTH),
    Address("/vergelijken", comparing.compare, RESEARCH),
    Address("/vergelijken/werkboek", comparing.download, RESEARCH, ("POST",)),
    Address("/vergelijken/met-bestand", with_files.with_file, RESEARCH, _BOTH),
    Address("/vergelijken/met-bestand/bewaren", keeping.keep_counts, RESEARCH, ("POST",)),
    Address("/resultaten", results.results, RESEARCH, for_study=True),
    Address("/resultaten/meenemen", results.take_result, RESEARCH, ("POST",), for_study=True),
    Address("/gewijzigde-vragen", changes.changed_questions, RESEARCH),
    Address("/gewijzigde-vragen/<earlier>/<later>/<item>/goedkeuren", changes.accept_question, RESEARCH, _BOTH),
    Address("/gewijzigde-vragen/<earlier>/<later>/<item>/intrekken", changes.withdraw_question, RESEARCH, _BOTH),
    Address("/beheerders/", people.administrators, FIELDWORK),
    Address("/beheerders/nieuw", people.add_person, FIELDWORK, ("POST",)),
    Address("/beheerders/<name>/wachtwoord", people.reset_person, FIELDWORK, _BOTH),
    Address("/beheerders/<name>/rol", people.change_person, FIELDWORK, _BOTH),
    Address("/beheerders/<name>/uitzetten", people.deactivate_person, FIELDWORK, _BOTH),
    Address("/logboek", people.audit_log, FIELDWORK),
)

admin = Blueprint("admin", __name__, url_prefix="/beheer")
for _address in ADDRESSES:
    # Strict, Werkzeug would send /beheer on to an absolute address, made of whatever host the request names.
    admin.add_url_rule(_address.path, _address.endpoint, _address.view, methods=_address.methods, strict_slashes=False)
admin.url_value_preprocessor(speak_as_chosen)
admin.before_request(guard(ADDRESSES))
register_errors(admin)
for _words in (level_words, state_words, origin_words, recruitment_words, month_words, day_words, number_words):
    admin.add_app_template_global(_words)
for _of in (names_in_wave, languages_of, unread_of):
    admin.add_app_template_global(_of)
admin.context_processor(who_looks)
