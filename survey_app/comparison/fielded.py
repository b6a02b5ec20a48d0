"""Waves as a comparison takes them: the frozen instrument, the counts and the response per segment of each."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace

from survey_app.comparison.common_items import common_items, to_rescore
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.counts import GroupCounts, Scored, WaveCounts, row_of
from survey_app.dataset.from_files.wave_names import Dating
from survey_app.dataset.from_files.waves import Beside, WavesFromFiles
from survey_app.dataset.from_responses import also_scored
from survey_app.dataset.kept import counts_of
from survey_app.fieldwork.place import NOWHERE, Place
from survey_app.fieldwork.ports import Store, StoredResponse
from survey_app.fieldwork.response_numbers import responded_from, response_per_segment
from survey_app.fieldwork.wave import Origin, Wave
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.study import Study


def fielded_wave(store: Store, wave_id: str) -> FieldedWave:
    """The closed wave; raises NoSuchWave or NotClosed."""
    wave = store.waves.get(wave_id)
    counts = counts_of(store, wave)
    segments = response_per_segment(store, wave)
    invited = {segment.segment: segment.invited for segment in segments}
    return FieldedWave(
        wave=wave,
        instrument=wave.frozen_instrument(),
        counts=counts,
        # of a wave without codes: as many as somebody said
        invited=invited or _of_frame(wave) or ({} if wave.approached is None else {None: wave.approached}),
        responded=_counted_of(wave, counts) or {segment.segment: segment.responded for segment in segments},
    )


def _of_frame(wave: Wave) -> Mapping[str | None, int]:
    """Of a wave of a file: how many were approached in each segment, where those are as many as are known together."""
    if wave.origin is not Origin.FILE:
        return {}
    segments = wave.frozen_instrument().study.segments
    frames: dict[str | None, int] = {segment.id: segment.frame or 0 for segment in segments}
    return frames if wave.approached and sum(frames.values()) == wave.approached else {}


def _counted_of(wave: Wave, counts: WaveCounts) -> Mapping[str | None, int | None]:
    """Of a wave of a file: how many responded from each segment, as far as that was kept."""
    if wave.origin is not Origin.FILE:
        return {}
    if not counts.segments and not counts.rests:
        return {None: counts.total.respondents}
    places = {Place(segment): group.respondents for segment, group in counts.segments.items()}
    places |= {Place(None, arm): group.respondents for arm, group in counts.rests.items()}
    if nowhere := counts.total.respondents - sum(places.values()):
        places[NOWHERE] = nowhere
    responded = responded_from(wave.frozen_instrument().study.segments, places)
    return {segment: number for segment, number in responded.items() if segment is not None or number != 0}


def fielded_waves(store: Store, wave_ids: Sequence[str]) -> list[FieldedWave]:
    """Closed waves that will be compared, in this order, their scales scored on what they have in common."""
    waves = [fielded_wave(store, wave_id) for wave_id in wave_ids]
    return rescored(waves, lambda wave: store.responses.read(wave.wave.id))


def accepted_changes(store: Store, wave_ids: Sequence[str]) -> Mapping[tuple[str, str, str], str]:
    """The reason for each editorial change between these waves, by earlier wave, later wave and item."""
    return {
        (change.earlier, change.later, change.item): change.reason for change in store.editorial_changes.among(wave_ids)
    }


def beside_stored(store: Store, wave_ids: Sequence[str], *, same_population: bool) -> Beside:
    """These waves to waves of files that will be compared with them; raises NoSuchWave or NotFrozen.

    `same_population`: somebody says that they were all put to the same people.
    """
    asked = latest_instrument(store, wave_ids).questionnaire
    held = frozenset(wave.id for wave in store.waves.all())
    return Beside(tuple(wave_ids), held, asked.population if same_population else None)


def study_of_stored(store: Store, wave_ids: Sequence[str], *, framed: bool) -> Study:
    """The study of the latest of these waves, which holds for waves of files too; raises NoSuchWave or NotFrozen.

    Where the files have a frame of their own (`framed`), the numbers of households and people are not taken from it.
    """
    study = latest_instrument(store, wave_ids).study
    if not framed:
        return study
    segments = tuple(segment.model_copy(update={"frame": None}) for segment in study.segments)
    return study.model_copy(update={"segments": segments, "margins": None})


def latest_instrument(store: Store, wave_ids: Sequence[str]) -> Instrument:
    """What the latest of these waves asked, and of whom; raises NoSuchWave or NotFrozen."""
    return max((store.waves.get(wave_id) for wave_id in wave_ids), key=lambda wave: wave.moment).frozen_instrument()


def fielded_together(store: Store, wave_ids: Sequence[str], files: WavesFromFiles) -> list[FieldedWave]:
    """Closed waves and waves of files, in order of time, their scales scored on what all of them have in common."""
    stored = [fielded_wave(store, wave_id) for wave_id in wave_ids]
    elsewhere = {wave.wave.id: wave.responses for wave in files.waves}

    def responses_of(fielded: FieldedWave) -> Iterable[StoredResponse]:
        wave_id = fielded.wave.id
        return elsewhere[wave_id] if wave_id in elsewhere else store.responses.read(wave_id)

    waves = [*stored, *_as_fielded(files)]
    return rescored(sorted(waves, key=lambda fielded: fielded.wave.moment), responses_of)


def fielded_from_files(files: WavesFromFiles) -> list[FieldedWave]:
    """In order of time; a wave of which the year or the order is known is never named by a month."""
    responses = {wave.wave.id: wave.responses for wave in files.waves}
    return rescored(_as_fielded(files), lambda fielded: responses[fielded.wave.id])


def _as_fielded(files: WavesFromFiles) -> list[FieldedWave]:
    return [
        FieldedWave(
            wave=wave.wave,
            instrument=wave.instrument,
            counts=wave.counts,
            invited=wave.invited,
            responded=wave.responded,
            dated=files.dating is Dating.MONTH,
            in_year=files.dating is Dating.YEAR,
        )
        for wave in files.waves
    ]


ResponsesOf = Callable[[FieldedWave], Iterable[StoredResponse]]


def rescored(waves: Sequence[FieldedWave], responses_of: ResponsesOf) -> list[FieldedWave]:
    """The waves, with the scales whose items are not all common as they are scored on those that are.

    Responses are read for what is not kept. Scales that have all items in common, or fewer than two, stay as they were
    counted; so do printed waves.
    """
    ordered = sorted(waves, key=lambda fielded: fielded.wave.moment)
    common = common_items([wave.instrument.questionnaire for wave in ordered])
    return [_rescored(wave, to_rescore(wave.instrument.questionnaire, common), responses_of) for wave in waves]


def _rescored(wave: FieldedWave, wanted: Sequence[Scored], responses_of: ResponsesOf) -> FieldedWave:
    counts = also_scored(wave.counts, wave.instrument, wanted, lambda: responses_of(wave))
    rescorings = [rescoring for rescoring in counts.rescored if rescoring.scored in wanted]

    of_scales = {rescoring.total.scale for rescoring in rescorings}

    def changed(group: GroupCounts, place: Place) -> GroupCounts:
        row = row_of(place)
        scales = {of.total.scale: of.total if row is None else of.rows[row] for of in rescorings}
        return replace(group, scales={**group.scales, **scales})

    return replace(
        wave,
        counts=replace(
            counts,
            total=changed(counts.total, NOWHERE),
            segments={segment: changed(group, Place(segment)) for segment, group in counts.segments.items()},
            rests={arm: changed(group, Place(None, arm)) for arm, group in counts.rests.items()},
            rescored=(),
            traits={trait: _without(groups, of_scales) for trait, groups in counts.traits.items()},
        ),
    )


def _without(groups: Mapping[str, GroupCounts], rescored_scales: Set[str]) -> Mapping[str, GroupCounts]:
    """Groups of a trait, without scales that are scored on other items here: those are not counted by trait."""
    return {
        category: replace(group, scales={id_: of for id_, of in group.scales.items() if id_ not in rescored_scales})
        for category, group in groups.items()
    }
