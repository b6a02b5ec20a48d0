"""The `peilstok` command: what can be asked for, and how a refusal is told."""

from __future__ import annotations

import click

from survey_app.commands.admin import admin
from survey_app.commands.audit import audit
from survey_app.commands.check import check
from survey_app.commands.compare import compare
from survey_app.commands.contacts import contacts
from survey_app.commands.database import database
from survey_app.commands.demo import demo
from survey_app.commands.doctor import doctor
from survey_app.commands.invite import invite
from survey_app.commands.microdata import microdata
from survey_app.commands.refusals import TOLD, words_of
from survey_app.commands.schema import schema
from survey_app.commands.serve import serve
from survey_app.commands.texts import texts
from survey_app.commands.wave import wave
from survey_app.processes import dump_no_core


class Told(click.Group):
    """Tells what is refused as a plain line with exit code 1; wrong usage has 2, and done is 0."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # who read along has seen enough, which click knows
        except TOLD as error:
            raise click.ClickException(words_of(error)) from error


@click.group(cls=Told, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="peilstok")
def main() -> None:
    """Surveys that are repeated, and compared only when they can be."""
    dump_no_core()


for _command in (
    admin,
    audit,
    check,
    compare,
    contacts,
    database,
    demo,
    doctor,
    invite,
    microdata,
    schema,
    serve,
    texts,
    wave,
):
    main.add_command(_command)
