"""`peilstok texts`: how far reading open answers is, and reading them in a spreadsheet."""

import os
from pathlib import Path

import click

from survey_app.commands.acting import act
from survey_app.commands.options import FILE, check_output, output_option
from survey_app.dataset.name_flags import known_words
from survey_app.dataset.open_texts import read_items
from survey_app.dataset.text_table import read_text_table, text_table
from survey_app.fieldwork.open_texts import Choice, ReadItem
from survey_app.fieldwork.reading_texts import keep_decisions, note_export
from survey_app.fieldwork.wave import Wave
from survey_app.installation import Installation, open_installation
from survey_app.writers.atomic import PRIVATE, write_file

_UTF_8_FOR_SPREADSHEETS = "utf-8-sig"


class _ByWave(click.Group):
    """What is no command is the id of a wave, to show."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            args = ["show", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_ByWave)
def texts() -> None:
    """Open answers: peilstok texts WAVE shows how many were read; export and import to read in a spreadsheet."""


@texts.command()
@click.argument("wave_id", metavar="WAVE")
def show(wave_id: str) -> None:
    """Show per item of closed WAVE how many texts were read, are shown and are withheld."""
    with open_installation(os.environ) as installation:
        _wave, items = _items(installation, wave_id)
    for item in items:
        click.echo(_progress(item))
    if not items:
        click.echo(f"wave {wave_id}: no open answers")


@texts.command()
@click.argument("wave_id", metavar="WAVE")
@output_option("The table (.csv).")
def export(wave_id: str, output: Path) -> None:
    """Write the open answers of closed WAVE, by text, in a table that only you can read. The log says that it was done.

    Fill in "decision" (tonen, niet tonen, in eigen woorden) and for the last one "shown"; then import. Delete the file.
    """
    check_output(output, ".csv", "a CSV")
    with open_installation(os.environ) as installation:
        wave, items = _items(installation, wave_id)
        table = text_table(items, known_words(wave.frozen_instrument()))
        number = note_export(installation.stores, wave_id, items, act())
    write_file(output, table.encode(_UTF_8_FOR_SPREADSHEETS), PRIVATE)
    click.echo(f"{output}: {number} text(s), {_unread(items)} not read yet; delete it once it was imported")


@texts.command(name="import")
@click.argument("wave_id", metavar="WAVE")
@click.argument("file", type=FILE)
def import_(wave_id: str, file: Path) -> None:
    """Keep what FILE decides about open answers of closed WAVE, or nothing; what it leaves open stays so."""
    with open_installation(os.environ) as installation:
        _wave, items = _items(installation, wave_id)
        decided = read_text_table(file, items)
        kept = keep_decisions(installation.stores, wave_id, decided, act(), replace=True)
        _wave, items = _items(installation, wave_id)
    tally = f"{kept[Choice.AS_IS]} cleared, {kept[Choice.PARAPHRASED]} in other words, {kept[Choice.WITHHELD]} withheld"
    click.echo(f"wave {wave_id}: {tally}; {_unread(items)} not read yet")


def _items(installation: Installation, wave_id: str) -> tuple[Wave, tuple[ReadItem, ...]]:
    with installation.stores.reading() as store:
        wave = store.waves.get(wave_id)
        return wave, read_items(store, wave)


def _progress(item: ReadItem) -> str:
    name = f"{item.texts.item:30}"
    if not item.texts.may_be_read:
        return f"{name} fewer than {item.texts.threshold} people wrote something: never shown, nothing to read"
    shown = len(item.read) - item.withheld
    return f"{name} {len(item.read)} of {len(item.texts.texts)} read: {shown} shown, {item.withheld} withheld"


def _unread(items: tuple[ReadItem, ...]) -> int:
    return sum(len(item.unread) for item in items)
