"""`peilstok wave changes`, `accept-change` and `withdraw-change`."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from survey_app.cli import main
from survey_app.store.database import Database
from tests.store.test_editorial import AFTER, BEFORE, EARLIER, LATER, REASON, keep

Run = Callable[..., Result]
NOTHING_YET = f"""\
luistert: can be accepted
  {EARLIER}: De gemeente luistert
  {LATER}: De gemeente luistert.
ziet: cannot be accepted: its text has other words
  {EARLIER}: De gemeente ziet ons
  {LATER}: De gemeente ziet u
team: cannot be accepted: the answers to choose from changed
  {EARLIER}: Welk team
  {LATER}: Welk team?
"""


@pytest.fixture
def run(sqlite_url: str, tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("installation")
    runner = CliRunner(env={"PEILSTOK_DATABASE_URL": sqlite_url, "PEILSTOK_KEYS": str(folder / "keys")})
    return lambda *words: runner.invoke(main, ["wave", *words])


def test_changes_are_shown_accepted_and_withdrawn(run: Run, sqlite_stores: Database) -> None:
    keep(sqlite_stores)

    before = run("changes", LATER, EARLIER)
    accepted = run("accept-change", LATER, EARLIER, "luistert", "--reason", REASON)
    meanwhile = run("changes", EARLIER, LATER)
    withdrawn = run("withdraw-change", EARLIER, LATER, "luistert")
    after = run("changes", EARLIER, LATER)

    assert (before.exit_code, before.stdout) == (0, NOTHING_YET)
    assert accepted.stdout == (f"item luistert: its change from {EARLIER} to {LATER} is accepted as an editorial one\n")
    assert meanwhile.stdout.splitlines()[0] == f"luistert: accepted by peilstok: {REASON}"
    assert withdrawn.stdout == f"item luistert: its change from {EARLIER} to {LATER} is not accepted any more\n"
    assert after.stdout == NOTHING_YET


def test_waves_with_the_same_words_are_said_to_have_them(run: Run, sqlite_stores: Database) -> None:
    keep(sqlite_stores, BEFORE, BEFORE)

    told = run("changes", EARLIER, LATER)

    assert told.stdout == f"{EARLIER} and {LATER}: what both ask, they ask in the same words\n"


def test_a_help_text_that_changed_is_shown(run: Run, sqlite_stores: Database) -> None:
    data = AFTER.model_dump(mode="json", by_alias=True)
    data["questionnaire"]["sections"][0]["items"][0] |= {"text": "De gemeente luistert", "help": "Naar u."}
    keep(sqlite_stores, after=type(AFTER).model_validate(data))

    told = run("changes", EARLIER, LATER).stdout.splitlines()

    assert told[:3] == [
        "luistert: cannot be accepted: its help text has other words",
        f"  {EARLIER}: De gemeente luistert (no help text)",
        f"  {LATER}: De gemeente luistert (Naar u.)",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("accept-change", EARLIER, LATER, "ziet", "--reason", REASON), "its text has other words"),
        (
            ("accept-change", EARLIER, LATER, "luistert", "--reason", "zo maar"),
            "reason: too short; say in 10 to 1000 characters",
        ),
        (("accept-change", EARLIER, "geen", "luistert", "--reason", REASON), "wave geen: no such wave"),
        (("withdraw-change", EARLIER, LATER, "luistert"), "nothing to withdraw"),
        (("changes", EARLIER, EARLIER), "name two waves"),
    ],
)
def test_a_refusal_is_one_line_and_exit_code_1(
    run: Run, sqlite_stores: Database, words: tuple[str, ...], told: str
) -> None:
    keep(sqlite_stores)

    refused = run(*words)

    assert refused.exit_code == 1
    assert told in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_a_decision_without_a_reason_is_wrong_usage(run: Run) -> None:
    assert run("accept-change", EARLIER, LATER, "luistert").exit_code == 2
