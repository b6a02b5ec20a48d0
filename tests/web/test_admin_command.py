"""`peilstok admin`: the same rules from the command line."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from survey_app.commands.admin import admin
from survey_app.fieldwork.administration import NobodyLeft, NoSuchAdministrator, StudyOfAnother
from survey_app.fieldwork.administrators import AdministratorExists, UnknownRole
from survey_app.fieldwork.passwords import Passwords, WeakPassword
from survey_app.fieldwork.studies import UnknownStudy
from survey_app.store.database import Database
from tests.web.admin_desk import STUDY_YAML


@pytest.fixture
def run(sqlite_url: str, tmp_path: Path) -> CliRunner:
    """The command on an installation of its own."""
    return CliRunner(
        env={
            "PEILSTOK_DATABASE_URL": sqlite_url,
            "PEILSTOK_INSTANCE": str(tmp_path),
            "PEILSTOK_QUESTIONNAIRES": str(tmp_path / "questionnaires"),
        }
    )


def test_a_new_administrator_gets_a_password_that_is_right(run: CliRunner, sqlite_stores: Database) -> None:
    added = run.invoke(admin, ["add", "Anna", "--role", "onderzoeker,beheerder"])

    password = _password(added.output)
    with sqlite_stores.reading() as store:
        kept = store.administrators.find("anna")
    assert kept is not None
    assert kept.role == "beheerder,onderzoeker"
    assert Passwords().is_right(kept.password_hash, password)
    assert "anna\tbeheerder,onderzoeker\tactive" in run.invoke(admin, ["list"]).output


def test_a_chosen_password_is_asked_for_twice_and_not_printed(run: CliRunner) -> None:
    typed = "een heel lang wachtwoord\n"

    added = run.invoke(admin, ["add", "anna", "--choose-password"], input=typed * 2)

    assert added.exit_code == 0
    assert "een heel lang" not in added.output


@pytest.mark.parametrize(
    ("arguments", "typed", "refusal"),
    [
        (["add", "anna"], "", AdministratorExists),
        (["add", "bert", "--role", "baas"], "", UnknownRole),
        (["add", "bert", "--choose-password"], "te kort\nte kort\n", WeakPassword),
        (["role", "bert", "--role", "lezer"], "", NoSuchAdministrator),
        (["role", "kees", "--role", "baas"], "", UnknownRole),
        (["role", "anna", "--role", "lezer,onderzoeker"], "", NobodyLeft),
        (["deactivate", "anna"], "", NobodyLeft),
        (["activate", "bert"], "", NoSuchAdministrator),
    ],
)
def test_what_cannot_be_done_is_refused(
    run: CliRunner, arguments: list[str], typed: str, refusal: type[Exception]
) -> None:
    run.invoke(admin, ["add", "anna"])
    run.invoke(admin, ["add", "kees", "--role", "lezer"])

    assert isinstance(run.invoke(admin, arguments, input=typed).exception, refusal)


def test_a_role_is_changed_and_access_taken_and_given(run: CliRunner, sqlite_stores: Database) -> None:
    password = _password(run.invoke(admin, ["add", "anna"]).output)
    run.invoke(admin, ["add", "bert", "--role", "lezer"])

    for arguments in (["role", "Bert", "--role", "beheerder"], ["deactivate", "anna"]):
        assert run.invoke(admin, arguments).exit_code == 0
    listed = run.invoke(admin, ["list"]).output
    run.invoke(admin, ["activate", "anna"])

    assert listed == "anna\tbeheerder\tswitched off\nbert\tbeheerder\tactive\n"
    with sqlite_stores.reading() as store:
        anna, acts = store.administrators.find("anna"), [entry.act for entry in store.audit.latest(3)]
    assert anna is not None
    assert anna.active
    assert Passwords().is_right(anna.password_hash, password)
    assert acts == ["administrator activated", "administrator deactivated", "role changed"]


def test_a_reader_is_let_in_for_studies_that_are_there(run: CliRunner, tmp_path: Path) -> None:
    for study in ("kernen", "staf"):
        (tmp_path / "questionnaires" / study).mkdir(parents=True)
        text = STUDY_YAML.replace("study: kernen", f"study: {study}")
        (tmp_path / "questionnaires" / study / "study.yaml").write_text(text, encoding="utf-8")

    added = run.invoke(admin, ["add", "eva", "--role", "lezer", "--study", "staf", "--study", "kernen"])
    unknown = run.invoke(admin, ["add", "kees", "--role", "lezer", "--study", "kerne"])
    other = run.invoke(admin, ["add", "kees", "--study", "kernen"])
    listed = run.invoke(admin, ["list"]).output
    changed = run.invoke(admin, ["role", "eva", "--role", "lezer", "--study", "kernen"])

    assert added.exit_code == 0
    assert isinstance(unknown.exception, UnknownStudy)
    assert "known: kernen, staf" in str(unknown.exception)
    assert isinstance(other.exception, StudyOfAnother)
    assert listed == "eva\tlezer: kernen,staf\tactive\n"
    assert changed.output == "administrator eva: lezer: kernen\n"


def test_a_reset_gives_another_password(run: CliRunner) -> None:
    first = _password(run.invoke(admin, ["add", "anna"]).output)

    second = _password(run.invoke(admin, ["reset", "anna"]).output)

    assert first != second


def _password(output: str) -> str:
    found = re.search(r"^password: (\S+)$", output, re.MULTILINE)
    assert found, output
    return found[1]
