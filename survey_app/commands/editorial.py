"""`peilstok wave changes`, `accept-change` and `withdraw-change`: what two waves ask in other words."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace

import click

from survey_app.commands.acting import act
from survey_app.fieldwork.editorial import (
    ChangedQuestion,
    TwoWordings,
    accept_change,
    obstacle_words,
    withdraw_change,
    wordings_of,
)
from survey_app.fieldwork.wave import WaveState
from survey_app.installation import open_installation
from survey_app.language.words import joined
from survey_app.questionnaire.revision_words import revision_words
from survey_app.questionnaire.revisions import Change, ItemRevision, Placed


@click.command()
@click.argument("earlier", metavar="EARLIER")
@click.argument("later", metavar="LATER")
def changes(earlier: str, later: str) -> None:
    """Show every question that EARLIER and LATER both ask in other words, and whether that can be accepted, or was.

    A draft asks what its file says now, and is told all that changes, for it can still be undone.
    """
    with open_installation(os.environ) as installation, installation.stores.reading() as store:
        waves = (store.waves.get(wave_id) for wave_id in (earlier, later))
        wordings = wordings_of(store, *(replace(wave, instrument=installation.instrument_of(wave)) for wave in waves))
    lines = list(advice_lines(wordings) if wordings.later.state is WaveState.DRAFT else _question_lines(wordings))
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
        accepted = accept_change(store, earlier, later, item, reason, act())
    click.echo(f"item {item}: its change from {accepted.earlier} to {accepted.later} is accepted as an editorial one")


@click.command(name="withdraw-change")
@click.argument("earlier", metavar="EARLIER")
@click.argument("later", metavar="LATER")
@click.argument("item")
def withdraw(earlier: str, later: str, item: str) -> None:
    """Take back that ITEM asks the same in EARLIER and LATER: it is not comparable again."""
    with open_installation(os.environ) as installation, installation.stores.writing() as store:
        withdrawn = withdraw_change(store, earlier, later, item, act())
    click.echo(f"item {item}: its change from {withdrawn.earlier} to {withdrawn.later} is not accepted any more")


def _question_lines(wordings: TwoWordings) -> Iterator[str]:
    """Each question that both ask and that changed: how it stands, and both wordings."""
    for question in wordings.changed:
        revision = question.revision
        yield f"{revision.item_id}: {_standing(question, wordings)}"
        for wave, placed in ((wordings.earlier, revision.earlier), (wordings.later, revision.later)):
            if placed is not None:
                yield f"  {wave.id}: {_asked(placed, with_help=Change.HELP in revision.changes)}"


def advice_lines(wordings: TwoWordings) -> Iterator[str]:
    """Everything that a draft changes, and what can still be done about it; nothing when it changes nothing."""
    lines = [*_population_lines(wordings), *_question_lines(wordings), *_other_lines(wordings)]
    if lines:
        yield _summary(wordings)
        yield from lines
    if wordings.breaks_comparison:
        yield from _ADVICE


_ADVICE = (
    "To compare a question, put it back as it was. To ask something else, give it an id of its own, so that nobody",
    "takes it for the old question. Once the wave is open, none of this can be undone.",
)


def _summary(wordings: TwoWordings) -> str:
    earlier, asked = wordings.earlier, len(wordings.later.frozen_instrument().questionnaire.items)
    return (
        f"{wordings.later.id} beside {earlier.id} ({earlier.label}, {earlier.month:%Y-%m}): "
        f"{len(wordings.unchanged)} of {asked} question(s) are exactly the same"
    )


def _population_lines(wordings: TwoWordings) -> Iterator[str]:
    if wordings.has_other_population:
        before, after = wordings.populations
        yield f'no question can be compared: its population was "{before}" and is "{after}" now'


def _other_lines(wordings: TwoWordings) -> Iterator[str]:
    """Questions of which the words stayed the same, and those that came or went."""
    if wordings.rerouted:
        yield f"put to other people, so never comparable: {_ids(wordings.rerouted)}"
    for revision in wordings.resettled:
        about = joined(revision_words(revision), ", ").spoken_in("en")
        yield f"{revision.item_id}: the same question, but {about}"
    before, now = (wave.frozen_instrument().languages for wave in (wordings.earlier, wordings.later))
    if before != now:
        yield f"could be answered in {', '.join(before)}, and can be in {', '.join(now)} now"
    if wordings.only_later:
        yield f"new: {_ids(wordings.only_later)}"
    if wordings.only_earlier:
        yield f"not asked any more: {_ids(wordings.only_earlier)}"


def _ids(revisions: Iterable[ItemRevision]) -> str:
    return ", ".join(revision.item_id for revision in revisions)


def _standing(question: ChangedQuestion, wordings: TwoWordings) -> str:
    is_draft = wordings.later.state is WaveState.DRAFT
    if question.accepted is not None:
        return f"accepted by {question.accepted.administrator}: {question.accepted.reason}"
    if question.revision.is_editorial:
        return (
            "only its spelling changed, which can be accepted once the wave is open" if is_draft else "can be accepted"
        )
    refused = "never comparable once it opens like this" if is_draft else "cannot be accepted"
    return f"{refused}: {'; '.join(obstacle_words(question.revision.obstacles))}"


def _asked(placed: Placed, *, with_help: bool) -> str:
    shown = [placed.item.text, *([f"({placed.item.help or 'no help text'})"] if with_help else [])]
    return " ".join(" ".join(shown).split())
