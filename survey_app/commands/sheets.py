"""The sheets of paper on the command line: shown once, and asked back."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from survey_app.commands.acting import COMMAND_LINE
from survey_app.fieldwork.life import make_sheets
from survey_app.fieldwork.passphrase import WordsNotRead, read_words
from survey_app.fieldwork.sheets import NEEDED, WORDS, KeySheet, Words, WrongSheet, fingerprint_of, key_from_all
from survey_app.fieldwork.wave import Custody, Wave
from survey_app.installation import Installation
from survey_app.passing import named

_LOSING = {
    3: "LOSE TWO OF THE THREE SHEETS AND ALL ANSWERS OF THIS WAVE ARE LOST. Nobody can help you then.",
    2: "LOSE ONE OF THE TWO SHEETS AND ALL ANSWERS OF THIS WAVE ARE LOST. Nobody can help you then.",
}
_OLD_RULE = (
    "This wave was opened when one sheet was enough: who has one sheet and an image of this machine can read its box."
)


def sheets_for_opening(installation: Installation, wave: Wave, number: int, file: Path | None) -> tuple[Words, ...]:
    """Make the sheets, show them, and have each typed back; none for a wave whose key is on the host."""
    if wave.custody is Custody.HOST:
        return ()
    click.secho(_LOSING[number], fg="red", bold=True)
    click.confirm(f"{number} people keep a sheet each. Make the sheets now?", abort=True)
    _show_sheets(wave, make_sheets(installation.stores, installation.keys, wave.id, COMMAND_LINE, number), file)
    click.pause("Write the sheets down or print them. Then press a key; each holder types a sheet back.")
    click.clear()
    return _typed_back(installation, wave, number)


def words_for_closing(wave: Wave) -> tuple[Words, ...]:
    """The words of as many sheets as it takes; none for a key on the host, or a wave that is closed already."""
    if wave.custody is Custody.HOST or wave.public_key is None or wave.closed_on is not None:
        return ()
    click.echo(f"Fingerprint of this wave: {fingerprint_of(wave.public_key)}. It must be on the sheet.")
    if wave.opens_with_one_sheet:
        click.echo(_OLD_RULE)
        return (_ask(f"The {WORDS} words of one sheet"),)
    return _ask(f"The {WORDS} words of a sheet"), _ask(f"The {WORDS} words of another sheet")


def _show_sheets(wave: Wave, sheets: Sequence[KeySheet], file: Path | None) -> None:
    """On the terminal, or in a new file that only its owner may read."""
    text = "\f".join(_sheet_text(wave, sheet, len(sheets)) for sheet in sheets)
    if file is None:
        click.echo(text.replace("\f", "\n"))
        return
    _write_new(file, text)
    click.echo(f"{file}: print it, one page per sheet, and destroy the file")


def _write_new(file: Path, text: str) -> None:
    """A file that was not there, for its owner only; when there is no room for all of it none of it stays."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with named(file), os.fdopen(descriptor, "w", encoding="utf-8") as written:
            written.write(text)
    except OSError:
        file.unlink()
        raise


def _typed_back(installation: Installation, wave: Wave, number: int) -> tuple[Words, ...]:
    """Every sheet, asked again until the words are those on paper."""
    while True:
        typed = tuple(_ask(f"The {WORDS} words of sheet {place}") for place in range(1, number + 1))
        try:
            key_from_all(installation.keys, wave.id, typed)
        except WrongSheet as refusal:
            click.echo(str(refusal))
        else:
            return typed


def _sheet_text(wave: Wave, sheet: KeySheet, number: int) -> str:
    words = "\n".join(f"   {place}. {word}" for place, word in enumerate(sheet.words, start=1))
    together = "Any two of the three" if number > NEEDED else "Only both"
    return (
        f"SHEET {sheet.number} of {number}: {wave.label} ({wave.id})\n\n"
        f"With these words the answers are opened when the wave is closed. {together} sheets together open them.\n\n"
        f"{words}\n\n"
        f"Fingerprint: {sheet.fingerprint}\n"
        "Keep this sheet locked away, apart from the others. Show, copy or photograph it for nobody.\n"
        "Destroy it when the wave is closed, and have it written down that you did.\n"
        f"{_LOSING[number]}\n"
    )


def _ask(question: str) -> Words:
    """Ask until words are typed that can be on a sheet."""
    while True:
        try:
            return read_words(click.prompt(question), WORDS)
        except WordsNotRead as refusal:
            click.echo(str(refusal))
