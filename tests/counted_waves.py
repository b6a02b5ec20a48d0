"""Waves made of counts, as small as a test needs them, and the two real staff waves as the project holds them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.options import PLAIN, Options
from survey_app.comparison.results import FieldedWave, WaveComparison
from survey_app.dataset.counts import GroupCounts, ItemCounts, WaveCounts
from survey_app.dataset.from_printed import read_printed_counts
from survey_app.fieldwork.wave import Origin, Recruitment, Wave, WaveState
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.loader import load_instrument

ROOT = Path(__file__).resolve().parents[1]
STUDY = ROOT / "questionnaires" / "kerngericht-werken"
REFERENCE = ROOT / "tests" / "data"
POINTS = ("helemaal_oneens", "oneens", "neutraal", "eens", "helemaal_eens")

Data = Mapping[str, Any]  # what a YAML file holds


def statement(item_id: str = "luistert", **changed: object) -> Data:
    """A statement on the five points of agreement."""
    return {"id": item_id, "type": "likert", "text": f"Tekst van {item_id}", "response_scale": "eens", **changed}


def choice(item_id: str, *options: str, kind: str = "single_choice", **changed: object) -> Data:
    """A choice item; every option is labelled with its id."""
    offered = [{"id": option, "label": option} for option in options]
    return {"id": item_id, "type": kind, "text": f"Tekst van {item_id}", "options": offered, **changed}


def section(*items: Data, **changed: object) -> Data:
    """A block of items."""
    return {"id": "blok", "title": "Blok", "items": list(items), **changed}


def instrument(*sections: Data, threshold: int = 10, population: str = "Inwoners", points: int = 5) -> Instrument:
    """A study of two villages, and a questionnaire of these sections."""
    labels = POINTS if points == len(POINTS) else tuple(f"punt-{number}" for number in range(1, points + 1))
    return Instrument.model_validate(
        {
            "study": {
                "study": "kernen",
                "title": "Kernen",
                "client": "Gemeente",
                "bureau": "Bureau",
                "contact": "0344 000000",
                "segments": [{"id": "ingen", "label": "Ingen"}, {"id": "maurik", "label": "Maurik"}],
                "disclosure_threshold": threshold,
            },
            "questionnaire": {
                "questionnaire": "inwoners",
                "version": "1",
                "title": "Inwoners",
                "population": population,
                "introduction": "Welkom.",
                "thanks": "Dank u wel.",
                "response_scales": {
                    "eens": {"points": [{"id": one, "label": one} for one in labels], "not_applicable": "N.v.t."}
                },
                "sections": list(sections),
            },
        }
    )


def answered(
    item_id: str, counts: Mapping[str, int], *, ticked_by: int | None = None, **kinds: Any
) -> ItemCounts:  # numbers
    """Counts of one item; of multiple choice, `ticked_by` is how many people ticked something."""
    return ItemCounts(item_id, counts, sum(counts.values()) if ticked_by is None else ticked_by, **kinds)


def likert(item_id: str, *numbers: int, **kinds: int) -> ItemCounts:
    """Counts of a statement, from helemaal oneens to helemaal eens."""
    return answered(item_id, dict(zip(POINTS, numbers, strict=True)), **kinds)


def compare_waves(one: FieldedWave, other: FieldedWave, options: Options = PLAIN) -> WaveComparison:
    """Two waves, in any order."""
    (pair,) = compare_series([one, other], options).pairs
    return pair.comparison


def fielded(
    year: int,
    fielded_instrument: Instrument,
    *items: ItemCounts,
    respondents: int | None = None,
    frame: int | None = None,
    month: int = 5,
    origin: Origin = Origin.RESPONSES,
    recruitment: Recruitment = Recruitment.CODES,
    wave_id: str | None = None,
) -> FieldedWave:
    """A closed wave with these counts; `frame` is how many were invited, everybody who was asked if not given."""
    asked = respondents if respondents is not None else max((item.asked + item.not_asked for item in items), default=0)
    wave = Wave(
        id=wave_id or f"meting-{year}-{month}",
        label=f"Meting {year}",
        month=date(year, month, 1),
        source="kernen/inwoners.yaml",
        recruitment=recruitment,
        origin=origin,
        state=WaveState.CLOSED,
        instrument=fielded_instrument,
        responses=asked,
    )
    counts = WaveCounts(wave.id, origin, GroupCounts(asked, {item.item: item for item in items}))
    invited: dict[str | None, int] = (
        {} if recruitment is Recruitment.OPEN_LINK else {"ingen": frame if frame is not None else asked * 2}
    )
    return FieldedWave(wave, fielded_instrument, counts, invited, {"ingen": asked})


def staff_wave(year: int) -> FieldedWave:
    """The real staff wave of this year, from the printed tables."""
    n, month = {2019: (51, 6), 2020: (16, 5)}[year]
    frozen = load_instrument(STUDY / f"medewerkers-{year}.yaml")
    wave = Wave(
        id=f"medewerkers-{year}",
        label=f"Medewerkers {year}",
        month=date(year, month, 1),
        source=f"kerngericht-werken/medewerkers-{year}.yaml",
        recruitment=Recruitment.OPEN_LINK,
        origin=Origin.PRINTED,
        state=WaveState.CLOSED,
        instrument=frozen,
        responses=n,
    )
    table = STUDY / "printed" / f"medewerkers-{year}.csv"
    return FieldedWave(wave, frozen, read_printed_counts(table, wave.id, frozen.questionnaire, n), {}, {})
