"""Whether a study can be weighted: its population margins, and the background item that they are of."""

from __future__ import annotations

from collections.abc import Iterator

from survey_app.questionnaire.faults import Finding, suggestion
from survey_app.questionnaire.model import Entry, SingleChoice
from survey_app.questionnaire.outline import Outline, OutlinedEntry, Part
from survey_app.questionnaire.study import Margins


def check_margins(study: Part) -> Iterator[Finding]:
    """Margins of a study: there are people in the population, and of each segment it is known how many addresses."""
    population = study.at("margins").at("population")
    if population.block and all(number == 0 for number in population.block.values()):
        wrong = "there is nobody in this population"
        yield Finding(population.path, wrong, "write behind each option how many people it has")
    for segment in study.at("segments").parts if isinstance(study.at("margins").data, dict) else ():
        if isinstance(segment.data, dict) and "frame" not in segment.data:
            wrong = f'segment "{segment.at("id").data}" has no frame, which weighting by margins: needs'
            yield Finding(segment.path, wrong, "add frame: with its number of addresses, or take margins: out")


def check_trait(outline: Outline, margins: Margins) -> Iterator[Finding]:
    """The item of the margins in a questionnaire that asks it; one that does not can do without."""
    for entry in outline.entries():
        if entry.id == margins.item and entry.entry is not None:
            yield from _check_kind(entry, entry.entry)
            if isinstance(entry.entry, SingleChoice):
                yield from _check_options(entry, entry.entry, margins)


def _check_kind(entry: OutlinedEntry, item: Entry) -> Iterator[Finding]:
    if not isinstance(item, SingleChoice):
        wrong = f'the margins of study.yaml are of item "{entry.id}", which is of type {item.type}'
        yield Finding((*entry.path, "type"), wrong, "weighting needs a single_choice; name another item in margins:")
    elif not item.background:
        wrong = f'the margins of study.yaml are of item "{entry.id}", which is no background trait'
        yield Finding(entry.path, wrong, "add background: true")


def _check_options(entry: OutlinedEntry, item: SingleChoice, margins: Margins) -> Iterator[Finding]:
    """Options and population are the same: who is in none of them could not be weighted."""
    known = {option.id for option in item.options}
    for named in entry.options:
        if named.id not in margins.population:
            right = f"add {named.id}: to population: in study.yaml, with 0 if nobody is in it"
            yield Finding(named.path, f'option "{named.id}" is not in the margins of study.yaml', right)
    for category in margins.population:
        if category not in known:
            wrong = f'the margins of study.yaml have "{category}", which is no option of item "{entry.id}"'
            yield Finding(
                (*entry.path, "options"), wrong, f"make the two the same; {suggestion(category, sorted(known))}"
            )
