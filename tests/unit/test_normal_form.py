"""Texts in one form of Unicode, whatever somebody piles up."""

from __future__ import annotations

import time
import unicodedata
from typing import Literal

import pytest

from survey_app.questionnaire.normal_form import normalise


@pytest.mark.slow
@pytest.mark.parametrize("pair", ["\u0315\u0300", "\u0315\u0f73", "\u0315\uff9e"], ids=ascii)
@pytest.mark.parametrize("form", ["NFC", "NFKC", "NFKD"])
def test_a_mountain_of_marks_takes_no_time(form: Literal["NFC", "NFKC", "NFKD"], pair: str) -> None:
    begun = time.process_time()

    normalise(form, "a" + pair * 100_000)

    # Unicode's own order takes minutes for these; ours takes some tenths of a second.
    assert time.process_time() - begun < 5


def test_all_that_people_write_is_normalised() -> None:
    text = "Café naar de Nieuwe\u0308 Steeg " * 200 + "a" + "\u0300" * 30

    assert normalise("NFC", text) == unicodedata.normalize("NFC", text) != text
