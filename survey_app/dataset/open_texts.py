"""Open answers of a closed wave, taken from its responses: texts by item, apart from whatever else was answered."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from survey_app.dataset.columns import answers_in
from survey_app.dataset.tally import AnswerNotKnown
from survey_app.fieldwork.life import NotClosed
from survey_app.fieldwork.open_texts import GivenText, ItemTexts, NoOpenQuestion, ReadItem, digest_of, read_item
from survey_app.fieldwork.ports import Store, StoredResponse
from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.questionnaire.answers import normalise_text, words_key
from survey_app.questionnaire.model import Counting, Questionnaire, options_of


@dataclass(frozen=True)
class OpenAnswers:
    """What may be shown of the open answers to one item: each text once, sorted by text.

    `n` is the number of people who wrote something, at least the disclosure threshold. `unread` and `withheld` are
    numbers of distinct texts that are not among `texts`. `often` are those of `texts` that so many people gave that it
    may be told how many.
    """

    item_id: str
    question: str
    wave: Wave
    texts: tuple[str, ...]
    n: int
    unread: int
    withheld: int
    often: tuple[tuple[str, int], ...] = ()


def open_answers(store: Store, wave: Wave) -> tuple[OpenAnswers, ...]:
    """Of each item of a closed wave to which enough people wrote something, what a human let through.

    Empty for a withheld wave, a printed table and a file. Raises NotClosed, ResponseNotKnown or AnswerNotKnown.
    """
    return tuple(_shown(wave, item) for item in read_items(store, wave) if item.texts.may_be_read)


def read_items(store: Store, wave: Wave) -> tuple[ReadItem, ...]:
    """Everything that was written in a closed wave, with what was decided of it, in the order of the questionnaire.

    Empty for a withheld wave, a printed table and a file. Raises NotClosed, ResponseNotKnown or AnswerNotKnown.
    """
    if wave.state is not WaveState.CLOSED:
        raise NotClosed(wave.id)
    if wave.withheld or not wave.is_held_here:
        return ()
    read = store.texts.read(wave.id)
    return tuple(read_item(texts, read) for texts in item_texts(wave, store.responses.read(wave.id)))


def has_open_answers(wave: Wave) -> bool:
    """Whether there may be something to read: closed, not withheld, answered here, with a question that asks words."""
    kept = wave.state is WaveState.CLOSED and wave.is_held_here and not wave.withheld
    return kept and bool(open_questions(wave.frozen_instrument().questionnaire))


def find_item(items: Iterable[ReadItem], wave: Wave, item: str) -> ReadItem:
    """The item with this id, or with these words; raises NoOpenQuestion."""
    for read in items:
        if read.texts.item == item:
            return read
    raise NoOpenQuestion(wave.id, item)


def item_texts(wave: Wave, responses: Iterable[StoredResponse]) -> Iterator[ItemTexts]:
    """The distinct texts of each item; memory grows with them and with nothing else.

    Texts of an item to which too few people wrote anything are left out here, so that nothing further on has them.
    """
    instrument = wave.frozen_instrument()
    questions, threshold = open_questions(instrument.questionnaire), instrument.study.disclosure_threshold
    counted = _count_texts(wave.id, questions, responses)
    for item, question in questions.items():
        answered = counted[item].total()
        texts = sorted(counted[item], key=in_order_of_text) if answered >= threshold else []
        each_once = tuple(GivenText(digest_of(wave.id, item, text), text, counted[item][text]) for text in texts)
        yield ItemTexts(wave.id, item, question, answered, threshold, each_once)


def open_questions(questionnaire: Questionnaire) -> Mapping[str, str]:
    """What was asked, by where the answer stands: open questions, and options with words of one's own."""
    questions: dict[str, str] = {}
    for item in questionnaire.items.values():
        if item.counting is Counting.WHETHER:
            questions[item.id] = item.text
        others = [option.label for option in options_of(item) if option.other]
        if others:
            questions[words_key(item.id)] = f"{item.text} – {', '.join(others)}"
    return questions


def in_order_of_text(text: str) -> tuple[str, str]:
    """A key to sort by: without capitals first, the same wherever it runs."""
    return text.casefold(), text


def _count_texts(
    wave_id: str, questions: Iterable[str], responses: Iterable[StoredResponse]
) -> defaultdict[str, Counter[str]]:
    """How often each text was given, by item; who leaves nothing but blanks wrote nothing."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    asked = tuple(questions)
    for response in responses:
        answers = answers_in(wave_id, response)
        for item in asked:
            answer = answers.get(item)
            if answer is None:
                continue
            if not isinstance(answer, str):
                raise AnswerNotKnown(item)
            text = normalise_text(answer)
            if text:
                counted[item][text] += 1
    return counted


def _shown(wave: Wave, item: ReadItem) -> OpenAnswers:
    shown = {text for text in item.shown.values() if text is not None}
    return OpenAnswers(
        item_id=item.texts.item,
        question=item.texts.question,
        wave=wave,
        texts=tuple(sorted(shown, key=in_order_of_text)),
        n=item.texts.answered,
        unread=len(item.unread),
        withheld=item.withheld,
        often=often_given(item),
    )


def often_given(item: ReadItem) -> tuple[tuple[str, int], ...]:
    """What at least as many people gave as the threshold, the most frequent first, in the words that it is shown in.

    Who gave none of these are nobody or as many too, so that no small number follows from `n`; and of a small group it
    is not told that all gave the same (STATISTICS 15, rule 7).
    """
    times: Counter[str] = Counter()
    for text in item.read:
        shown = item.shown[text.digest]
        if shown is not None:
            times[shown] += text.times
    threshold, answered = item.texts.threshold, item.texts.answered
    often = sorted((one for one in times.items() if one[1] >= threshold), key=lambda one: (-one[1], one[0].casefold()))
    while often and 0 < answered - sum(number for _, number in often) < threshold:
        often.pop()
    is_of_one_mind = bool(often) and often[0][1] == answered and not item.texts.may_be_quoted
    return () if is_of_one_mind else tuple(often)
