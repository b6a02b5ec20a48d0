"""What the columns of the three files may be called: the documented name first, then what else means the same."""

import re
from collections.abc import Iterator, Mapping, Sequence

from survey_app.dataset.from_files.names import identifier
from survey_app.dataset.from_files.wave_names import WaveName, find_wave

Names = Mapping[str, Sequence[str]]

_WAVE = ("wave", "waves", "meting", "metingen", "golf", "ronde", "meetmoment", "wave_id")
_VILLAGE = (
    *("village", "segment", "dorp", "kern", "dorpskern", "woonkern", "woonplaats"),
    *("village_name", "dorpsnaam", "kernnaam", "naam_kern", "naam_dorp"),
)
_ARM = ("arm", "pilot_spiegel", "pilot_mirror", "groep", "group")
_MONTH = ("month", "maand")
_AGE = (
    *("age", "leeftijd", "age_group", "age_band", "age_class", "age_cat", "age_category", "age_bracket", "age_range"),
    *("agegroup", "ageband", "agecat", "age_years", "age_in_years"),
    *("leeftijdsgroep", "leeftijdscategorie", "leeftijdsklasse", "leeftijd_jaar", "leeftijd_in_jaren"),
)
_PERSON = (
    *("id", "respondent", "respondent_id", "resp_id", "respid", "case", "nr", "volgnummer", "row"),
    *("respnr", "respondentnr", "respondent_nr", "respondentnummer", "response_id", "responseid", "rowid", "row_id"),
    *("caseid", "case_id", "participant", "participant_id", "record_id", "uid", "unnamed_0", "rownames", "row_names"),
)

_TOOL = (
    *("timestamp", "tijdstempel", "start_time", "completion_time", "last_modified_time", "begintijd", "starttijd"),
    *("tijd_van_voltooiing", "voltooiingstijd", "tijdstip_laatste_wijziging", "email", "e_mail", "email_address"),
    *("submitdate", "date_submitted", "datum_verzonden", "lastpage", "last_page", "laatste_pagina", "startlanguage"),
    *("start_language", "starttaal", "seed", "startdate", "date_started", "datestamp", "date_last_action", "ipaddr"),
    *("ip_address", "ipaddress", "enddate", "progress", "finished", "recordeddate", "recorded_date", "start_date"),
    *("end_date", "duration_in_seconds", "recipientlastname", "recipientfirstname", "recipientemail", "response_type"),
    *("externalreference", "locationlatitude", "locationlongitude", "distributionchannel", "userlanguage"),
)

_REVERSED = ("reverse_scored", "reverse_coded", "reverse_keyed", "reversed_item", "is_reversed", "rev")

RESPONSES: Names = {
    "wave": _WAVE,
    "village": _VILLAGE,
    "arm": _ARM,
    "mode": ("mode", "modus", "afnamewijze", "wijze"),
    "month": _MONTH,
    "running number": (*_PERSON, *_TOOL),
}
"""Columns of responses.csv that are no items."""

PASSED = "running number"
"""What is passed over: who it was, and what the tool itself wrote beside the answers."""

BACKGROUND: Names = {"age": _AGE, "gender": ("gender", "geslacht", "sex")}
"""Columns of responses.csv that are background traits without a codebook that says so."""

CODEBOOK: Names = {
    "item": ("item", "id", "item_id", "name", "naam", "code", "variable", "variabele", "var", "column", "kolom"),
    "wave": (*_WAVE, "asked_in", "gesteld_in", "in_waves"),
    "text": (
        *("text", "tekst", "question", "vraag", "vraagtekst", "statement", "stelling", "wording", "label"),
        *("item_text", "question_text", "description", "omschrijving", "vraagstelling", "formulering"),
    ),
    "block": ("block", "section", "blok", "sectie", "thema", "theme", "rubriek"),
    "type": ("type", "soort", "vraagtype", "item_type"),
    "scale": (
        *("scale", "construct", "schaal", "concept", "dimensie", "dimension"),
        *("subscale", "subschaal", "scale_name", "scale_id", "schaalnaam"),
    ),
    "reversed": ("reversed", "reverse", "omgekeerd", "gespiegeld", "omgepoold", "ompolen", *_REVERSED),
    "points": ("points", "punten", "aantal_punten", "n_points", "n_categories", "number_of_points"),
    "labels": ("labels", "value_labels", "antwoorden", "antwoordlabels", "answers"),
    "options": ("options", "opties", "keuzes", "categories", "categorieen", "values"),
    "exclusive": ("exclusive", "exclusief"),
    "nvt": ("nvt", "n_v_t", "not_applicable", "niet_van_toepassing", "na_offered", "nvt_code", "nvt_label"),
    "role": ("role", "rol"),
    "background": ("background", "achtergrond", "achtergrondkenmerk", "kenmerk"),
    "asked": ("asked", "gesteld", "gevraagd", "in"),
    "wording_version": ("wording_version", "version", "versie", "tekstversie"),
    "minimum": ("minimum", "min"),
    "maximum": ("maximum", "max"),
    "note": ("note", "notes", "comment", "remark", "source", "opmerking", "opmerkingen", "toelichting", "bron"),
}

FRAME: Names = {
    "wave": _WAVE,
    "village": _VILLAGE,
    "arm": _ARM,
    "month": _MONTH,
    "age": _AGE,
    "trait": ("trait", "kenmerk", "variable", "variabele"),
    "category": ("category", "categorie", "klasse"),
    "households": (
        *("households", "huishoudens", "addresses", "adressen", "frame", "n", "number", "aantal", "size", "omvang"),
        *("n_frame", "frame_n", "n_households", "invited", "uitgenodigd", "benaderd"),
        *("approached", "eligible", "sent", "verstuurd", "aangeschreven", "n_invited", "frame_size", "count"),
        *("aantal_huishoudens", "number_of_households", "aantal_adressen"),
    ),
    "population": (
        *("population", "populatie", "inwoners", "inhabitants", "persons", "personen", "people", "bevolking"),
        *("pop", "pop_size", "population_size", "n_population", "residents", "aantal_inwoners", "inwonertal"),
    ),
    "note": ("note", "notes", "comment", "remark", "source", "opmerking", "opmerkingen", "toelichting", "bron"),
}


def field_of(heading: str, names: Names) -> str | None:
    """What a heading means; None when it is not one of the names."""
    name = identifier(heading)
    return next((field for field, known in names.items() if name in known), None)


def field_and_wave(
    heading: str, names: Names, waves: Sequence[WaveName], *, alone: str
) -> tuple[str, WaveName | None] | None:
    """`text` is of all waves (None), `text_2019`, `text_w2` and `w2_text` are of one; None when it means neither.

    A heading that names a wave and no more, as `2019` and `wave_2`, means `alone` of it.
    """
    general, named = field_of(heading, names), find_wave(heading, waves)
    if general is not None:
        return general, None
    if named is not None:
        return alone, named
    for first, last in _cuts(identifier(heading)):
        for name, wave in ((first, last), (last, first)):
            field, meant = field_of(name, names), find_wave(wave, waves)
            if field not in (None, "wave") and meant is not None:
                return str(field), meant
    return None


def _cuts(name: str) -> Iterator[tuple[str, str]]:
    """An identifier in two, at each underscore, and before the number at its end."""
    for cut in (underscore.start() for underscore in re.finditer("_", name)):
        yield name[:cut], name[cut + 1 :]
    if numbered := re.fullmatch(r"([a-z_]*[a-z])(\d+)", name):
        yield numbered[1], numbered[2]


def known_names(names: Names) -> str:
    """The documented names, for a message."""
    return ", ".join(known[0] for known in names.values())
