"""Pilot against mirror segments: the change of each segment, and the difference between the arms."""

from survey_app.comparison.data_frames.data_frame import PAIR, Columns, by_pair, keyed, spec
from survey_app.comparison.figures.arms import CONTRAST, SEGMENT_CHANGE, SUBJECT, SegmentChange, segment_changes_of
from survey_app.comparison.figures.figure import of_part
from survey_app.comparison.figures.verdicts import VERDICT
from survey_app.comparison.results import Contrast

ARM_COLUMNS: Columns[Contrast] = keyed(
    PAIR, SUBJECT, of_part(VERDICT[:4], lambda contrast: contrast.verdict), CONTRAST.values()
)
"""Pilot minus mirror of later minus earlier."""
ARMS = spec(
    "pilot against mirror on a statement or scale in two waves",
    lambda series: by_pair(series, lambda pair: pair.contrasts),
    ARM_COLUMNS,
)
_SEGMENT_CHANGES: Columns[SegmentChange] = keyed(PAIR, SEGMENT_CHANGE.values())
SEGMENT_CHANGES = spec(
    "a segment of an arm on a statement or scale in two waves",
    lambda series: by_pair(series, segment_changes_of),
    _SEGMENT_CHANGES,
)
