"""The words of files that mean one thing, in Dutch and English."""

from collections.abc import Mapping
from typing import Literal

from survey_app.dataset.from_files.names import as_whole, folded
from survey_app.fieldwork.mode import Mode

Arm = Literal["pilot", "mirror"]

ARMS: Mapping[str, Arm] = {
    **dict.fromkeys(
        ("pilot", "pilotkern", "pilotkernen", "pilotdorp", "pilot_village", "proef", "treatment", "intervention"),
        "pilot",
    ),
    **dict.fromkeys(
        ("mirror", "spiegel", "spiegelkern", "spiegelkernen", "spiegeldorp", "mirror_village", "control", "controle"),
        "mirror",
    ),
}
MODES: Mapping[str, Mode] = {
    **dict.fromkeys(("web", "online", "internet"), Mode.WEB),
    **dict.fromkeys(("paper", "papier", "post", "schriftelijk"), Mode.PAPER),
    **dict.fromkeys(("telephone", "telefoon", "telefonisch", "phone"), Mode.TELEPHONE),
    "tablet": Mode.TABLET,
    **dict.fromkeys(("assisted", "voorgelezen"), Mode.ASSISTED),
}
EMPTY = frozenset({"", "_", "na", "n/a", "nan"})
"""A cell of a codebook or frame in which nothing stands; NA and NaN are what R and pandas write for it."""

UNKNOWN = EMPTY.union(
    ("onbekend", "unknown", "?", "missing", "niet_bekend", "not_known", "not_stated", "niet_opgegeven", "niet_ingevuld")
)
"""A village, an arm or a background trait that is not known."""

TOTALS = frozenset(
    {
        *("totaal", "total", "alle", "all", "allemaal", "samen", "alle_dorpen", "alle_kernen", "all_villages"),
        *("alle_leeftijden", "all_ages"),
    }
)
"""What people call the row below the villages or below the categories."""

NO_TEXT = EMPTY | {"nvt", "n.v.t."}
"""A cell of a codebook that says in words that there is nothing to say; so does one that says that it was not asked."""

_NOT_APPLICABLE = frozenset({"nvt", "n.v.t.", "nvt.", "n.v.t", "niet_van_toepassing", "not_applicable"})
_NOT_ASKED = frozenset({"niet_gesteld", "not_asked"})

_YES = frozenset({"1", "ja", "yes", "true", "waar", "j", "y", "x", "t"})
_NO = frozenset({"0", "nee", "no", "false", "onwaar", "n", "f"})
_NO_OPINION = frozenset(
    {
        *("weet_niet", "weet_ik_niet", "weet_het_niet", "geen_mening", "weet_niet/geen_mening"),
        *("geen_mening/weet_niet", "weet_niet/n.v.t.", "n.v.t./weet_niet"),
        *("don't_know", "dont_know", "do_not_know", "no_opinion", "don’t_know"),
    }
)
NO_ANSWER = frozenset({"geen_antwoord", "no_answer", "niet_ingevuld", "missing", "ontbrekend", "onbekend", "leeg"})
"""A label that says that nothing was answered, so that it is no answer to choose."""


def flag(text: str) -> bool | None:
    """Yes or no; None when it is neither."""
    word = folded(as_whole(text.strip()))
    return True if word in _YES else False if word in _NO else None


def is_not_applicable(text: str) -> bool:
    """Whether a cell says n.v.t."""
    return folded(text) in _NOT_APPLICABLE


def is_no_opinion(text: str) -> bool:
    """Whether an answer says that there is no answer to give: n.v.t., or in other words."""
    return is_not_applicable(text) or folded(text) in _NO_OPINION


def is_not_asked(text: str) -> bool:
    """Whether a cell says that the question was not put to this respondent."""
    return folded(text) in _NOT_ASKED
