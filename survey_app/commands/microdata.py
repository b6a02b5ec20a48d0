"""`peilstok microdata`: the responses of one closed wave as rows, for researchers."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

import click

from survey_app.commands.acting import act
from survey_app.commands.options import check_folder_of, language_option, output_option
from survey_app.commands.progress import bar
from survey_app.comparison.disclosure.hidden_answers import with_hidden_answers
from survey_app.dataset.microdata.choosing import Merges
from survey_app.dataset.microdata.gathering import read_wave_rows
from survey_app.dataset.microdata.log import earlier_files, note_export
from survey_app.dataset.microdata.reading import Progress
from survey_app.dataset.microdata.rows import Microdata, shuffled
from survey_app.fieldwork.ports import Stores
from survey_app.installation import open_installation
from survey_app.writers.microdata import WRITERS, microdata_written
from survey_app.writers.microdata_words import later_words, reason_words, toll_words


@click.command()
@click.argument("wave_id", metavar="WAVE")
@output_option("A workbook (.xlsx), SPSS (.sav, with a .sps beside it), or CSV files in a .zip, which has no limit.")
@click.option(
    "--keep",
    metavar="TRAIT,...",
    help="The segment and background traits to keep; '' keeps none. Without, as many as are allowed.",
)
@click.option(
    "--merge",
    multiple=True,
    metavar="TRAIT=CATEGORY+CATEGORY",
    help="Categories of a trait that count as one, by their ids; may be given more than once.",
)
@click.option("--yes", is_flag=True, help="Do not ask whether what this rules out for later files is meant.")
@language_option("Of labels of ours.")
def microdata(
    wave_id: str, output: Path, keep: str | None, merge: tuple[str, ...], language: str, *, yes: bool
) -> None:
    """Write the responses of closed WAVE as rows: no words, no codes, in a random order, for researchers only.

    Where traits side by side would show a group below the threshold of the study, in this file and all earlier ones of
    WAVE together, a trait is blanked for those responses; one that would be blanked for more than 15% is not kept. What
    that rules out for later files is said first. The log keeps what was kept. Only you can read the file.
    """
    if output.suffix.lower() not in WRITERS:
        raise click.UsageError(
            f"{output}: microdata are a workbook, SPSS, or CSV files; let its name end in .xlsx, .sav or .zip"
        )
    check_folder_of(output)
    wanted = None if keep is None else [trait.strip() for trait in keep.split(",") if trait.strip()]
    with open_installation(os.environ) as installation:
        with bar(f"reading {wave_id}") as tell:
            data = _gather(installation.stores, wave_id, wanted, _merges(merge), tell)
        _tell_before(data)
        if not yes and any(later_words(data.choice)):
            click.confirm("Make the file?", abort=True)
        with (
            bar(f"writing {output.name}") as tell,
            microdata_written(data, output, language, tell) as digest,
            installation.stores.writing() as store,
        ):
            note_export(store, wave_id, data.choice.forms, data.earlier, digest, act())
    click.echo(f"{output}: {data.number} rows of {len(data.variables)} variables, in a random order")


def _merges(typed: Iterable[str]) -> Merges:
    groups: dict[str, list[list[str]]] = {}
    for one in typed:
        trait, is_said, categories = one.partition("=")
        group = [category.strip() for category in categories.split("+")]
        if not is_said or len(group) < 2 or not all(group):
            raise click.UsageError(f"--merge {one}: write it as trait=category+category, as in leeftijd=18_34+35_49")
        groups.setdefault(trait.strip(), []).append(group)
    return groups


def _gather(stores: Stores, wave_id: str, keep: list[str] | None, merge: Merges, tell: Progress) -> Microdata:
    with stores.reading() as store:
        wave = store.waves.get(wave_id)
        rows = read_wave_rows(store, wave, earlier_files(store, wave_id), tell)
        rows = with_hidden_answers(store, rows)
    return shuffled(rows, rows.choose(keep, merge), secrets.token_bytes)


def _tell_before(data: Microdata) -> None:
    click.echo(f"kept: {', '.join(map(str, data.choice.forms)) or 'no trait'}")
    for trait, number in data.choice.blanked.items():
        click.echo(f"blanked: {trait}: for {number} of {data.number} responses")
    click.echo(toll_words(data).spoken_in("en"))
    for part in data.choice.left_out:
        click.echo(f"left out: {part.id}: {reason_words(part, data.threshold).spoken_in('en')}")
    for words in later_words(data.choice):
        click.echo(f"later files of {data.wave.id}: {words.spoken_in('en')}")
