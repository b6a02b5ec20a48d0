"""The instrument of each wave: its questionnaire, by a codebook or as it was asked, and the study with its frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from survey_app.dataset.from_files.choices import Choice
from survey_app.dataset.from_files.codebook import Codebook
from survey_app.dataset.from_files.described import Describer, complete_codebook
from survey_app.dataset.from_files.faults import Faults
from survey_app.dataset.from_files.frame import Frame
from survey_app.dataset.from_files.items import ItemCells
from survey_app.dataset.from_files.layout import ItemColumns
from survey_app.dataset.from_files.population import Population, Trait, find_item, population_of, trait_of
from survey_app.dataset.from_files.questionnaires import make_questionnaire, titles_of, unscored
from survey_app.dataset.from_files.responses import Responses
from survey_app.dataset.from_files.studies import study_of_wave
from survey_app.dataset.from_files.villages import Villages
from survey_app.dataset.from_files.wave_names import WaveName
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.model import Counting, Questionnaire, options_of
from survey_app.questionnaire.study import Study

Columns = Mapping[str, ItemColumns]
Codes = Mapping[str, Mapping[str, str]]
"""By item, the file's own codes for its options, with the ids that they mean."""


@dataclass(frozen=True)
class WaveInstrument:
    """What a wave asked and of whom; `codes` are the file's own for the options."""

    instrument: Instrument
    population: Population
    codes: Codes = field(default_factory=dict)


@dataclass
class InstrumentMaker:
    """Makes the instrument of every wave; `faults` and `notes` grow with what is wrong and what is worth knowing."""

    waves: Sequence[WaveName]
    study: Study
    villages: Villages
    frame: Frame
    responses: Responses
    columns: Columns
    faults: Faults
    notes: list[str]

    def from_codebook(self, codebook: Codebook | None) -> Mapping[str, WaveInstrument]:
        """By wave id, of waves whose questionnaire is told by a codebook, or by the columns alone."""
        whole = complete_codebook(codebook, self.columns, self.responses)
        trait = self._trait(list(self.columns), lambda item: _listed(whole, item, self.faults))
        describer = Describer(whole, self.columns, self.responses, trait, self.faults, self.notes)
        items = describer.items([wave.id for wave in self.waves])
        titles = titles_of(spec for specs in items.values() for spec in specs)
        instruments: dict[str, WaveInstrument] = {}
        for wave in self.waves:
            specs = items[wave.id]
            self.notes += [f"wave {wave.text}: {note}" for note in unscored(specs)]
            questionnaire = make_questionnaire(whole.file, self.study.title, wave.id, specs, titles, self.faults)
            instruments |= self._of_wave(wave, questionnaire, trait, {spec.id: spec.codes for spec in specs})
        return instruments

    def from_questionnaires(self, questionnaires: Mapping[str, Questionnaire]) -> Mapping[str, WaveInstrument]:
        """By wave id, of waves whose questionnaires are there as they were asked."""
        items = {item.id: item for asked in questionnaires.values() for item in asked.items.values()}
        trait = self._trait(
            list(items), lambda item: [Choice(option.id, option.label) for option in options_of(items[item])]
        )
        instruments: dict[str, WaveInstrument] = {}
        for wave in self.waves:
            questionnaire = questionnaires.get(wave.id)
            if questionnaire is not None:
                self._check_columns(wave, questionnaire)
            instruments |= self._of_wave(wave, questionnaire, trait, {})
        return instruments

    @cached_property
    def _populations(self) -> Mapping[str, Population]:
        return {wave.id: population_of(self.frame, wave, self.villages, self.faults) for wave in self.waves}

    def _trait(self, items: Sequence[str], listed: Callable[[str], Sequence[Choice]]) -> Trait | None:
        """The trait of the frame, or else of the study; None when there is none, or it is not one of the items."""
        populations, margins = list(self._populations.values()), self.study.margins
        framed = next((population.trait for population in populations if population.trait), None)
        name = framed or (margins.item if margins else None)
        item = find_item(name, items) if name else None
        if item is None and framed is not None:
            right = "give the column of the responses this name, or leave the numbers out"
            self.faults.add(self.frame.file, None, framed, "no item of the responses has this name", right)
        if item is None:
            return None
        if framed is None and margins is not None:
            populations = [Population(categories=dict(margins.population))]
        return trait_of(item, listed(item), populations, self.frame.file, self.faults)

    def _of_wave(
        self, wave: WaveName, questionnaire: Questionnaire | None, trait: Trait | None, codes: Codes
    ) -> Mapping[str, WaveInstrument]:
        """The instrument by the id of its wave; none when it cannot be one."""
        population = self._populations[wave.id]
        study = study_of_wave(self.study, self.villages, wave, population, trait, self.frame.file, self.faults)
        if questionnaire is None or study is None:
            return {}
        return {wave.id: WaveInstrument(Instrument(study=study, questionnaire=questionnaire), population, codes)}

    def _check_columns(self, wave: WaveName, questionnaire: Questionnaire) -> None:
        """A wave has answers to every item of its questionnaire, and to no other."""
        rows = self.responses.waves[wave.id]
        for item in questionnaire.items.values():
            if item.id not in self.columns and item.counting is not Counting.WHETHER:
                wrong = f"no column {item.id}, which wave {wave.text} asked by its questionnaire"
                self.faults.add(self.responses.file, 1, None, wrong, "add it; empty cells are items left blank")
        for item_id, columns in self.columns.items():
            if item_id not in questionnaire.items and not columns.is_blank(rows):
                wrong = f"wave {wave.text} has answers to an item that is not in its questionnaire"
                right = "take the answers out, or give the questionnaire that was asked"
                self.faults.add(self.responses.file, rows.lines[0], columns.heading, wrong, right)


def _listed(codebook: Codebook, item: str, faults: Faults) -> Sequence[Choice]:
    """The options that the codebook lists for an item in general, or for its first wave."""
    described = codebook.items.get(item)
    if described is None:
        return ()
    cells = described.general or next(iter(described.special.values()), {})
    return ItemCells(codebook.file, described.line, cells, faults).options()
