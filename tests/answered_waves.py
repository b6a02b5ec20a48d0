"""Waves made of responses, row by row, and counted by the real dataset room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from survey_app.comparison.results import FieldedWave
from survey_app.dataset.from_responses import count_responses
from survey_app.fieldwork.content import answers_to_json
from survey_app.fieldwork.ports import StoredResponse
from survey_app.fieldwork.wave import Recruitment, Wave, WaveState
from survey_app.questionnaire.answers import Answer
from survey_app.questionnaire.instrument import Instrument
from tests.village_words import VILLAGE_WORDS

VILLAGES = ("ingen", "zoelen", "ravenswaaij", "maurik", "ommeren", "kerk-avezaath")
ARMS = {village: "pilot" if place < 3 else "mirror" for place, village in enumerate(VILLAGES)}


@dataclass(frozen=True)
class Row:
    """One response: `times` as many people gave it."""

    answers: Mapping[str, Answer | None]
    segment: str | None = "ingen"
    mode: str | None = None
    times: int = 1


def traits_in(sections: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """The items that are called background."""
    for section in sections:
        items = section["items"]
        assert isinstance(items, list)
        yield from (item["id"] for item in items if item.get("background"))


@dataclass(frozen=True)
class Asked:
    """What the instrument of a wave is made of, beside its statements on five points."""

    sections: tuple[Mapping[str, object], ...]
    scales: tuple[Mapping[str, object], ...] = ()
    form: str = "cards"
    margins: Mapping[str, object] | None = None
    frame: int = 1000
    more: dict[str, object] = field(default_factory=dict)

    def instrument(self) -> Instrument:
        """A study of six villages in two arms, and a questionnaire of these sections and scales."""
        points = ("helemaal_oneens", "oneens", "neutraal", "eens", "helemaal_eens")
        study: dict[str, object] = {
            "study": "kernen",
            "title": "Kernen",
            "client": "Gemeente",
            "bureau": "Bureau",
            "contact": "0344 000000",
            "segment_words": VILLAGE_WORDS,
            "segments": [
                {"id": village, "label": village.title(), "arm": ARMS[village], "frame": self.frame}
                for village in VILLAGES
            ],
        }
        if self.margins:
            study["margins"] = self.margins
        study["broken_down_by"] = list(traits_in(self.sections))
        questionnaire = {
            "questionnaire": "inwoners",
            "version": "1",
            "title": "Inwoners",
            "population": "Inwoners",
            "introduction": "Welkom.",
            "thanks": "Dank u wel.",
            "form": self.form,
            "response_scales": {
                "eens": {"points": [{"id": one, "label": one} for one in points], "not_applicable": "N.v.t."}
            },
            "sections": list(self.sections),
            "scales": list(self.scales),
            **self.more,
        }
        return Instrument.model_validate({"study": study, "questionnaire": questionnaire})


def responses_of(rows: Iterable[Row]) -> list[StoredResponse]:
    """The rows as they are stored."""
    people = [row for row in rows for _ in range(row.times)]
    return [
        StoredResponse(serial.to_bytes(16, "big"), row.segment, row.mode, answers_to_json(row.answers))
        for serial, row in enumerate(people)
    ]


def answered_wave(year: int, asked: Instrument, rows: Iterable[Row], *, invited: int = 1000) -> FieldedWave:
    """A closed wave of codes, held in May, with `invited` addresses in each village of the study."""
    responses = responses_of(rows)
    wave = Wave(
        id=f"meting-{year}",
        label=f"Meting {year}",
        month=date(year, 5, 1),
        source="kernen/inwoners.yaml",
        recruitment=Recruitment.CODES,
        state=WaveState.CLOSED,
        instrument=asked,
        responses=len(responses),
    )
    counts = count_responses(wave.id, asked, responses)
    responded = Counter(response.segment for response in responses)
    return FieldedWave(wave, asked, counts, {segment.id: invited for segment in asked.study.segments}, dict(responded))
