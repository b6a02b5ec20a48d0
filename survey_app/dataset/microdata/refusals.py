"""Why a choice of traits cannot be made. None says which group is too small, nor how many it has."""

from collections.abc import Iterable, Sequence

from survey_app.dataset.microdata.blanking import MOST_BLANKED
from survey_app.dataset.microdata.forms import Form
from survey_app.refusal import Refusal


class NoSuchTrait(Refusal):
    """What was to be kept is no trait that this wave can give."""

    def __init__(self, wave_id: str, trait: str, known: Iterable[str]) -> None:
        self.trait = trait
        listed = ", ".join(known) or "none"
        super().__init__(f"wave {wave_id}: keep {trait}: not a trait that can be kept; those of this wave: {listed}")


class NotMerged(Refusal):
    """Categories that cannot count as one."""

    def __init__(self, wave_id: str, trait: str, category: str, known: Sequence[str]) -> None:
        self.trait = trait
        listed = (
            f"its categories, each once: {', '.join(known)}"
            if known
            else "nothing: questions depend on it, or it has none"
        )
        super().__init__(f"wave {wave_id}: merge {trait}: {category} cannot be merged; what can be is {listed}")


class FormIsFixed(Refusal):
    """A trait was to be merged in another way than an earlier file had it."""

    def __init__(self, wave_id: str, form: Form) -> None:
        self.trait = form.trait
        super().__init__(
            f"wave {wave_id}: merge {form.trait}: an earlier file of this wave held it as {form}, and rows can be "
            "matched; leave out --merge, and it is the same again"
        )


class NeedsTrait(Refusal):
    """A trait was to be kept without one that decides whether it is asked."""

    def __init__(self, wave_id: str, trait: str, needed: tuple[str, ...]) -> None:
        self.trait, self.needed = trait, needed
        super().__init__(
            f"wave {wave_id}: keep {trait}: who was asked it tells the answers to {', '.join(needed)}; "
            f"keep {'that' if len(needed) == 1 else 'those'} too, or leave out {trait}"
        )


class CellsTooSmall(Refusal):
    """Traits side by side would have to be blanked for too many, so that no group is too small.

    `together` is the least that cannot be; `allowed` are the choices that can; `before` is what earlier files of this
    wave held, and what every later one is judged with (decision 0099).
    """

    def __init__(
        self,
        wave_id: str,
        together: tuple[str, ...],
        threshold: int,
        before: tuple[str, ...],
        allowed: tuple[tuple[str, ...], ...],
    ) -> None:
        self.together, self.threshold, self.before, self.allowed = together, threshold, before, allowed
        choices = " or ".join(",".join(choice) for choice in allowed) or "nothing"
        earlier = f"; earlier files of this wave held {','.join(before)}, and rows can be matched" if before else ""
        super().__init__(
            f"wave {wave_id}: {' and '.join(together)} cannot be kept{' together' if len(together) > 1 else ''}: "
            f"some groups would have fewer than {threshold} responses, and to blank those takes more than "
            f"{MOST_BLANKED}% of all{earlier}. Allowed of these: {choices}. Or merge categories (--merge)"
        )
