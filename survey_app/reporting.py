"""The right half of the line on one page: waves in, workbook or data frames out. No Flask, no database."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from survey_app.comparison.compare_series import compare_series, describe
from survey_app.comparison.controls import with_controls
from survey_app.comparison.data_frames.build import Frames, frames_of
from survey_app.comparison.fielded import fielded_from_files
from survey_app.comparison.options import PLAIN, Options
from survey_app.comparison.results import FieldedWave
from survey_app.comparison.series import WaveSeries
from survey_app.comparison.why_unweighted import left_unweighted, why_unweighted
from survey_app.dataset.from_files.numbering import Numbers
from survey_app.dataset.from_files.per_wave import Recruited
from survey_app.dataset.from_files.waves import Beside, WaveFiles, WavesFromFiles, read_waves
from survey_app.dataset.open_texts import OpenAnswers
from survey_app.fieldwork.wave import Recruitment
from survey_app.language.words import Words
from survey_app.questionnaire.loader import load_questionnaire, load_study_file
from survey_app.questionnaire.look.folder import Look
from survey_app.questionnaire.study import Study
from survey_app.tables.workbook import spoken_first_page, spoken_workbook
from survey_app.writers.atomic import written_whole
from survey_app.writers.brief import brief_pdf
from survey_app.writers.xlsx import Front, write_xlsx

File = Path | str

NO_FILES: Mapping[str, File] = {}
NO_MONTHS: Mapping[str, date] = {}


def waves_from_files(
    responses: File,
    codebook: File | None = None,
    frame: File | None = None,
    study: File | None = None,
    *,
    only: Sequence[str] = (),
    questionnaires: Mapping[str, File] = NO_FILES,
    months: Mapping[str, date] = NO_MONTHS,
    recruitment: Recruited = Recruitment.UNKNOWN,
    missing: Sequence[str] = (),
    unread: Sequence[str] = (),
    numbers: Numbers | str | None = None,
    tell: Callable[[str], object] = print,
) -> list[FieldedWave]:
    """Waves that were held elsewhere, from CSV files (docs/csv.md), counted and in order of time.

    Scales are scored on what the waves have in common; to compare some of them, name those in `only`.
    `questionnaires` and `months` are by wave, and so may be `recruitment`. `tell` is called with what was passed over
    or left out, a sentence each.
    Raises CsvRefused or QuestionnaireFaults with every fault in the files.
    """
    files = wave_files(
        responses,
        codebook,
        frame,
        load_study_file(Path(study)) if study else None,
        questionnaires=questionnaires,
        months=months,
        recruitment=recruitment,
        missing=missing,
        unread=unread,
        numbers=numbers,
    )
    return fielded_from_files(told_waves(files, only, tell))


def wave_files(
    responses: File,
    codebook: File | None = None,
    frame: File | None = None,
    study: Study | None = None,
    *,
    questionnaires: Mapping[str, File] = NO_FILES,
    months: Mapping[str, date] = NO_MONTHS,
    recruitment: Recruited = Recruitment.UNKNOWN,
    missing: Sequence[str] = (),
    unread: Sequence[str] = (),
    numbers: Numbers | str | None = None,
    beside: Beside | None = None,
) -> WaveFiles:
    """Files of waves held elsewhere, with what is told beside them; raises QuestionnaireFaults.

    `beside` are stored waves that they will be compared with.
    """
    return WaveFiles(
        responses=Path(responses),
        codebook=Path(codebook) if codebook else None,
        frame=Path(frame) if frame else None,
        study=study,
        questionnaires={wave: load_questionnaire(Path(file), study) for wave, file in questionnaires.items()},
        months=months,
        recruitment=recruitment,
        missing=missing,
        unread=unread,
        numbers=None if numbers is None else Numbers(numbers),
        beside=beside,
    )


def told_waves(files: WaveFiles, only: Sequence[str], tell: Callable[[str], object]) -> WavesFromFiles:
    """The waves of the files, after what was passed over or left out was told; raises CsvRefused."""
    waves = read_waves(files, only)
    for note in waves.notes:
        tell(note)
    return waves


def compare_waves(waves: Sequence[FieldedWave], options: Options = PLAIN, *, finite_population: bool = False) -> Frames:
    """Compare two or more waves (in any order) in data frames: unrounded, every column in docs/frames.md.

    `finite_population` adds intervals on precisely the people approached, which say nothing of a change.
    """
    series = with_controls(compare_series(waves, options), of_groups=True)
    return frames_of(series, finite_population=finite_population)


def comparison_workbook(
    waves: Sequence[FieldedWave],
    target: File,
    options: Options = PLAIN,
    *,
    texts: Sequence[OpenAnswers] = (),
    language: str = "nl",
) -> tuple[Words, ...]:
    """Compare two or more waves (in any order) and write the workbook to `target`, whole or not at all.

    `texts` are the open answers that were read and cleared. What comes back says why waves were not weighted that
    should have been; nothing if all were, or none was meant to be.
    """
    series = with_controls(compare_series(waves, options), of_groups=False)
    write_workbook(series, Path(target), texts, language)
    return (*why_unweighted(series), *left_unweighted(series)) if options.weighted else ()


def write_workbook(series: WaveSeries, target: Path, texts: Sequence[OpenAnswers], language: str) -> None:
    """The workbook of waves that were described or compared, whole or not at all."""
    series.compare_all()
    book = spoken_workbook(series, texts, language)
    write_xlsx(book.sheets, target, book.properties, Front(book.front_name, book.front))


def describe_wave(wave: FieldedWave) -> Frames:
    """One wave by itself in data frames, as far as it may be shown; those of two waves are empty (STATISTICS 18)."""
    return frames_of(describe(wave))


def wave_workbook(wave: FieldedWave, target: File, *, texts: Sequence[OpenAnswers] = (), language: str = "nl") -> None:
    """The workbook of one wave, whole or not at all; `texts` are the open answers that were read and cleared."""
    write_workbook(describe(wave), Path(target), texts, language)


def brief(
    waves: Sequence[FieldedWave],
    target: File,
    options: Options = PLAIN,
    *,
    language: str = "nl",
    look: Look | None = None,
) -> None:
    """The first page of the workbook of one wave, or of waves compared: one A4, PDF/UA-1 and PDF/A-2a.

    Whole or not at all, with the logo and the colour of `look`.
    """
    series = describe(waves[0]) if len(waves) == 1 else compare_series(waves, options)
    page = spoken_first_page(series, language)
    with written_whole(Path(target)) as beside:
        beside.write_bytes(brief_pdf(page.sheet, page.tables, page.properties, language, look))
