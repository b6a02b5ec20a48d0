"""What the demonstration is loaded with: the real staff waves, an open residents' wave, and a fictitious pair."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import assert_never

from survey_app.commands.acting import COMMAND_LINE, act, today
from survey_app.commands.import_counts import import_printed_wave
from survey_app.comparison.fielded import fielded_waves
from survey_app.fieldwork.administration import add_administrator
from survey_app.fieldwork.administrators import ALL_ROLES
from survey_app.fieldwork.codes import receipt_of, show_code
from survey_app.fieldwork.frame import Frame
from survey_app.fieldwork.inviting import invite
from survey_app.fieldwork.life import add_wave, open_wave
from survey_app.fieldwork.passwords import Passwords
from survey_app.fieldwork.submission import submit
from survey_app.fieldwork.wave import Recruitment, Wave
from survey_app.installation import Installation
from survey_app.keyroom import errands
from survey_app.questionnaire.answers import Answer, Answers, words_key
from survey_app.questionnaire.library import load_source
from survey_app.questionnaire.model import (
    NOT_APPLICABLE,
    AnyItem,
    LikertStatement,
    Mark,
    MultipleChoice,
    Number,
    OpenText,
    Option,
    Questionnaire,
    SingleChoice,
)
from survey_app.questionnaire.routing import settle
from survey_app.questionnaire.study import Segment
from survey_app.reporting import comparison_workbook
from survey_app.writers.mailing import write_mailing

_STUDY = "kerngericht-werken"
_ADMINISTRATORS = ("demo", "demo-2")
"""Two, as it takes two to close a wave whose key is on the server."""
_SEED = 2020
_CODES_PER_VILLAGE = 4
_INVITED = {"ravenswaaij": 190, "zoelen": 260, "ingen": 310, "maurik": 330, "kerk_avezaath": 240, "ommeren": 220}
_RESPONSE = 0.42
_LAST_DAY = 28
"""Of a month in which made-up answers were given."""
_PRINTED = (
    ("2019", date(2019, 6, 1), 51, "Nulmeting medewerkers", "bijlage 6.2"),
    ("2020", date(2020, 5, 1), 16, "Eindmeting medewerkers", "bijlage 6.1"),
)
_FICTITIOUS = (
    ("bewoners-fictief-2019", date(2019, 6, 1), "bewoners-2019.yaml", "Nulmeting bewoners", 0.0),
    ("bewoners-fictief-2020", date(2020, 5, 1), "bewoners-2020.yaml", "Eindmeting bewoners", 0.35),
)


@dataclass(frozen=True)
class DemoStudy:
    """Where to go in the demonstration; the code and the passwords, by name, are shown once and kept nowhere."""

    code: str
    other_codes: int
    mailing: Path
    staff_wave: str
    administrators: dict[str, str]
    workbooks: tuple[tuple[str, Path], ...]


def load_demo_study(installation: Installation, directory: Path) -> DemoStudy:
    """Fill a fresh installation by the same roads that a bureau takes."""
    _import_staff_waves(installation)
    for wave_id, month, file, label, lift in _FICTITIOUS:
        _hold_fictitious_wave(installation, wave_id, month, file, label, lift)
    codes, mailing = _open_residents_wave(installation, directory)
    staff_wave = _open_staff_wave(installation)
    return DemoStudy(
        code=show_code(codes[0]),
        other_codes=len(codes) - 1,
        mailing=mailing,
        staff_wave=staff_wave,
        administrators={name: _add_administrator(installation, name) for name in _ADMINISTRATORS},
        workbooks=(
            ("staff, real", _workbook(installation, directory, "medewerkers-2019", "medewerkers-2020")),
            ("residents, made up", _workbook(installation, directory, _FICTITIOUS[0][0], _FICTITIOUS[1][0])),
        ),
    )


def _import_staff_waves(installation: Installation) -> None:
    folder = installation.settings.questionnaire_directory / _STUDY / "printed"
    for year, month, n, label, appendix in _PRINTED:
        name = f"medewerkers-{year}"
        printed = f"rapport Kerngericht Werken, {appendix}"
        wave = Wave(name, label, month, f"{_STUDY}/{name}.yaml", Recruitment.OPEN_LINK, published_in=printed)
        import_printed_wave(installation, wave, folder / f"{name}.csv", n)


def _hold_fictitious_wave(
    installation: Installation, wave_id: str, month: date, file: str, label: str, lift: float
) -> None:
    """Invite, open, let made-up respondents answer, and close: every step is the real one."""
    wave = Wave(wave_id, label, month, f"{_STUDY}/{file}", Recruitment.CODES, fictitious=True)
    opened = _add_and_open(installation, wave, month)
    segments = [segment for segment, number in _INVITED.items() for _ in range(number)]
    codes = invite(installation.stores, installation.keys, wave_id, segments, who=COMMAND_LINE)
    random = Random(f"{_SEED}-{wave_id}")  # noqa: S311 - made-up answers need no secret
    arms = {segment.id: segment.arm for segment in opened.frozen_instrument().study.segments}
    with installation.stores.writing() as store:
        for code, segment in zip(codes, segments, strict=True):
            if random.random() < _RESPONSE:
                lifted = lift if arms[segment] == "pilot" else 0.0
                answers = fictitious_answers(opened.frozen_instrument().questionnaire, segment, lifted, random)
                submit(store, opened, receipt_of(installation.keys.pepper(), wave_id, code), answers)
    last = month.replace(day=_LAST_DAY)
    errands.close(installation.stores, installation.keys, wave_id, last, COMMAND_LINE, (), second=None)


def _open_residents_wave(installation: Installation, directory: Path) -> tuple[list[str], Path]:
    """An open wave with a few codes for every village; the codes, and the mailing file that has them too."""
    month = today().replace(day=1)
    wave = Wave("bewoners-proef", "Proefmeting bewoners", month, f"{_STUDY}/bewoners-2020.yaml", Recruitment.CODES)
    villages = _add_and_open(installation, wave).frozen_instrument().study.segments
    addressed = [village for village in villages for _ in range(_CODES_PER_VILLAGE)]
    segments = [village.id for village in addressed]
    frame = _addresses(addressed)
    codes = invite(installation.stores, installation.keys, wave.id, segments, who=COMMAND_LINE, frame=frame)
    mailing = directory / "bewoners-proef-mailing.xlsx"
    write_mailing(mailing, installation.settings.base_url, frame.headings, frame.rows, codes)
    return codes, mailing


def _addresses(villages: list[Segment]) -> Frame:
    rows = tuple(
        ("Aan de bewoners van", f"Voorbeeldstraat {number}", village.label)
        for number, village in enumerate(villages, start=1)
    )
    return Frame(("naam", "adres", "kern"), rows, tuple(range(2, len(rows) + 2)))


def _open_staff_wave(installation: Installation) -> str:
    month = today().replace(day=1)
    source = f"{_STUDY}/medewerkers-2020.yaml"
    wave = Wave("medewerkers-proef", "Proefmeting medewerkers", month, source, Recruitment.OPEN_LINK)
    return _add_and_open(installation, wave).id


def _add_and_open(installation: Installation, wave: Wave, day: date | None = None) -> Wave:
    add_wave(installation.stores, wave, COMMAND_LINE)
    instrument = load_source(installation.settings.questionnaire_directory, wave.source)
    return open_wave(installation.stores, installation.keys, wave.id, instrument, day or today(), COMMAND_LINE)


def _add_administrator(installation: Installation, name: str) -> str:
    with installation.stores.writing() as store:
        return add_administrator(store, Passwords(), name, ALL_ROLES, act())


def _workbook(installation: Installation, directory: Path, earlier: str, later: str) -> Path:
    target = directory / f"{earlier}-{later}.xlsx"
    with installation.stores.reading() as store:
        waves = fielded_waves(store, (earlier, later))
    comparison_workbook(waves, target)
    return target


_BLANK = 0.02
_NOT_APPLICABLE = 0.03
_WORDS = "Dit is een fictief antwoord, gemaakt voor de demonstratie."


def fictitious_answers(questionnaire: Questionnaire, segment: str, lift: float, random: Random) -> Answers:
    """Answers of one made-up respondent; `lift` shifts the mood of a group, in points of a five-point scale."""
    mood = random.gauss(lift, 0.6)
    answers: dict[str, Answer | None] = {}
    for item in questionnaire.items.values():
        if random.random() < _BLANK and not item.required:
            continue
        answers[item.id] = _answer(questionnaire, item, segment, mood, random)
        if item.asks_words_beside(answers[item.id]):
            answers[words_key(item.id)] = _WORDS
    return settle(questionnaire, answers)


def _answer(questionnaire: Questionnaire, item: AnyItem, segment: str, mood: float, random: Random) -> Answer:
    match item:
        case LikertStatement():
            scale = questionnaire.response_scale_of(item)
            if scale.not_applicable and random.random() < _NOT_APPLICABLE:
                return NOT_APPLICABLE
            middle = (len(scale.points) - 1) / 2
            position = round(random.gauss(middle + _leaning(item.id) + mood, 0.9))
            return scale.points[max(0, min(len(scale.points) - 1, position))].id
        case Mark():
            return max(1, min(10, round(random.gauss(6.2 + 1.2 * mood, 1.3))))
        case Number(minimum=minimum, maximum=maximum):
            return random.randint(minimum, maximum)
        case MultipleChoice(options=options):
            chosen = {option.id for option in options if random.random() < 0.3}
            together = tuple(option.id for option in options if option.id in chosen) or (options[0].id,)
            alone = item.not_alone(together)
            return (alone.id,) if alone else together
        case SingleChoice(options=options):
            return _choice(options, segment, random)
        case OpenText():
            return _WORDS
        case _:
            assert_never(item)


def _choice(options: tuple[Option, ...], segment: str, random: Random) -> str:
    """The respondent's own village where villages are asked, else any option."""
    ids = [option.id for option in options]
    return segment if segment in ids else random.choice(ids)


def _leaning(item_id: str) -> float:
    """How well an item is received by everybody: between -0.5 and 0.5, the same in every wave."""
    return Random(item_id).uniform(-0.5, 0.5)  # noqa: S311 - made-up answers need no secret
