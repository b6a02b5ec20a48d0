"""The instrument of each wave: its questionnaire, by a codebook or as it was asked, and the study with its frame."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from pydantic import ValidationError

from survey_app.dataset.from_files.choices import Choice
from survey_app.dataset.from_files.codebook import Codebook
from survey_app.dataset.from_files.described import Describer, complete_codebook
from survey_app.dataset.from_files.faults import Faults, shown
from survey_app.dataset.from_files.frame import Frame
from survey_app.dataset.from_files.items import ItemCells
from survey_app.dataset.from_files.names import identifier, is_identifier
from survey_app.dataset.from_files.population import Population, Trait, find_item, population_of, trait_of
from survey_app.dataset.from_files.questionnaires import NOT_TOLD, make_questionnaire, titles_of, unscored
from survey_app.dataset.from_files.responses import Columns, Responses
from survey_app.dataset.from_files.villages import Villages
from survey_app.dataset.from_files.wave_names import WaveName
from survey_app.questionnaire.checks import study_findings
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.model import Choice as AnyChoice
from survey_app.questionnaire.model import Counting, Questionnaire, options_of
from survey_app.questionnaire.scalars import Data
from survey_app.questionnaire.study import Study
from survey_app.questionnaire.wording import in_words

_NOT_THE_SAME = "make the two the same, or leave one of them out"

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
    population: str = NOT_TOLD

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
            if questionnaire is not None:
                questionnaire = questionnaire.model_copy(update={"population": self.population})
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
        study = self._study(wave, population, trait)
        if questionnaire is None or study is None:
            return {}
        return {wave.id: WaveInstrument(Instrument(study=study, questionnaire=questionnaire), population, codes)}

    def _study(self, wave: WaveName, population: Population, trait: Trait | None) -> Study | None:
        """The study with the numbers of one wave; None when it cannot be one, and then `faults` says why."""
        data: dict[str, Data] = self.study.model_dump(mode="json")
        segments: list[Data] = []
        for segment in self.villages.segments:
            own, framed = segment.frame, population.approached.get(segment.id)
            if None not in (own, framed) and own != framed:
                wrong = f"wave {wave.text}: {segment.label} has {framed} here, and {own} in the study"
                self.faults.add(self.frame.file, None, "households", wrong, _NOT_THE_SAME)
            known = segment.model_copy(update={"frame": own if framed is None else framed})
            segments.append(known.model_dump(mode="json"))
        data["segments"] = segments
        if trait is not None and (margins := trait.margins(population)) is not None:
            if self.study.margins not in (None, margins):
                wrong = f"wave {wave.text}: the people by {trait.item} are others here than in the study"
                self.faults.add(self.frame.file, None, trait.item, wrong, _NOT_THE_SAME)
            data["margins"] = margins.model_dump(mode="json")
        for finding in study_findings(data):
            self.faults.add(self.frame.file, None, None, finding.wrong, finding.right)
        try:
            return Study.model_validate(data)
        except ValidationError as refusal:
            for error in refusal.errors(include_url=False):
                wrong, right = in_words(error)
                place = next((step for step in error["loc"] if isinstance(step, int)), None)
                named = "villages" if place is None else shown(self.villages.segments[place].label)
                column = "households" if error["loc"][-1] == "frame" else "village"
                self.faults.add(self.frame.file, None, column, f"wave {wave.text}: {named}: {wrong}", right)
            return None

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


def by_every_trait(made: WaveInstrument) -> WaveInstrument:
    """Broken down by all that the file has: without a study nobody here told respondents anything else."""
    items = made.instrument.questionnaire.items.values()
    traits = tuple(item.id for item in items if isinstance(item, AnyChoice) and item.is_trait)
    study = made.instrument.study.model_copy(update={"broken_down_by": traits})
    return replace(made, instrument=made.instrument.model_copy(update={"study": study}))


def _listed(codebook: Codebook, item: str, faults: Faults) -> Sequence[Choice]:
    """The options that the codebook lists for an item in general, or for its first wave."""
    described = codebook.items.get(item)
    if described is None:
        return ()
    cells = described.general or next(iter(described.special.values()), {})
    return ItemCells(codebook.file, described.line, cells, faults).options()
