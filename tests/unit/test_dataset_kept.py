"""Kept counts: one text, read back the same, in the order of the instrument."""

import pytest
from pydantic import ValidationError

from survey_app.dataset.counts import GroupCounts, WaveCounts
from survey_app.dataset.kept import counts_from_json, counts_to_json
from survey_app.fieldwork.wave import Origin
from tests.counted_waves import likert, staff_wave


@pytest.mark.parametrize("year", [2019, 2020])
def test_the_real_counts_are_read_back_as_they_were(year: int) -> None:
    counts = staff_wave(year).counts

    again = counts_from_json(counts_to_json(counts))

    assert again == counts
    assert list(again.total.items) == list(counts.total.items)
    assert list(again.total.items["luistert"].answers) == list(counts.total.items["luistert"].answers)


def test_segments_are_kept_too() -> None:
    group = GroupCounts(15, {"luistert": likert("luistert", 1, 2, 3, 4, 5, blank=2)})
    counts = WaveCounts("meting", Origin.RESPONSES, group, {"ingen": group})

    assert counts_from_json(counts_to_json(counts)) == counts


def test_counts_that_were_kept_before_scales_and_cells_existed_are_still_read() -> None:
    """The text that the version before them wrote, of two respondents."""
    item = (
        '{"item":"luistert","answers":{"oneens":0,"eens":1},"answered":1,"not_applicable":0,"blank":1,"not_asked":0,'
        '"hidden":[]}'
    )
    group = f'{{"respondents":2,"items":{{"luistert":{item}}}}}'
    text = (
        f'{{"wave":"meting","origin":"responses","total":{group},"segments":{{"ingen":{group}}},"blanks_known":true}}'
    )

    counts = counts_from_json(text)

    assert counts.total.items["luistert"].answers == {"oneens": 0, "eens": 1}
    assert (counts.total.scales, counts.modes, counts.cells) == ({}, {}, ())
    assert counts_from_json(counts_to_json(counts)) == counts


@pytest.mark.parametrize("text", ["", "{}", '{"wave": "meting"}', "[1]"])
def test_what_is_no_counts_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        counts_from_json(text)
