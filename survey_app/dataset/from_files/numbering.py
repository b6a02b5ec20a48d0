"""Which answer a number stands for under answers in words: told by codes or by who compares, and never guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from survey_app.dataset.from_files.faults import Faults, shown
from survey_app.dataset.from_files.names import as_whole
from survey_app.questionnaire.model import ResponseScale


class Numbers(StrEnum):
    """How numbers without codes run under answers in words: 1 is the first and least of them, or the last and most."""

    ASCENDING = "ascending"
    DESCENDING = "descending"


@dataclass
class Numbering:
    """The codes of points; `unsaid` grows with the columns that nobody gave codes, by their answers."""

    order: Numbers | None
    unsaid: dict[tuple[str, ...], list[tuple[int, str, str]]] = field(default_factory=dict)

    def codes(
        self, scale: ResponseScale, codes: Mapping[str, str], heading: str, lines: Mapping[str, int]
    ) -> Mapping[str, str]:
        """By code, the point; `codes` are the file's own, and `lines` where each text first stands in the column."""
        ids = [point.id for point in scale.points]
        if not set(ids).isdisjoint(codes.values()):
            return codes
        if scale.numbers or any(point.score is not None for point in scale.points):
            return {**{str(score): point_id for score, point_id in zip(scale.scores, ids, strict=True)}, **codes}
        places = ids[::-1] if self.order == Numbers.DESCENDING else ids
        by_place = {str(place): point_id for place, point_id in enumerate(places, start=1)}
        bare = [
            (line, text) for text, line in lines.items() if as_whole(text.strip()) in by_place.keys() - codes.keys()
        ]
        if self.order is None and bare:
            line, text = min(bare)
            labels = tuple(point.label for point in scale.points)
            self.unsaid.setdefault(labels, []).append((line, heading, text.strip()))
        return {**by_place, **codes} if self.order or bare else codes

    def add_faults(self, file: str, faults: Faults) -> None:
        """Once for all columns with the same answers: what to write so that it is known what their numbers mean."""
        for labels, columns in self.unsaid.items():
            line, heading, text = columns[0]
            others = len(dict.fromkeys(heading for _, heading, _ in columns)) - 1
            more = f" (so do numbers in {others} more columns)" if others else ""
            wrong = f"{shown(text)} stands under answers in words{more}, and nobody said which answer it is"
            faults.add(file, line, heading, wrong, _right(labels))


def _right(labels: Sequence[str]) -> str:
    least, most, number = labels[0], labels[-1], len(labels)
    return (
        f"write codes in the labels of the codebook, 1={least}|…|{number}={most} or {number}={least}|…|1={most} (in a "
        f"questionnaire, score: of each point), or say it of all such columns: --numbers {Numbers.ASCENDING} if 1 is "
        f"{least}, --numbers {Numbers.DESCENDING} if 1 is {most}"
    )
