"""What a draft changes since the wave before it, as the page of opening shows it before anything is frozen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from survey_app.fieldwork.before_opening import find_previous_wordings
from survey_app.fieldwork.editorial import TwoWordings
from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.wave import Wave
from survey_app.language.words import joined
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.revision_words import revision_words
from survey_app.questionnaire.revisions import ItemRevision
from survey_app.web.admin.changed_wording import ShownChange, shown_changes
from survey_app.web.language import spoken


@dataclass(frozen=True)
class ShownQuestion:
    """A question in a list; `about` says what is different around it, in a few words, or is empty."""

    item: str
    text: str
    language: str
    about: str


@dataclass(frozen=True)
class OpeningAdvice:
    """A draft beside the wave it will be compared with first.

    `never` are the ids of questions that can never be compared once this is frozen; `respelled` is how many others a
    researcher may accept later. `populations` only where they differ.
    """

    earlier: Wave
    asked: int
    unchanged: int
    changes: tuple[ShownChange, ...]
    never: frozenset[str]
    respelled: int
    populations: tuple[str, str] | None
    rerouted: tuple[ShownQuestion, ...]
    resettled: tuple[ShownQuestion, ...]
    new: tuple[ShownQuestion, ...]
    dropped: tuple[ShownQuestion, ...]

    @property
    def is_all_the_same(self) -> bool:
        """Whether nothing is different at all."""
        return self.asked == self.unchanged and not self.dropped and self.populations is None


def find_opening_advice(store: Store, draft: Wave, instrument: Instrument) -> OpeningAdvice | None:
    """What to say before the draft is opened with this instrument; None when no wave comes before it."""
    wordings = find_previous_wordings(store, draft, instrument)
    return None if wordings is None else _advice(wordings, instrument)


def _advice(wordings: TwoWordings, instrument: Instrument) -> OpeningAdvice:
    editorial = {one.revision.item_id for one in wordings.changed if one.revision.is_editorial}
    return OpeningAdvice(
        earlier=wordings.earlier,
        asked=len(instrument.questionnaire.items),
        unchanged=len(wordings.unchanged),
        changes=shown_changes(wordings).changes,
        never=wordings.never_comparable,
        respelled=len(editorial - wordings.never_comparable),
        populations=wordings.populations if wordings.has_other_population else None,
        rerouted=_shown(wordings.rerouted, wordings.later),
        resettled=_shown(wordings.resettled, wordings.later, told=True),
        new=_shown(wordings.only_later, wordings.later),
        dropped=_shown(wordings.only_earlier, wordings.earlier),
    )


def _shown(revisions: Iterable[ItemRevision], asked_in: Wave, *, told: bool = False) -> tuple[ShownQuestion, ...]:
    questionnaire = asked_in.frozen_instrument().questionnaire
    items = [(revision, questionnaire.items[revision.item_id]) for revision in revisions]
    return tuple(
        ShownQuestion(item.id, item.text, questionnaire.language, _about(revision) if told else "")
        for revision, item in items
    )


def _about(revision: ItemRevision) -> str:
    return joined(revision_words(revision), ", ").spoken_in(spoken())
