"""Everything wrong in folders of studies: each file by itself, and the versions of a questionnaire side by side."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from survey_app.questionnaire.breakdown_checks import not_broken_down_by
from survey_app.questionnaire.faults import Fault, QuestionnaireFaults, suggestion
from survey_app.questionnaire.hints.reading import Hints
from survey_app.questionnaire.loader import (
    STUDY_FILE,
    hints_of,
    language_faults,
    load_questionnaire,
    load_studies,
    load_study,
    warnings_of,
)
from survey_app.questionnaire.look.folder import THEME_FILE, looked_at
from survey_app.questionnaire.model import Choice, Questionnaire, SingleChoice
from survey_app.questionnaire.study import Study
from survey_app.questionnaire.unsaid import unsaid

_Read = TypeVar("_Read")

SUFFIX = ".yaml"
_TOLD_IN = "en"
"""As everything that is told of files."""


@dataclass
class Inspection:
    """What was read, everything wrong with it, what could be better, and what is to be known of it.

    `notes` tell what a study leaves unsaid to respondents, and of which questionnaire there can be no hints. Files are
    named by their path.
    """

    studies: int = 0
    questionnaires: list[tuple[Path, Questionnaire]] = field(default_factory=list)
    notes: list[tuple[Path, str]] = field(default_factory=list)
    hints: list[tuple[Path, Hints]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    @property
    def items(self) -> int:
        """Items in all questionnaires together."""
        return sum(len(questionnaire.items) for _, questionnaire in self.questionnaires)


def inspect(paths: Iterable[Path], *, with_hints: bool = False) -> Inspection:
    """Read files and folders, with the folders in them; the study beside each questionnaire is read too."""
    inspection = Inspection()
    files = sorted({file for path in paths for file in _files(path, inspection)})
    for folder in sorted({file.parent for file in files}):
        _inspect_study(inspection, folder, [file for file in files if file.parent == folder])
    for file, questionnaire in inspection.questionnaires if with_hints else ():
        _add_hints(inspection, file, questionnaire)
    return inspection


def _inspect_study(inspection: Inspection, folder: Path, files: list[Path]) -> None:
    """The study of a folder, with those of its questionnaires that are asked for."""
    study = _read(inspection, folder / STUDY_FILE, partial(load_study, folder))
    inspection.studies += study is not None
    sources = [file for file in files if file.name != STUDY_FILE]
    read = [(file, _read(inspection, file, partial(load_questionnaire, file, study))) for file in sources]
    inspection.notes += [(folder / THEME_FILE, what) for what in looked_at(folder)]
    if study is not None:
        inspection.faults += [
            replace(fault, file=str(file)) for file, one in read if one for fault in language_faults(file)
        ]
        inspection.notes += _languages_unsaid(folder / STUDY_FILE, [one for _, one in read if one])
    well = [(file, questionnaire) for file, questionnaire in read if questionnaire is not None]
    inspection.questionnaires += well
    if study is not None:
        notes = (*unsaid(study), *not_broken_down_by(study, [version for _, version in well]))
        inspection.notes += [(folder / STUDY_FILE, what) for what in notes]
    inspection.faults += _faults_between(well)
    faultless = ([folder / STUDY_FILE] if study is not None else []) + [file for file, _ in well]
    inspection.warnings += [replace(fault, file=str(file)) for file in faultless for fault in warnings_of(file)]
    everything = {file for file in folder.glob(f"*{SUFFIX}") if file.name != STUDY_FILE}
    if study is not None and {file for file, _ in well} == everything:
        inspection.faults += _named_for_nothing(folder / STUDY_FILE, study, well)
        inspection.faults += _goals_of_nothing(folder / STUDY_FILE, study, [version for _, version in well])


def _languages_unsaid(study: Path, questionnaires: list[Questionnaire]) -> list[tuple[Path, str]]:
    """A study with texts in one language beside questionnaires in more: some respondents read those of others."""
    languages = sorted({questionnaire.language for questionnaire in questionnaires})
    what = f"its texts are in one language, and its questionnaires are in {' and '.join(languages)}"
    return [(study, what)] if len(languages) > 1 and len(load_studies(study)) == 1 else []


def _add_hints(inspection: Inspection, file: Path, questionnaire: Questionnaire) -> None:
    found = hints_of(file, questionnaire, _TOLD_IN)
    if found is not None:
        told = tuple(replace(hint, file=str(file)) for hint in found.told)
        inspection.hints.append((file, replace(found, told=told)))
    elif questionnaire.hints:
        inspection.notes.append((file, f"hints read Dutch only, and this is in {questionnaire.language}"))


def _named_for_nothing(file: Path, study: Study, questionnaires: list[tuple[Path, Questionnaire]]) -> Iterator[Fault]:
    """Margins or a breakdown of an item that no questionnaire asks; told only when all could be read."""
    items = {item.id: item for _, version in questionnaires for item in version.items.values()}
    choices = [id_ for id_, item in items.items() if isinstance(item, Choice)]
    margins = [study.margins.item] if study.margins else []
    for key, name in (
        *(("margins.item", one) for one in margins),
        *(("broken_down_by", one) for one in study.broken_down_by),
    ):
        if name not in items:
            known = [one for one in choices if key == "broken_down_by" or isinstance(items[one], SingleChoice)]
            wrong = f'no questionnaire of this study has an item "{name}"'
            yield Fault(str(file), None, key, wrong, suggestion(name, known))


def _goals_of_nothing(file: Path, study: Study, versions: list[Questionnaire]) -> Iterator[Fault]:
    """Goals about what no questionnaire asks; told only when every questionnaire could be read."""
    for place, goal in enumerate(study.goals):
        if not any(goal.is_of(version) for version in versions):
            items = [item for version in versions for item in version.items]
            scales = [scale.id for version in versions for scale in version.scales]
            kind = "item" if goal.item else "scale"
            where = f" {goal.questionnaire}" if goal.questionnaire else ""
            wrong = f'no questionnaire{where} of this study has {"an" if goal.item else "a"} {kind} "{goal.subject}"'
            right = suggestion(goal.subject, items if goal.item else scales)
            yield Fault(str(file), None, f"goals[{place}].{kind}", wrong, right)


def _files(path: Path, inspection: Inspection) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = [file for file in path.rglob("*") if file.suffix == SUFFIX and file.is_file()]
    for file in path.rglob("*.yml"):
        inspection.faults.append(Fault(str(file), None, "", "the file is not read", f"let its name end in {SUFFIX}"))
    if not files:
        right = "name a folder with a study.yaml and a file for each questionnaire"
        inspection.faults.append(Fault(str(path), None, "", "there is no questionnaire in this folder", right))
    return files


def _read(inspection: Inspection, file: Path, load: Callable[[], _Read]) -> _Read | None:
    try:
        return load()
    except QuestionnaireFaults as refusal:
        inspection.faults += [replace(fault, file=str(file)) for fault in refusal.faults]
        return None


def _faults_between(questionnaires: list[tuple[Path, Questionnaire]]) -> Iterator[Fault]:
    """Versions differ in id, and an item keeps its type for as long as it keeps its id."""
    versions: dict[tuple[str, str, str], Path] = {}
    types: dict[tuple[str, str], tuple[str, Path]] = {}
    for file, version in questionnaires:
        first = versions.setdefault((version.questionnaire, version.version, version.language), file)
        if first != file:
            wrong = f'version "{version.version}" of questionnaire "{version.questionnaire}" is also in {first.name}'
            yield Fault(str(file), None, "version", wrong, "give each version a name of its own")
        for item in version.items.values():
            kind, where = types.setdefault((version.questionnaire, item.id), (item.type, file))
            if kind != item.type:
                wrong = f'item "{item.id}" is of type {item.type} here and of type {kind} in {where.name}'
                yield Fault(str(file), None, "sections", wrong, "an id is permanent: give the new item another id")
