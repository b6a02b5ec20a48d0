"""Editorial changes: a researcher declares that a changed spelling asks the same (STATISTICS 9, decision 0095).

The only decision of a person that may soften a verdict, from not comparable to indicative, so it is bound by rules.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.ports import EditorialChange, Store
from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.questionnaire.fielded_revisions import fielded_revisions
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.revisions import Change, ItemRevision, Obstacle, is_same_text
from survey_app.questionnaire.source import forbidden_in
from survey_app.refusal import NotThere, Overtaken, Refusal

SHORTEST_REASON = 10
LONGEST_REASON = 1000
"""Characters of a reason; every run of blanks counts as one."""


ACCEPTED = "editorial change accepted"
WITHDRAWN = "editorial change withdrawn"


class SameWave(NotThere, says="wave {}: named twice; name two waves of one questionnaire"):
    """A wave has no changes from itself."""


class OtherQuestionnaire(NotThere):
    """Items of two questionnaires have nothing to do with each other, whatever their ids."""

    def __init__(self, earlier: Wave, later: Wave) -> None:
        asked = " and ".join(wave.frozen_instrument().questionnaire.questionnaire for wave in (earlier, later))
        super().__init__(
            f"waves {earlier.id} and {later.id}: asked different questionnaires ({asked}); "
            "name two waves of one questionnaire of one study"
        )


class NoSuchItem(
    NotThere,
    says='item {0}: asked in neither {1} nor {2}; "peilstok wave changes {1} {2}" shows what can be accepted',
):
    """Neither wave asks this item."""


class NotEditorial(Refusal):
    """More changed than the spelling, or nothing did; `obstacles` says what stands in the way."""

    def __init__(self, earlier: Wave, later: Wave, item_id: str, obstacles: frozenset[Obstacle]) -> None:
        why = "; ".join(obstacle_words(obstacles))
        super().__init__(
            f"item {item_id}: its change from {earlier.id} to {later.id} cannot be accepted: {why}. "
            "Only another spelling of the same words can"
        )
        self.obstacles = obstacles


class ReasonWrong(StrEnum):
    """What is the matter with a reason."""

    TOO_SHORT = "too short"
    TOO_LONG = "too long"
    CHARACTER = "not to be kept: it has a character that cannot be seen"


class BadReason(Refusal):
    """A reason that nobody can judge the decision by; `wrong` says why not."""

    def __init__(self, wrong: ReasonWrong) -> None:
        super().__init__(
            f"reason: {wrong}; say in {SHORTEST_REASON} to {LONGEST_REASON} characters why the question is the same"
        )
        self.wrong = wrong


class AlreadyAccepted(
    Overtaken,
    says="item {0.item}: its change from {0.earlier} to {0.later} was accepted before, by {0.administrator}; "
    "withdraw that first to give another reason",
):
    """The decision was taken before."""


class NotAccepted(
    Overtaken,
    says="item {0}: no change from {1} to {2} was accepted, so there is nothing to withdraw; "
    '"peilstok wave changes {1} {2}" shows what was',
):
    """There is no decision to withdraw."""


@dataclass(frozen=True)
class ChangedQuestion:
    """An item that both waves ask, not in the same words; `accepted` is the decision that it asks the same."""

    revision: ItemRevision
    accepted: EditorialChange | None


@dataclass(frozen=True)
class TwoWordings:
    """Two waves of one questionnaire, and what each asks in other words than the other.

    In order of time; a draft, which has the instrument that its file holds now, comes last, for it is frozen last.
    """

    earlier: Wave
    later: Wave
    revisions: Mapping[str, ItemRevision]
    accepted: Mapping[str, EditorialChange]

    @property
    def changed(self) -> tuple[ChangedQuestion, ...]:
        """The questions that both ask and that changed, in the order of the later wave."""
        return tuple(
            ChangedQuestion(revision, self.accepted.get(revision.item_id))
            for revision in self.revisions.values()
            if revision.is_in_both and not revision.is_same_question
        )

    @property
    def rerouted(self) -> tuple[ItemRevision, ...]:
        """The questions that both ask, but not of the same people; they may have changed as well."""
        return tuple(revision for revision in self.revisions.values() if _is_put_to_others(revision))

    @property
    def resettled(self) -> tuple[ItemRevision, ...]:
        """The same questions to the same people, in another block, place or form, or with options that came or went."""
        return tuple(
            revision
            for revision in self.revisions.values()
            if revision.is_same_question and revision.changes and not _is_put_to_others(revision)
        )

    @property
    def unchanged(self) -> tuple[ItemRevision, ...]:
        """The questions that both ask, and in which nothing differs."""
        return tuple(revision for revision in self.revisions.values() if not revision.changes)

    @property
    def only_earlier(self) -> tuple[ItemRevision, ...]:
        """The questions that the later wave does not ask any more."""
        return tuple(revision for revision in self.revisions.values() if revision.later is None)

    @property
    def only_later(self) -> tuple[ItemRevision, ...]:
        """The questions that the earlier wave did not ask."""
        return tuple(revision for revision in self.revisions.values() if revision.earlier is None)

    @property
    def populations(self) -> tuple[str, str]:
        """Whom each wave says that it asks."""
        earlier, later = (wave.frozen_instrument().questionnaire for wave in (self.earlier, self.later))
        return earlier.population, later.population

    @property
    def has_other_population(self) -> bool:
        """Whether they say that they ask other people; then no question is comparable."""
        return not is_same_text(*self.populations)

    @property
    def never_comparable(self) -> frozenset[str]:
        """The questions of both, by id, that no researcher's decision makes comparable, whatever the population."""
        reworded = {question.revision.item_id for question in self.changed if not question.revision.is_editorial}
        return frozenset(reworded | {revision.item_id for revision in self.rerouted})

    @property
    def breaks_comparison(self) -> bool:
        """Whether some question of both is not comparable as it stands, be it for its spelling alone."""
        return bool(self.changed or self.never_comparable or self.has_other_population)

    def question(self, item_id: str) -> ChangedQuestion:
        """An item, changed or not; raises NoSuchItem."""
        if item_id not in self.revisions:
            raise NoSuchItem(item_id, self.earlier.id, self.later.id)
        return ChangedQuestion(self.revisions[item_id], self.accepted.get(item_id))

    def acceptable(self, item_id: str) -> ChangedQuestion:
        """An item whose change may be accepted now; raises NoSuchItem, NotEditorial or AlreadyAccepted."""
        question = self.question(item_id)
        if not question.revision.is_editorial:
            raise NotEditorial(self.earlier, self.later, item_id, question.revision.obstacles)
        if question.accepted is not None:
            raise AlreadyAccepted(question.accepted)
        return question

    def decision(self, item_id: str) -> EditorialChange:
        """The decision on an item; raises NoSuchItem or NotAccepted."""
        accepted = self.question(item_id).accepted
        if accepted is None:
            raise NotAccepted(item_id, self.earlier.id, self.later.id)
        return accepted


