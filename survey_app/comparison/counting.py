"""Counting closed waves once, with all that a comparison of them takes, so that whoever looks at one only reads."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, combinations, groupby

from survey_app.comparison.common_items import common_items, to_rescore
from survey_app.dataset.columns import ResponseNotKnown
from survey_app.dataset.counts import Scored
from survey_app.dataset.kept import keep_counts
from survey_app.dataset.tally import AnswerNotKnown
from survey_app.fieldwork.ports import Stores
from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.questionnaire.model import Questionnaire
from survey_app.refusal import Refusal


def count_closed_waves(stores: Stores) -> Mapping[str, Refusal]:
    """Count what is not counted yet, and keep it; by wave, why it cannot be counted.

    Harmless when everything was. It comes after a closing and at every start, so that it is done by the one when the
    other was stopped. A wave that cannot be counted holds up no other.
    """
    with stores.reading() as store:
        closed = [wave for wave in store.waves.all() if wave.state is WaveState.CLOSED]
    wanted, refused = rescorings(closed), dict[str, Refusal]()
    for wave in closed:
        try:
            keep_counts(stores, wave, wanted.get(wave.id, ()))
        except (AnswerNotKnown, ResponseNotKnown) as refusal:
            refused[wave.id] = refusal
    return refused


def rescorings(waves: Iterable[Wave]) -> Mapping[str, Sequence[Scored]]:
    """By wave: the scales that comparisons with others of its questionnaire score on less than all of their items.

    Of each two versions, and in every wave from the one to the other: a comparison of more waves has in common what the
    first and the last have, unless something was changed and changed back (then whoever looks scores it).
    """
    wanted: defaultdict[str, list[Scored]] = defaultdict(list)
    for versions in _versions(waves):
        for first, last in combinations(range(len(versions)), 2):
            common = common_items([_asked(versions[first][0]), _asked(versions[last][0])])
            for wave in chain.from_iterable(versions[first : last + 1]):
                wanted[wave.id].extend(to_rescore(_asked(wave), common))
    return wanted


def _versions(waves: Iterable[Wave]) -> list[list[list[Wave]]]:
    """Of each questionnaire its versions in order of time, and the waves of each."""
    series: defaultdict[tuple[str, str], list[Wave]] = defaultdict(list)
    for wave in sorted(waves, key=lambda wave: wave.moment):
        series[wave.frozen_instrument().series].append(wave)
    return [[list(alike) for _, alike in groupby(of_one, key=_asked)] for of_one in series.values()]


def _asked(wave: Wave) -> Questionnaire:
    return wave.frozen_instrument().questionnaire
