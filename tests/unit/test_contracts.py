"""Each import contract is seen to break, and the lists of who may hold what are no longer than is true."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import grimp
import pytest

ROOT = Path(__file__).parents[2]
with (ROOT / "pyproject.toml").open("rb") as _file:
    CONTRACTS: dict[str, dict[str, Any]] = {  # TOML holds anything
        contract["id"]: contract for contract in tomllib.load(_file)["tool"]["importlinter"]["contracts"]
    }

BRIDGE = "from survey_app.fieldwork.invitation import Invitation\nfrom survey_app.fieldwork.response import Envelope\n"
OFFENCES = {
    "line": ("helpers", ""),
    "no-cycles": ("fieldwork.wave", "from survey_app.fieldwork.particulars import CannotCorrect\n"),
    "statistics": ("comparison.statistics.told", "from survey_app.language.words import Words\n"),
    "shown": ("tables.counting", "from survey_app.comparison.estimates import share\n"),
    "workbooks-read": ("commands.reading", "from openpyxl import load_workbook\n"),
    "pages": ("comparison.page", "from flask import request\n"),
    "sql": ("web.direct", "import sqlite3\n"),
    "files-written": ("reporting", "from xlsxwriter import Workbook\n"),
    "commands": ("dataset.asking", "from click import prompt\n"),
    "yaml": ("questionnaire.reader", "from ruamel.yaml import YAML\n"),
    "spss": ("tables.spss", "import pyreadstat\n"),
    "pandas": ("tables.frame", "from pandas import DataFrame\n"),
    "numpy": ("tables.array", "from numpy import array\n"),
    "scipy": ("dataset.test", "from scipy.stats import norm\n"),
    "secrets": ("store.box", "from nacl.public import SealedBox\n"),
    "signed-links": ("store.signing", "from itsdangerous import URLSafeSerializer\n"),
    "settings": ("tables.chosen", "from survey_app.config import Settings\n"),
    "ports": ("store.asking", "from survey_app.fieldwork.life import close_wave\n"),
    "tables-of-the-store": ("store.joining", "from survey_app.store.responses import SqlResponses\n"),
    "codes": ("fieldwork.bridge", BRIDGE),
    "answers": ("fieldwork.bridge", BRIDGE),
    "drafts": ("store.reading", "from survey_app.fieldwork.draft import decrypt_answers\n"),
}
"""For each contract a module, new or ours, and what in it would be wrong."""

HOLD_BOTH = {
    "survey_app.commands.demo_study": "plays the respondents of the demonstration, whose answers are made up",
    "survey_app.fieldwork.life": "has closing done; of codes it asks only whether every village is known",
    "survey_app.fieldwork.ports": "says what a store is asked for; who has only a store has no key to an envelope",
    "survey_app.web.admin.errors": "knows refusals of either, and nothing of what they are about",
}
KNOW_OF_CODES = {
    "survey_app.fieldwork.pepper": "whether the pepper is the one that made these codes",
    "survey_app.fieldwork.response_numbers": "how many were invited and answered, of groups",
}
"""Of fieldwork, beside those that hold both: they import codes, and nobody is asked who imports them."""


def modules(contract: str, which: str) -> set[str]:
    return set(CONTRACTS[contract][which])


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("survey_app", cache_dir=None)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the linter says of each broken contract, by its name, of a copy of the program with all offences in it."""
    copy = tmp_path_factory.mktemp("offending")
    shutil.copytree(ROOT / "survey_app", copy / "survey_app", ignore=shutil.ignore_patterns("static", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    for module, wrong in dict(OFFENCES.values()).items():
        path = copy / "survey_app" / f"{module.replace('.', '/')}.py"
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(before + wrong, encoding="utf-8")
    linter = Path(sys.executable).with_name("lint-imports")
    said = subprocess.run(
        [linter, "--no-cache"], cwd=copy, env={**os.environ, "COLUMNS": "250"}, capture_output=True, text=True
    )
    assert said.returncode == 1, said.stdout + said.stderr
    parts = re.split(r"^(.+)\n-+\n", said.stdout.partition("Broken contracts")[2], flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_contract_has_an_offence() -> None:
    assert set(OFFENCES) == set(CONTRACTS)


@pytest.mark.slow
@pytest.mark.parametrize("contract", OFFENCES)
def test_a_contract_that_is_broken_on_purpose_is_seen_to_be_broken(contract: str, told: dict[str, str]) -> None:
    module, _ = OFFENCES[contract]

    assert module.rpartition(".")[2] in told[CONTRACTS[contract]["name"]]


def test_who_may_hold_codes_and_answers_is_named_with_the_reason() -> None:
    assert modules("codes", "allowed_importers") & modules("answers", "allowed_importers") == set(HOLD_BOTH)


def test_whoever_holds_codes_is_asked_for_as_codes_are() -> None:
    holders = {one for one in modules("codes", "allowed_importers") if one.startswith("survey_app.fieldwork.")}

    assert holders - modules("codes", "protected_modules") - set(HOLD_BOTH) == set(KNOW_OF_CODES)


@pytest.mark.parametrize("contract", ["codes", "answers"])
def test_nobody_may_hold_what_he_does_not_hold(contract: str, graph: grimp.ImportGraph) -> None:
    protected = modules(contract, "protected_modules")
    holders = set[str]().union(*(graph.find_modules_that_directly_import(one) for one in protected))

    assert modules(contract, "allowed_importers") == holders


def test_only_closing_takes_envelopes_out_asks_whose_they_are_and_writes_responses() -> None:
    """Every module that has a store could: no import tells them apart, so the calls are looked at."""
    asked = {("box", "take"), ("invitations", "segments"), ("responses", "write")}
    texts = {path: path.read_text(encoding="utf-8") for path in (ROOT / "survey_app").rglob("*.py")}
    found = {
        (path.relative_to(ROOT).as_posix(), node.value.attr, node.attr)
        for path, text in texts.items()
        if any(f".{asked_for}" in text for _, asked_for in asked)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute)
        if (node.value.attr, node.attr) in asked
    }

    assert found == {("survey_app/fieldwork/closing.py", *one) for one in asked}
