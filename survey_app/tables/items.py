"""Items, their answers and their blocks as rows name them: each wave in its own words, where those differ."""

from collections.abc import Iterator, Sequence

from survey_app.comparison.results import FieldedWave
from survey_app.comparison.series import SeriesPair, WaveSeries
from survey_app.language.words import Words, joined, listed
from survey_app.questionnaire.model import AnyItem
from survey_app.questionnaire.revisions import is_same_text
from survey_app.tables.table import Text

_OTHERWISE = Words("In {waves}: ‘{text}’")


def text_of(items: Sequence[AnyItem | None]) -> str:
    """The wording of the latest wave that asked."""
    return _latest(_texts(items))


def wording_of(items: Sequence[AnyItem | None], names: Sequence[Words], separator: str = "\n") -> Text:
    """The wording of the latest wave that asked, and after it those of the waves that asked in other words."""
    return in_own_words(_texts(items), names, separator)


def other_wordings(items: Sequence[AnyItem | None], names: Sequence[Words]) -> list[Words]:
    """How the waves asked that did so in other words than the latest."""
    return list(_otherwise(_texts(items), names))


def in_own_words(texts: Sequence[str | None], names: Sequence[Words], separator: str = "\n") -> Text:
    """The words of the latest wave that has any, and those of every wave that has others, by its name."""
    others = list(_otherwise(texts, names))
    return joined([_latest(texts), *others], separator) if others else _latest(texts)


def scale_titles(waves: Sequence[FieldedWave], scale_id: str) -> list[str | None]:
    """What each wave calls a scale; None where it has no such scale."""
    questionnaires = [fielded.instrument.questionnaire for fielded in waves]
    return [next((scale.title for scale in asked.scales if scale.id == scale_id), None) for asked in questionnaires]


def subject_words(series: WaveSeries, pair: SeriesPair, subject: str) -> Text:
    """A statement or scale in the words of two waves, by its id."""
    places = pair.earlier, pair.later
    waves, names = [series.waves[place] for place in places], [series.names[place] for place in places]
    asked = [fielded.instrument.questionnaire.items.get(subject) for fielded in waves]
    return wording_of(asked, names) if any(asked) else in_own_words(scale_titles(waves, subject), names)


def block_of(fielded: FieldedWave, item_id: str) -> str | None:
    """The title of the block that asks an item in a wave."""
    for section in fielded.instrument.questionnaire.sections:
        if any(item.id == item_id for item in section.asks()):
            return section.title
    return None


def block_words(blocks: Sequence[str | None]) -> Words | str:
    """The block of the latest wave; with the one before it when that is another."""
    titles = list(dict.fromkeys(block for block in reversed(blocks) if block is not None))
    if len(titles) < 2:
        return titles[0] if titles else ""
    return Words("{later} (eerder: {earlier})").filled(later=titles[0], earlier=titles[1])


def _texts(items: Sequence[AnyItem | None]) -> list[str | None]:
    return [item.text if item else None for item in items]


def _latest(texts: Sequence[str | None]) -> str:
    return next((text for text in reversed(texts) if text is not None), "")


def _otherwise(texts: Sequence[str | None], names: Sequence[Words]) -> Iterator[Words]:
    """A line for each other wording, with the waves that have it; blanks do not make one."""
    latest = _latest(texts)
    others: dict[str, list[Words]] = {}
    for text, name in zip(texts, names, strict=True):
        if text is not None and not is_same_text(text, latest):
            others.setdefault(" ".join(text.split()), []).append(name)
    return (_OTHERWISE.filled(waves=listed(waves), text=text) for text, waves in others.items())
