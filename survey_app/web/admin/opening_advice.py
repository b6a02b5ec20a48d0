"""What a draft changes since the wave before it, as the page of opening shows it before anything is frozen."""

from collections.abc import Iterable
from dataclasses import dataclass

from survey_app.fieldwork.editorial import TwoWordings, find_previous_wordings
from survey_app.fieldwork.other_languages import unread_languages
from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.wave import Wave
from survey_app.language.naming import language_words
from survey_app.language.words import joined
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.revision_words import revision_words
from survey_app.questionnaire.revisions import ItemRevision
from survey_app.web.admin.changed_wording import ShownChange, shown_changes
from survey_app.web.language import spoken


def languages_of(instrument: Instrument) -> list[str]:
    """The languages in which it can be answered, by name."""
    return [language_words(language).spoken_in(spoken()) for language in instrument.languages]


def unread_of(instrument: Instrument) -> list[str]:
    """Those in which no native speaker read what we say, by name."""
    return [language_words(language).spoken_in(spoken()) for language in unread_languages(instrument)]


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

    `respelled` is how many questions a researcher may accept later, of those that can be compared at all.
    """

    wordings: TwoWordings
    asked: int
    changes: list[ShownChange]
    respelled: int
    rerouted: tuple[ShownQuestion, ...]
    resettled: tuple[ShownQuestion, ...]
    new: tuple[ShownQuestion, ...]
    dropped: tuple[ShownQuestion, ...]

    @property
    def is_all_the_same(self) -> bool:
        """Whether nothing is different at all."""
        is_same = self.asked == len(self.wordings.unchanged)
        return is_same and not self.dropped and not self.wordings.has_other_population


def find_opening_advice(store: Store, draft: Wave, instrument: Instrument) -> OpeningAdvice | None:
    """What to say before the draft is opened with this instrument; None when no wave comes before it."""
    wordings = find_previous_wordings(store, draft, instrument)
    return None if wordings is None else _advice(wordings, instrument)


def _advice(wordings: TwoWordings, instrument: Instrument) -> OpeningAdvice:
    editorial = {question.revision.item_id for question in wordings.changed if question.revision.is_editorial}
    return OpeningAdvice(
        wordings=wordings,
        asked=len(instrument.questionnaire.items),
        changes=shown_changes(wordings),
        respelled=len(editorial - wordings.never_comparable),
        rerouted=_shown(wordings.rerouted, wordings.later),
        resettled=_shown(wordings.resettled, wordings.later, says_what=True),
        new=_shown(wordings.only_later, wordings.later),
        dropped=_shown(wordings.only_earlier, wordings.earlier),
    )


def _shown(revisions: Iterable[ItemRevision], asked_in: Wave, *, says_what: bool = False) -> tuple[ShownQuestion, ...]:
    questionnaire = asked_in.frozen_instrument().questionnaire
    items = [(revision, questionnaire.items[revision.item_id]) for revision in revisions]
    return tuple(
        ShownQuestion(item.id, item.text, questionnaire.language, _about(revision) if says_what else "")
        for revision, item in items
    )


def _about(revision: ItemRevision) -> str:
    return joined(revision_words(revision), ", ").spoken_in(spoken())
