"""Compare waves: what may be concluded, and the workbook."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flask import render_template, request
from flask.typing import ResponseReturnValue

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.groups import GroupKind
from survey_app.comparison.options import Options
from survey_app.comparison.results import (
    Code,
    Contrast,
    FieldedWave,
    GroupComparison,
    Level,
    Reason,
    ScaleComparison,
    StatementComparison,
    ValueComparison,
)
from survey_app.comparison.series import SeriesPair, WaveSeries
from survey_app.comparison.verdict.words import IN_SHORT, precision_words
from survey_app.comparison.why_unweighted import left_unweighted, why_unweighted
from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.wave import Wave
from survey_app.language.words import Words
from survey_app.passing import passing_folder_of_pages
from survey_app.reporting import comparison_workbook
from survey_app.web.admin.chosen_waves import chosen_waves, cleared_texts
from survey_app.web.admin.comparing_forms import WavesForm, WorkbookForm, comparable_waves
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.showing import XLSX, File, file_to_save, form_page
from survey_app.web.language import spoken
from survey_app.web.segment_names import spoken_names
from survey_app.web.stores import installation

_OF_TWO = Words("vergelijking_{first}_{last}")
_OF_MORE = Words("vergelijking_{first}_tot_{last}_{number}-metingen")
_WEIGHTED = Words("_gewogen")


def compare() -> ResponseReturnValue:
    """Choose waves, and read what their comparison may say."""
    with installation().stores.reading() as store:
        form = WavesForm(comparable_waves(store), request.args)
    if not form.is_sent() or not form.validate():
        return form_page("admin/compare.html", form)
    seen = outlook(compare_series(*chosen_waves(form.wave_ids())))
    return render_template("admin/compare.html", form=form, outlook=seen, workbook=WorkbookForm(language=spoken()))


def download() -> ResponseReturnValue:
    """The workbook of the chosen waves; the log says who took which."""
    with installation().stores.reading() as store:
        form = WavesForm(comparable_waves(store), request.form)
    if not form.validate():
        return render_template("admin/compare.html", form=form), 422
    (waves, options), workbook = chosen_waves(form.wave_ids()), WorkbookForm()
    if not workbook.validate_on_submit() or not workbook.can_be_weighted(waves):
        seen = outlook(compare_series(waves, options))
        return render_template("admin/compare.html", form=form, outlook=seen, workbook=workbook), 422
    return file_to_save(_workbook(waves, replace(options, weighted=workbook.weighted.data), workbook.language.data))


def _workbook(waves: Sequence[FieldedWave], options: Options, language: str) -> File:
    """Compare waves, and write in the log who takes which workbook, made how; no file of it stays on the server."""
    ids, stores = [fielded.wave.id for fielded in waves], installation().stores
    name = _name(ids, options, language)
    texts = cleared_texts(waves)
    with passing_folder_of_pages() as folder:
        target = folder / name
        comparison_workbook(waves, target, options, texts=texts, language=language)
        content = target.read_bytes()
    act, subject = equipment().act(), f"{', '.join(ids)} ({', '.join(_how(options, language, content))})"
    with stores.writing() as store:
        store.audit.append(AuditEntry(act.at, act.who, "workbook downloaded", subject))
    return File(name, XLSX, content)


def _name(ids: Sequence[str], options: Options, language: str) -> str:
    """Of more than two waves the first, the last and how many: as long as a name of a file may be."""
    words = _OF_TWO if len(ids) == 2 else _OF_MORE
    name = words.filled(first=ids[0], last=ids[-1], number=len(ids)).spoken_in(language)
    return f"{name}{_WEIGHTED.spoken_in(language) if options.weighted else ''}.xlsx"


def _how(options: Options, language: str, content: bytes) -> list[str]:
    """How it was made, and the start of its SHA-256: enough to recognise a copy by."""
    accepted = len(options.accepted)
    return [
        language,
        "weighted" if options.weighted else "unweighted",
        *([f"accepted changes: {accepted}"] if accepted else []),
        f"SHA-256 {hashlib.sha256(content).hexdigest()[:16]}…",
    ]


@dataclass(frozen=True)
class Reached:
    """How many of something reach each level, highest level first; every level is there."""

    levels: tuple[tuple[Level, int], ...]

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(number for _level, number in self.levels)

    @property
    def present(self) -> list[tuple[Level, int]]:
        """The levels that are reached by any."""
        return [(level, number) for level, number in self.levels if number]


@dataclass(frozen=True)
class Computable:
    """Of how many, out of `total`, pilot and mirror segments can be set side by side."""

    number: int
    total: int


@dataclass(frozen=True)
class ArmsOutlook:
    """Pilot beside mirror segments, and what is in the way of that, the commonest reason first.

    With each reason how many statements and scales cannot be computed because of it among others.
    """

    statements: Computable
    scales: Computable
    in_the_way: tuple[tuple[Words, int], ...]


@dataclass(frozen=True)
class PairOutlook:
    """Two waves of a series, by their places in it too.

    `precision` is what can be seen of a difference at all, where answers are few. `items` are statements, numbers and
    marks, `groups` arms and segments with their statements. `has_segments`: the study has; `absent`: those not in both
    waves.
    `arms` is None in a study without pilot and mirror segments, and where no segment is in both waves.
    """

    places: tuple[int, int]
    waves: tuple[Wave, Wave]
    names: tuple[Words, Words]
    level: Level
    reasons: tuple[Reason, ...]
    precision: tuple[Words, ...]
    items: Reached
    scales: Reached
    groups: tuple[tuple[GroupComparison, Reached], ...]
    absent: tuple[str, ...]
    has_segments: bool
    names_of_segments: Mapping[str, str]
    arms: ArmsOutlook | None

    @property
    def is_with_first(self) -> bool:
        """Whether the earlier is the first of the series."""
        return self.places[0] == 0

    @property
    def is_consecutive(self) -> bool:
        """Whether no wave of the series is between them."""
        return self.places[1] - self.places[0] == 1


@dataclass(frozen=True)
class Outlook:
    """Waves in order of time and their pairs; `unweighted` says why they cannot be weighted, empty if they can.

    `left_unweighted` says of what statements stay unweighted all the same.
    """

    waves: tuple[Wave, ...]
    pairs: tuple[PairOutlook, ...]
    unweighted: tuple[Words, ...]
    left_unweighted: tuple[Words, ...]

    @property
    def is_fictitious(self) -> bool:
        """Whether any answers are made up."""
        return any(wave.fictitious for wave in self.waves)


def outlook(series: WaveSeries) -> Outlook:
    """Keep what was judged."""
    return Outlook(
        waves=tuple(fielded.wave for fielded in series.waves),
        pairs=tuple(_pair(pair) for pair in series.pairs),
        unweighted=why_unweighted(series),
        left_unweighted=left_unweighted(series),
    )


def _pair(pair: SeriesPair) -> PairOutlook:
    compared = pair.comparison
    study = compared.waves[1].instrument.study
    there = {group.group.id for group in compared.groups if group.group.kind is GroupKind.SEGMENT}
    return PairOutlook(
        places=(pair.earlier, pair.later),
        waves=(compared.waves[0].wave, compared.waves[1].wave),
        names=compared.names,
        level=compared.overall.level,
        reasons=compared.overall.reasons,
        precision=tuple(precision_words(compared.overall, None)),
        items=_reached([*compared.statements, *compared.values]),
        scales=_reached(compared.scales),
        groups=tuple((group, _reached(group.statements)) for group in compared.groups),
        absent=tuple(segment.label for segment in study.segments if segment.id not in there),
        has_segments=bool(study.segments),
        names_of_segments=spoken_names(study),
        arms=_arms(compared.contrasts) if compared.contrasts else None,
    )


def _reached(judged: Iterable[StatementComparison | ValueComparison | ScaleComparison]) -> Reached:
    levels = Counter(comparison.verdict.level for comparison in judged)
    return Reached(tuple((level, levels[level]) for level in reversed(Level)))


def _arms(contrasts: Sequence[Contrast]) -> ArmsOutlook:
    return ArmsOutlook(
        statements=_computable(contrast for contrast in contrasts if not contrast.is_scale),
        scales=_computable(contrast for contrast in contrasts if contrast.is_scale),
        in_the_way=tuple(_in_the_way(contrasts)),
    )


def _computable(contrasts: Iterable[Contrast]) -> Computable:
    shown = [contrast.is_shown for contrast in contrasts]
    return Computable(sum(shown), len(shown))


def _in_the_way(contrasts: Iterable[Contrast]) -> Iterator[tuple[Words, int]]:
    """What makes an arm not comparable, or leaves too few segments to tell a difference from."""
    lacking = [contrast.verdict.reasons for contrast in contrasts if not contrast.is_shown]
    codes = Counter(code for reasons in lacking for code in _lowest(reasons))
    for code, number in codes.most_common():
        yield IN_SHORT[code].capitalised(), number


def _lowest(reasons: Iterable[Reason]) -> list[Code]:
    """Each code once, in an order that does not depend on the run."""
    return list(dict.fromkeys(reason.code for reason in reasons if reason.caps_at is Level.NOT_COMPARABLE))
