"""The two sheets of paper on the command line: shown once, and asked back."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from survey_app.commands.acting import COMMAND_LINE
from survey_app.fieldwork.life import make_sheets
from survey_app.fieldwork.passphrase import WordsNotRead, read_words
from survey_app.fieldwork.sheets import SHEETS, WORDS, Sheet, Words, fingerprint_of
from survey_app.fieldwork.wave import Custody, Wave
from survey_app.installation import Installation

_LOSING_BOTH = "LOSE BOTH SHEETS AND ALL ANSWERS OF THIS WAVE ARE LOST. Nobody can help you then."


def sheets_for_opening(installation: Installation, wave: Wave, file: Path | None) -> tuple[Words, ...]:
    """Make two sheets, show them, and have both typed back; none for a wave whose key is on the host."""
    if wave.custody is Custody.HOST:
        return ()
    click.secho(_LOSING_BOTH, fg="red", bold=True)
    click.confirm("Two people keep a sheet each. Make the sheets now?", abort=True)
    show_sheets(wave, make_sheets(installation.stores, installation.keys, wave.id, COMMAND_LINE), file)
    click.pause("Write both sheets down or print them. Then press a key to type them back.")
    click.clear()
    return tuple(_ask(f"The {WORDS} words of sheet {number}") for number in range(1, SHEETS + 1))


def words_for_closing(wave: Wave) -> Words:
    """The words of one sheet, asked; none for a wave whose key is on the host, or that is closed already."""
    if wave.custody is Custody.HOST or wave.public_key is None or wave.closed_on is not None:
        return ()
    click.echo(f"Fingerprint of this wave: {fingerprint_of(wave.public_key)}. It must be on the sheet.")
    return _ask(f"The {WORDS} words of one sheet")


def show_sheets(wave: Wave, sheets: Sequence[Sheet], file: Path | None) -> None:
    """On the terminal, or in a new file that only its owner may read."""
    text = "\f".join(_sheet_text(wave, sheet) for sheet in sheets)
    if file is None:
        click.echo(text.replace("\f", "\n"))
        return
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as written:
        written.write(text)
    click.echo(f"{file}: print it, one page per sheet, and destroy the file")


def _sheet_text(wave: Wave, sheet: Sheet) -> str:
    words = "\n".join(f"   {number}. {word}" for number, word in enumerate(sheet.words, start=1))
    return (
        f"SHEET {sheet.number} of {SHEETS}: {wave.label} ({wave.id})\n\n"
        f"With these words the answers are opened when the wave is closed. One of the two sheets is enough.\n\n"
        f"{words}\n\n"
        f"Fingerprint: {sheet.fingerprint}\n"
        "Keep this sheet locked away, apart from the other one. Show, copy or photograph it for nobody.\n"
        "Destroy it when the wave is closed.\n"
        f"{_LOSING_BOTH}\n"
    )


def _ask(question: str) -> Words:
    """Ask until words are typed that can be on a sheet."""
    while True:
        try:
            return read_words(click.prompt(question), WORDS)
        except WordsNotRead as refusal:
            click.echo(str(refusal))
