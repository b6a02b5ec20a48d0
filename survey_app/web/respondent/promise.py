"""What happens to answers, generated from the rules a wave was opened under, never typed by hand."""

from __future__ import annotations

from survey_app.fieldwork.wave import Custody, Recruitment, Wave
from survey_app.web.translation import gettext as _


def promise(wave: Wave) -> list[str]:
    """Sentences that are true of this wave; each one point of a list."""
    return [
        _("Meedoen mag, het hoeft niet. U mag vragen overslaan en u mag altijd stoppen."),
        _("Wij bewaren niet wie u bent: geen naam, adres, e-mailadres, IP-adres of tijdstip."),
        _recruitment(wave),
        _("Als u verstuurt, gaan uw antwoorden op slot in een digitale stembus."),
        _custody(wave),
        _(
            "Als het onderzoek sluit, schudden wij de stembus, maken wij hem open en vernietigen wij de sleutel. "
            "Daarna kan niemand meer zien wie welk antwoord gaf."
        ),
        _(
            "Deden er minder dan %(minimum)s mensen mee? Dan bewaren wij geen enkel antwoord, alleen het aantal.",
            minimum=wave.minimum,
        ),
        _("Na het versturen kunnen wij uw antwoorden niet meer opzoeken, veranderen of wissen. Daarvoor nog wel."),
        _("Typt u zelf een tekst? Zet er dan geen namen, adressen of telefoonnummers in."),
    ]


def _recruitment(wave: Wave) -> str:
    if wave.recruitment is Recruitment.OPEN_LINK:
        return _(
            "Uw browser onthoudt alleen dát er is meegedaan, niet door wie. Zo vult u niet per ongeluk twee keer in. "
            "Werkt u op een apparaat van uw werkgever? Dan kan uw werkgever technisch meekijken met wat u typt."
        )
    return _(
        "Aan uw code zien wij uit welke kern u komt en of er al geantwoord is, niet wát u antwoordt. "
        "Dat er geantwoord is, mag gebruikt worden om geen herinnering te sturen."
    )


def _custody(wave: Wave) -> str:
    match wave.custody:
        case Custody.SHEETS:
            return _(
                "De sleutel van de stembus staat op papier, bij twee mensen. Onze server kan hem zelf niet openen."
            )
        case Custody.HOST:
            return _(
                "De sleutel van de stembus staat tot de sluiting op onze server, apart van de antwoorden. "
                "Niemand leest antwoorden voordat het onderzoek sluit. "
                "Wie in die tijd bij de hele server kan, als beheerder of als dief, zou dat wel kunnen."
            )
