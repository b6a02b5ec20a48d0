"""The `peilstok` command: what can be asked for, and how a refusal is told."""

from importlib import import_module

import click

from survey_app.commands.refusals import TOLD, words_of
from survey_app.processes import dump_no_core

_COMMANDS = {
    "admin": "admin",
    "audit": "audit",
    "brief": "compare",
    "check": "check",
    "compare": "compare",
    "contacts": "contacts",
    "db": "database",
    "demo": "demo",
    "doctor": "doctor",
    "invite": "invite",
    "microdata": "microdata",
    "preview": "preview",
    "privacy": "privacy",
    "report": "compare",
    "schema": "check",
    "serve": "server",
    "texts": "texts",
    "wave": "wave",
}
"""The module in `commands` of each function. Only what is asked for is loaded: all takes a second."""


class Peilstok(click.Group):
    """Tells what is refused as a plain line with exit code 1; wrong usage has 2, and done is 0."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"survey_app.commands.{_COMMANDS[cmd_name]}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # who read along has seen enough, which click knows
        except TOLD as error:
            raise click.ClickException(words_of(error)) from error


@click.group(cls=Peilstok, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="peilstok")
def main() -> None:
    """Surveys that are repeated, and compared only when they can be."""
    dump_no_core()
