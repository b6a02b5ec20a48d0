"""`peilstok wave`: the life of a wave, from draft to closed."""

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from survey_app.commands.acting import COMMAND_LINE, today
from survey_app.commands.closing import announce, certificate, close, discard, shredded, throw_away_, void
from survey_app.commands.editorial import accept, advice_lines, changes, withdraw
from survey_app.commands.import_counts import import_counts, keep_counts
from survey_app.commands.options import approached_option, recruitment_option
from survey_app.commands.sheets import sheets_for_opening
from survey_app.fieldwork.editorial import find_previous_wordings
from survey_app.fieldwork.life import (
    add_wave,
    check_can_be_opened,
    check_can_be_removed,
    check_form,
    open_wave,
    remove_wave,
)
from survey_app.fieldwork.other_languages import unread_languages
from survey_app.fieldwork.particulars import Particulars, correct_wave
from survey_app.fieldwork.sheets import CHOICES, SHEETS
from survey_app.fieldwork.wave import ADVISED_MINIMUM, Custody, Origin, Recruitment, Wave
from survey_app.installation import Installation, open_installation
from survey_app.language.naming import language_words
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.library import load_source, source_of


@click.group()
def wave() -> None:
    """Waves: add, edit, remove, open, close, list, and take in printed tables and files."""


for _command in (
    import_counts,
    keep_counts,
    close,
    discard,
    void,
    throw_away_,
    announce,
    certificate,
    shredded,
    changes,
    accept,
    withdraw,
):
    wave.add_command(_command)


@wave.command()
@click.argument("wave_id", metavar="WAVE")
@click.option("--questionnaire", type=click.Path(path_type=Path), required=True, help="The YAML file that is asked.")
@click.option("--label", required=True, help='What people call it, as in "Nulmeting bewoners".')
@click.option("--month", type=click.DateTime(["%Y-%m"]), required=True, help="Month of measurement, as in 2019-06.")
@recruitment_option(held_here=True)
@approached_option
@click.option(
    "--custody",
    type=click.Choice([custody.value for custody in Custody]),
    default=Custody.SHEETS.value,
    show_default=True,
    help="The key on sheets of paper, or on this host (for trials).",
)
@click.option(
    "--minimum", default=ADVISED_MINIMUM, show_default=True, help="With fewer responses only their number is kept."
)
@click.option("--fictitious", is_flag=True, help="The responses are made up; every page and sheet will say so.")
def add(
    wave_id: str,
    questionnaire: Path,
    label: str,
    month: datetime,
    recruitment: str,
    approached: int | None,
    custody: str,
    minimum: int,
    *,
    fictitious: bool,
) -> None:
    """Add WAVE as a draft. Its questionnaire is frozen when it is opened, not before."""
    with open_installation(os.environ) as installation:
        directory = installation.settings.questionnaire_directory
        source = source_of(directory, questionnaire)
        load_source(directory, source)
        draft = Wave(
            wave_id,
            label,
            month.date().replace(day=1),
            source,
            Recruitment(recruitment),
            custody=Custody(custody),
            minimum=minimum,
            fictitious=fictitious,
            approached=approached or None,
        )
        add_wave(installation.stores, draft, COMMAND_LINE)
    _warn_of_low_minimum(draft)
    click.echo(f"wave {wave_id}: added as a draft; next: peilstok wave open {wave_id}")


@wave.command()
@click.argument("wave_id", metavar="WAVE")
@click.option("--label", help="What people call it.")
@click.option("--month", type=click.DateTime(["%Y-%m"]), help="Month of measurement, as in 2019-06.")
@recruitment_option()
@approached_option
def edit(
    wave_id: str, label: str | None, month: datetime | None, recruitment: str | None, approached: int | None
) -> None:
    """Correct WAVE: its label, month, recruitment, or how many were approached. Codes that were made stay good.

    All of it for a draft, a printed table and a file. Once a wave was opened its label, month and recruitment are
    fixed; of one with an open link the number approached can still be corrected, also when it is closed. The log keeps
    it.
    """
    if label is None and month is None and recruitment is None and approached is None:
        raise click.UsageError("nothing to correct; say --label, --month, --recruitment or --approached")

    def corrected(now: Particulars) -> Particulars:
        return replace(
            now,
            label=now.label if label is None else label,
            month=month.date().replace(day=1) if month else now.month,
            recruitment=Recruitment(recruitment) if recruitment else now.recruitment,
            approached=now.approached if approached is None else approached or None,
        )

    with open_installation(os.environ) as installation:
        changed = correct_wave(installation.stores, wave_id, corrected, COMMAND_LINE)
    click.echo(f"wave {wave_id}: {', '.join(changed)} corrected" if changed else f"wave {wave_id}: that was so already")


