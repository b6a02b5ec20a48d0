"""Acts of administrators in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from survey_app.fieldwork.administration import NOBODY_KNOWN, REFUSED, REFUSED_UNKNOWN
from survey_app.fieldwork.administrators import AuditEntry
from survey_app.web.admin.notation import moment_words
from survey_app.web.translation import gettext as _


@dataclass(frozen=True)
class ToldAct:
    """One line of the log."""

    when: str
    who: str
    act: str
    subject: str


def tell_acts(entries: Iterable[AuditEntry]) -> list[ToldAct]:
    """The acts in the order in which they come."""
    return [
        ToldAct(
            moment_words(entry.at),
            _who_words(entry.administrator),
            _act_words(entry.act),
            ", ".join(part.strip() for part in entry.subject.split(",")),
        )
        for entry in entries
    ]


def _who_words(who: str) -> str:
    return _("niet bekend wie") if who == NOBODY_KNOWN else who


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
