"""The background item that population margins are of, and what its categories are called in each file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from survey_app.dataset.from_files.choices import Choice
from survey_app.dataset.from_files.faults import Faults
from survey_app.dataset.from_files.fields import BACKGROUND, field_of
from survey_app.dataset.from_files.names import folded, identifiers
from survey_app.dataset.from_files.population import Population
from survey_app.questionnaire.study import Margins


@dataclass(frozen=True)
class Trait:
    """An item with its categories; `ids` is by the folded text that the frame has for one."""

    item: str
    choices: Sequence[Choice]
    ids: Mapping[str, str]

    def margins(self, population: Population) -> Margins | None:
        """People by category in one wave, in the order of the item; None when the frame does not tell."""
        people = {self.ids[folded(text)]: number for text, number in population.categories.items()}
        return Margins(item=self.item, population={one.id: people[one.id] for one in self.choices}) if people else None


def find_item(trait: str, items: Sequence[str]) -> str | None:
    """The item that a frame means by a trait: of the same name, or the only one of the same meaning."""
    meant = field_of(trait, BACKGROUND)
    alike = [item for item in items if meant is not None and field_of(item, BACKGROUND) == meant]
    return trait if trait in items else alike[0] if len(alike) == 1 else None


def trait_of(
    item: str, listed: Sequence[Choice], populations: Sequence[Population], file: str, faults: Faults
) -> Trait | None:
    """The trait, with the options that the codebook or the questionnaire lists, or else the categories of the frame.

    None when the two are not the same, or not the same in every wave, and then `faults` says why.
    """
    per_wave = [{folded(text): text for text in one.categories} for one in populations if one.categories]
    texts = {key: text for wave in reversed(per_wave) for key, text in wave.items()}
    for wave in per_wave:
        if missing := [text for key, text in texts.items() if key not in wave]:
            right = "every wave has a number for every category, 0 if nobody is in it"
            faults.add(file, None, item, f"a wave has no number for {', '.join(missing)}", right)
            return None
    choices = listed or [
        Choice(made, text) for made, text in zip(identifiers(list(texts.values())), texts.values(), strict=True)
    ]
    named = {folded(name): one.id for one in choices for name in (one.id, one.label, one.code or one.id)}
    if len(choices) < 2:
        wrong = f"the only category is {_labels(choices)}" if choices else "there are no categories"
        faults.add(file, None, item, wrong, "weighting needs two or more; leave the numbers out if not")
        return None
    unknown = [text for key, text in texts.items() if key not in named]
    if unknown or (texts and {named[key] for key in texts} != {one.id for one in choices}):
        wrong = f"the categories are {', '.join(texts.values())}, and the options of the item {_labels(choices)}"
        faults.add(file, None, item, wrong, "make the two the same, with 0 for a category without people")
        return None
    return Trait(item, choices, named)


def _labels(choices: Sequence[Choice]) -> str:
    return ", ".join(one.label for one in choices)