@wave.command()
@click.argument("wave_id", metavar="WAVE")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
def remove(wave_id: str, *, yes: bool) -> None:
    """Remove draft WAVE with its codes, whose letters are void; or a wave that was taken in as counts, with those."""
    with open_installation(os.environ) as installation:
        with installation.stores.reading() as store:
            draft, codes = store.waves.get(wave_id), store.invitations.count(wave_id)
        check_can_be_removed(draft)
        if not yes:
            lost = (
                f"{codes} code(s) were made; none will ever work, so letters that have one are void. " if codes else ""
            )
            counts = (
                ""
                if draft.is_held_here
                else "Its counts are here only; from its table or file they can come in again. "
            )
            click.confirm(f"{draft.label}: {lost}{counts}There is no way back. Remove it?", abort=True)
        removed = remove_wave(installation.stores, installation.keys, wave_id, COMMAND_LINE)
    click.echo(f"wave {wave_id}: removed" + (f", with {removed} code(s)" if removed else ""))


@wave.command(name="open")
@click.argument("wave_id", metavar="WAVE")
@click.option(
    "--sheets-to", type=click.Path(path_type=Path), help="Write the sheets to this new file, not to the screen."
)
@click.option(
    "--sheets",
    "number",
    type=click.Choice([str(number) for number in CHOICES]),
    default=str(SHEETS),
    show_default=True,
    help="3: any two open the box; 2, for a small team: both are needed.",
)
@click.option("--yes", is_flag=True, help="Do not ask about changed questions, nor about languages.")
def open_(wave_id: str, sheets_to: Path | None, number: str, *, yes: bool) -> None:
    """Open WAVE: its questionnaire is frozen, its key is made, and answers come in.

    What it asks otherwise than the wave before it is told first, for that cannot be undone. With custody sheets the
    key goes on sheets of paper, and each is typed back first.
    """
    with open_installation(os.environ) as installation:
        draft = installation.wave(wave_id)
        check_can_be_opened(draft)
        instrument = load_source(installation.settings.questionnaire_directory, draft.source)
        check_form(wave_id, instrument)
        _tell_changes(installation, draft, instrument, yes=yes)
        _tell_languages(instrument, yes=yes)
        sheets = sheets_for_opening(installation, draft, int(number), sheets_to)
        opened = open_wave(installation.stores, installation.keys, wave_id, instrument, today(), COMMAND_LINE, sheets)
    _warn_of_low_minimum(opened)
    click.echo(f"wave {wave_id}: open; instrument {opened.fingerprint}")


@wave.command(name="list")
def list_() -> None:
    """Show every wave: id, month, state, responses, label."""
    with open_installation(os.environ) as installation, installation.stores.reading() as store:
        waves = store.waves.all()
    for kept in waves:
        responses = "-" if kept.responses is None else str(kept.responses)
        fictitious = " (fictitious)" if kept.fictitious else ""
        origin = "" if kept.is_held_here else f" (counts only, {_ORIGINS[kept.origin]})"
        click.echo(f"{kept.id:24} {kept.month:%Y-%m} {kept.state:7} {responses:>7}  {kept.label}{origin}{fictitious}")
    if not waves:
        click.echo("no waves yet; peilstok wave add makes the first")


_ORIGINS = {Origin.PRINTED: "from a printed table", Origin.FILE: "from a file"}


def _tell_changes(installation: Installation, draft: Wave, instrument: Instrument, *, yes: bool) -> None:
    """Say what changed since the wave before it, and ask whether that is meant when it costs a comparison."""
    with installation.stores.reading() as store:
        wordings = find_previous_wordings(store, draft, instrument)
    if wordings is None:
        return
    for line in advice_lines(wordings):
        click.echo(line)
    if wordings.breaks_comparison and not yes:
        click.confirm("Open it with these changes?", abort=True)


def _tell_languages(instrument: Instrument, *, yes: bool) -> None:
    """Say in which languages it can be answered, and ask where no native speaker read what we say in one."""
    if instrument.translations:
        click.echo(f"can be answered in {', '.join(instrument.languages)}")
    unread = unread_languages(instrument)
    if unread:
        which = " and ".join(language_words(language).spoken_in("en") for language in unread)
        click.echo(f"no native speaker has read our own texts in {which}; let one look at the preview first", err=True)
        if not yes:
            click.confirm("Open it all the same?", abort=True)


def _warn_of_low_minimum(wave: Wave) -> None:
    if wave.has_low_minimum:
        click.echo(
            f"wave {wave.id}: warning: with a minimum of {wave.minimum}, below the advised {ADVISED_MINIMUM}, "
            "answers are recognised more easily",
            err=True,
        )
