"""How many were invited and answered, per village and arm, as far as that may be told."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from survey_app.fieldwork.invitation import SegmentResponse
from survey_app.fieldwork.place import NOWHERE, Place
from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.questionnaire.study import Segment


def response_per_segment(store: Store, wave: Wave) -> list[SegmentResponse]:
    """Invited and responded per segment, in order of id: of the box while it is open, of the responses once it is not.

    Under None are those with a code that belongs to no village; once it is closed others may be among them.
    """
    in_box = store.invitations.in_box(wave.id)
    if wave.state is not WaveState.CLOSED:
        return in_box
    invited = {village.segment for village in in_box}
    segments = [segment for segment in wave.frozen_instrument().study.segments if segment.id in invited]
    numbers = {} if wave.withheld else responded_from(segments, store.responses.places(wave.id))
    return [replace(village, responded=numbers.get(village.segment)) for village in in_box]


def rests(places: Mapping[Place, int]) -> Mapping[str, int]:
    """By arm that has a rest: how many responses say no more than that arm."""
    return {place.arm: number for place, number in places.items() if place.arm}


def told_of_arm(villages: Collection[int | None], rest: int) -> int | None:
    """How many answered from an arm, of whose villages so much is told; None where some are known by nothing at all."""
    return None if rest == 0 and None in villages else rest + sum(filter(None, villages))


def responded_from(segments: Iterable[Segment], places: Mapping[Place, int]) -> Mapping[str | None, int | None]:
    """How many responded from each segment, of the places that are kept.

    A village that no response names is in the rest of its arm or of all, and not told; if there is none it has 0.
    """
    in_a_rest = {place.arm for place in places if place.segment is None}
    numbers: dict[str | None, int | None] = {
        segment.id: places.get(Place(segment.id), None if in_a_rest & {segment.arm, None} else 0)
        for segment in segments
    }
    return numbers | {None: None if None in numbers.values() else places.get(NOWHERE, 0)}
