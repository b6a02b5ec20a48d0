"""Reads the YAML of a study; the only module that does."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from survey_app.language.catalogues import SOURCE
from survey_app.questionnaire.by_language import in_language, language_findings, languages_in, place_in_language
from survey_app.questionnaire.checks import questionnaire_findings, study_findings
from survey_app.questionnaire.faults import MOST_TOLD, Fault, Finding, QuestionnaireFaults, where
from survey_app.questionnaire.hints.reading import LANGUAGE, Hints, hints, pages
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.long_words import long_words
from survey_app.questionnaire.media_files import with_files
from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.nodes import Block, Listing, Node, Text, line_of
from survey_app.questionnaire.parts import Frozen
from survey_app.questionnaire.scalars import Data, data_of, trap_in
from survey_app.questionnaire.source import read_source
from survey_app.questionnaire.study import Study
from survey_app.questionnaire.syntax import explain_syntax, is_shown_where_it_opens
from survey_app.questionnaire.wording import validate

STUDY_FILE = "study.yaml"
MAXIMUM_DEPTH = 20
MAXIMUM_PARTS = 8_000
"""Keys and values. A long questionnaire has some 800; reading these takes half a second."""

_Model = TypeVar("_Model", bound=Frozen)
_Check = Callable[[Data], Iterable[Finding]]
_COMMENT_BEHIND = re.compile(r"[ \t]+#")
_NO_CHARACTER = re.compile(r"\\U(?!000|0010)")


def load_study(folder: Path) -> Study:
    """The study of a folder, from its study.yaml; raises QuestionnaireFaults."""
    return load_study_file(folder / STUDY_FILE)


def load_study_file(path: Path) -> Study:
    """The study in a file of any name, in the language of its figures; raises QuestionnaireFaults."""
    return next(iter(load_studies(path).values()))


def load_studies(path: Path) -> Mapping[str, Study]:
    """The study in a file in each language that it has texts in, Dutch first; of one language it is not told which.

    Raises QuestionnaireFaults.
    """
    return _load(path, Study, study_findings)


def load_questionnaire(path: Path, study: Study | None = None) -> Questionnaire:
    """The questionnaire in a file in the language of its figures, checked against its study if that is given.

    Raises QuestionnaireFaults.
    """
    return next(iter(_load_questionnaires(path, study).values()))


def warnings_of(path: Path) -> list[Fault]:
    """What is no fault in a file that has none, and makes it harder to answer."""
    tree, data = _read(path)
    findings = islice(long_words(data), MOST_TOLD)
    return [_placed(path, tree, finding) for finding in findings]


def hints_of(path: Path, questionnaire: Questionnaire, language: str) -> Hints | None:
    """What a file without faults may say more plainly, told in this language, and how readable its pages are.

    None where the questionnaire turns hints off, or is in a language that they cannot read.
    """
    if not questionnaire.hints or questionnaire.language != LANGUAGE:
        return None
    tree, data = _read(path)
    read = in_language(data, LANGUAGE)
    placed = (replace(hint, path=place_in_language(data, hint.path, LANGUAGE)) for hint in hints(read))
    found = (hint.spoken_in(language) for hint in placed)
    told = tuple(_placed(path, tree, finding) for finding in islice(found, MOST_TOLD))
    return Hints(told, tuple(pages(read)))


def load_instrument(path: Path) -> Instrument:
    """The questionnaire in a file with the study beside it; raises QuestionnaireFaults with those of both."""
    faults: list[Fault] = []
    studies = _or_faults(lambda: load_studies(path.parent / STUDY_FILE), faults)
    study = None if studies is None else next(iter(studies.values()))
    questionnaires = _or_faults(lambda: _load_questionnaires(path, study), faults)
    if study is None or studies is None or questionnaires is None or (faults := language_faults(path)):
        raise QuestionnaireFaults(faults)
    one, *others = (
        Instrument(study=studies.get(questionnaire.language, study), questionnaire=questionnaire)
        for questionnaire in questionnaires.values()
    )
    return one.model_copy(update={"translations": {other.questionnaire.language: other for other in others}})


def language_faults(path: Path) -> list[Fault]:
    """Languages of a questionnaire that the study beside it has no texts in; raises QuestionnaireFaults."""
    tree, data = _read(path)
    given, asked = languages_in(_read(path.parent / STUDY_FILE)[1]), languages_in(data)
    own = data.get("language", SOURCE) if isinstance(data, dict) else SOURCE
    missing = [language for language in asked or (str(own),) if language not in given] if asked or given else []
    wrong = f"{STUDY_FILE} has no texts in {', '.join(missing)}, and this questionnaire is read in "
    finding = Finding(
        ("title",), wrong + ", ".join(asked or (str(own),)), f"give each text of {STUDY_FILE} in these too"
    )
    return [_placed(path, tree, finding)] if missing else []


def _load_questionnaires(path: Path, study: Study | None) -> Mapping[str, Questionnaire]:
    return _load(path, Questionnaire, partial(questionnaire_findings, study=study))


def _or_faults(load: Callable[[], Mapping[str, _Model]], faults: list[Fault]) -> Mapping[str, _Model] | None:
    """What is loaded; None when it cannot be, and then its faults are added."""
    try:
        return load()
    except QuestionnaireFaults as refusal:
        faults.extend(refusal.faults)
        return None


def _load(path: Path, model: type[_Model], check: _Check) -> Mapping[str, _Model]:
    """By language what is loaded, each as if it were alone; raises QuestionnaireFaults."""
    tree, faults_of_tree = _tree_of(path.name, read_source(path))
    findings: list[Finding] = []
    data = data_of(tree, findings)
    findings += language_findings(data)
    languages = languages_in(data)
    read = partial(_load_in, path.parent, model, check, data, tree, findings)
    loaded = {language: read(language) for language in languages or (SOURCE,)}
    faults = [*faults_of_tree, *(_placed(path, tree, finding) for finding in findings)]
    whole = {language: one for language, one in loaded.items() if one is not None}
    if faults or len(whole) < len(loaded):
        raise QuestionnaireFaults(_first_of(path.name, faults))
    return whole


def _load_in(
    folder: Path, model: type[_Model], check: _Check, data: Data, tree: Node, findings: list[Finding], language: str
) -> _Model | None:
    """What a file in this folder says in one language; None when `findings` grew by why it cannot be read."""
    found = [*findings]
    told = with_files(in_language(data, language), folder, found)
    if isinstance(told, dict) and "language" in model.model_fields and languages_in(data):
        told["language"] = language
    loaded = validate(model, told, tree, found)
    found += islice(check(told), MOST_TOLD + 1)
    here = found[len(findings) :]
    findings += [replace(finding, path=place_in_language(data, finding.path, language)) for finding in here]
    return loaded


def _read(path: Path) -> tuple[Node, Data]:
    tree, _faults = _tree_of(path.name, read_source(path))
    return tree, data_of(tree, [])


def _placed(path: Path, tree: Node, finding: Finding) -> Fault:
    return Fault(path.name, line_of(tree, finding.path), where(finding.path), finding.wrong, finding.right)


@lru_cache(maxsize=16)
def _tree_of(file: str, text: str) -> tuple[Node, tuple[Fault, ...]]:
    """Of the same text the same: a command or a page asks for a questionnaire again, and YAML is slow to read."""
    reading = _Reading(file, text)
    tree = reading.tree()
    return tree, tuple(reading.faults)


def _first_of(file: str, faults: list[Fault]) -> list[Fault]:
    """Each once, in reading order, and how many more there are than anybody reads at once."""
    in_order = sorted(dict.fromkeys(faults), key=lambda fault: fault.line or 0)
    more = len(in_order) - MOST_TOLD
    rest = [Fault(file, None, "", f"there are {more} more faults, or some that these hide", "mend these first")]
    return [*in_order[:MOST_TOLD], *(rest if more > 0 else [])]


class _Reading:
    """One file being read; `faults` grows with what YAML allows and we do not."""

    def __init__(self, file: str, text: str) -> None:
        self.faults: list[Fault] = []
        self._file = file
        self._text = text
        self._events = YAML(typ="safe", pure=True).parse(text)
        self._parts = 0

    def tree(self) -> Node:
        """The one document of the file; raises QuestionnaireFaults when there is none or it breaks off."""
        try:
            return self._document()
        except MarkedYAMLError as error:
            mark = error.context_mark if is_shown_where_it_opens(error.context) else error.problem_mark
            line = mark.line + 1 if mark else None
            raise self._refusal(line, *explain_syntax(error.problem, error.context)) from error
        except (YAMLError, ValueError, OverflowError) as error:
            escape = _NO_CHARACTER.search(self._text)
            line = self._text.count("\n", 0, escape.start()) + 1 if escape else None
            right = "write the character itself instead of a code for it"
            raise self._refusal(line, "an escape in quotes stands for no character", right) from error

    def _document(self) -> Node:
        events = iter(self._events)
        for event in events:
            if isinstance(event, StreamEndEvent):
                raise self._refusal(None, "the file is empty", "write the questionnaire in it")
            if isinstance(event, DocumentStartEvent):
                break
        if event.version or event.tags:
            self._fault(event, "a line that begins with % is not used here", "remove it")
        node = self._node(next(events), events, 1)
        for event in events:
            if isinstance(event, DocumentStartEvent):
                raise self._refusal(_line(event), "a second document begins here", "make it a file of its own")
        return node

    def _node(self, event: Event, events: Iterator[Event], depth: int) -> Node:
        if depth > MAXIMUM_DEPTH:
            raise self._refusal(_line(event), "this is nested more than 20 deep", "write it flatter")
        self._parts += 1
        if self._parts > MAXIMUM_PARTS:
            wrong = f"the file has more than {MAXIMUM_PARTS} keys and values"
            raise self._refusal(_line(event), wrong, "split the questionnaire")
        self._refuse_marks(event)
        if isinstance(event, MappingStartEvent):
            return self._block(event, events, depth)
        if isinstance(event, SequenceStartEvent):
            return self._listing(event, events, depth)
        return self._scalar(event)

    def _refuse_marks(self, event: Event) -> None:
        """Anchors, aliases and tags make a file say what it does not show."""
        right = "write the text out; a text that begins with * & or ! goes in quotes"
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor is not None:
            what = f"the alias *{anchor}" if isinstance(event, AliasEvent) else f"the anchor &{anchor}"
            self._fault(event, f"{what} is not used here", right)
        if tag is not None:
            self._fault(event, f"the tag {tag} is not used here", right)

    def _listing(self, start: Event, events: Iterator[Event], depth: int) -> Listing:
        parts = []
        while not isinstance(event := next(events), SequenceEndEvent):
            parts.append(self._node(event, events, depth + 1))
        return Listing(_line(start), tuple(parts))

    def _block(self, start: MappingStartEvent, events: Iterator[Event], depth: int) -> Block:
        parts: dict[str, Node] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(events), MappingEndEvent):
            key = self._key(event, self._node(event, events, depth + 1))
            part = self._node(next(events), events, depth + 1)
            if start.flow_style and isinstance(part, Text) and part.plain and not part.value:
                right = "put the text with the comma in quotes, or give the key a value"
                self._fault(event, f'between {{ and }} a comma begins a new key, so "{key}" is one', right)
            elif key in parts:
                self._fault(event, f'the key "{key}" stands here twice', f"keep one; the first is on line {lines[key]}")
            elif key is not None:
                parts[key], lines[key] = part, _line(event)
        return Block(_line(start), parts, lines)

    def _key(self, event: Event, node: Node) -> str | None:
        """The key, or None when it is not a text and has no place."""
        if not isinstance(node, Text):
            self._fault(event, "a key is a text, not a list or a block", "write the key as one word")
            return None
        trap = trap_in(node.value) if node.plain else None
        if node.value == "<<":
            self._fault(event, "the merge key << is not used here", "write the keys out")
        elif trap is not None:
            self._fault(event, *trap)
        return node.value

    def _scalar(self, event: Event) -> Text:
        if not isinstance(event, ScalarEvent):
            return Text(_line(event), "", plain=False)
        plain = event.style is None
        if plain and event.value and _COMMENT_BEHIND.match(self._text, event.end_mark.index):
            right = "put the text in quotes if # belongs to it; a comment stands on a line of its own"
            self._fault(event, f'the text "{event.value}" is cut off by a #', right)
        if event.style in ("'", '"') and event.value != event.value.strip():
            self._fault(event, "a text begins or ends with a blank", "remove the blank inside the quotes")
        return Text(_line(event), event.value, plain)

    def _fault(self, event: Event, wrong: str, right: str) -> None:
        self.faults.append(Fault(self._file, _line(event), "", wrong, right))

    def _refusal(self, line: int | None, wrong: str, right: str) -> QuestionnaireFaults:
        return QuestionnaireFaults([*self.faults[:MOST_TOLD], Fault(self._file, line, "", wrong, right)])


def _line(event: Event) -> int:
    return int(event.start_mark.line) + 1
