"""What the columns of the three files may be called: the documented name first, then what else means the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from survey_app.dataset.elsewhere.names import identifier
from survey_app.dataset.elsewhere.wave_names import WaveName, find_wave

Names = Mapping[str, Sequence[str]]

_WAVE = ("wave", "waves", "meting", "metingen", "golf", "ronde", "meetmoment", "wave_id")
_VILLAGE = ("village", "segment", "dorp", "kern", "dorpskern", "woonkern", "woonplaats")
_ARM = ("arm", "pilot_spiegel", "pilot_mirror", "groep", "group")
_MONTH = ("month", "maand")
_AGE = (
    "age",
    "leeftijd",
    "age_group",
    "age_band",
    "age_class",
    "leeftijdsgroep",
    "leeftijdscategorie",
    "leeftijdsklasse",
)

_REVERSED = ("reverse_scored", "reverse_coded", "reverse_keyed", "reversed_item", "is_reversed")

RESPONSES: Names = {
    "wave": _WAVE,
    "village": _VILLAGE,
    "arm": _ARM,
    "mode": ("mode", "modus", "afnamewijze", "wijze"),
    "month": _MONTH,
    "running number": ("id", "respondent", "respondent_id", "resp_id", "respid", "case", "nr", "volgnummer", "row"),
}
"""Columns of responses.csv that are no items."""

BACKGROUND: Names = {"age": _AGE, "gender": ("gender", "geslacht", "sex")}
"""Columns of responses.csv that are background traits without a codebook that says so."""

CODEBOOK: Names = {
    "item": ("item", "id", "item_id", "name", "naam", "code", "variable", "variabele", "var", "column", "kolom"),
    "wave": (*_WAVE, "asked_in", "gesteld_in", "in_waves"),
    "text": ("text", "tekst", "question", "vraag", "vraagtekst", "statement", "stelling", "wording", "label"),
    "block": ("block", "section", "blok", "sectie", "thema", "theme", "rubriek"),
    "type": ("type", "soort", "vraagtype", "item_type"),
    "scale": ("scale", "construct", "schaal", "concept", "dimensie", "dimension"),
    "reversed": ("reversed", "reverse", "omgekeerd", "gespiegeld", "omgepoold", "ompolen", *_REVERSED),
    "points": ("points", "punten", "aantal_punten"),
    "labels": ("labels", "value_labels", "antwoorden", "antwoordlabels", "answers"),
    "options": ("options", "opties", "keuzes", "categories", "categorieen", "values"),
    "nvt": ("nvt", "n_v_t", "not_applicable", "niet_van_toepassing", "na_offered"),
    "role": ("role", "rol"),
    "background": ("background", "achtergrond", "achtergrondkenmerk", "kenmerk"),
    "asked": ("asked", "gesteld", "gevraagd"),
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
        *("approached", "eligible", "sent", "verstuurd", "aangeschreven"),
    ),
    "population": ("population", "populatie", "inwoners", "inhabitants", "persons", "personen", "people", "bevolking"),
    "note": ("note", "notes", "comment", "remark", "source", "opmerking", "opmerkingen", "toelichting", "bron"),
}


def field_of(heading: str, names: Names) -> str | None:
    """What a heading means; None when it is not one of the names."""
    made = identifier(heading)
    return next((field for field, known in names.items() if made in known), None)


def field_and_wave(heading: str, names: Names, waves: Sequence[WaveName]) -> tuple[str, WaveName | None] | None:
    """`text` is of all waves (None), `text_2019` and `text_w2` are of one; None when it means neither."""
    general = field_of(heading, names)
    if general is not None:
        return general, None
    parts = identifier(heading).split("_")
    for cut in range(1, len(parts)):
        name = field_of("_".join(parts[:cut]), names)
        wave = find_wave("_".join(parts[cut:]), waves)
        if name is not None and wave is not None:
            return name, wave
    return None


def known_names(names: Names) -> str:
    """The documented names, for a message."""
    return ", ".join(known[0] for known in names.values())