def two_wordings(store: Store, one_id: str, other_id: str) -> TwoWordings:
    """What changed between two waves, named in any order.

    Raises SameWave, NoSuchWave, NotFrozen for a draft, or OtherQuestionnaire.
    """
    return wordings_of(store, store.waves.get(one_id), store.waves.get(other_id))


def wordings_of(store: Store, first: Wave, second: Wave) -> TwoWordings:
    """What changed between two waves that have an instrument, in any order.

    Raises SameWave, NotFrozen or OtherQuestionnaire.
    """
    if first.id == second.id:
        raise SameWave(first.id)
    earlier, later = sorted((first, second), key=lambda wave: (wave.state is WaveState.DRAFT, wave.moment))
    before, after = earlier.frozen_instrument(), later.frozen_instrument()
    if before.series != after.series:
        raise OtherQuestionnaire(earlier, later)
    accepted = {change.item: change for change in store.editorial_changes.among((earlier.id, later.id))}
    return TwoWordings(earlier, later, fielded_revisions(before, after), accepted)


def accept_change(store: Store, one_id: str, other_id: str, item_id: str, reason: str, act: Act) -> EditorialChange:
    """Keep a researcher's word that an item asks the same in both waves, and log it with the reason.

    Raises what `two_wordings` and `TwoWordings.acceptable` do, and BadReason; then nothing was changed.
    """
    reason = read_reason(reason)
    wordings = _lock_both(store, one_id, other_id)
    wordings.acceptable(item_id)
    change = EditorialChange(wordings.earlier.id, wordings.later.id, item_id, reason, act.who)
    store.editorial_changes.add(change)
    store.audit.append(AuditEntry(act.at, act.who, ACCEPTED, f"{_about(change)}: {reason}"))
    return change


