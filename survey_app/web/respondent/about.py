"""Pages about this site: privacy, as far as it depends on what is in the field, accessibility, and reporting a leak."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from flask import Blueprint, Response, abort, g, render_template
from flask.typing import ResponseReturnValue

from survey_app.assurance.paper import day_of, left_words
from survey_app.fieldwork.shredding import left_of, paper_of
from survey_app.fieldwork.wave import Custody, Recruitment, Wave, WaveState
from survey_app.language.words import Words
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.library import find_study_of, studies_in
from survey_app.questionnaire.study import SegmentWords, Study
from survey_app.web.language import spoken
from survey_app.web.respondent.idle import MINUTES
from survey_app.web.respondent.scene import look_around
from survey_app.web.stores import installation

about = Blueprint("about", __name__)

_VALID_FOR = timedelta(days=180)


@dataclass(frozen=True)
class InTheField:
    """Whether any wave goes by codes, by an open link, has its key on paper or on the host, or a contact desk.

    `segment` is what segments are called, where any wave has codes of them.
    """

    codes: bool
    links: bool
    paper: bool
    host: bool
    desks: bool
    segment: Words | None


def in_the_field(waves: Iterable[Wave]) -> InTheField:
    """Of the waves that are open; while there are none, as if there were every kind."""
    running = [wave for wave in waves if wave.state is WaveState.OPEN]
    instruments = [(wave, wave.frozen_instrument()) for wave in running]
    nothing = not running
    return InTheField(
        codes=nothing or any(wave.recruitment is Recruitment.CODES for wave in running),
        links=nothing or any(wave.recruitment is Recruitment.OPEN_LINK for wave in running),
        paper=nothing or any(wave.custody is Custody.SHEETS for wave in running),
        host=nothing or any(wave.custody is Custody.HOST for wave in running),
        desks=nothing or any(instrument.questionnaire.contact_desk for _wave, instrument in instruments),
        segment=SegmentWords().names["segment"] if nothing else _segment(instruments),
    )


def _segment(instruments: Iterable[tuple[Wave, Instrument]]) -> Words | None:
    """What they all call a segment; studies that do not agree have groups."""
    by_code = (instrument.study for wave, instrument in instruments if wave.recruitment is Recruitment.CODES)
    names = {study.segment_names["segment"] for study in by_code if study.segments}
    return names.pop() if len(names) == 1 else SegmentWords().names["segment"] if names else None


@about.get("/privacy")
def privacy() -> ResponseReturnValue:
    """What is kept, by whom it can be read, and for how long: as far as it is true of what is in the field."""
    look_around()
    with installation().stores.reading() as store:
        waves = in_the_field(store.waves.all())
    return render_template(
        "respondent/privacy.html", told=waves, studies=accountable_studies(), minutes=MINUTES, paper_left=_paper_left()
    )


def _paper_left() -> list[tuple[str, str]]:
    """Closed waves of which paper was not destroyed yet, by name, with what that means."""
    with installation().stores.reading() as store:
        waves = [(wave, left_of(paper_of(wave, store.shreddings.read(wave.id)))) for wave in store.waves.all()]
    sentences = [(wave.label, left_words(wave, left)) for wave, left in waves]
    return [(label, words.spoken_in(spoken())) for label, words in sentences if words is not None]


@about.get("/toegankelijkheid")
def accessibility() -> ResponseReturnValue:
    """How accessible these pages are, and where to complain."""
    look_around()
    return render_template("respondent/accessibility.html", studies=accountable_studies(), minutes=MINUTES)


@about.get("/.well-known/security.txt")
def security_txt() -> ResponseReturnValue:
    """RFC 9116; there is none while the installation names no contact (PEILSTOK_SECURITY_CONTACT)."""
    contact = installation().settings.security_contact
    if not contact:
        abort(404)
    expires = (datetime.now(UTC) + _VALID_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [f"Contact: {contact}", f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}", "Preferred-Languages: nl, en"]
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def accountable_studies() -> list[Study]:
    """That of this visit, else those in the field, else all in the folder; call it when the scene is set (0234)."""
    wave: Wave | None = g.get("wave")
    if wave is None:
        with installation().stores.reading() as store:
            waves = [wave for wave in store.waves.all() if wave.state is WaveState.OPEN]
    else:
        waves = [wave]
    if not waves:
        return list(studies_in(installation().settings.questionnaire_directory))
    return list({study.study: study for study in map(_study_now, waves)}.values())


def _study_now(wave: Wave) -> Study:
    """As its file says now; else as the wave was opened: where it is gone, of another study, or in other languages."""
    instrument = wave.frozen_instrument()
    asked = instrument.nearest_to(spoken())
    frozen = asked.study
    now = find_study_of(installation().settings.questionnaire_directory, wave.source, asked.questionnaire.language)
    return now if now is not None and now.study == frozen.study else frozen


def day_in_words(day: str) -> Words:
    """A day that was written as 2026-03-31."""
    return day_of(date.fromisoformat(day))
