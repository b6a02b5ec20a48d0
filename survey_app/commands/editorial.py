"""`peilstok wave changes`, `accept-change` and `withdraw-change`: what two waves ask in other words."""

from __future__ import annotations

import os
from dataclasses import replace

import click

from survey_app.commands.acting import COMMAND_LINE
from survey_app.commands.wording_lines import advice_lines, question_lines
from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.editorial import accept_change, withdraw_change, wordings_of
from survey_app.fieldwork.ports import utc_now
from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.installation import Installation, open_installation
from survey_app.questionnaire.library import load_source


@click.command()
@click.argument("earlier", metavar="EARLIER")
@click.argument("later", metavar="LATER")
def changes(earlier: str, later: str) -> None:
    """Show every question that EARLIER and LATER both ask in other words, and whether that can be accepted, or was.

    A draft asks what its file says now, and is told all that changes, for it can still be undone.
    """
    with open_installation(os.environ) as installation, installation.stores.reading() as store:
        waves = [_with_instrument(installation, store.waves.get(wave_id)) for wave_id in (earlier, later)]
        wordings = wordings_of(store, *waves)
    lines = list(advice_lines(wordings) if wordings.later.state is WaveState.DRAFT else question_lines(wordings))
    for line in lines:
        click.echo(line)
    if not lines:
        click.echo(f"{wordings.earlier.id} and {wordings.later.id}: what both ask, they ask in the same words")


@click.command(name="accept-change")
@click.argument("earlier", metavar="EARLIER")
@click.argument("later", metavar="LATER")
@click.argument("item")
@click.option("--reason", required=True, help="Why the question is the same, in 10 to 1000 characters; it is logged.")
def accept(earlier: str, later: str, item: str, reason: str) -> None:
    """Declare that ITEM asks the same in EARLIER and LATER, although its spelling changed.

    Differences are then an indication, not more. Other words can never be accepted.
    """
    with open_installation(os.environ) as installation, installation.stores.writing() as store:
        accepted = accept_change(store, earlier, later, item, reason, Act(COMMAND_LINE, utc_now()))
    click.echo(f"item {item}: its change from {accepted.earlier} to {accepted.later} is accepted as an editorial one")


@click.command(name="withdraw-change")
@click.argument("earlier", metavar="EARLIER")
@click.argument("later", metavar="LATER")
@click.argument("item")
def withdraw(earlier: str, later: str, item: str) -> None:
    """Take back that ITEM asks the same in EARLIER and LATER: it is not comparable again."""
    with open_installation(os.environ) as installation, installation.stores.writing() as store:
        withdrawn = withdraw_change(store, earlier, later, item, Act(COMMAND_LINE, utc_now()))
    click.echo(f"item {item}: its change from {withdrawn.earlier} to {withdrawn.later} is not accepted any more")


def _with_instrument(installation: Installation, wave: Wave) -> Wave:
    """The wave with what it asked, or for a draft with what it would ask now; that is never to be kept."""
    if wave.instrument is not None:
        return wave
    return replace(wave, instrument=load_source(installation.settings.questionnaire_directory, wave.source))