def withdraw_change(store: Store, one_id: str, other_id: str, item_id: str, act: Act) -> EditorialChange:
    """Take that word back, and log it; raises what `two_wordings` and `TwoWordings.decision` do."""
    change = _lock_both(store, one_id, other_id).decision(item_id)
    store.editorial_changes.withdraw(change)
    store.audit.append(AuditEntry(act.at, act.who, WITHDRAWN, _about(change)))
    return change


def read_reason(typed: str) -> str:
    """The reason on one line, as it is kept; raises BadReason."""
    reason = " ".join(typed.split())
    if forbidden_in(reason):
        raise BadReason(ReasonWrong.CHARACTER)
    if len(reason) < SHORTEST_REASON:
        raise BadReason(ReasonWrong.TOO_SHORT)
    if len(reason) > LONGEST_REASON:
        raise BadReason(ReasonWrong.TOO_LONG)
    return reason


def obstacle_words(obstacles: Iterable[Obstacle]) -> list[str]:
    """What stands in the way, for the command line."""
    return [_OBSTACLES[obstacle] for obstacle in Obstacle if obstacle in frozenset(obstacles)]


_OBSTACLES = {
    Obstacle.NOT_IN_BOTH: "one of the waves does not ask it",
    Obstacle.SAME_WORDING: "its text and help text are the same",
    Obstacle.OTHER_WORDS: "its text has other words",
    Obstacle.OTHER_HELP: "its help text has other words",
    Obstacle.OTHER_QUESTION: "its type, response scale, n.v.t., bounds or whether it is required changed",
    Obstacle.OTHER_ANSWERS: "the answers to choose from changed",
}


def _lock_both(store: Store, one_id: str, other_id: str) -> TwoWordings:
    """Nobody else decides on these waves, opens or voids one of them until the transaction ends."""
    first, second = (store.waves.lock(wave_id) for wave_id in sorted((one_id, other_id)))
    return wordings_of(store, first, second)


def _is_put_to_others(revision: ItemRevision) -> bool:
    return Change.ROUTING in revision.changes


def _about(change: EditorialChange) -> str:
    return f"{change.earlier}, {change.later}: {change.item}"


def find_previous_wordings(store: Store, draft: Wave, instrument: Instrument) -> TwoWordings | None:
    """What changes if the draft is frozen with this instrument, since the wave that it will be compared with first.

    None when it is the first of its questionnaire.
    """
    previous = find_previous_wave(store.waves.all(), draft, instrument)
    return None if previous is None else wordings_of(store, previous, replace(draft, instrument=instrument))


def find_previous_wave(waves: Iterable[Wave], draft: Wave, instrument: Instrument) -> Wave | None:
    """The last wave of this questionnaire up to the month of the draft, else the first one after it.

    Only waves that can be compared with: frozen, not kept as a mere number, and not made up, unless the draft is too.
    """
    candidates = [wave for wave in waves if _can_be_compared_with(wave, draft, instrument)]
    before = [wave for wave in candidates if wave.month <= draft.month]
    if before:
        return max(before, key=lambda wave: wave.moment)
    return min(candidates, key=lambda wave: wave.moment, default=None)


def _can_be_compared_with(wave: Wave, draft: Wave, instrument: Instrument) -> bool:
    if wave.instrument is None or wave.instrument.series != instrument.series:
        return False
    return not wave.withheld and (draft.fictitious or not wave.fictitious)
