"""The one way on from a page that is the end of a road."""

from flask import g, url_for

from survey_app.fieldwork.wave import Recruitment, Wave, WaveState
from survey_app.web.respondent.visit import find_visit
from survey_app.web.translation import gettext as _

Onward = tuple[str, str]
"""An address, and what the button says."""


def way_on() -> Onward:
    """Back to what was begun in this browser, else to where one begins; call it when the scene is set.

    Who looks at a preview has always begun.
    """
    is_begun = "preview" in g or find_visit() is not None
    return (url_for("pages.introduction"), _("Terug naar uw vragenlijst")) if is_begun else way_in()


def way_in() -> Onward:
    """Where one begins: with the open link, as far as it is known that somebody came by it, else with a code."""
    wave: Wave | None = g.get("wave")
    if wave is not None and wave.recruitment is Recruitment.OPEN_LINK and wave.state is WaveState.OPEN:
        return url_for("entrance.open_link", wave_id=wave.id), _("Naar de eerste pagina")
    return url_for("entrance.start"), _("Naar de eerste pagina")


def other_code() -> Onward | None:
    """For whom this code does no more: another one. Nobody who came by an open link has any."""
    wave: Wave | None = g.get("wave")
    if wave is not None and wave.recruitment is Recruitment.OPEN_LINK:
        return None
    return url_for("entrance.start"), _("Typ een andere code")
