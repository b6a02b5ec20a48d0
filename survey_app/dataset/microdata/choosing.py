"""Which traits may be kept in a file of microdata, and what each choice leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from survey_app.dataset.microdata.cells import Cells, Kept
from survey_app.dataset.microdata.coding import CodedVariable, segment_name
from survey_app.dataset.microdata.reading import Column
from survey_app.dataset.microdata.rules import LeftOut, Reason, decided
from survey_app.fieldwork.wave import Wave
from survey_app.questionnaire.answers import words_key
from survey_app.questionnaire.instrument import Instrument
from survey_app.refusal import Refusal

Hidden = Mapping[str, Set[str]]
"""By item: the segments of which its answers are hidden."""


class NoSuchTrait(Refusal):
    """What was to be kept is no trait that this wave can give."""

    def __init__(self, wave_id: str, trait: str, known: Iterable[str]) -> None:
        self.trait = trait
        listed = ", ".join(known) or "none"
        super().__init__(f"wave {wave_id}: keep {trait}: not a trait that can be kept; those of this wave: {listed}")


class NeedsTrait(Refusal):
    """A trait was to be kept without one that decides whether it is asked."""

    def __init__(self, wave_id: str, trait: str, needed: tuple[str, ...]) -> None:
        self.trait, self.needed = trait, needed
        super().__init__(
            f"wave {wave_id}: keep {trait}: who was asked it tells the answers to {', '.join(needed)}; "
            f"keep {'that' if len(needed) == 1 else 'those'} too, or leave out {trait}"
        )


class CellsTooSmall(Refusal):
    """Traits side by side would show groups that are too small. Never says which group, nor how many it has.

    `together` is the least that has such a group; `allowed` are the choices that have none; `before` is what earlier
    files of this wave held, and what every later one is judged with (decision 0099).
    """

    def __init__(self, wave_id: str, together: tuple[str, ...], cells: Cells, asked: Kept, before: Kept) -> None:
        self.together = together
        self.threshold = cells.threshold
        self.before = cells.in_order(before)
        self.allowed = cells.allowed_within(asked, before)
        choices = " or ".join(",".join(choice) for choice in self.allowed) or "nothing"
        earlier = (
            f"; earlier files of this wave held {','.join(self.before)}, and rows can be matched" if before else ""
        )
        super().__init__(
            f"wave {wave_id}: {' and '.join(together)} cannot be kept{' together' if len(together) > 1 else ''}: "
            f"some groups would have fewer than {cells.threshold} responses{earlier}. Allowed of these: {choices}"
        )


@dataclass(frozen=True)
class Choice:
    """Which traits are kept, in the order of the file, and all that is left out for one reason or another."""

    kept: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True)
class WaveRows:
    """All responses of a wave in columns of numbers, in the order of the store: not to be shown like this.

    `never` is what no file holds. `before` are the traits that earlier files of this wave held. `hidden` are answers
    that are in no file beside the segment.
    """

    wave: Wave
    instrument: Instrument
    number: int
    variables: tuple[CodedVariable, ...]
    columns: Mapping[str, Column]
    cells: Cells
    never: tuple[LeftOut, ...]
    before: Kept
    hidden: Hidden = field(default_factory=dict)

    @property
    def segment(self) -> str:
        """The column of the segment, and what it is called in a choice."""
        return segment_name(self.instrument.questionnaire)

    def choose(self, keep: Iterable[str] | None = None) -> Choice:
        """Keep these traits; None keeps as many as are allowed, the segment first, then as they are asked.

        Rows of two files can be matched by their answers, so a choice is judged together with all that earlier files
        of the wave held. Raises NoSuchTrait, NeedsTrait or CellsTooSmall.
        """
        if keep is None:
            return self._leaving_out(self.cells.largest(self.cells.in_order(self.before)))
        asked = frozenset(keep)
        self._check(asked)
        return self._leaving_out(self.cells.in_order(asked))

    def _check(self, asked: Kept) -> None:
        known = {trait.id: trait for trait in self.cells.traits}
        for trait_id in sorted(asked):
            if trait_id not in known:
                raise NoSuchTrait(self.wave.id, trait_id, known)
            missing = known[trait_id].needs - asked
            if missing:
                raise NeedsTrait(self.wave.id, trait_id, self.cells.in_order(missing))
        together = asked | self.before
        if not self.cells.allows(together):
            raise CellsTooSmall(self.wave.id, self.cells.too_small(together), self.cells, asked, self.before)

    def _leaving_out(self, kept: tuple[str, ...]) -> Choice:
        questionnaire = self.instrument.questionnaire
        dropped = {trait.id for trait in self.cells.traits} - set(kept)
        small = {trait for trait in dropped if not self.cells.allows({*kept, *self.before, trait})}
        traits = [LeftOut(trait, Reason.SMALL if trait in small else Reason.NOT_KEPT) for trait in dropped]
        known = {left_out.id for left_out in self.never} | dropped
        by_traits = [left_out for left_out in decided(questionnaire, dropped) if left_out.id not in known]
        ids = [self.segment, *(key for item in questionnaire.items for key in (item, words_key(item)))]
        in_order = sorted((*self.never, *traits, *by_traits), key=lambda left_out: ids.index(left_out.id))
        return Choice(kept, tuple(in_order))
