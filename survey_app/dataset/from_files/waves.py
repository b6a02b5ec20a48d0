"""Waves from responses.csv, with what goes with it: everything is read, checked against the rest, and then counted."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from survey_app.dataset.counts import WaveCounts
from survey_app.dataset.from_files.codebook import Codebook, read_codebook
from survey_app.dataset.from_files.coding import CodedRows, Coder
from survey_app.dataset.from_files.described import is_known_trait
from survey_app.dataset.from_files.faults import CsvRefused, Faults, shown
from survey_app.dataset.from_files.frame import Frame, read_frame
from survey_app.dataset.from_files.instruments import InstrumentMaker, WaveInstrument, basic_study, by_every_trait
from survey_app.dataset.from_files.names import folded, identifier, name_of, one_line
from survey_app.dataset.from_files.numbering import Numbering, Numbers
from survey_app.dataset.from_files.per_wave import Recruited, by_wave, months_of, recruitment_of
from survey_app.dataset.from_files.questionnaires import NOT_TOLD
from survey_app.dataset.from_files.responses import Columns, Responses, item_columns, part_responses
from survey_app.dataset.from_files.table import Table, read_table
from survey_app.dataset.from_files.villages import villages_of
from survey_app.dataset.from_files.wave_names import Dating, WaveName, WavesUndated, find_wave, known_waves, name_waves
from survey_app.dataset.from_responses import count_responses
from survey_app.fieldwork.wave import Recruitment, Wave, WaveState
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.study import Study

_Read = TypeVar("_Read")


@dataclass(frozen=True)
class Beside:
    """The waves of an installation that waves of files are compared with: those that were chosen, of all it holds.

    `population` is whom the latest of these asked, where somebody says that the files are of the same people.
    """

    chosen: tuple[str, ...]
    held: frozenset[str]
    population: str | None = None


@dataclass(frozen=True)
class WaveFiles:
    """The files of waves held elsewhere (docs/csv.md), and what is told beside them.

    `questionnaires` are by the name of their wave, or under "" for all waves, instead of a codebook. `months` are by
    wave. `missing` are texts that stand for not answered; `unread` are headings to pass over. `numbers` is how numbers
    without codes run under answers in words; None when nobody said. `beside` are stored waves to compare them with,
    None where they stand by themselves.
    """

    responses: Path
    codebook: Path | None = None
    frame: Path | None = None
    study: Study | None = None
    questionnaires: Mapping[str, Questionnaire] = field(default_factory=dict)
    months: Mapping[str, date] = field(default_factory=dict)
    recruitment: Recruited = Recruitment.UNKNOWN
    missing: Sequence[str] = ()
    unread: Sequence[str] = ()
    numbers: Numbers | None = None
    beside: Beside | None = None


@dataclass(frozen=True)
class WaveFromFile:
    """A wave held elsewhere, as a comparison takes it; `invited` is empty when it is not known.

    `responses` can be gone through again and again, to score a scale on other items.
    """

    wave: Wave
    instrument: Instrument
    counts: WaveCounts
    invited: Mapping[str | None, int]
    responded: Mapping[str | None, int]
    responses: CodedRows = field(repr=False)


@dataclass(frozen=True)
class WavesFromFiles:
    """The waves in order of time; `notes` is what was left out or passed over, in words, to be shown."""

    waves: tuple[WaveFromFile, ...]
    dating: Dating
    notes: tuple[str, ...]


def read_waves(files: WaveFiles, only: Sequence[str] = ()) -> WavesFromFiles:
    """The waves of the files, all of them or `only` those that are named; raises CsvRefused with every fault."""
    reading = _Reading(files)
    coded = reading.coded()
    chosen = reading.chosen(only)
    reading.check_beside(chosen)
    recruitment = recruitment_of(files.recruitment, reading.responses.file, reading.waves, reading.faults)
    reading.faults.refuse()
    waves = [_counted(reading.responses, wave, recruitment[wave.id], *coded[wave.id]) for wave in chosen]
    return WavesFromFiles(tuple(waves), reading.dating, tuple(dict.fromkeys(reading.notes)))


class _Reading:
    """The files, read one after another; what can still be checked after a fault is."""

    def __init__(self, files: WaveFiles) -> None:
        self.faults = Faults()
        self.notes: list[str] = []
        self._files = files
        self._unread = frozenset(map(name_of, map(one_line, files.unread)))
        self._missing = frozenset(map(folded, files.missing))
        table = read_table(files.responses, self._unread)
        self.notes += table.notes
        self.responses = part_responses(table, self._unread)
        frame = self._or_none(lambda: read_table(files.frame) if files.frame else None)
        codebook = self._or_none(lambda: read_table(files.codebook) if files.codebook else None)
        self._check_unread([table for table in (frame, codebook) if table])
        self.waves, self.dating = self._named(frame)
        self._frame = self._or_none(lambda: read_frame(frame, self.waves, self._unread) if frame else None)
        self._codebook = self._or_none(lambda: self._read_codebook(codebook) if codebook else None)
        self.faults.refuse()

    def coded(self) -> Mapping[str, tuple[WaveInstrument, CodedRows]]:
        """By wave id; not there when the wave has faults."""
        frame = self._frame or Frame(self.responses.file)
        villages = villages_of(self._files.study, frame, self.responses, self.faults)
        questionnaires = self._questionnaires()
        columns = item_columns(self.responses, self._known(questionnaires), self._unread, self._missing, self.faults)
        self._note_columns(columns)
        study = basic_study(self._files.study, self.responses.file)
        population = (self._files.beside.population if self._files.beside else None) or NOT_TOLD
        maker = InstrumentMaker(
            self.waves, study, villages, frame, self.responses, columns, self.faults, self.notes, population
        )
        if self._files.questionnaires:
            instruments = maker.from_questionnaires(questionnaires)
        else:
            instruments = maker.from_codebook(self._codebook)
        if self._files.study is None:
            instruments = {wave_id: by_every_trait(made) for wave_id, made in instruments.items()}
        numbering = Numbering(self._files.numbers)
        coder = Coder(self.responses, columns, villages, self._missing, numbering, self.faults)
        coded = {
            wave_id: (asked, coder.code(wave_id, asked.instrument.questionnaire, asked.codes))
            for wave_id, asked in instruments.items()
        }
        numbering.add_faults(self.responses.file, self.faults)
        return coded

    def chosen(self, only: Sequence[str]) -> list[WaveName]:
        """The waves that are asked for, in order of time."""
        wanted = [find_wave(name, self.waves) for name in only]
        for name, wave in zip(only, wanted, strict=True):
            if wave is None:
                self.faults.add(self.responses.file, None, None, f'there is no wave "{name}"', known_waves(self.waves))
        return [wave for wave in self.waves if not only or wave in wanted]

    def check_beside(self, chosen: Sequence[WaveName]) -> None:
        """Whether the chosen waves can stand beside stored ones: under own ids, dated, of the same people."""
        beside = self._files.beside
        if beside is None:
            return
        file, held, named = self.responses.file, *({*map(identifier, ids)} for ids in (beside.held, beside.chosen))
        for wave in self.waves:
            if wave.id in held and (wave in chosen or wave.id in named):
                right = "give it another name in the file, or leave it out there"
                self.faults.add(file, None, "wave", f"wave {wave.text} is in this installation as well", right)
        if beside.population is None and not self._files.questionnaires:
            wrong = f"it is not told whether these waves asked the same people as {', '.join(beside.chosen)}"
            right = "say it with --same-population, or give what was asked (--questionnaire); others are not compared"
            self.faults.add(file, None, None, wrong, right)
        if self.dating is not Dating.MONTH:
            names = " ".join(f"--month {_quoted(wave.text)}=YYYY-MM" for wave in self.waves)
            wrong = f"without a month these waves cannot be put in order beside {', '.join(beside.chosen)}"
            self.faults.add(file, None, "wave", wrong, f"say it with {names}, or in a column month (YYYY-MM)")

    def _or_none(self, read: Callable[[], _Read | None]) -> _Read | None:
        try:
            return read()
        except CsvRefused as refusal:
            self.faults += refusal.faults
            return None

    def _named(self, frame: Table | None) -> tuple[Sequence[WaveName], Dating]:
        months = months_of(self._files.months, self.responses, frame, self.faults)
        try:
            return name_waves([rows.text for rows in self.responses.waves.values()], months)
        except WavesUndated as undated:
            self.faults.add(self.responses.file, None, "wave", undated.wrong, undated.right)
            raise CsvRefused(self.faults) from undated

    def _check_unread(self, tables: Sequence[Table]) -> None:
        headings = {name_of(heading) for table in tables for heading in table.headings}
        headings |= set(map(name_of, self.responses.headings))
        for name in map(one_line, self._files.unread):
            if name_of(name) not in headings:
                wrong, right = f'there is no column "{name}" to pass over', "write its heading as it stands in the file"
                self.faults.add(self.responses.file, None, None, wrong, right)

    def _read_codebook(self, table: Table) -> Codebook:
        if self._files.questionnaires:
            raise CsvRefused.of(table.file, None, None, "a codebook and questionnaires as well", "give one of the two")
        return read_codebook(table, self.waves, self._unread)

    def _questionnaires(self) -> Mapping[str, Questionnaire]:
        """By wave id, one for each wave; none at all when none are given."""
        named, file = self._files.questionnaires, self.responses.file
        wrong = 'a questionnaire of wave "{name}", which is not there'
        questionnaires = by_wave(named, file, self.waves, self.faults, wrong=wrong)
        missing = [wave.text for wave in self.waves if wave.id not in questionnaires]
        if named and missing:
            wrong = f"no questionnaire of wave {', '.join(missing)}"
            self.faults.add(file, None, "wave", wrong, "give one for each wave, or for none")
        return questionnaires

    def _known(self, questionnaires: Mapping[str, Questionnaire]) -> Mapping[str, None] | None:
        """The ids of items that columns can have; None when every column is an item."""
        if questionnaires:
            return dict.fromkeys(item for asked in questionnaires.values() for item in asked.items)
        if self._codebook is None:
            return None
        traits = filter(is_known_trait, map(name_of, self.responses.headings))
        return dict.fromkeys([*self._codebook.items, *traits])

    def _note_columns(self, columns: Columns) -> None:
        headings = [self.responses.headings[place] or "without a heading" for place in sorted(self.responses.passed)]
        headings += [heading for heading in self.responses.headings if name_of(heading) in self._unread]
        self.notes += [f"column {heading} was not read" for heading in headings]
        for item_id, of_item in columns.items():
            if item_id != identifier(of_item.heading):
                self.notes.append(f"column {shown(of_item.heading)} has the short id {item_id}")


def _quoted(name: str) -> str:
    """As it is typed behind an option."""
    return f'"{name}"' if " " in name else name


def _counted(
    responses: Responses, name: WaveName, recruitment: Recruitment, asked: WaveInstrument, rows: CodedRows
) -> WaveFromFile:
    wave = Wave(
        id=name.id,
        label=name.label,
        month=name.month,
        source=responses.file,
        recruitment=recruitment,
        state=WaveState.CLOSED,
        instrument=asked.instrument,
        fingerprint=asked.instrument.fingerprint(),
        responses=len(rows),
        mode_kept="mode" in responses.structure,
    )
    return WaveFromFile(
        wave=wave,
        instrument=asked.instrument,
        counts=count_responses(name.id, asked.instrument, rows),
        invited=_invited(asked),
        responded=dict(Counter(rows.segments)),
        responses=rows,
    )


def _invited(asked: WaveInstrument) -> Mapping[str | None, int]:
    """How many could take part, by segment: as the frame tells, or as the study does of every segment."""
    if None in asked.population.approached:
        return asked.population.approached
    frames = {segment.id: segment.frame for segment in asked.instrument.study.segments}
    known: dict[str | None, int] = {segment: number for segment, number in frames.items() if number is not None}
    return known if len(known) == len(frames) else {}
