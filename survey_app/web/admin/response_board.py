"""How many have answered, as far as it may be told: once a day in steps while the wave is open, then exactly."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from survey_app.comparison.figures.response import RESPONSE, Response
from survey_app.fieldwork.invitation import SegmentResponse
from survey_app.fieldwork.ports import Clock, Stores
from survey_app.fieldwork.response_numbers import response_per_segment, rests, told_of_arm
from survey_app.fieldwork.told_response import SEGMENT_STEP, STEP, told_response
from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.questionnaire.study import Study
from survey_app.rounding import rounded
from survey_app.web.admin.notation import number_words
from survey_app.web.segment_names import spoken_names
from survey_app.web.translation import gettext as _


@dataclass(frozen=True)
class Line:
    """Of one segment, or of everybody: `invited` is None when nobody knows how many could take part.

    `responded` is rounded down to a multiple of `step`; None where it is exact. What a closed wave did not keep is
    None. Its rate and its sign are those of every output.
    """

    label: str
    invited: int | None
    responded: int | None
    step: int | None

    @property
    def _response(self) -> Response:
        return Response(self.invited, self.responded)

    @property
    def is_few(self) -> bool:
        """Whether all that may be told is that there are fewer than one step."""
        return self.step is not None and self.responded == 0

    @property
    def percent(self) -> int | None:
        """Response in whole percents, halves up, of the number that is shown; None when it cannot be told."""
        rate = self._response.rate
        return None if rate is None or self.is_few else int(rounded(100 * rate))

    @property
    def figure(self) -> str:
        """The number for a column that says how it is rounded, and what x is."""
        if self.responded is None:
            return RESPONSE["n_total"].absent(self._response)
        return f"< {self.step}" if self.is_few else number_words(self.responded)

    @property
    def words(self) -> str:
        """The number in running text, with how it is rounded."""
        if self.is_few:
            return _("minder dan %(step)s", step=self.step)
        return self.figure if self.step is None else _("ten minste %(number)s", number=self.figure)


@dataclass(frozen=True)
class Group:
    """The segments of one arm, with their sum when there is more than one."""

    label: str
    lines: tuple[Line, ...]
    sum: Line


@dataclass(frozen=True)
class Board:
    """`is_exact` is False while the wave is open: then it is how things stood on `day`.

    `is_enough`: whether the minimum of the wave was reached then.
    """

    is_exact: bool
    total: Line
    groups: tuple[Group, ...]
    day: date | None = None
    is_enough: bool = False

    @property
    def has_secrets(self) -> bool:
        """Whether some village is not told."""
        return any(line.responded is None for group in self.groups for line in group.lines)


def read_board(stores: Stores, wave: Wave, clock: Clock) -> Board:
    """The board of one wave: as it was told today while it is open, and exactly once it is closed."""
    today = told_response(stores, wave, clock) if wave.state is WaveState.OPEN else None
    with stores.reading() as store:
        counted = response_per_segment(store, wave)
        rest_of = rests(store.responses.places(wave.id))
    if today is None:
        return make_board(wave, counted, wave.responses or 0, rest_of)
    rounded = [replace(segment, responded=today.by_segment.get(segment.segment or "", 0)) for segment in counted]
    return replace(make_board(wave, rounded, today.total), day=today.day, is_enough=today.is_enough)


def make_board(
    wave: Wave, responses: Sequence[SegmentResponse], responded: int, rest_of: Mapping[str, int] | None = None
) -> Board:
    """The board from numbers that may be told: per segment where there were invitations, and of all together.

    `rest_of`: by arm, how many of a closed wave are known by their arm alone.
    """
    is_exact = wave.state is WaveState.CLOSED
    invited = sum(response.invited for response in responses) or wave.approached
    total = Line(_("Totaal"), invited, responded, None if is_exact else STEP)
    study = wave.instrument.study if wave.instrument else None
    step = None if is_exact else SEGMENT_STEP
    groups = () if wave.withheld else tuple(_groups(study, responses, rest_of or {}, step))
    return Board(is_exact, total, groups)


def _groups(
    study: Study | None, responses: Sequence[SegmentResponse], rest_of: Mapping[str, int], step: int | None
) -> Iterable[Group]:
    """Pilot, mirror, and segments without an arm, each in the order of the study; empty groups are left out.

    Cards for anybody have no segment; they count in the total only.
    """
    known = {segment.id: segment for segment in study.segments} if study else {}
    names = spoken_names(study)
    order = {segment_id: place for place, segment_id in enumerate(known)}
    placed = [(response.segment, response) for response in responses if response.segment is not None]
    arm_of = {place: known[place].arm if place in known else None for place, _response in placed}
    labels = {
        "pilot": _("Pilot%(segments)s", segments=names["segments"]),
        "mirror": _("Spiegel%(segments)s", segments=names["segments"]),
        None: names["Segments"],
    }
    for arm, label in labels.items():
        chosen = [(place, response) for place, response in placed if arm_of[place] == arm]
        chosen.sort(key=lambda pair: order.get(pair[0], len(order)))
        lines = tuple(
            Line(known[place].label if place in known else place, response.invited, response.responded, step)
            for place, response in chosen
        )
        if lines:
            yield Group(label, lines, _sum(lines, rest_of.get(arm or "", 0)))


def _sum(lines: Sequence[Line], rest: int) -> Line:
    """The sum of what is shown, so that it tells no more than its parts do; with the rest of the arm, if it has one."""
    invited = sum(line.invited or 0 for line in lines)
    responded = told_of_arm([line.responded for line in lines], rest)
    return Line(_("Alle samen"), invited, responded, lines[0].step)
