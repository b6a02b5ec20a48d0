"""`peilstok doctor`: what is right, doubtful and wrong with this installation, and what it may promise."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import click

from survey_app.assurance.finding import Finding, Level
from survey_app.assurance.promise import promise_of
from survey_app.commands.examination import examine
from survey_app.config import Settings
from survey_app.fieldwork.letters import Delivery
from survey_app.fieldwork.wave import Origin, Wave, WaveState
from survey_app.language.catalogues import LANGUAGES
from survey_app.language.words import Words
from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.questionnaire.library import NoSuchQuestionnaire, load_source

_NOT_PROMISED = Words("Wat wij niet kunnen beloven:")


@click.command()
@click.option("--language", type=click.Choice(LANGUAGES), default="nl", show_default=True, help="Of the promise.")
def doctor(language: str) -> None:
    """Look at this installation, and print what it may promise to respondents. Exit code 1 when anything is wrong."""
    result = examine(os.environ, datetime.now(ZoneInfo("Europe/Amsterdam")))
    for finding in result.findings:
        click.echo("\n".join(_lines(finding)))
    for wave in result.waves:
        if wave.state is not WaveState.CLOSED and wave.origin is Origin.RESPONSES and result.settings is not None:
            delivery = result.deliveries.get(wave.id, Delivery())
            click.echo("\n".join(_promise(wave, result.settings, delivery, language)))
    if not result.is_well:
        click.echo("\nSomething is wrong. Put it right before anybody is promised anything.")
        sys.exit(1)


def _lines(finding: Finding) -> Iterator[str]:
    yield f"{finding.level:8} {finding.check}: {finding.found}"
    if finding.level is not Level.OK:
        yield f"{'':8} right: {finding.right}"


def _promise(wave: Wave, settings: Settings, delivery: Delivery, language: str) -> Iterator[str]:
    """What respondents of this wave read; of a draft, as its questionnaire is now."""
    try:
        instrument = wave.instrument or load_source(settings.questionnaire_directory, wave.source)
    except (NoSuchQuestionnaire, QuestionnaireFaults):
        yield f"\nThe promise of wave {wave.id} cannot be told: {wave.source} cannot be read; try peilstok check"
        return
    made = promise_of(wave, instrument, delivery)
    so_far = ", a draft, as its file and its codes are now" if wave.state is WaveState.DRAFT else ""
    yield f"\nThe promise of wave {wave.id}{so_far}:"
    yield from (f"- {words.spoken_in(language)}" for words in made.promised)
    yield _NOT_PROMISED.spoken_in(language)
    yield from (f"- {words.spoken_in(language)}" for words in made.not_promised)
