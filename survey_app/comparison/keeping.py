"""A wave of a file, as it can be kept among the waves of a study: its counts, and none of its rows (decision 0245)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from pydantic import TypeAdapter

from survey_app.comparison.counting import rescorings
from survey_app.comparison.fielded import latest_instrument
from survey_app.comparison.groups import category_group, category_label
from survey_app.dataset.counts import NOT_SAID, WaveCounts
from survey_app.dataset.file_counts import counts_to_keep
from survey_app.dataset.from_files.waves import WaveFromFile
from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.wave import ADVISED_MINIMUM, Origin, Wave, WaveState
from survey_app.language.words import Words, counted, listed
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.model import Counting, Questionnaire
from survey_app.refusal import Refusal


class TooFewToKeep(Refusal):
    """Closing a wave would have kept no more than how many these were."""

    def __init__(self, label: str, number: int, minimum: int) -> None:
        super().__init__(
            f"wave {label}: {number} responses, and counts are kept of {minimum} or more; nothing was kept"
        )
        self.label, self.minimum = label, minimum


class OfOtherStudy(Refusal, says="wave {}: is of study {}, and the waves that it stands beside are of study {}"):
    """A wave is kept within the study of the waves that it was compared with."""


@dataclass(frozen=True)
class ToKeep:
    """A closed wave that is known from counts, and those; nothing of it is kept yet."""

    wave: Wave
    counts: WaveCounts

    def named(self, wave_id: str, label: str, month: date, *, fictitious: bool) -> Self:
        """The same under the name that it will have."""
        wave = replace(self.wave, id=wave_id, label=label, month=month, fictitious=fictitious)
        return replace(self, wave=wave, counts=replace(self.counts, wave=wave_id))

    def to_json(self) -> str:
        """A text from which `to_keep_from_json` makes the same."""
        return _TO_KEEP.dump_json(self, by_alias=True).decode("ascii")


_TO_KEEP = TypeAdapter(ToKeep)


def to_keep_from_json(text: str) -> ToKeep:
    """What `to_json` wrote; raises pydantic.ValidationError when it did not."""
    return _TO_KEEP.validate_json(text)


def what_to_keep(store: Store, beside: Sequence[str], file: WaveFromFile, today: date) -> ToKeep:
    """What would be kept of a wave of a file, beside these stored waves and in their series.

    With the scales of comparisons with any wave of that series, as closing counts them. Raises TooFewToKeep or
    OfOtherStudy; NoSuchWave or NotFrozen of the stored ones.
    """
    instrument = _in_series(file, latest_instrument(store, beside))
    minimum, number = max(ADVISED_MINIMUM, instrument.study.disclosure_threshold), len(file.responses)
    if number < minimum:
        raise TooFewToKeep(file.wave.label, number, minimum)
    wave = replace(
        file.wave,
        origin=Origin.FILE,
        state=WaveState.CLOSED,
        minimum=minimum,
        instrument=instrument,
        fingerprint=instrument.fingerprint(),
        closed_on=today,
        responses=number,
        approached=sum(file.invited.values()) or None,
    )
    others = [kept for kept in store.waves.all() if kept.state is WaveState.CLOSED and kept.id != wave.id]
    wanted = rescorings([*others, wave]).get(wave.id, ())
    counts = counts_to_keep(wave, file.responses, dict.fromkeys(wanted))
    return ToKeep(replace(wave, mode_kept=bool(counts.modes)), counts)


def _in_series(file: WaveFromFile, beside: Instrument) -> Instrument:
    """The instrument of a file under the name of the questionnaire that it is a version of."""
    study, of_waves = file.instrument.study.study, beside.study.study
    if study != of_waves:
        raise OfOtherStudy(file.wave.label, study, of_waves)
    named = {"questionnaire": beside.questionnaire.questionnaire, "title": beside.questionnaire.title}
    questionnaire = file.instrument.questionnaire.model_copy(update=named)
    return file.instrument.model_copy(update={"questionnaire": questionnaire})


def kept_words(kept: ToKeep) -> Iterator[Words]:
    """What is kept, a sentence each, for who has to say that it may be."""
    instrument, counts = kept.wave.frozen_instrument(), kept.counts
    questionnaire, names = instrument.questionnaire, instrument.study.segment_names
    asked = [item for item in questionnaire.items.values() if item.counting is not Counting.WHETHER]
    items = counted(len(asked), Words("vraag"), Words("vragen"))
    yield _ANSWERS.filled(number=counts.total.respondents, items=items)
    segments = [segment.label for segment in instrument.study.segments if segment.id in counts.segments]
    if segments:
        yield _BY_SEGMENT.filled(which=listed(segments), **names)
    if counts.rests:
        yield _BY_ARM.filled(**names)
    for trait, groups in counts.traits.items():
        yield _BY_TRAIT.filled(
            trait=questionnaire.items[trait].text, categories=_categories(questionnaire, trait, groups)
        )
    if counts.total.scales:
        scales = [scale.title for scale in questionnaire.scales if scale.id in counts.total.scales]
        yield _SCALES.filled(scales=listed(scales))
    if counts.modes:
        yield _MODES


_ANSWERS = Words("Hoe vaak elk antwoord is gegeven op {items}, door {number} mensen samen.")
_BY_SEGMENT = Words("Hetzelfde per {segment}: {which}.")
_BY_ARM = Words("Hetzelfde van pilot of spiegel voor wie van geen {segment} apart iets bewaard wordt, samen.")
_BY_TRAIT = Words("Hetzelfde naar ‘{trait}’: {categories}.")
_SCALES = Words("De scores op schalen, als aantallen: {scales}.")
_MODES = Words("Hoeveel mensen online, op papier, per telefoon of op een tablet voor iedereen antwoordden.")


def not_kept_words(kept: ToKeep) -> Iterator[Words]:
    """What is not, and what that costs later on."""
    instrument, counts = kept.wave.frozen_instrument(), kept.counts
    names = instrument.study.segment_names
    yield _NO_ROWS
    lost = [segment.label for segment in instrument.study.segments if segment.id not in counts.segments]
    if lost:
        yield _NO_SEGMENT.filled(which=listed(lost), minimum=kept.wave.minimum, **names)
    for item in instrument.breakdowns:
        told = counts.traits.get(item.id, {})
        small = [option.label for option in item.options if option.id not in told]
        if small:
            yield _NO_CATEGORY.filled(trait=item.text, categories=listed(small), minimum=kept.wave.minimum)
    if instrument.study.margins is not None:
        yield _NO_WEIGHTING


_NO_ROWS = Words(
    "Geen enkele rij van het bestand: niet wie wat samen antwoordde, geen open antwoorden, en geen microdata later."
)
_NO_SEGMENT = Words(
    "Niet apart: {which}. Daar waren minder dan {minimum} antwoorden, of zij verbergen een {segment} waar dat zo is."
)
_NO_CATEGORY = Words(
    "Niet apart, naar ‘{trait}’: {categories}. Dat waren minder dan {minimum} mensen, of zij verbergen wie dat waren."
)
_NO_WEIGHTING = Words("Geen combinaties van kenmerken: deze meting kan later niet worden gewogen.")


def _categories(questionnaire: Questionnaire, trait: str, categories: Iterable[str]) -> Words:
    groups = [category_group(trait, category) for category in categories if category != NOT_SAID]
    return listed([category_label(questionnaire, group, is_joined=False) for group in groups])
