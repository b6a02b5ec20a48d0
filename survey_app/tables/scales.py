"""Response scales as columns: statements that share their categories stand in one table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from survey_app.comparison.agreement import agreeing
from survey_app.comparison.figures.statements import POINT, PointInWave
from survey_app.comparison.results import FieldedWave, ItemEstimate
from survey_app.language.words import Words, joined, listed
from survey_app.questionnaire.model import ResponseScale
from survey_app.tables.columns import of_wave
from survey_app.tables.layout import filled
from survey_app.tables.rows import StatementRow
from survey_app.tables.table import Cell, Column, Kind, Text

_COMPLETELY = "helemaal "
ScalesByWave = tuple[ResponseScale | None, ...]


@dataclass(frozen=True)
class ScaleGroup:
    """Statements judged on the same categories, wave by wave."""

    scales: ScalesByWave
    statements: tuple[StatementRow, ...]

    def scale_in(self, wave: int) -> ResponseScale:
        """The categories in this wave; in a wave that asked none of the statements, those of the latest that did."""
        scale = self.scales[wave] or next((scale for scale in reversed(self.scales) if scale is not None), None)
        if scale is None:
            raise ValueError("a statement was asked in no wave")
        return scale

    @property
    def labels(self) -> list[str]:
        """Every category of its scales, in order: those of the latest wave, then those that only others had."""
        scales = [self.scale_in(wave) for wave in reversed(range(len(self.scales)))]
        return list(dict.fromkeys(label for scale in scales for label in labels_of(scale)))

    @property
    def agree_words(self) -> Words:
        """What lies above the middle, in the words of every wave; without words where waves have others."""
        words = {agree_words(scale) for scale in self.scales if scale is not None}
        return words.pop() if len(words) == 1 else _ABOVE_THE_MIDDLE

    def title(self, names: Sequence[Words]) -> Words:
        """The ends of the scale, and of each other scale that these statements were judged on in some wave."""
        ends: dict[Words, list[Words]] = {}
        for scale, name in zip(reversed(self.scales), reversed(names), strict=True):
            if scale is not None:
                ends.setdefault(from_to(scale), []).insert(0, name)
        named = [both if len(ends) == 1 else _IN.filled(ends=both, waves=listed(waves)) for both, waves in ends.items()]
        return Words("Stellingen met {ends}").filled(ends=joined(named, "; "))


_IN = Words("{ends} ({waves})")

_ABOVE_THE_MIDDLE = Words("boven het midden")


def by_scale(waves: Sequence[FieldedWave], statements: Iterable[StatementRow]) -> list[ScaleGroup]:
    """The statements grouped by their categories, in the order in which the categories first appear.

    A statement that some waves did not ask joins the statements with the same categories in those that did.
    """
    groups: list[ScaleGroup] = []
    for statement in statements:
        scales = tuple(
            None if item is None else fielded.instrument.questionnaire.response_scale_of(item)
            for fielded, item in zip(waves, statement.items, strict=True)
        )
        for place, group in enumerate(groups):
            if _fit(group.scales, scales):
                known = tuple(a or b for a, b in zip(group.scales, scales, strict=True))
                groups[place] = ScaleGroup(known, (*group.statements, statement))
                break
        else:
            groups.append(ScaleGroup(scales, (statement,)))
    return groups


def by_length(waves: Sequence[FieldedWave], statements: Iterable[StatementRow]) -> list[list[ScaleGroup]]:
    """The same groups, those with as many categories together."""
    alike: dict[int, list[ScaleGroup]] = {}
    for group in by_scale(waves, statements):
        alike.setdefault(len(group.labels), []).append(group)
    return list(alike.values())


def _fit(known: ScalesByWave, new: ScalesByWave) -> bool:
    """Whether the categories are the same wherever both are known, and known together somewhere."""
    both = [(a.points, b.points) for a, b in zip(known, new, strict=True) if a is not None and b is not None]
    return bool(both) and all(a == b for a, b in both)


def labels_of(scale: ResponseScale) -> list[str]:
    """Its categories as respondents read them, from low to high; no two are alike."""
    return [point.label for point in scale.points]


def agree_words(scale: ResponseScale) -> Words:
    """The categories above the middle: "(helemaal) eens", "vaak of altijd"."""
    above = [point.label.lower() for point in scale.points if point.id in agreeing(scale)]
    if len(above) == 2 and above[1] == _COMPLETELY + above[0]:
        return joined([f"({_COMPLETELY.strip()}) {above[0]}"])
    if len(above) == 1:
        return joined(above)
    return Words("{others} of {last}").filled(others=", ".join(above[:-1]), last=above[-1])


def scored_end(scale: ResponseScale, end: int, form: str) -> str:
    """The score of the first (0) or last (-1) point with its label; the score alone where that is its label."""
    score, label = str(scale.scores[end]), scale.points[end].label.lower()
    return score if label == score else form.format(score=score, label=label)


def from_to(scale: ResponseScale) -> Words:
    """The two ends of a scale in running text."""
    ends = {"first": scale.points[0].label.lower(), "last": scale.points[-1].label.lower()}
    return Words("antwoorden van {first} tot {last}").filled(**ends)


def share_columns(labels: Iterable[str], width: int, group: Text = "", wave: Words | None = None) -> tuple[Column, ...]:
    """A column for each category."""
    meaning = POINT["share"].note(_EACH)
    return tuple(Column(of_wave(label, wave), Kind.PERCENT, width, group, meaning) for label in labels)


_EACH, _SHARE = Words("Elk antwoord"), Words("Aandeel")


def shares_of(estimate: ItemEstimate | None, scale: ResponseScale, labels: Sequence[str]) -> tuple[Cell, ...]:
    """The share of each category, each under its own label; empty where the wave did not offer it."""
    points = dict(zip(labels_of(scale), zip(scale.points, scale.scores, strict=True), strict=True)) if estimate else {}
    return tuple(
        _OF_POINT.cell(PointInWave(estimate, *points[label]) if estimate and label in points else None)
        for label in labels
    )


_OF_POINT = filled(POINT["share"], Kind.PERCENT, 0, heading=_SHARE)
