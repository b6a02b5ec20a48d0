"""What two waves ask in other words, in lines for the terminal; of a draft, what that costs and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from survey_app.fieldwork.editorial import ChangedQuestion, TwoWordings, obstacle_words
from survey_app.fieldwork.wave import WaveState
from survey_app.language.words import joined
from survey_app.questionnaire.revision_words import revision_words
from survey_app.questionnaire.revisions import Change, ItemRevision, Placed


def question_lines(wordings: TwoWordings) -> Iterator[str]:
    """Each question that both ask and that changed: how it stands, and both wordings."""
    for question in wordings.changed:
        revision = question.revision
        yield f"{revision.item_id}: {_standing(question, wordings)}"
        for wave, placed in ((wordings.earlier, revision.earlier), (wordings.later, revision.later)):
            if placed is not None:
                yield f"  {wave.id}: {_asked(placed, with_help=Change.HELP in revision.changes)}"


def advice_lines(wordings: TwoWordings) -> Iterator[str]:
    """Everything that a draft changes, and what can still be done about it; nothing when it changes nothing."""
    told = [*_population_lines(wordings), *question_lines(wordings), *_other_lines(wordings)]
    if told:
        yield _summary(wordings)
        yield from told
    if wordings.breaks_comparison:
        yield from _ADVICE


_ADVICE = (
    "To compare a question, put it back as it was. To ask something else, give it an id of its own, so that nobody",
    "takes it for the old question. Once the wave is open, none of this can be undone.",
)


def _summary(wordings: TwoWordings) -> str:
    earlier, asked = wordings.earlier, len(wordings.later.frozen_instrument().questionnaire.items)
    return (
        f"{wordings.later.id} beside {earlier.id} ({earlier.label}, {earlier.month:%Y-%m}): "
        f"{len(wordings.unchanged)} of {asked} question(s) are exactly the same"
    )


def _population_lines(wordings: TwoWordings) -> Iterator[str]:
    if wordings.has_other_population:
        before, after = wordings.populations
        yield f'no question can be compared: its population was "{before}" and is "{after}" now'


def _other_lines(wordings: TwoWordings) -> Iterator[str]:
    """Questions of which the words stayed the same, and those that came or went."""
    if wordings.rerouted:
        yield f"put to other people, so never comparable: {_ids(wordings.rerouted)}"
    for revision in wordings.resettled:
        about = joined(revision_words(revision), ", ").spoken_in("en")
        yield f"{revision.item_id}: the same question, but {about}"
    if wordings.only_later:
        yield f"new: {_ids(wordings.only_later)}"
    if wordings.only_earlier:
        yield f"not asked any more: {_ids(wordings.only_earlier)}"


def _ids(revisions: Iterable[ItemRevision]) -> str:
    return ", ".join(revision.item_id for revision in revisions)


def _standing(question: ChangedQuestion, wordings: TwoWordings) -> str:
    is_draft = wordings.later.state is WaveState.DRAFT
    if question.accepted is not None:
        return f"accepted by {question.accepted.administrator}: {question.accepted.reason}"
    if question.revision.is_editorial:
        return (
            "only its spelling changed, which can be accepted once the wave is open" if is_draft else "can be accepted"
        )
    refused = "never comparable once it opens like this" if is_draft else "cannot be accepted"
    return f"{refused}: {'; '.join(obstacle_words(question.revision.obstacles))}"


def _asked(placed: Placed, *, with_help: bool) -> str:
    shown = [placed.item.text, *([f"({placed.item.help or 'no help text'})"] if with_help else [])]
    return " ".join(" ".join(shown).split())
