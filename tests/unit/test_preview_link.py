"""A link to a preview: good with the key that signed it, until its last day, and for what was signed alone."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import date, timedelta

import pytest

from survey_app.fieldwork.preview_link import (
    BadPreviewDay,
    NoSuchPreview,
    PreviewLink,
    PreviewOver,
    check_until,
    read,
    written,
)
from survey_app.fieldwork.wave import Recruitment

KEY, TODAY = bytes(32), date(2026, 6, 1)
LINK = PreviewLink("kernen/bewoners.yaml", Recruitment.OPEN_LINK, TODAY + timedelta(days=14))


def test_a_link_is_read_as_it_was_written_up_to_and_including_its_last_day() -> None:
    text = written(LINK, KEY)

    assert read(text, KEY, TODAY) == LINK
    assert read(text, KEY, LINK.until) == LINK
    with pytest.raises(PreviewOver):
        read(text, KEY, LINK.until + timedelta(days=1))


def test_another_key_reads_no_link() -> None:
    with pytest.raises(NoSuchPreview):
        read(written(LINK, KEY), b"\1" * 32, TODAY)


def test_a_link_with_another_file_or_a_later_day_is_none_of_ours() -> None:
    _said, _dot, signature = written(LINK, KEY).partition(".")
    claimed = '["kernen/ander.yaml","open_link","2099-01-01"]'

    for text in (f"{urlsafe_b64encode(claimed.encode()).decode()}.{signature}", signature, "", "x.y", "é.é"):
        with pytest.raises(NoSuchPreview):
            read(text, KEY, TODAY)


@pytest.mark.parametrize("days", [-1, 91])
def test_a_link_ends_within_ninety_days_and_not_before_it_begins(days: int) -> None:
    with pytest.raises(BadPreviewDay):
        check_until(TODAY + timedelta(days=days), TODAY)


@pytest.mark.parametrize("days", [0, 90])
def test_the_first_and_the_last_day_of_those_can_be_chosen(days: int) -> None:
    check_until(TODAY + timedelta(days=days), TODAY)
