"""Rows of microdata from answers as they are stored, without a database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import shake_256
from typing import Any  # whole numbers, and with decimals those of scores

from survey_app.comparison.disclosure.hidden_answers import hidden_of_traits
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.from_responses import count_responses
from survey_app.dataset.microdata.cells import Kept
from survey_app.dataset.microdata.choosing import Merges, WaveRows
from survey_app.dataset.microdata.coding import coded_variables
from survey_app.dataset.microdata.forms import Form
from survey_app.dataset.microdata.gathering import rows_of
from survey_app.dataset.microdata.reading import read_columns
from survey_app.dataset.microdata.rows import Microdata, shuffled
from survey_app.fieldwork.ports import StoredResponse
from survey_app.fieldwork.wave import Recruitment, Wave, WaveState
from survey_app.questionnaire.instrument import Instrument

Raw = Mapping[str, object]
Given = tuple[str | None, Raw]
"""A segment, and answers by item."""


def closed_wave(instrument: Instrument, number: int, *, fictitious: bool = False) -> Wave:
    """A wave with this many responses."""
    return Wave(
        id="meting",
        label="Meting 2026",
        month=date(2026, 5, 1),
        source="kernen/inwoners.yaml",
        recruitment=Recruitment.CODES,
        state=WaveState.CLOSED,
        fictitious=fictitious,
        instrument=instrument,
        fingerprint=instrument.fingerprint(),
        closed_on=date(2026, 6, 1),
        responses=number,
    )


def gathered(
    instrument: Instrument, given: Iterable[Given], before: Kept = frozenset(), *, fictitious: bool = False
) -> WaveRows:
    """What is read of a wave with these responses, under keys that say KEY."""
    responses = [
        StoredResponse(b"KEY" + number.to_bytes(13, "big"), segment, "telephone", json.dumps(answers))
        for number, (segment, answers) in enumerate(given)
    ]
    wave = closed_wave(instrument, len(responses), fictitious=fictitious)
    variables = coded_variables(instrument)
    columns = read_columns(wave.id, instrument, variables, responses, len(responses), lambda _done, _of: None)
    rows = rows_of(wave, variables, columns, (_forms(before),) if before else ())
    counts = count_responses(wave.id, instrument, responses)
    return replace(rows, secret=hidden_of_traits(FieldedWave(wave, instrument, counts, {}, {})))


def _forms(kept: Kept) -> tuple[Form, ...]:
    """The segment first, as files have it."""
    return tuple(map(Form, sorted(kept, key=lambda trait: (trait != "segment", trait))))


def microdata(
    rows: WaveRows, keep: Iterable[str] | None = None, draw: int = 1, merge: Merges | None = None
) -> Microdata:
    """A file of these rows; another draw gives another order."""
    return shuffled(rows, rows.choose(keep, merge), lambda number: shake_256(bytes([draw])).digest(number))


def table(data: Microdata) -> list[dict[str, Any]]:
    """The rows by name of the variable, in the order of the file."""
    names = [variable.name for variable in data.variables]
    return [dict(zip(names, row, strict=True)) for page in data.pages() for row in page]
