"""What a study calls its segments, in the language of the page."""

from collections.abc import Mapping

from survey_app.fieldwork.wave import Wave
from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.questionnaire.library import NoSuchQuestionnaire
from survey_app.questionnaire.study import SegmentWords, Study
from survey_app.web.language import spoken
from survey_app.web.stores import installation


def spoken_names(study: Study | None) -> Mapping[str, str]:
    """What fills `%(segment)s` and `%(segments)s`; of a study that is not known, groups."""
    words = study.segment_words if study else SegmentWords()
    return {name: text.spoken_in(spoken()) for name, text in words.names.items()}


def names_in_wave(wave: Wave) -> Mapping[str, str]:
    """The same for a wave; of a draft as the file of its study says now."""
    try:
        study = installation().instrument_of(wave).study
    except (NoSuchQuestionnaire, QuestionnaireFaults):
        study = None
    return spoken_names(study)
