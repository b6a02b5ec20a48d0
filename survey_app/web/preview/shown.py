"""What is looked at, and what was filled in of it, which is in the encrypted cookie that goes with the browser."""

import json
import zlib
from base64 import b64decode, b64encode

from flask import g, session

from survey_app.fieldwork.life import check_form
from survey_app.fieldwork.preview_link import read
from survey_app.fieldwork.wave import Custody, Wave
from survey_app.language.catalogues import LANGUAGES
from survey_app.questionnaire.answers import Answers
from survey_app.questionnaire.library import load_source
from survey_app.web.admin.equipment import equipment
from survey_app.web.language import speak, spoken
from survey_app.web.respondent.reading import as_read, offer
from survey_app.web.respondent.scene import Asker
from survey_app.web.respondent.sitting import Sitting
from survey_app.web.respondent.turn import Turn
from survey_app.web.respondent.visit import Visit
from survey_app.web.stores import installation

_FILLED_IN = "preview"
_MOST = 1500
"""Characters, which are a third more when they are encrypted: a cookie has 4,000, and others stand in it."""


class PreviewFull(Exception):
    """What was filled in does not fit the cookie."""


def show(text: str) -> None:
    """Let the rest of this request be about the questionnaire of this link, as a wave that is kept nowhere.

    Raises NoSuchPreview or PreviewOver, and NoSuchQuestionnaire, QuestionnaireFaults or OtherForm of its file.
    """
    at = installation()
    link = read(text, at.keys.preview_key(), equipment().today())
    instrument = load_source(at.settings.questionnaire_directory, link.source)
    check_form(link.source, instrument)
    desk = instrument.questionnaire.contact_desk
    g.preview = g.wave = Wave(
        text,
        instrument.questionnaire.title,
        link.until.replace(day=1),
        link.source,
        link.recruitment,
        custody=Custody.SHEETS,
        instrument=instrument,
        fingerprint=instrument.fingerprint(),
        contact_key=None if desk is None else b"",
    )
    offer(instrument.languages)
    g.asker = Asker.of([as_read(g.wave).study])


def speak_to_researchers() -> None:
    """On a page that respondents do not have, speak a language that reaches it: else that of the figures."""
    if spoken() not in LANGUAGES:
        speak(g.wave.instrument.languages[0])
        g.asker = Asker.of([as_read(g.wave).study])


def shown() -> Wave:
    """What this request is about."""
    wave: Wave = g.preview
    return wave


def current_sitting() -> Sitting:
    """Somebody who looks, as a respondent at work, with what was filled in of this questionnaire in this browser."""
    wave = shown()
    return Sitting(Visit(wave.id, b"", b""), wave, _filled_in(wave.source))


def add_answers(sitting: Sitting, turn: Turn) -> Sitting:
    """Keep what was filled in beside that of before; raises PreviewFull."""
    answers = {**turn.left_blank, **sitting.answers, **turn.given}
    keep_answers(answers)
    return Sitting(sitting.visit, sitting.wave, answers)


def keep_answers(answers: Answers) -> None:
    """Keep these and no others; raises PreviewFull."""
    packed = b64encode(zlib.compress(json.dumps(answers).encode(), 9)).decode("ascii")
    if len(packed) > _MOST:
        raise PreviewFull("more was filled in than fits a preview")
    session[_FILLED_IN] = [shown().source, packed]


def forget_answers() -> None:
    """Begin anew."""
    session.pop(_FILLED_IN, None)


def _filled_in(source: str) -> Answers:
    """Of another questionnaire nothing: the browser knows of one at a time."""
    of, packed = session.get(_FILLED_IN, ("", ""))
    if of != source:
        return {}
    answers = json.loads(zlib.decompress(b64decode(packed)))
    return {key: tuple(answer) if isinstance(answer, list) else answer for key, answer in answers.items()}
