"""The paper of a closed wave as the pages tell of it, in the language that is spoken."""

from collections.abc import Sequence
from dataclasses import dataclass

from survey_app.assurance.paper import left_words, name_of
from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.shredding import Paper, left_of, paper_of
from survey_app.fieldwork.wave import Wave
from survey_app.web.language import spoken


@dataclass(frozen=True)
class ToldPaper:
    """Every piece with its name, and in one sentence what is left; None when everything was destroyed."""

    pieces: tuple[tuple[str, Paper], ...]
    left: str | None


def read_paper(store: Store, wave: Wave) -> ToldPaper | None:
    """What there is to say of it; None for a wave that leaves no paper."""
    paper = paper_of(wave, store.shreddings.read(wave.id))
    return tell_paper(wave, paper) if paper else None


def tell_paper(wave: Wave, paper: Sequence[Paper]) -> ToldPaper:
    """The same of paper that was read."""
    language, left = spoken(), left_words(wave, left_of(paper))
    pieces = tuple((name_of(piece.sheet).capitalised().spoken_in(language), piece) for piece in paper)
    return ToldPaper(pieces, left.spoken_in(language) if left else None)
