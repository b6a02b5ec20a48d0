"""Microdata that `peilstok compare --responses` reads back: the counts of the wave, of every item and trait."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from survey_app.dataset.counts import GroupCounts
from survey_app.dataset.from_files.waves import WaveFiles, WaveFromFile, read_waves
from survey_app.dataset.from_responses import count_responses
from survey_app.dataset.microdata.rows import Microdata
from survey_app.questionnaire.answers import Answer, Answers
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.loader import load_questionnaire, load_study_file
from survey_app.questionnaire.model import Counting, Mark, Number
from survey_app.questionnaire.routing import settle
from tests.answered_waves import Row, responses_of
from tests.counted_waves import STUDY, choice, instrument, section, statement
from tests.microdata_rows import Given, gathered, microdata
from tests.unit.test_writers_microdata import written

EVERY_KIND = instrument(
    section(
        statement("luistert", text="=De gemeente luistert"),
        statement("serieus"),
        {
            **choice("kanaal", kind="multiple_choice"),
            "options": [{"id": "balie", "label": "-Balie"}, {"id": "e-mail", "label": "E-mail, of app"}],
        },
        choice("bezocht", "ja", "nee"),
        {"id": "cijfer", "type": "mark", "text": "Cijfer", "when": {"item": "bezocht", "is": "ja"}},
        {"id": "graden", "type": "number", "text": "Graden", "minimum": -20, "maximum": 40},
        choice("dorp", "a", "b"),
        choice("leeftijd", "jong", "oud", background=True),
        {"id": "waarom", "type": "open_text", "text": "Waarom?"},
    )
)


def test_every_kind_of_item_is_read_back(tmp_path: Path) -> None:
    rows = [
        Row(
            {
                "luistert": ("eens", "oneens", "nvt", None)[place % 4],
                "serieus": ("helemaal_eens", "neutraal")[place % 2],
                "kanaal": (("balie",), ("balie", "e-mail"), None)[place % 3],
                "bezocht": ("ja", "nee")[place % 2],
                **({"cijfer": place % 10 + 1 if place % 4 else None} if place % 2 == 0 else {}),
                "graden": (-3, 12)[place % 2],
                "dorp": ("a", "b")[place % 2],
                "leeftijd": ("jong", "oud", None)[place % 3],
            },
            ("ingen", "maurik")[place // 60],
        )
        for place in range(120)
    ]

    data, back = there_and_back(EVERY_KIND, rows, tmp_path)

    assert data.choice.kept == ("segment", "graden", "leeftijd")
    assert data.choice.blanked == {}
    check_same(EVERY_KIND, rows, data, back, {"dorp": "item_dorp"})


@pytest.mark.parametrize("name", ["bewoners-2019.yaml", "bewoners-2020.yaml", "medewerkers-2020.yaml"])
def test_the_real_questionnaires_are_read_back(name: str, tmp_path: Path) -> None:
    study = load_study_file(STUDY / "study.yaml")
    asked = Instrument(study=study, questionnaire=load_questionnaire(STUDY / name, study))
    random = Random(1)
    rows = [Row(_answers(asked, random), "ingen") for _ in range(400)]

    data, back = there_and_back(asked, rows, tmp_path)

    check_same(asked, rows, data, back, {"kern": "item_kern"})


def test_what_is_made_of_made_up_answers_is_called_so(tmp_path: Path) -> None:
    given: list[Given] = [("ingen", {"luistert": ("eens", "oneens")[place % 2]}) for place in range(40)]
    asked = instrument(section(statement("luistert")))
    with zipfile.ZipFile(written(microdata(gathered(asked, given, fictitious=True)), tmp_path / "m.zip")) as packed:
        packed.extractall(tmp_path)

    responses = tmp_path / "peilstok" / "verzonnen-responses.csv"
    (back,) = read_waves(WaveFiles(responses, tmp_path / "peilstok" / "codebook.csv")).waves

    assert back.instrument.study.title == "verzonnen-responses"


def _answers(asked: Instrument, random: Random) -> Answers:
    """Anything that can be answered, and now and then nothing; no words, and of traits the first two only."""
    scales = asked.questionnaire.response_scales
    given: dict[str, Answer | None] = {}
    for item in asked.questionnaire.items.values():
        codes = item.codes(scales)[:2] if item.is_trait else item.codes(scales)
        if isinstance(item, Mark | Number):
            given[item.id] = random.randint(1, 10) if isinstance(item, Mark) else item.minimum
        elif item.counting is Counting.SEVERAL:
            given[item.id] = tuple(code for code in codes if random.random() < 0.4) or None
        elif item.counting is Counting.LISTED:
            offered = [*codes, *(["nvt"] if item.not_applicable(scales) else [])]
            given[item.id] = random.choice(offered) if random.random() < 0.9 or item.is_trait else None
    return settle(asked.questionnaire, given)


def there_and_back(asked: Instrument, rows: list[Row], folder: Path) -> tuple[Microdata, WaveFromFile]:
    """The file, and the wave that our own reader makes of it."""
    given = [(row.segment, dict(row.answers)) for row in rows]
    data = microdata(gathered(asked, given))
    with zipfile.ZipFile(written(data, folder / "m.zip")) as packed:
        packed.extractall(folder)
    files = WaveFiles(folder / "peilstok" / "responses.csv", folder / "peilstok" / "codebook.csv")
    (back,) = read_waves(files).waves
    return data, back


def check_same(
    asked: Instrument, rows: list[Row], data: Microdata, back: WaveFromFile, called: Mapping[str, str]
) -> None:
    """Of every item and kept trait: as many of each answer, n.v.t., blank and not asked, in all and in each village."""
    ours = count_responses("meting", asked, responses_of(rows))
    assert back.counts.total.respondents == ours.total.respondents == len(rows)
    items = {variable.item for variable in data.variables} & asked.questionnaire.items.keys()
    assert {called.get(item, item.replace("-", "_")) for item in items} == back.counts.total.items.keys()
    for item in items:
        name = called.get(item, item.replace("-", "_"))
        assert _told(back.counts.total, back.instrument, name) == _told(ours.total, asked, item), item
    if "segment" in data.choice.kept:
        by_village = {village: group.respondents for village, group in back.counts.segments.items()}
        assert by_village == {village: group.respondents for village, group in ours.segments.items()}
    assert {frozenset(name.replace("-", "_") for name in scale.items) for scale in asked.questionnaire.scales} == {
        frozenset(scale.items) for scale in back.instrument.questionnaire.scales
    }


def _told(group: GroupCounts, asked: Instrument, item: str) -> object:
    """Counts by what people see: the labels."""
    counts, labels = group.items[item], asked.questionnaire.items[item].labels(asked.questionnaire.response_scales)
    by_label = {labels.get(answer, answer): number for answer, number in counts.answers.items() if number}
    return by_label, counts.not_applicable, counts.blank, counts.not_asked
