"""The studies that a reader can be tied to: those of waves, and those of which a questionnaire is there."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from survey_app.fieldwork.ports import Store
from survey_app.questionnaire.library import studies_in
from survey_app.refusal import NotThere


class UnknownStudy(NotThere, says="study {!r}: no wave and no folder of questionnaires has this id; known: {}"):
    """An id that no study has."""


def known_studies(store: Store, directory: Path) -> Mapping[str, str]:
    """Their titles by id, in order of the ids; of a study with waves the title that its last one had."""
    titles = {study.study: study.title for study in studies_in(directory)}
    for wave in sorted(store.waves.all(), key=lambda wave: wave.moment):
        if wave.instrument is not None:
            titles[wave.instrument.study.study] = wave.instrument.study.title
    return dict(sorted(titles.items()))


def check_studies(studies: Iterable[str], known: Iterable[str]) -> None:
    """Whether all of them are known; raises UnknownStudy."""
    known = list(known)
    for study in studies:
        if study not in known:
            raise UnknownStudy(study, ", ".join(known) or "none")
