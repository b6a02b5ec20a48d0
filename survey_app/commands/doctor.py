"""`peilstok doctor`: what is right, doubtful and wrong with this installation, and what it may promise."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import click

from survey_app.assurance.database_checks import check_clock, check_database_settings, check_schema
from survey_app.assurance.file_checks import (
    check_copies,
    check_database_files,
    check_keys,
    check_keys_found,
    check_place_of_keys,
)
from survey_app.assurance.finding import Finding, Level, warning, wrong
from survey_app.assurance.promise import promise_of
from survey_app.assurance.schema_attacks import check_catalogue
from survey_app.assurance.wave_checks import check_orphans, check_paper, check_pepper_key, check_places, check_wave
from survey_app.assurance.web_checks import (
    check_access_log,
    check_address,
    check_media,
    check_proxies,
    check_security_contact,
    check_staff_networks,
    check_told_by_law,
    is_in_production,
)
from survey_app.commands.acting import now
from survey_app.commands.options import language_option
from survey_app.commands.refusals import TOLD, words_of
from survey_app.config import Settings
from survey_app.fieldwork.coarsening import keeps_too_much
from survey_app.fieldwork.letters import Delivery, delivery_of
from survey_app.fieldwork.pepper import PEPPER, has_codes
from survey_app.fieldwork.shredding import left_of, paper_of
from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.installation import Installation
from survey_app.language.words import Words
from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.questionnaire.library import NoSuchQuestionnaire, find_study_of, load_source
from survey_app.questionnaire.study import Study
from survey_app.store.database import Database
from survey_app.store.engine import sqlite_file
from survey_app.store.keys import KeyDirectory

_NOT_PROMISED = Words("Wat wij niet kunnen beloven:")
_SHOWN_FOLDERS = (Path(__file__).resolve().parents[1] / "web" / "static",)


@dataclass
class _Examination:
    """The settings, the findings so far, and the waves that were seen with how the codes of each went out."""

    settings: Settings | None = None
    findings: list[Finding] = field(default_factory=list)
    waves: list[Wave] = field(default_factory=list)
    deliveries: dict[str, Delivery] = field(default_factory=dict)

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong."""
        return all(finding.level is not Level.WRONG for finding in self.findings)


@click.command()
@language_option("Of the promise.")
def doctor(language: str) -> None:
    """Look at this installation, and print what it may promise to respondents. Exit code 1 when anything is wrong."""
    result = _examine(os.environ, now())
    for finding in result.findings:
        click.echo("\n".join(_lines(finding)))
    for wave in result.waves:
        if wave.state is not WaveState.CLOSED and wave.is_held_here and result.settings is not None:
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
    promise = promise_of(wave, instrument.nearest_to(language), delivery)
    so_far = ", a draft, as its file and its codes are now" if wave.state is WaveState.DRAFT else ""
    yield f"\nThe promise of wave {wave.id}{so_far}:"
    yield from (f"- {words.spoken_in(language)}" for words in (*promise.in_short, *promise.promised))
    yield _NOT_PROMISED.spoken_in(language)
    yield from (f"- {words.spoken_in(language)}" for words in promise.not_promised)


def _examine(environment: Mapping[str, str], now: datetime) -> _Examination:
    """Look at all of it; what cannot be looked at is a finding too."""
    result = _Examination()
    result.findings += _looked_at("settings", _settings(environment, result))
    if result.settings is None:
        return result
    settings = result.settings
    keys = check_keys(settings.key_directory, os.geteuid(), in_production=is_in_production(settings))
    result.findings += _looked_at("key directory", keys)
    is_private = result.is_well or not settings.key_directory.is_dir()
    result.findings += _looked_at("key directory", _place_of_keys(settings))
    result.findings += _looked_at("database", _database(settings, result, now, is_private=is_private))
    result.findings += [
        check_address(settings),
        check_proxies(settings),
        check_staff_networks(settings, result.waves),
        check_security_contact(settings),
        *check_told_by_law(_studies_of(result.waves, settings)),
        *check_media(result.waves, settings.questionnaire_directory),
        *check_access_log(environment),
    ]
    return result


def _studies_of(waves: Iterable[Wave], settings: Settings) -> Iterable[Study]:
    """The studies of waves that are not closed, as their files are now."""
    sources = [wave.source for wave in waves if wave.state is not WaveState.CLOSED]
    studies = (find_study_of(settings.questionnaire_directory, source) for source in sources)
    return {study.study: study for study in studies if study}.values()


def _looked_at(check: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    """The findings, and why there are no more when something cannot be looked at."""
    try:
        yield from findings
    except TOLD as error:
        yield wrong(check, words_of(error), "put this right first; nothing else of it can be looked at before")


def _settings(environment: Mapping[str, str], result: _Examination) -> Iterator[Finding]:
    result.settings = Settings.from_environment(environment)
    if not result.settings.questionnaire_directory.is_dir():
        missing = f"{result.settings.questionnaire_directory} is not there, so no wave can be added or opened"
        yield warning("questionnaires", missing, "let PEILSTOK_QUESTIONNAIRES name the folder of the studies")


def _place_of_keys(settings: Settings) -> Iterator[Finding]:
    others = (*_SHOWN_FOLDERS, settings.questionnaire_directory)
    database = sqlite_file(settings.database_url)
    yield from check_place_of_keys(settings.key_directory, database, others, in_production=is_in_production(settings))


def _database(settings: Settings, result: _Examination, now: datetime, *, is_private: bool) -> Iterator[Finding]:
    stores = Database(settings.database_url)
    try:
        stores.require_there()
        file = sqlite_file(settings.database_url)
        if file is not None:
            yield from check_database_files(file)
        installation = Installation(settings, stores, KeyDirectory(settings.key_directory))
        yield from _inside(installation, result, now, is_private=is_private)
    finally:
        stores.close()


def _inside(installation: Installation, result: _Examination, now: datetime, *, is_private: bool) -> Iterator[Finding]:
    stores, keys = installation.stores, installation.keys
    condition = stores.condition()
    yield check_schema(condition)
    yield from check_database_settings(condition)
    if not condition.is_current:
        return
    yield from check_catalogue(stores.catalogue())
    with stores.reading() as store:
        result.waves = store.waves.all()
        in_box = {wave.id: store.box.count(wave.id) for wave in result.waves}
        left = {wave.id: left_of(paper_of(wave, store.shreddings.read(wave.id))) for wave in result.waves}
        too_exact = {wave.id for wave in result.waves if keeps_too_much(store, wave)}
        last = next(iter(store.audit.latest(1)), None)
        known, are_codes = store.key_checks.find(PEPPER), has_codes(store)
        codes = {wave.id: store.invitations.count(wave.id) for wave in result.waves}
    yield check_clock(now, condition, last.at if last else None)
    for wave in result.waves:
        yield from check_paper(wave, left[wave.id])
        yield from check_places(wave, keeps_too_much=wave.id in too_exact)
    if is_private:  # keys that others may have read are not used, and that was said
        yield check_pepper_key(keys, known, are_codes=are_codes)
        for wave in result.waves:
            result.deliveries[wave.id] = delivery_of(keys, wave.id, codes[wave.id])
            yield from check_wave(wave, keys, in_box[wave.id])
        yield from check_orphans(keys.waves_of_files(), {wave.id: wave for wave in result.waves})
        yield from check_copies(installation.copies())
    yield from check_keys_found(installation.found_keys())
