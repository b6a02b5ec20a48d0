"""Verdicts and conclusions in words: what may be said of two waves, and why not more."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from survey_app.comparison.conclusion import Conclusion
from survey_app.comparison.figures.options import OptionComparison
from survey_app.comparison.figures.signs import Sign
from survey_app.comparison.figures.verdicts import Judged
from survey_app.comparison.results import Level, Reason, ScaleComparison, StatementComparison, ValueComparison, Verdict
from survey_app.comparison.sentences import number_words
from survey_app.comparison.series import WaveSeries
from survey_app.comparison.verdict.sizes import PointsSize
from survey_app.comparison.verdict.words import IN_SHORT, LEVEL_WORDS, precision_words
from survey_app.language.words import Words, joined
from survey_app.questionnaire.types.direction import Directed, HigherIs
from survey_app.tables.rows import StatementRow
from survey_app.tables.table import Cell, Text
from survey_app.tables.waves import pair_words

Compared = StatementComparison | OptionComparison | ValueComparison | ScaleComparison

NO_OBJECTIONS = Words("Geen bezwaren gevonden.")

SIZE_WORDS: Mapping[str, Words] = {
    PointsSize.NEARLY_EQUAL: Words("nagenoeg gelijk"),
    PointsSize.SMALL: Words("klein"),
    PointsSize.CLEAR: Words("duidelijk"),
    PointsSize.LARGE: Words("groot"),
}


def level_words(verdict: Verdict) -> Words:
    """The verdict as it stands in the first column."""
    return LEVEL_WORDS[verdict.level]


def verdict_cell(judged: Judged | None) -> Cell:
    """The same; nothing where there is no verdict."""
    return level_words(judged.verdict) if judged else Sign.IMPOSSIBLE


def reason_words(verdict: Verdict, shared: Sequence[Reason] = (), conclusion: Conclusion | None = None) -> Words:
    """Every reason, and how precise the comparison is.

    A sentence each, and in a few words those that are `shared` and explained above the table.
    """
    sentences = list(dict.fromkeys(reason.sentence for reason in verdict.reasons if reason not in shared))
    also = list(dict.fromkeys(IN_SHORT[reason.code] for reason in verdict.reasons if reason in shared))
    if also:
        shortly = Words("Ook: {also}.") if sentences else _ABOVE
        sentences.append(shortly.filled(also=joined(also, ", ")))
    return joined([*(sentences or [NO_OBJECTIONS]), *precision_words(verdict, conclusion)], "\n")


_ABOVE = Words("Zie boven de tabel: {also}.")


def why_words(first: Judged, before: Judged | None, shared: tuple[Reason, ...]) -> Words:
    """The reasons and the precision of the comparison with the first wave, and of that with the one before."""
    reasons = reason_words(first.verdict, shared, first.conclusion)
    if before is None or _essence(before) == _essence(first):
        return reasons
    return Words("{first}\nTegenover de meting ervoor: {before}").filled(
        first=reasons, before=reason_words(before.verdict, (), before.conclusion)
    )


def _essence(judged: Judged) -> tuple[object, ...]:
    verdict, conclusion = judged.verdict, judged.conclusion
    codes = [reason.code for reason in (*verdict.reasons, *verdict.notes)]
    return verdict.level, codes, bool(verdict.notes) and conclusion is not None and conclusion.has_direction


def shared_reasons(verdicts: Sequence[Verdict]) -> tuple[Reason, ...]:
    """Reasons that every one of several verdicts gives in the same words."""
    if len(verdicts) < 2:
        return ()
    first, *others = verdicts
    return tuple(reason for reason in first.reasons if all(reason in other.reasons for other in others))


def meaning_words(compared: Compared) -> Words | None:
    """What a shown difference means; None where it was not tested, as of a trait."""
    if not compared.change or compared.verdict.level is Level.NOT_COMPARABLE or compared.conclusion is None:
        return None
    return conclusion_words(compared, compared.conclusion)


def conclusion_words(compared: Compared, conclusion: Conclusion) -> Words:
    """The conclusion, and beside higher or lower whether that is good, where the questionnaire tells.

    Of a whole scale that moved otherwise than the printed figure, the interval that decides stands in it (Cliff's δ).
    """
    if not conclusion.has_direction:
        return conclusion.words
    if not conclusion.is_of_the_difference:
        return joined([conclusion.words, *_overall(compared)])
    good = _goodness(compared, is_higher=conclusion.is_higher)
    return joined([conclusion.words, good]) if good else conclusion.words


def _overall(compared: Compared) -> Iterator[Words]:
    technical = compared.technical if isinstance(compared, StatementComparison) and not compared.is_weighted else None
    interval = technical.ranks.delta_interval if technical else None
    if interval is not None:
        low, high = (number_words(bound, 2) for bound in (interval.low, interval.high))
        yield Words("(δ {low} tot {high})").filled(low=low, high=high)


_BETTER, _WORSE = Words("(beter)"), Words("(slechter)")


def _goodness(compared: Compared, *, is_higher: bool) -> Words | None:
    """As the later wave tells; nothing where the earlier tells otherwise, or where neither of the two is meant."""
    if not isinstance(compared, StatementComparison | ValueComparison):
        return None
    earlier, later = (item.higher_is if isinstance(item, Directed) else None for item in compared.items)
    if later not in (HigherIs.BETTER, HigherIs.WORSE) or earlier not in (None, later):
        return None
    return _BETTER if (later is HigherIs.BETTER) is is_higher else _WORSE


def tally(verdicts: Iterable[Verdict], one: Words, more: Words) -> Words:
    """How many of each verdict: "Alle 25 stellingen: niet vergelijkbaar."."""
    levels = Counter(verdict.level for verdict in verdicts)
    total = sum(levels.values())
    if len(levels) == 1:
        subject = _ONLY_ONE if total == 1 else _ALL
        level = LEVEL_WORDS[next(iter(levels))]
        return Words("{subject}: {level}.").filled(subject=subject.filled(one=one, more=more, total=total), level=level)
    parts: list[Text] = [
        Words("{number} {level}").filled(number=levels[level], level=LEVEL_WORDS[level])
        for level in Level
        if levels[level]
    ]
    return Words("Van de {total} {more}: {parts}.").filled(total=total, more=more, parts=joined(parts, ", "))


_ONLY_ONE = Words("De {one}")
_ALL = Words("Alle {total} {more}")
STATEMENT_WORDS = Words("stelling"), Words("stellingen")
SCALE_WORDS = Words("schaal"), Words("schalen")


def tally_of(series: WaveSeries, statements: Sequence[StatementRow], wave: int) -> Iterator[Words]:
    """A wave against the first, in a sentence; of more waves also against the one before, and it names the two."""
    for earlier in dict.fromkeys((0, wave - 1)):
        compared = [row.first[wave] if earlier == 0 else row.previous[wave] for row in statements]
        verdicts = [statement.verdict for statement in compared if statement is not None]
        if verdicts:
            tallied, pair = tally(verdicts, *STATEMENT_WORDS), pair_words(series, earlier, wave).capitalised()
            yield tallied if len(series.waves) == 2 else Words("{pair}. {told}").filled(pair=pair, told=tallied)


def verdict_of(statement: StatementRow, wave: int) -> Cell:
    """The verdict in the row of a wave: against the first; of two waves in the rows of both."""
    return verdict_cell(statement.first[1 if len(statement.first) == 2 else wave])
