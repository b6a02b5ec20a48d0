"""Whether items can be scored together: statements that exist, on response scales with the same scores."""

from collections.abc import Iterator

from survey_app.questionnaire.faults import Finding, suggestion
from survey_app.questionnaire.model import LikertStatement
from survey_app.questionnaire.outline import Named, Outline, OutlinedEntry, OutlinedScale, repeated
from survey_app.questionnaire.types.direction import HigherIs


def check_scales(outline: Outline) -> Iterator[Finding]:
    """Everything wrong with the scales, but for ids that are used twice."""
    known = {entry.id: entry for entry in outline.entries() if entry.id}
    for scale in outline.scales:
        once = "an item counts once in a scale: name it once"
        for items, right in ((scale.items, once), (scale.reversed, "name it once")):
            for item in repeated(items):
                yield Finding(item.path, f'item "{item.id}" stands here before', right)
        yield from _check_items(scale, known)
        yield from _check_points(scale, known, outline)
        yield from _check_reversed(scale)
        yield from _check_directions(scale, known)


def _check_items(scale: OutlinedScale, known: dict[str, OutlinedEntry]) -> Iterator[Finding]:
    statements = [item_id for item_id, entry in known.items() if entry.kind == "likert"]
    for item in scale.items:
        if item.id not in known:
            yield Finding(item.path, f'unknown item "{item.id}"', suggestion(item.id, statements))
        elif (kind := known[item.id].kind) is not None and kind != "likert":
            wrong = f'item "{item.id}" is of type {kind}, and has no points to score'
            yield Finding(item.path, wrong, f"name statements (type likert); {suggestion('', statements)}")


def _check_points(scale: OutlinedScale, known: dict[str, OutlinedEntry], outline: Outline) -> Iterator[Finding]:
    """Against the first statement of the scale; those whose response scale is not well-formed are left alone."""
    scored = [(item, scores) for item in scale.items if (scores := _scores_of(item, known, outline))]
    for item, scores in scored[1:]:
        first, expected = scored[0]
        if len(scores) != len(expected):
            wrong = f'item "{item.id}" is judged on {len(scores)} points, and "{first.id}" on {len(expected)}'
            yield Finding(item.path, wrong, "score statements together whose response scales have as many points")
        elif sorted(scores) != sorted(expected):
            both = [", ".join(map(str, of_item)) for of_item in (scores, expected)]
            wrong = f'the points of item "{item.id}" are scored {both[0]}, and those of "{first.id}" {both[1]}'
            yield Finding(item.path, wrong, "score statements together whose points have the same scores")


def _scores_of(item: Named, known: dict[str, OutlinedEntry], outline: Outline) -> tuple[int, ...] | None:
    entry = known[item.id].entry if item.id in known else None
    if not isinstance(entry, LikertStatement):
        return None
    response_scale = outline.response_scales.get(entry.response_scale)
    return None if response_scale is None else response_scale.scores


def _check_reversed(scale: OutlinedScale) -> Iterator[Finding]:
    items = [item.id for item in scale.items]
    for item in scale.reversed:
        if item.id not in items:
            wrong = f'item "{item.id}" is reversed in a scale that it is not in'
            yield Finding(item.path, wrong, f"add it to items: of this scale, or take it out; {suggestion('', items)}")


_OPPOSITE = {HigherIs.BETTER: HigherIs.WORSE, HigherIs.WORSE: HigherIs.BETTER}


def _check_directions(scale: OutlinedScale, known: dict[str, OutlinedEntry]) -> Iterator[Finding]:
    """Of what is scored together, more is all good or all bad once the reversed ones are turned round."""
    reversed_ = {item.id for item in scale.reversed}
    turned = [
        (item, _OPPOSITE[higher] if item.id in reversed_ else higher)
        for item in scale.items
        if (higher := _higher_is(item, known)) in _OPPOSITE
    ]
    for item, higher in turned[1:]:
        first, expected = turned[0]
        if higher is not expected:
            wrong = f'a higher score of item "{item.id}" is {higher} here, and of "{first.id}" {expected}'
            yield Finding(item.path, wrong, "name the one that says the opposite in reversed:, or mend its higher_is")


def _higher_is(item: Named, known: dict[str, OutlinedEntry]) -> HigherIs | None:
    entry = known[item.id].entry if item.id in known else None
    return entry.higher_is if isinstance(entry, LikertStatement) else None
