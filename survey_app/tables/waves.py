"""How sheets name waves, and how they say that a figure was made up."""

from __future__ import annotations

from datetime import date

from survey_app.comparison.names import names_of
from survey_app.comparison.results import FieldedWave, WaveComparison
from survey_app.fieldwork.wave import Wave

FICTITIOUS = "FICTIEVE GEGEVENS"
_SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def wave_names(comparison: WaveComparison) -> tuple[str, str]:
    """What sentences call them too: their months, or what else tells them apart."""
    earlier, later = (fielded.wave for fielded in comparison.waves)
    return names_of(earlier, later)


def short_names(comparison: WaveComparison) -> tuple[str, str]:
    """Names that fit above a narrow column: "jun 2019", or the number of the wave where the months are equal."""
    earlier, later = (fielded.wave.month for fielded in comparison.waves)
    if (earlier.year, earlier.month) == (later.year, later.month):
        return "meting 1", "meting 2"
    return _short(earlier), _short(later)


def _short(month: date) -> str:
    return f"{_SHORT_MONTHS[month.month - 1]} {month.year}"


def is_fictitious(comparison: WaveComparison) -> bool:
    """Whether any figure in the comparison was made up."""
    return any(fielded.wave.fictitious for fielded in comparison.waves)


def marked_title(title: str, comparison: WaveComparison) -> str:
    """A title that says first that figures are made up, when they are."""
    return f"{FICTITIOUS}: {title}" if is_fictitious(comparison) else title


def wave_title(fielded: FieldedWave, name: str) -> str:
    """Client and wave, as the report heads its appendices: "Gemeente Buren juni 2019"."""
    return _marked(f"{fielded.instrument.study.client} {name}", fielded.wave)


def _marked(text: str, wave: Wave) -> str:
    return f"{text} ({FICTITIOUS.lower()})" if wave.fictitious else text


def months_named(comparison: WaveComparison) -> str:
    """Both waves in one phrase: "juni 2019 en mei 2020"."""
    return " en ".join(wave_names(comparison))
