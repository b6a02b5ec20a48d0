"""The side of the address list: letters and reminders on a machine that has keys but no database."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

import click

from survey_app.commands.letter_files import check_target, confirm_adding
from survey_app.config import Settings
from survey_app.fieldwork.frame import Frame, segments_of
from survey_app.fieldwork.handover import read_hand_over, read_unused
from survey_app.fieldwork.inviting import invite_apart
from survey_app.fieldwork.keys import Keys, NoPepper
from survey_app.fieldwork.reminding import Reminders, make_reminders
from survey_app.fieldwork.wave import is_wave_id
from survey_app.questionnaire.loader import load_study
from survey_app.store.keys import KeyDirectory
from survey_app.writers.atomic import PRIVATE, written_whole
from survey_app.writers.mailing import write_mailing


def invite_in_office(
    wave_id: str, frame: Frame, name: str, column: str, target: Path, hashes: Path, study: Path, *, add: bool
) -> int:
    """Write the mailing file and the hashes for the server, both or neither; how many codes."""
    check_target(hashes, ".json", "a file of hashes")
    if not is_wave_id(wave_id):
        raise click.UsageError(f"{wave_id} is not the id of a wave")
    settings, keys = office()
    segments = segments_of(name, frame, column, load_study(study.parent))
    confirm_adding(wave_id, sum(run.number for run in keys.letter_runs(wave_id)), len(segments), add=add)
    codes, handed_over = invite_apart(keys, wave_id, segments, frame)
    with ExitStack() as undo:
        undo.callback(target.unlink, missing_ok=True)
        write_mailing(target, settings.base_url, frame.headings, frame.rows, codes)
        write_private(hashes, handed_over)
        undo.pop_all()
    click.echo(f"wave {wave_id}: the letters send people to {settings.base_url} (PEILSTOK_BASE_URL)")
    return len(codes)


def reminders_in_office(wave_id: str, frame: Frame, unused: Path) -> Reminders:
    """Who is to be reminded, by the file of unused hashes that came from the server."""
    _settings, keys = office()
    if not keys.has_pepper():
        raise NoPepper
    text = read_hand_over(unused)
    return make_reminders(keys, wave_id, frame, read_unused(keys.pepper(), wave_id, text))


def office() -> tuple[Settings, Keys]:
    """Settings and keys of this machine, without a look at any database."""
    settings = Settings.from_environment(os.environ)
    keys = KeyDirectory(settings.key_directory)
    keys.sweep()
    return settings, keys


def write_private(target: Path, text: str) -> None:
    """A file that only its owner can read."""
    with written_whole(target, mode=PRIVATE) as beside:
        beside.write_text(text, encoding="ascii")
