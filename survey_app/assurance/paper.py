"""What is said of the paper of a closed wave: what was destroyed, what is left, and what that means."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from babel.dates import format_date

from survey_app.fieldwork.shredding import BACKUPS, Paper, left_of
from survey_app.fieldwork.wave import Recruitment, Wave
from survey_app.language.words import Words, joined

_BACKUPS = Words("reservekopieën van de sleutel")


def name_of(sheet: int) -> Words:
    """What this piece is called."""
    return _BACKUPS if sheet == BACKUPS else Words("blad {sheet}").filled(sheet=sheet)


def destroyed_words(paper: Sequence[Paper]) -> Words | None:
    """What was destroyed, by whom and when; None when nothing was."""
    destroyed = [
        Words("{what}, {day}, door {holder}").filled(
            what=name_of(piece.sheet), day=day_of(piece.destroyed.day), holder=piece.destroyed.holder
        )
        for piece in paper
        if piece.destroyed is not None
    ]
    return joined(destroyed, "; ") if destroyed else None


def left_words(wave: Wave, left: Sequence[int]) -> Words | None:
    """What was not destroyed as far as anybody wrote down, and what that means; None when nothing is left."""
    if not left:
        return None
    named = Words("Nog niet vernietigd: {left}.").filled(left=joined([name_of(sheet) for sheet in left], ", "))
    return joined([named, _meaning(wave, left)])


def paper_lines(wave: Wave, paper: Sequence[Paper]) -> Iterator[Words]:
    """Everything there is to say of it, a line each."""
    destroyed, left = destroyed_words(paper), left_words(wave, left_of(paper))
    if destroyed is not None:
        yield Words("Vernietigd: {what}.").filled(what=destroyed)
    yield left or Words("Alles is vernietigd.")


def day_of(day: date) -> Words:
    """A day in words."""
    return Words.made(partial(_day_in, day))


def _day_in(day: date, language: str) -> str:
    return format_date(day, "d MMMM y", locale=language)


def _meaning(wave: Wave, left: Sequence[int]) -> Words:
    sheets, needed = [sheet for sheet in left if sheet != BACKUPS], wave.sheets_needed
    if needed is not None and len(sheets) < needed:
        return Words("Er zijn te weinig bladen over om de oude stembus nog te openen.")
    place = Words("de database") if needed is None else Words("de server")
    return Words("Met {what} en een kopie van {place} uit de tijd van de meting {opens}.").filled(
        what=_what(needed), place=place, opens=_opens(wave.recruitment)
    )


def _what(needed: int | None) -> Words:
    match needed:
        case None:
            return Words("zo’n reservekopie")
        case 1:
            return Words("één blad")
        case _:
            return Words("twee bladen samen")


def _opens(recruitment: Recruitment) -> Words:
    if recruitment is Recruitment.CODES:
        return Words("is te zien welk antwoord bij welke code hoorde")
    return Words("gaat de oude stembus nog open")
