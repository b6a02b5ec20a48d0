"""The study of a wave from files: the one that is given, or one made of the files, with the wave's own frame."""

from __future__ import annotations

from pydantic import ValidationError

from survey_app.dataset.from_files.faults import Faults, shown
from survey_app.dataset.from_files.names import identifier, is_identifier
from survey_app.dataset.from_files.population import Population, Trait
from survey_app.dataset.from_files.questionnaires import NOT_TOLD
from survey_app.dataset.from_files.villages import Villages
from survey_app.dataset.from_files.wave_names import WaveName
from survey_app.questionnaire.checks import study_findings
from survey_app.questionnaire.scalars import Data
from survey_app.questionnaire.study import Study
from survey_app.questionnaire.wording import in_words


def basic_study(study: Study | None, file: str) -> Study:
    """The study that is given, or one that is called after the file and says of the rest that it was not told."""
    if study is not None:
        return study
    stem = file.encode("utf-8", "replace").decode().rpartition(".")[0].strip() or "Van elders"
    study_id = identifier(stem)
    return Study(
        study=study_id if is_identifier(study_id) else "van-elders",
        title=stem,
        client=NOT_TOLD,
        bureau=NOT_TOLD,
        contact=NOT_TOLD,
    )


def study_of_wave(
    study: Study,
    villages: Villages,
    wave: WaveName,
    population: Population,
    trait: Trait | None,
    file: str,
    faults: Faults,
) -> Study | None:
    """The study with the numbers of one wave; None when it cannot be one, and then `faults` says why."""
    data: dict[str, Data] = study.model_dump(mode="json")
    segments: list[Data] = []
    for segment in villages.segments:
        own, framed = segment.frame, population.approached.get(segment.id)
        if None not in (own, framed) and own != framed:
            wrong = f"wave {wave.text}: {segment.label} has {framed} here, and {own} in the study"
            faults.add(file, None, "households", wrong, "make the two the same, or leave one of them out")
        known = segment.model_copy(update={"frame": own if framed is None else framed})
        segments.append(known.model_dump(mode="json"))
    data["segments"] = segments
    if trait is not None and (margins := trait.margins(population)) is not None:
        if study.margins not in (None, margins):
            wrong = f"wave {wave.text}: the people by {trait.item} are others here than in the study"
            faults.add(file, None, trait.item, wrong, "make the two the same, or leave one of them out")
        data["margins"] = margins.model_dump(mode="json")
    for finding in study_findings(data):
        faults.add(file, None, None, finding.wrong, finding.right)
    try:
        return Study.model_validate(data)
    except ValidationError as refusal:
        for error in refusal.errors(include_url=False):
            wrong, right = in_words(error)
            place = next((step for step in error["loc"] if isinstance(step, int)), None)
            named = "villages" if place is None else shown(villages.segments[place].label)
            column = "households" if error["loc"][-1] == "frame" else "village"
            faults.add(file, None, column, f"wave {wave.text}: {named}: {wrong}", right)
        return None
