"""The villages of a study and their arms, as the study, the frame and the responses together tell them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from survey_app.dataset.from_files.faults import Faults, shown
from survey_app.dataset.from_files.frame import Frame
from survey_app.dataset.from_files.names import folded, identifier, is_identifier, natural
from survey_app.dataset.from_files.responses import Responses, first_lines
from survey_app.dataset.from_files.words import ARMS, UNKNOWN, Arm
from survey_app.questionnaire.study import Segment, Study


@dataclass(frozen=True)
class Villages:
    """The segments in the order of the study, of the frame, or of the alphabet; `by_name` is how files write them."""

    segments: tuple[Segment, ...] = ()
    by_name: Mapping[str, Segment] = field(default_factory=dict)

    def find(self, text: str) -> Segment | None:
        """The segment that a cell means; None when it is empty or not known."""
        return self.by_name.get(folded(text))


def villages_of(study: Study | None, frame: Frame, responses: Responses, faults: Faults) -> Villages:
    """The villages, with a fault for each that is not known, and for each arm that is told in two ways."""
    listed = list(study.segments) if study else _segments(frame, responses, faults)
    by_name = {folded(name): segment for segment in listed for name in (segment.id, segment.label)}
    known = ", ".join(segment.label for segment in listed)
    arms: dict[str, Arm] = {segment.id: segment.arm for segment in listed if segment.arm}
    framed = [(frame.file, row.line, "village", row.village, row.arm) for row in frame.rows if row.village]
    for file, line, column, village, arm in (*framed, *_in_responses(responses, faults)):
        segment = by_name.get(folded(village))
        if segment is None:
            kind = study.segment_words.en.one if study else "village"
            faults.add(file, line, column, f"{shown(village)} is no {kind} of this study", f"known: {known or 'none'}")
        elif arm and arms.setdefault(segment.id, arm) != arm:
            wrong = f"{segment.label} is {arm} here, and {arms[segment.id]} elsewhere"
            faults.add(file, line, "arm", wrong, "a village is in one arm, in every file and every wave")
    segments = tuple(segment.model_copy(update={"arm": arms.get(segment.id)}) for segment in listed)
    placed = {segment.id: segment for segment in segments}
    return Villages(segments, {name: placed[segment.id] for name, segment in by_name.items()})


def _segments(frame: Frame, responses: Responses, faults: Faults) -> list[Segment]:
    """Segments of the villages that the frame names, or else of those in the responses."""
    framed = [(row.line, row.village) for row in frame.rows if row.village]
    file = frame.file if framed else responses.file
    answered = [(line, name) for _, line, _, name, _ in _in_responses(responses, Faults())]
    first: dict[str, tuple[int, str]] = {}
    for line, name in framed or answered:
        first.setdefault(folded(name), (line, name))
    names = [name for _, name in first.values()]
    segments: dict[str, Segment] = {}
    for line, name in (first[folded(name)] for name in (names if framed else natural(names))):
        if not is_identifier(identifier(name)) or identifier(name) in segments:
            right = "write a name of letters and digits, 60 at most, that no other village has"
            faults.add(file, line, "village", f"{shown(name)} cannot be told from others", right)
        else:
            segments[identifier(name)] = Segment(id=identifier(name), label=name)
    return list(segments.values())


_Named = tuple[str, int, str, str, Arm | None]
"""File, line and column of a village that is named, and its arm there."""


def _in_responses(responses: Responses, faults: Faults) -> list[_Named]:
    """Each village with each of its arms, once for each wave, where the responses first say so."""
    village, arm = responses.structure.get("village"), responses.structure.get("arm")
    if village is None:
        if arm is not None:
            right = "a column village says where respondents belong, and of a village it is known in which arm it is"
            faults.add(responses.file, 1, responses.headings[arm], "an arm without a village", right)
        return []
    named: list[_Named] = []
    heading = responses.headings[village]
    for rows in responses.waves.values():
        arms: Sequence[str] = rows.columns[arm] if arm is not None else [""] * len(rows.lines)
        first = first_lines(list(zip(rows.columns[village], arms, strict=True)), rows.lines)
        for (name, arm_cell), line in first.items():
            if folded(arm_cell) not in (*ARMS, *UNKNOWN):
                right = "write pilot or mirror (spiegel), or nothing"
                faults.add(responses.file, line, "arm", f"{shown(arm_cell.strip())} is no arm", right)
            if folded(name) not in UNKNOWN:
                named.append((responses.file, line, heading, name.strip(), ARMS.get(folded(arm_cell))))
    return named
