"""Sheet *Open antwoorden*: what a human let through of what people wrote, sorted by text, with nothing beside it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from survey_app.dataset.open_texts import OpenAnswers
from survey_app.fieldwork.open_texts import QUOTED_FROM
from survey_app.language.words import Words, counted, joined
from survey_app.tables.table import Block, Column, Heading, Kind, Paragraph, Sheet, Table
from survey_app.tables.waves import FICTITIOUS

NAME = Words("Open antwoorden")

_WIDTH = 110
_LINES, _ON_A_LINE = 24, 80
"""What fits in one row of a spreadsheet, which is never higher than 409 points; on the safe side."""

_WHAT = Words(
    "Alleen teksten die iemand heeft gelezen en vrijgegeven. Ze staan op alfabet, nooit in volgorde van binnenkomst, "
    "en nergens staat wie wat schreef. Een tekst die meer mensen gaven, staat er één keer."
)
_WHICH = Words(
    "Sommige teksten zijn door de onderzoeker in andere woorden gezet. Vragen waarop te weinig mensen iets schreven, "
    "staan hier niet."
)
_NONE = Words("Er zijn geen open antwoorden die getoond mogen worden.")
_NOTHING_YET = Words("Hier wordt (nog) geen tekst getoond.")
_REWORDED = Words(
    "Minder dan {number} mensen schreven iets. Daarom is niemand letterlijk aangehaald: alle teksten zijn in de "
    "woorden van de onderzoeker."
)


def open_answers_sheet(answers: Sequence[OpenAnswers], names: Mapping[str, Words]) -> Sheet:
    """A table per item and wave, whatever the order of `answers`.

    Items stand in the order of the latest wave, then those that only earlier ones asked, each with its waves in order
    of time. `names` has the name of each wave by its id, in that order.
    """
    blocks: list[Block] = [Paragraph(_WHAT), Paragraph(_WHICH)]
    if not answers:
        blocks.append(Paragraph(_NONE))
    moments = {wave: moment for moment, wave in enumerate(names)}
    latest_first = sorted(answers, key=lambda item: -moments[item.wave.id])
    places = {item: place for place, item in enumerate(dict.fromkeys(item.item_id for item in latest_first))}
    in_order = sorted(answers, key=lambda item: (places[item.item_id], moments[item.wave.id]))
    for number, of_item in enumerate(in_order, start=1):
        blocks += _blocks(number, of_item, names[of_item.wave.id])
    return Sheet(NAME, _title(answers), tuple(blocks), upright=True)


def _title(answers: Sequence[OpenAnswers]) -> Words:
    if any(of_item.wave.fictitious for of_item in answers):
        return joined([FICTITIOUS, NAME], ": ")
    return NAME


def _blocks(number: int, answers: OpenAnswers, name: Words) -> Iterator[Block]:
    title = joined([name, answers.question], ": ")
    notes = tuple(_notes(answers))
    if not answers.texts:
        yield Heading(title)
        yield from (Paragraph(note) for note in (_NOTHING_YET, *notes))
        return
    yield Table(
        name=f"Open_antwoorden_{number}",
        title=title,
        columns=(Column(_WROTE, width=_WIDTH),),
        rows=tuple((part,) for text in answers.texts for part in _in_rows(text)),
        notes=notes,
    )
    often = tuple((text, number) for text, number in answers.often if _lines(text) <= _LINES)
    if often:
        yield Table(
            name=f"Open_antwoorden_{number}_vaak",
            title=joined([title, _OFTEN], " – "),
            columns=(Column(_WROTE, width=_WIDTH), Column(Words("Hoe vaak"), Kind.COUNT, 10)),
            rows=often,
            notes=(_ONLY_OFTEN,),
        )


_WROTE = Words("Wat mensen schreven")
_OFTEN = Words("wat vaak is gegeven")
_ONLY_OFTEN = Words("Alleen wat zo veel mensen gaven dat hun aantal getoond mag worden.")


def _notes(answers: OpenAnswers) -> Iterator[Words]:
    wrote = Words("{n} mensen schreven iets; getoond: {shown}.")
    yield wrote.filled(n=answers.n, shown=_texts(len(answers.texts)))
    if answers.withheld:
        withheld = Words("Achtergehouden: {texts}.")
        yield withheld.filled(texts=_texts(answers.withheld))
    if answers.unread:
        unread = Words("Nog niet gelezen, en daarom niet getoond: {texts}.")
        yield unread.filled(texts=_texts(answers.unread))
    if answers.texts and answers.n < QUOTED_FROM:
        yield _REWORDED.filled(number=QUOTED_FROM)


def _texts(number: int) -> Words:
    return counted(number, Words("tekst"), Words("teksten"))


def _in_rows(text: str) -> Iterator[str]:
    """The text in parts that fit in a row each; what goes on, and what went before, is marked with an ellipsis."""
    row = ""
    for word in re.findall(rf"\S{{1,{_ON_A_LINE}}}\s*", text):
        if row and _lines(row + word) > _LINES:
            yield f"{row.rstrip()} …"
            row = "… "
        row += word
    yield row.rstrip()


def _lines(text: str) -> int:
    return sum(1 + len(paragraph) // _ON_A_LINE for paragraph in text.split("\n"))
