"""What README and docs/*.md name is there: commands with these options, settings, bounds, files, tests and headings."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from survey_app.assurance.found_files import MOST_FILES
from survey_app.cli import main
from survey_app.comparison.statistics.permutation import LARGEST_EXACT_BASE
from survey_app.comparison.statistics.ranks import LEAST_BASE_OF_A_TEST
from survey_app.comparison.statistics.reliability import LEAST_COMPLETE_OF_OMEGA
from survey_app.comparison.verdict.judging import RULE_VERSION
from survey_app.config import UnknownSetting, check_names
from survey_app.dataset.from_files.bands import OLDEST
from survey_app.fieldwork.contacts import CONTACT_SIZE
from survey_app.fieldwork.open_texts import QUOTED_FROM
from survey_app.questionnaire.answers import WORDS_MAXIMUM
from survey_app.questionnaire.checks import MAXIMUM_CHARACTERS
from survey_app.questionnaire.faults import MOST_TOLD
from survey_app.questionnaire.handed_in import MOST_BYTES
from survey_app.questionnaire.hints.reading import FEWEST_WORDS, HARD
from survey_app.questionnaire.hints.rules import LONGEST
from survey_app.questionnaire.loader import MAXIMUM_DEPTH, MAXIMUM_PARTS
from survey_app.questionnaire.source import MAXIMUM_BYTES, MAXIMUM_LINES
from survey_app.readers.rows import MOST_CELLS as ALL_CELLS
from survey_app.readers.rows import MOST_COLUMNS as ALL_COLUMNS
from survey_app.readers.workbook import MOST_COLUMNS
from survey_app.readers.workbook_check import MOST_CELLS, MOST_ROWS
from tests.sentences import PAGES, ROOT

_BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"(?<!`)`(peilstok [^`]+)`(?!`)")
_LINK = re.compile(r"\]\(([^)\s]*?)(?:#([^)\s]*))?\)")
_NAMED = re.compile(r"`((?:tests|survey_app|benchmarks|questionnaires)/[\w./-]+)`")
_BY_WAVE = {"invite": "letters", "texts": "show"}
"""What these groups of commands do when a wave is named and no command."""

_BESIDE = (*sorted((ROOT / "docs" / "rules").glob("*.md")), *sorted((ROOT / "docs" / "decisions").glob("*.md")))
"""Rules and decisions, which link and name as the pages do."""

_TOLD = re.compile(r"\bpeilstok ([a-z]+(?: [\w./=-]+)*)")
_RUN = re.compile(r"(?:^|exec |; )peilstok (.*)", re.MULTILINE)


def commands_in(text: str) -> Iterator[tuple[str, bool]]:
    """What is behind `peilstok`, and whether it is a whole command: in running text it may be a part of one."""
    for block in _BLOCK.findall(text):
        for line in _RUN.findall(block.replace("\\\n", " ")):
            yield line.partition("'")[0] if line.count("'") % 2 else line, True
    for inline in _INLINE.findall(_BLOCK.sub("", text)):
        yield " ".join(inline.split()).removeprefix("peilstok "), False


def understood(line: str, *, whole: bool) -> None:
    """Parsed as our program would parse it, without looking for the files; raises click.UsageError."""
    command: click.Command = main
    context, words = click.Context(main), shlex.split(line, comments=True)
    while isinstance(command, click.Group) and words:
        if words[0] == "COMMAND":
            words = ["compare", *words[1:]]
        if command.name in _BY_WAVE and words[0] not in command.commands:
            words = [_BY_WAVE[command.name], *words]
        name, found, words = command.resolve_command(context, words)
        assert found is not None
        command, context = found, click.Context(found, context, name)
    given, rest, _order = command.make_parser(context).parse_args(list(words))
    if rest and whole:
        raise click.UsageError(f"{line}: {rest} is too much")
    for parameter in command.params:
        value = given.get(parameter.name or "")
        if whole and isinstance(parameter.type, click.Choice | click.DateTime) and isinstance(value, str):
            parameter.type.convert(value, parameter, context)
        if whole and parameter.required and not isinstance(value, str | tuple | list):
            raise click.UsageError(f"{line}: {parameter.name} is missing")


@pytest.mark.parametrize("page", [*PAGES, ROOT / "docs" / "rules" / "design.md"], ids=lambda page: page.name)
def test_every_command_is_understood(page: Path) -> None:
    for line, whole in commands_in(page.read_text(encoding="utf-8")):
        understood(line, whole=whole)


def test_commands_are_found_and_wrong_ones_refused() -> None:
    found = [line for page in PAGES for line, _whole in commands_in(page.read_text(encoding="utf-8"))]

    assert len(found) > 80
    for wrong in (
        "wave shut bewoners-2026",
        "wave close WAVE --secnod NAME",
        "wave edit WAVE --month juni",
        "wave add W",
    ):
        with pytest.raises(click.UsageError):
            understood(wrong, whole=True)


def test_every_command_that_the_product_names_itself_is_understood() -> None:
    """In messages and docstrings, as far as a line goes; what is filled in stands for a wave."""
    named = {
        found.rstrip(" .")
        for source in (ROOT / "survey_app").rglob("*.py")
        for found in _TOLD.findall(re.sub(r"\{+[^{}]*\}+", "WAVE", source.read_text(encoding="utf-8")))
        if found.partition(" ")[0] in main.list_commands(click.Context(main))
    }

    assert len(named) > 30
    for line in sorted(named):
        understood(line, whole=False)


def test_every_command_that_stands_on_a_page_is_whole() -> None:
    pages = [page.read_text(encoding="utf-8") for page in (ROOT / "survey_app").rglob("*.html")]
    shown = [line for page in pages for line in re.findall(r"peilstok ([^<]+)</code>", page)]

    assert len(shown) > 5
    for line in shown:
        words = line.replace("{{ names.segment }}", "postal area")  # a word of a study may be two
        understood(re.sub(r"\{\{[^{}]*\}\}", "meting", words), whole=True)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_is_linked_to_or_named_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    assert missing_links(page) == []
    assert [name for name in _NAMED.findall(text) if not (ROOT / name).exists()] == []


def test_what_rules_and_decisions_link_to_is_there() -> None:
    assert {page.name: missing for page in _BESIDE if (missing := missing_links(page))} == {}


def missing_links(page: Path) -> list[tuple[str, str]]:
    """Of a page, with the heading within the file."""
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    own = [(page.parent / file if file else page, heading) for file, heading in links if not file.startswith("http")]
    return [
        (file.name, heading) for file, heading in own if not file.exists() or (heading and heading not in anchors(file))
    ]


def anchors(page: Path) -> set[str]:
    """The headings of a page as GitHub links to them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_settings_are_those_that_there_are() -> None:
    told = set(re.findall(r"`(PEILSTOK_\w+)`", PAGES[0].read_text(encoding="utf-8")))

    with pytest.raises(UnknownSetting) as refusal:
        check_names(["PEILSTOK_XYZZY"])
    known = str(refusal.value).partition("there are PEILSTOK_")[2].split(", ")
    assert told == {f"PEILSTOK_{name}" for name in known}


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("running", f"xlsx ({MOST_ROWS:,} rows, {MOST_CELLS:,} cells and {MOST_COLUMNS} columns at most"),
        ("running", f"the database and the keys, {MOST_FILES:,} at most"),
        ("csv", f"{MOST_BYTES // 2**20} MiB, {ALL_CELLS // 10**6} million cells and {ALL_COLUMNS:,} columns at most"),
        ("csv", f"ages in whole years up to {OLDEST}"),
        ("questionnaires", f"more than {MAXIMUM_BYTES // 1024} KiB, {MAXIMUM_LINES:,} lines or {MAXIMUM_PARTS:,} keys"),
        ("questionnaires", f"more than {MAXIMUM_DEPTH} levels of nesting"),
        ("questionnaires", f"Of more than {MOST_TOLD} faults the first {MOST_TOLD} are told"),
        ("questionnaires", f"may hold more than {MAXIMUM_CHARACTERS:,} characters together"),
        ("questionnaires", f"{WORDS_MAXIMUM} characters at most, and never compulsory"),
        ("questionnaires", f"it has more than {LONGEST} words"),
        ("questionnaires", f"its readability is below {HARD}"),
        ("questionnaires", f"a page of fewer than {FEWEST_WORDS} words has none"),
        ("open-answers", f"fewer than {QUOTED_FROM} people wrote something"),
        ("anonymity", f"leaves one envelope of {CONTACT_SIZE:,} bytes"),
        ("statistics", f"now {RULE_VERSION.split()[0]})"),
        ("statistics", f"exact up to {LARGEST_EXACT_BASE} answers together"),
        ("statistics", f"from {LEAST_COMPLETE_OF_OMEGA} people and 3 statements on"),
        ("statistics", f"Fewer than {LEAST_BASE_OF_A_TEST} valid answers in a wave"),
    ],
)
def test_bounds_are_those_of_the_program(page: str, told: str) -> None:
    assert told in " ".join((ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8").split())
