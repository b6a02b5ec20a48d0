"""Waves whose options have other codes for the same words, as if they had been asked under the codes of the latest."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from survey_app.comparison.results import FieldedWave
from survey_app.dataset.counts import CellCounts, GroupCounts
from survey_app.questionnaire.model import LikertStatement
from survey_app.questionnaire.same_codes import Codes, renamed_codes, with_codes


def under_same_codes(waves: Sequence[FieldedWave]) -> list[FieldedWave]:
    """Each wave, in order of time, under the codes of the one after it."""
    recoded: list[FieldedWave] = []
    for wave in reversed(waves):
        recoded.append(_recoded(wave, recoded[-1]) if recoded else wave)
    return recoded[::-1]


def _recoded(fielded: FieldedWave, later: FieldedWave) -> FieldedWave:
    asked, counts = fielded.instrument.questionnaire, fielded.counts
    codes = renamed_codes(asked, later.instrument.questionnaire)
    codes = {item: renamed for item, renamed in codes.items() if not isinstance(asked.items[item], LikertStatement)}
    if not codes:
        return fielded
    study = fielded.instrument.study
    of_margin = codes.get(study.margins.item, {}) if study.margins else {}
    if study.margins:
        population = _renamed(study.margins.population, of_margin)
        study = study.model_copy(update={"margins": study.margins.model_copy(update={"population": population})})
    instrument = fielded.instrument.model_copy(update={"study": study, "questionnaire": with_codes(asked, codes)})
    return replace(
        fielded,
        wave=replace(fielded.wave, fingerprint=fielded.wave.fingerprint or fielded.instrument.fingerprint()),
        instrument=instrument,
        counts=replace(
            counts,
            total=_group(counts.total, codes),
            segments={segment: _group(group, codes) for segment, group in counts.segments.items()},
            rests={arm: _group(group, codes) for arm, group in counts.rests.items()},
            cells=tuple(_cell(cell, codes, of_margin) for cell in counts.cells),
            traits={
                trait: {
                    codes.get(trait, {}).get(category, category): _group(group, codes) for category, group in of.items()
                }
                for trait, of in counts.traits.items()
            },
            rows_of_traits={
                trait: {codes.get(trait, {}).get(category, category): rows for category, rows in of.items()}
                for trait, of in counts.rows_of_traits.items()
            },
        ),
    )


def _cell(cell: CellCounts, codes: Codes, of_margin: Mapping[str, str]) -> CellCounts:
    category = cell.category and of_margin.get(cell.category, cell.category)
    return replace(cell, category=category, counts=_group(cell.counts, codes))


def _group(group: GroupCounts, codes: Codes) -> GroupCounts:
    renamed = {
        item: replace(group.items[item], answers=_renamed(group.items[item].answers, of_item))
        for item, of_item in codes.items()
        if item in group.items
    }
    return replace(group, items={**group.items, **renamed})


def _renamed(numbers: Mapping[str, int], renamed: Mapping[str, str]) -> Mapping[str, int]:
    return {renamed.get(code, code): number for code, number in numbers.items()}
