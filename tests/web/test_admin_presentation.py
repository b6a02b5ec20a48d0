"""What the administrators' pages say, made from objects: no request, no database."""

from datetime import UTC, date, datetime

import pytest

from survey_app.comparison.results import Level
from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.invitation import SegmentResponse
from survey_app.fieldwork.wave import Recruitment, Wave, WaveState
from survey_app.questionnaire.conditions import AllOf, Answered, AnyOf, AtLeast, Condition, In, Is, Not
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.study import Segment
from survey_app.web.admin.held import own_path
from survey_app.web.admin.preview import condition_words, preview
from survey_app.web.admin.questionnaire_files import suggest_id
from survey_app.web.admin.response_board import Line, make_board
from survey_app.web.admin.views.people import tell_acts
from survey_app.web.admin.views.waves import enough
from tests.web.field import INSTRUMENT

QUESTIONNAIRE = INSTRUMENT.questionnaire


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Is(item="gesproken", value="ja"), "bij ‘Heeft u de gemeente gesproken?’ is geantwoord: Ja"),
        (In(item="luistert", values=("eens", "nvt")), "is een van deze gekozen: Eens, Weet ik niet of niet van"),
        (AtLeast(item="cijfer", bound=7), "bij ‘Welk cijfer geeft u?’ is geantwoord: 7 of hoger"),
        (Answered(item="cijfer", answered=True), "‘Welk cijfer geeft u?’ is beantwoord"),
        (Answered(item="cijfer", answered=False), "‘Welk cijfer geeft u?’ is niet beantwoord"),
        (Not(condition=Is(item="gesproken", value="ja")), "niet (bij ‘Heeft u"),
        (
            AllOf(
                conditions=(
                    Is(item="gesproken", value="ja"),
                    AnyOf(conditions=(AtLeast(item="keren", bound=2), Answered(item="cijfer", answered=True))),
                )
            ),
            "Ja en (bij ‘Hoe vaak?’ is geantwoord: 2 of hoger of ‘Welk cijfer geeft u?’ is beantwoord)",
        ),
    ],
)
def test_routing_is_told_in_words_with_the_texts_of_the_questions(condition: Condition, words: str) -> None:
    assert words in condition_words(QUESTIONNAIRE, condition)


def test_questions_are_numbered_through_and_a_shared_scale_is_told_once() -> None:
    first, *_others = sections = preview(QUESTIONNAIRE)

    assert [entry.number for section in sections for entry in section.entries] == [1, 2, None, 3, 4, 5, 6, 7]
    assert first.entries[0].answers == ("Oneens", "Neutraal", "Eens", "Weet ik niet of niet van toepassing")
    assert first.entries[1].answers == ()
    assert first.entries[1].kind == "stelling, zelfde antwoorden"


def test_pilot_and_mirror_stand_apart_with_sums_of_what_is_shown() -> None:
    # As told, in steps of ten: the sum of the pilots is what is shown of them.
    board = make_board(
        _open_wave(),
        [_response("zoelen", 40, 10), _response("ingen", 30, 10), _response("maurik", 20, 0)],
        responded=25,
    )

    pilot, mirror = board.groups
    assert [line.label for line in pilot.lines] == ["Ingen", "Zoelen"], "in the order of the study"
    assert (pilot.sum.invited, pilot.sum.responded) == (70, 20)
    assert (mirror.label, mirror.lines[0].figure, mirror.lines[0].percent) == ("Spiegelkernen", "< 10", None)
    assert (board.total.invited, board.total.words) == (90, "ten minste 25")


@pytest.mark.parametrize(
    ("responded", "invited", "percent"), [(1, 8, 13), (1, 3, 33), (2, 3, 67), (25, 1000, 3), (5, None, None), (0, 9, 0)]
)
def test_response_is_in_whole_percents_with_halves_up(responded: int, invited: int | None, percent: int | None) -> None:
    # By hand: 12.5 -> 13, 33.3 -> 33, 66.7 -> 67, 2.5 -> 3.
    assert Line("", invited, responded, step=None).percent == percent


def test_what_is_not_told_and_what_has_no_rate_are_what_the_workbook_has_of_them() -> None:
    """STATISTICS 15: x is withheld; section 3: no response rate of more answers than were approached."""
    secret, beyond = Line("", 40, None, step=None), Line("", 9, 10, step=None)

    assert (secret.figure, secret.percent) == ("x", None)
    assert (beyond.figure, beyond.percent) == ("10", None)


@pytest.mark.parametrize(
    ("responded", "frame", "level"),
    [
        # STATISTICS 9, rule version 3: 30 in each wave, whatever the margin.
        (0, None, Level.NOT_COMPARABLE),
        (29, None, Level.NOT_COMPARABLE),
        (30, None, Level.COMPARABLE),
        (193, None, Level.COMPARABLE),
        # Near census, worked example of section 9: 12 of 14 in both waves gives M = 15.7.
        (12, 14, Level.INDICATIVE),
    ],
)
def test_whether_the_response_is_enough_follows_the_rules_of_the_verdict(
    responded: int, frame: int | None, level: Level
) -> None:
    assert enough(responded, frame).level is level


def test_the_margin_of_a_share_is_half_its_interval_at_fifty_percent() -> None:
    # 1.96 x sqrt(0.25 / 100) = 9.8 percentage points.
    found = enough(100, None)

    assert found.margin_pp == pytest.approx(9.8, abs=0.01)
    # STATISTICS 9, the table: of 100 and 100 answers 19.8 points are detectable.
    assert (found.needed, found.detectable_pp) == (30, 20)
    assert enough(0, None).margin_pp is None


def test_a_suggested_id_is_free() -> None:
    assert suggest_id(INSTRUMENT, date(2026, 6, 1), {"bewoners-2026-06"}) == "bewoners-2026-06-2"


@pytest.mark.parametrize(
    "address", ["/beheer", "/beheer/", "/beheer/metingen/bewoners-2026/", "/beheer/vergelijken?wave=a&wave=b"]
)
def test_addresses_of_the_pages_themselves_may_be_gone_to(address: str) -> None:
    assert own_path(address) == address


def test_acts_are_read_in_dutch_and_an_unknown_one_as_it_is() -> None:
    at = datetime(2026, 1, 5, 8, 30, tzinfo=UTC)
    entries = [AuditEntry(at, "anna", act, "x") for act in ("wave opened", "24 codes made", "something new")]

    assert [act for _when, _who, act, _subject in tell_acts(entries)] == [
        "meting geopend",
        "24 codes gemaakt",
        "something new",
    ]
    assert tell_acts(entries)[0][0] == "5 januari 2026, 09:30"


def _response(segment: str, invited: int, responded: int) -> SegmentResponse:
    return SegmentResponse(segment, invited, responded)


def _open_wave() -> Wave:
    segments = (
        Segment(id="ingen", label="Ingen", arm="pilot"),
        Segment(id="maurik", label="Maurik", arm="mirror"),
        Segment(id="zoelen", label="Zoelen", arm="pilot"),
    )
    study = INSTRUMENT.study.model_copy(update={"segments": segments})
    return Wave(
        "bewoners-2026",
        "Bewoners",
        date(2026, 6, 1),
        "kernen/bewoners.yaml",
        Recruitment.CODES,
        state=WaveState.OPEN,
        instrument=Instrument(study=study, questionnaire=QUESTIONNAIRE),
    )
