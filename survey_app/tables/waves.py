"""How sheets name waves, and how they say that a figure was made up."""

from survey_app.comparison.results import FieldedWave
from survey_app.comparison.series import WaveSeries
from survey_app.dataset.from_files.questionnaires import NOT_TOLD
from survey_app.language.words import Words, joined, listed

RESPONDENT, RESPONDENTS = Words("respondent"), Words("respondenten")
FICTITIOUS = Words("PROEF, FICTIEF")
_FICTITIOUS_TITLE = Words("{mark}: {title}")


def is_fictitious(series: WaveSeries) -> bool:
    """Whether any figure in the comparison was made up."""
    return any(fielded.wave.fictitious for fielded in series.waves)


def marked_title(title: Words | str, series: WaveSeries) -> Words:
    """A title that says first that figures are made up, when they are."""
    return _FICTITIOUS_TITLE.filled(mark=FICTITIOUS, title=title) if is_fictitious(series) else joined([title])


def titled(title: Words, series: WaveSeries) -> Words:
    """The title of a sheet, in which `{waves}` stands for all waves, marked when figures are made up."""
    return marked_title(title.filled(waves=listed(series.names)), series)


def numbered(name: Words, number: int) -> Words:
    """What the first, second, … sheet of this name is called."""
    return name if number == 1 else joined([name, str(number)])


def wave_title(fielded: FieldedWave, name: Words) -> Words:
    """Client and wave, as the report heads its appendices: "Gemeente Buren juni 2019"."""
    client = fielded.instrument.study.client
    parts: list[Words | str] = [name.capitalised()] if client == NOT_TOLD else [client, name]
    if fielded.wave.fictitious:
        parts.append(Words("(proef, fictief)"))
    return joined(parts)


def told_or_not(text: str) -> Words | str:
    """What somebody wrote of a study; of a file that told nothing of it, that it did not."""
    return Words("niet opgegeven") if text == NOT_TOLD else text


def pair_words(series: WaveSeries, earlier: int, later: int) -> Words:
    """Two waves by their places: "mei 2020 tegenover juni 2019"."""
    return Words("{later} tegenover {earlier}").filled(later=series.names[later], earlier=series.names[earlier])
