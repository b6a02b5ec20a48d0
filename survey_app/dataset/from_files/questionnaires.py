"""The questionnaire of a wave, made of what a codebook says of its items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from survey_app.dataset.from_files.faults import Faults
from survey_app.dataset.from_files.items import CHOICES, ItemSpec
from survey_app.dataset.from_files.names import folded, identifiers
from survey_app.questionnaire.checks import questionnaire_findings
from survey_app.questionnaire.faults import Steps
from survey_app.questionnaire.model import ITEM_TYPES, Questionnaire
from survey_app.questionnaire.scalars import Data
from survey_app.questionnaire.wording import in_words

NOT_TOLD = "Niet opgegeven"
"""What the files do not tell and a questionnaire has."""

_REST, _BACKGROUND = "Vragen", "Achtergrond"


@dataclass(frozen=True)
class Titles:
    """The blocks and scales of all waves by their folded title, so that each has one id in every wave."""

    blocks: Mapping[str, tuple[str, str]]
    scales: Mapping[str, tuple[str, str]]


def titles_of(items: Iterable[ItemSpec]) -> Titles:
    """Ids and titles, in the order in which they first occur; background traits without a block come last."""
    ordered = sorted(items, key=lambda item: item.block is None and item.background)
    return Titles(
        blocks=_titled([_title_of_block(item) for item in ordered]),
        scales=_titled([item.scale for item in ordered if item.scale]),
    )


def make_questionnaire(
    file: str, title: str, wave_id: str, items: Sequence[ItemSpec], titles: Titles, faults: Faults
) -> Questionnaire | None:
    """The questionnaire that a wave put before people; None when it cannot be one, and then `faults` says why.

    That a choice has too few options was told before.
    """
    if not items:
        wrong = f"wave {wave_id} asked no item, by the codebook or because all its cells are empty"
        faults.add(file, None, None, wrong, "give its answers, or leave its rows out")
    if not items or any(item.kind in CHOICES and len(item.choices) < 2 for item in items):
        return None
    blocks = _blocks(items, titles)
    data = _data(title, wave_id, items, blocks, titles)
    findings = [*questionnaire_findings(data)]
    for finding in findings:
        faults.add(file, *_place(items, blocks, finding.path), finding.wrong, finding.right)
    try:
        return None if findings else Questionnaire.model_validate(data)
    except ValidationError as refusal:
        # Pydantic counts the parts without fault; too few are told before.
        for error in refusal.errors(include_url=False):
            if error["type"] == "too_short":
                continue
            line, column = _place(items, blocks, error["loc"])
            wrong, right = in_words(error)
            if column == "block" and error["type"] == "too_long":
                right += "; a column block in the codebook says in which block each item stands"
            faults.add(file, line, column, wrong, right)
        return None


def _place(items: Sequence[ItemSpec], blocks: Sequence[_Block], path: Steps) -> tuple[int | None, str | None]:
    """The line and the column of the codebook that say what is wrong, of an item or the first of them."""
    match path:
        case ("sections", int(section), "items", int(place), *_, str(last)):
            return blocks[section].items[place].line, last if last in ("text", "minimum", "maximum") else "options"
        case ("sections", int(section), *_):
            return blocks[section].items[0].line, "block"
        case ("response_scales", str(name), *_):
            names = _scale_names(items)
            return next(item.line for item in items if names.get(_scale_key(item)) == name), "labels"
        case ("scales", int(scale), "items", int(place), *_):
            return _scored(items)[scale][place].line, "scale"
        case ("scales", int(scale), *_):
            return _scored(items)[scale][0].line, "scale"
        case _:
            return None, None


def unscored(items: Sequence[ItemSpec]) -> list[str]:
    """What a codebook says of scoring that scores nothing, in words."""
    reversed_items = (item for item in items if item.reversed and not item.scale)
    alone = (members[0] for members in _by_scale(items) if len(members) < 2)
    return [
        *(f"{item.id} is reversed in no scale, which changes nothing" for item in reversed_items),
        *(f'scale "{item.scale}" has one item and is not scored' for item in alone),
    ]


def _titled(titles: Iterable[str]) -> dict[str, tuple[str, str]]:
    first: dict[str, str] = {}
    for title in titles:
        first.setdefault(folded(title), title)
    return dict(zip(first, zip(identifiers(list(first.values())), first.values(), strict=True), strict=True))


def _title_of_block(item: ItemSpec) -> str:
    return item.block or (_BACKGROUND if item.background else _REST)


@dataclass(frozen=True)
class _Block:
    id: str
    title: str
    items: Sequence[ItemSpec]


def _blocks(items: Sequence[ItemSpec], titles: Titles) -> list[_Block]:
    """The blocks of which the wave asked something."""
    all_blocks = [
        _Block(block_id, title, [item for item in items if folded(_title_of_block(item)) == key])
        for key, (block_id, title) in titles.blocks.items()
    ]
    return [block for block in all_blocks if block.items]


def _data(
    title: str, wave_id: str, items: Sequence[ItemSpec], blocks: Sequence[_Block], titles: Titles
) -> dict[str, Data]:
    names = _scale_names(items)
    sections: list[Data] = [
        {"id": block.id, "title": block.title, "items": [_item(item, names) for item in block.items]}
        for block in blocks
    ]
    return {
        "questionnaire": "van-elders",
        "version": wave_id,
        "title": title,
        "population": NOT_TOLD,
        "introduction": NOT_TOLD,
        "thanks": NOT_TOLD,
        "response_scales": {
            names[points, label]: {
                "points": [
                    {"id": point_id, "label": name, **({} if score is None else {"score": score})}
                    for point_id, name, score in points
                ],
                **({"not_applicable": label} if label else {}),
            }
            for points, label in names
        },
        "sections": sections,
        "scales": [_scale(members, titles) for members in _scored(items)],
    }


_ScaleKey = tuple[tuple[tuple[str, str, int | None], ...], str | None]


def _scale_key(item: ItemSpec) -> _ScaleKey:
    return tuple((choice.id, choice.label, choice.score) for choice in item.choices), item.not_applicable


def _scale_names(items: Sequence[ItemSpec]) -> Mapping[_ScaleKey, str]:
    keys = dict.fromkeys(_scale_key(item) for item in items if item.kind == "likert")
    return {key: f"schaal_{place}" for place, key in enumerate(keys, start=1)}


def _item(item: ItemSpec, names: Mapping[_ScaleKey, str]) -> Data:
    """As much of what is said as its type has."""
    said: dict[str, Data] = {
        "response_scale": names.get(_scale_key(item), ""),
        "minimum": item.minimum,
        "maximum": item.maximum,
        "options": [{"id": choice.id, "label": choice.label, "exclusive": choice.exclusive} for choice in item.choices],
        "background": item.background,
    }
    of_type = {name: value for name, value in said.items() if name in ITEM_TYPES[item.kind].model_fields}
    return {"id": item.id, "type": item.kind, "text": item.text, **of_type}


def _by_scale(items: Sequence[ItemSpec]) -> list[list[ItemSpec]]:
    """The items that are said to be scored together."""
    members: dict[str, list[ItemSpec]] = {}
    for item in items:
        if item.scale:
            members.setdefault(folded(item.scale), []).append(item)
    return list(members.values())


def _scored(items: Sequence[ItemSpec]) -> list[list[ItemSpec]]:
    """The items of each scale, of those of which the wave asked two items or more."""
    return [members for members in _by_scale(items) if len(members) > 1]


def _scale(members: Sequence[ItemSpec], titles: Titles) -> Data:
    scale_id, title = titles.scales[folded(members[0].scale or "")]
    turned: list[Data] = [item.id for item in members if item.reversed]
    return {"id": scale_id, "title": title, "items": [item.id for item in members], "reversed": turned}
