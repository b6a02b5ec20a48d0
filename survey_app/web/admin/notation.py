"""Days, months, moments and numbers as they are written here, and how a wave stands in words."""

from datetime import date, datetime

from babel.dates import format_date, format_datetime, get_month_names
from babel.numbers import format_decimal

from survey_app.comparison.results import Level
from survey_app.fieldwork.wave import Origin, Recruitment, WaveState
from survey_app.rounding import rounded
from survey_app.web.admin.equipment import DUTCH_TIME
from survey_app.web.language import spoken
from survey_app.web.translation import gettext as _


def month_names() -> list[tuple[int, str]]:
    """The twelve months by number, as in: 6, juni."""
    return list(get_month_names("wide", "stand-alone", spoken()).items())


def month_words(month: date, language: str | None = None) -> str:
    """As in: juni 2019 – in the language of the page, unless another is named."""
    return format_date(month, "MMMM yyyy", locale=language or spoken())


def day_words(day: date) -> str:
    """As in: 3 juni 2019."""
    return format_date(day, "d MMMM yyyy", locale=spoken())


def moment_words(moment: datetime) -> str:
    """As in: 3 juni 2019, 14:05 – the time in the Netherlands."""
    return format_datetime(moment, "d MMMM yyyy, HH:mm", tzinfo=DUTCH_TIME, locale=spoken())


def number_words(number: float) -> str:
    """As in: 1.550 and 3,8 – whole, or with one decimal."""
    return format_decimal(rounded(number, 1), format="#,##0.#", locale=spoken())


def state_words(state: WaveState) -> str:
    """As on a badge."""
    return {WaveState.DRAFT: _("concept"), WaveState.OPEN: _("open"), WaveState.CLOSED: _("gesloten")}[state]


def origin_words(origin: Origin) -> str:
    """Where the figures come from."""
    return {
        Origin.RESPONSES: _("uit antwoorden"),
        Origin.PRINTED: _("uit een gedrukte tabel"),
        Origin.FILE: _("uit een bestand, alleen tellingen"),
    }[origin]


def recruitment_words(recruitment: Recruitment) -> str:
    """How people come in."""
    return {
        Recruitment.CODES: _("met een eigen code, per brief of kaart"),
        Recruitment.OPEN_LINK: _("met een open link"),
        Recruitment.UNKNOWN: _("onbekend"),
    }[recruitment]


def level_words(level: Level) -> str:
    """A verdict."""
    return {
        Level.NOT_COMPARABLE: _("niet vergelijkbaar"),
        Level.INDICATIVE: _("indicatief"),
        Level.COMPARABLE: _("vergelijkbaar"),
    }[level]
