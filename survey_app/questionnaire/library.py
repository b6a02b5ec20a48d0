"""The folder of questionnaires: a folder a study in it, and in that a file a questionnaire version."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from survey_app.language.catalogues import SOURCE
from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.loader import STUDY_FILE, load_instrument, load_studies, load_study_file
from survey_app.questionnaire.study import Study
from survey_app.refusal import NotThere


class NoSuchQuestionnaire(
    NotThere, says="questionnaire {}: no such file in the folder of questionnaires (PEILSTOK_QUESTIONNAIRES)"
):
    """No file of the folder of questionnaires has this name."""


def sources_in(directory: Path) -> Iterator[str]:
    """Every questionnaire file, as waves name it: `study/file.yaml`, in order of name."""
    paths = (path for path in directory.glob("*/*.yaml") if path.name != STUDY_FILE)
    return (path.relative_to(directory).as_posix() for path in sorted(paths))


def study_folders(directory: Path) -> list[Path]:
    """The folder of every study, in order of name."""
    return sorted(path.parent for path in directory.glob(f"*/{STUDY_FILE}"))


def studies_in(directory: Path) -> Iterator[Study]:
    """Every study without faults, in order of folder."""
    for path in sorted(directory.glob(f"*/{STUDY_FILE}")):
        with suppress(QuestionnaireFaults):
            yield load_study_file(path)


def instruments_in(directory: Path) -> Iterator[Instrument]:
    """Every questionnaire without faults in its study, in order of name."""
    for source in sources_in(directory):
        with suppress(QuestionnaireFaults):
            yield load_instrument(directory / source)


def find_study_of(directory: Path, source: str, language: str = SOURCE) -> Study | None:
    """The study beside a file of the folder as it is now, wherever the file itself is.

    None when it cannot be read, or has texts in more languages and not in this one.
    """
    files = {path.parent.name: path for path in directory.glob(f"*/{STUDY_FILE}")}
    file = files.get(PurePosixPath(source).parent.name)
    with suppress(QuestionnaireFaults):
        studies = load_studies(file) if file else {}
        return next(iter(studies.values())) if len(studies) == 1 else studies.get(language)
    return None


def load_source(directory: Path, source: str) -> Instrument:
    """The instrument of a file that stands in the folder and nowhere else.

    Raises NoSuchQuestionnaire or QuestionnaireFaults.
    """
    if source not in sources_in(directory):
        raise NoSuchQuestionnaire(source)
    return load_instrument(directory / source)


def source_of(directory: Path, path: Path) -> str:
    """How a wave names this file; raises NoSuchQuestionnaire when it stands outside the folder."""
    try:
        source = path.resolve().relative_to(directory.resolve()).as_posix()
    except ValueError as error:
        raise NoSuchQuestionnaire(str(path)) from error
    if source not in sources_in(directory):
        raise NoSuchQuestionnaire(source)
    return source
