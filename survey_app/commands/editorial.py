"""`peilstok wave changes`, `accept-change` and `withdraw-change`: what two waves ask in other words."""

from __future__ import annotations

import os
from collections.abc import Iterator

import click

from survey_app.commands.acting import COMMAND_LINE
from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.clock import utc_now
from survey_app.fieldwork.editorial import (
    ChangedQuestion,
    TwoWordings,
    accept_change,
    obstacle_words,
    two_wordings,
    withdraw_change,
)
from survey_app.installation import open_installation
from survey_app.questionnaire.revisions import Change, Placed


@click.command()
@click.argument("earlier", metavar="EARLIER")
@click.argument("later", metavar="LATER")
def changes(earlier: str, later: str) -> None:
    """Show every question that EARLIER and LATER both ask in other words, and whether that can be accepted, or was."""
    with open_installation(os.environ) as installation, installation.stores.reading() as store:
        wordings = two_wordings(store, earlier, later)
    for question in wordings.changed:
        for line in _told(question, wordings):
            click.echo(line)
    if not wordings.changed:
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


def _told(question: ChangedQuestion, wordings: TwoWordings) -> Iterator[str]:
    revision = question.revision
    yield f"{revision.item_id}: {_standing(question)}"
    for wave, placed in ((wordings.earlier, revision.earlier), (wordings.later, revision.later)):
        if placed is not None:
            yield f"  {wave.id}: {_asked(placed, with_help=Change.HELP in revision.changes)}"


def _standing(question: ChangedQuestion) -> str:
    if question.accepted is not None:
        return f"accepted by {question.accepted.administrator}: {question.accepted.reason}"
    if question.revision.is_editorial:
        return "can be accepted"
    return f"cannot be accepted: {'; '.join(obstacle_words(question.revision.obstacles))}"


def _asked(placed: Placed, *, with_help: bool) -> str:
    shown = [placed.item.text, *([f"({placed.item.help or 'no help text'})"] if with_help else [])]
    return " ".join(" ".join(shown).split())
