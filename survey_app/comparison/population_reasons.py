"""Whether the same kind of people answered in both waves, as far as traits and segments tell (STATISTICS 9)."""

from collections.abc import Iterator, Mapping, Set
from functools import partial

from survey_app.comparison.pair import Half, Pair
from survey_app.comparison.results import Code, Level, Reason
from survey_app.comparison.verdict.composition import segments_have_shifted, trait_has_shifted
from survey_app.comparison.why_unweighted import obstacles
from survey_app.language.words import Words, joined
from survey_app.questionnaire.model import SingleChoice
from survey_app.questionnaire.study import Study


def composition_reasons(pair: Pair) -> Iterator[Reason]:
    """Of everybody: traits that moved, and segments that answer for another share; lifted where it is weighted on.

    Traits are the background items of which one option was chosen, with the same options in both waves, as far as they
    are shown: what is secret in either wave counts as one category. Of a choice of more (teams) there is no test.
    """
    margins = _study(pair).margins
    if not pair.is_weighted:
        yield from segment_reasons(pair)
    yield from trait_reasons(pair, lifted=margins.item if pair.is_weighted and margins else None)
    if pair.options.weighted and not pair.is_weighted:
        # Weights that were asked for and cannot be used, with why (STATISTICS 11).
        why = obstacles(pair.each(lambda half: (half.name, half.fielded, half.weighting)))
        sentence = Words("Wegen was gevraagd, maar kan niet. {why} De cijfers zijn ongewogen.").filled(why=joined(why))
        yield Reason(Code.WEIGHTS, Level.INDICATIVE, sentence)


def trait_reasons(pair: Pair, lifted: str | None = None) -> Iterator[Reason]:
    """Of everybody: traits that moved, but for one that is weighted on.

    Without one it is what the whole may not conclude, and so no part of it.
    """
    for item_id in _traits(pair):
        hidden = pair.earlier.hides(item_id) | pair.later.hides(item_id)
        earlier, later = pair.each(partial(_as_shown, item_id=item_id, hidden=hidden))
        if item_id != lifted and trait_has_shifted(earlier, later):
            question = pair.later.questionnaire.items[item_id].text
            sentence = Words(
                "Wie meededen is veranderd: de antwoorden op ‘{question}’ zijn in {later} anders verdeeld dan in "
                "{earlier}."
            ).filled(question=question, earlier=pair.earlier.name, later=pair.later.name)
            yield Reason(Code.COMPOSITION, Level.INDICATIVE, sentence)


def segment_reasons(pair: Pair) -> Iterator[Reason]:
    """Of one arm: whether its segments answer for other shares."""
    untold = pair.earlier.untold_segments | pair.later.untold_segments
    if segments_have_shifted(*pair.each(partial(_segments, untold=untold))):
        sentence = Words("De {segments} hebben in {later} een ander aandeel in de antwoorden dan in {earlier}.").filled(
            earlier=pair.earlier.name, later=pair.later.name, segments=_study(pair).segment_names["segments"]
        )
        yield Reason(Code.COMPOSITION, Level.INDICATIVE, sentence)


def _study(pair: Pair) -> Study:
    return pair.later.fielded.instrument.study


def _as_shown(half: Half, item_id: str, hidden: Set[str]) -> Mapping[str | None, int]:
    """Respondents per option; those of the hidden options together, under None.

    Verdicts of three waves on each other would tell how many gave a hidden answer (decision 0110).
    """
    answers = half.counts(item_id).answers
    shown: dict[str | None, int] = {option: number for option, number in answers.items() if option not in hidden}
    return {**shown, None: sum(answers.values()) - sum(shown.values())}


def _traits(pair: Pair) -> list[str]:
    """Background items of one choice that both waves asked, with the same options, and show."""
    return [
        item_id
        for item_id, revision in pair.revisions.items()
        if _has_trait(pair.earlier, item_id) and _has_trait(pair.later, item_id) and revision.is_same_question
    ]


def _has_trait(half: Half, item_id: str) -> bool:
    item = half.item(item_id)
    return isinstance(item, SingleChoice) and item.is_trait and half.shown.get(item_id) is not None


def _segments(half: Half, untold: Set[str]) -> Mapping[str | None, int]:
    """Respondents per segment; those that are not told in either wave together, under None."""
    apart: dict[str | None, int] = {
        segment: number
        for segment, number in half.fielded.responded.items()
        if segment is not None and number is not None and segment not in untold
    }
    together = half.fielded.counts.total.respondents - sum(apart.values())
    return {**apart, None: together} if untold else apart
