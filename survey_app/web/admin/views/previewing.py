"""A questionnaire as respondents will see it: to look at oneself, and a link for who does not log in."""

from datetime import date, timedelta

from flask import url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, SelectChoice
from wtforms.validators import ValidationError

from survey_app.fieldwork.life import check_form
from survey_app.fieldwork.preview_link import LONGEST, BadPreviewDay, PreviewLink, check_until, written
from survey_app.fieldwork.wave import Recruitment
from survey_app.questionnaire.hints.reading import FEWEST_WORDS, HARD
from survey_app.questionnaire.library import load_source
from survey_app.questionnaire.loader import hints_of
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.forms import AdminForm, Day, Needed, PlainForm
from survey_app.web.admin.notation import day_words, recruitment_words
from survey_app.web.admin.showing import form_page, go_to
from survey_app.web.language import spoken
from survey_app.web.stores import installation
from survey_app.web.translation import gettext as _
from survey_app.web.translation import lazy_gettext as _l


class PreviewForm(AdminForm):
    """How people will come in, and until when the link works."""

    recruitment = RadioField(_l("Hoe komen respondenten straks binnen?"), validators=[Needed()])
    until = Day(_l("Tot en met welke dag werkt de link?"), validators=[Needed()])

    def __init__(self, today: date, **data: object) -> None:
        super().__init__(**data)
        self._today = today
        ways = (Recruitment.CODES, Recruitment.OPEN_LINK)
        self.recruitment.choices = [SelectChoice(way.value, recruitment_words(way)) for way in ways]

    def validate_until(self, field: Day) -> None:
        """Whether a link may last so long; what is no day was refused before."""
        if field.data is None:
            return
        try:
            check_until(field.data, self._today)
        except BadPreviewDay as error:
            last = day_words(self._today + LONGEST)
            raise ValidationError(_("Kies een dag van vandaag tot en met %(last)s.", last=last)) from error


_USUALLY = timedelta(days=14)
_HELD_HERE = (Recruitment.CODES, Recruitment.OPEN_LINK)


def look_beforehand(source: str) -> ResponseReturnValue:
    """The ways to look at it, and the link that was asked for; a link is made and kept nowhere."""
    at, today = installation(), equipment().today()
    instrument = load_source(at.settings.questionnaire_directory, source)
    check_form(source, instrument)
    form = PreviewForm(today, until=today + _USUALLY, recruitment=Recruitment.CODES.value)
    link = (
        PreviewLink(source, Recruitment(form.recruitment.data), form.until.data) if form.validate_on_submit() else None
    )
    return form_page(
        "admin/look-beforehand.html",
        form,
        instrument=instrument,
        source=source,
        hard=HARD,
        fewest_words=FEWEST_WORDS,
        ways={way: _text(PreviewLink(source, way, today)) for way in _HELD_HERE},
        hints=hints_of(at.settings.questionnaire_directory / source, instrument.questionnaire, spoken()),
        given=link and at.settings.base_url + url_for("preview.start", link=_text(link)),
    )


def end_previews() -> ResponseReturnValue:
    """End every link that was made so far."""
    if PlainForm().validate_on_submit():
        installation().keys.destroy_preview_key()
    return go_to("overview", _("Alle links naar voorbeelden van vragenlijsten zijn beëindigd."))


def _text(link: PreviewLink) -> str:
    return written(link, installation().keys.preview_key())
