"""Sheet *In het kort*: what somebody who reads one page has to know, each number of which stands on another sheet."""

from collections import Counter
from collections.abc import Iterator, Mapping

from survey_app.comparison.conclusion import Finding
from survey_app.comparison.findings import MOST_GOALS, Findings, Moved, findings_of
from survey_app.comparison.goals import Outcome, goals_in
from survey_app.comparison.groups import EVERYBODY, GroupKind
from survey_app.comparison.results import ItemEstimate, Level, StatementComparison, WaveComparison
from survey_app.comparison.sentences import number_words
from survey_app.comparison.series import WaveSeries
from survey_app.fieldwork.wave import Recruitment
from survey_app.language.words import Words, counted, joined, listed
from survey_app.questionnaire.goals import text_of_goal
from survey_app.questionnaire.model import Amount, LikertStatement
from survey_app.tables.columns import shortened
from survey_app.tables.comparison import NAME as COMPARISON
from survey_app.tables.distribution import bars_chart
from survey_app.tables.goals import OUTCOME_WORDS, measured_words, target_words
from survey_app.tables.intervals import IntervalPart, by_statement, intervals_chart, whose
from survey_app.tables.items import text_of
from survey_app.tables.outcomes import NAME as OUTCOMES
from survey_app.tables.parts import Drawing, Part
from survey_app.tables.readme import NAME as README
from survey_app.tables.response import NAME as RESPONSE
from survey_app.tables.response import counts_only, read_out_words, response_words
from survey_app.tables.rounding import percent, points
from survey_app.tables.rows import statement_rows
from survey_app.tables.scales import agree_words, by_scale
from survey_app.tables.table import Block, Cell, Chart, Column, Heading, Link, Paragraph, Sheet, Table
from survey_app.tables.verdicts import STATEMENT_WORDS, conclusion_words, level_words, tally
from survey_app.tables.waves import FICTITIOUS, is_fictitious, pair_words, titled

NAME = Words("In het kort")
_ARMS = Words("Pilot en spiegel")


def in_short_sheet(series: WaveSeries) -> Sheet:
    """One page: the measurement, what was findings, what it does not say, and one chart."""
    findings = findings_of(series)
    chart = _chart(series, findings)
    blocks: list[Block] = [Paragraph(_first_line(series, findings), strong=True)]
    if is_fictitious(series):
        blocks.append(Paragraph(_MADE_UP.filled(mark=FICTITIOUS), strong=True))
    blocks += [_findings_table(series, findings), _measured_table(series)]
    blocks += [Heading(_NOT_SAID), *(Paragraph(_LISTED.filled(told=sentence)) for sentence in _not_said(series))]
    blocks += [chart] if chart else []
    return Sheet(NAME, titled(Words("In het kort: {waves}"), series), tuple(blocks), upright=True)


_LISTED = Words("–  {told}")
_MADE_UP = Words("{mark}: de antwoorden zijn verzonnen. Gebruik geen enkel cijfer.")
_NOT_SAID = Words("Wat u hieruit niet mag concluderen")


def short_part(series: WaveSeries) -> IntervalPart | None:
    """What the chart is drawn from: the statements that were found to have moved, of pilot and mirror alike."""
    texts = {moved.statement.item_id: text_of(moved.statement.items) for moved in findings_of(series).changes}
    lines = tuple((texts[item], by_who) for item, by_who in by_statement(series).items() if item in texts)
    return IntervalPart(0, _CHART, lines) if lines else None


_CHART = Words("De grootste veranderingen")


_EXTREMES = Words("Hoog en laag in {wave}")


def short_drawing(series: WaveSeries) -> Drawing | None:
    """What bars are drawn from where nothing moved: the highest and lowest statements of the latest wave."""
    findings = findings_of(series)
    wanted = [estimate.item for estimate in (*findings.highest, *reversed(findings.lowest))]
    rows = {row.item_id: row for row in statement_rows(series)}
    groups = by_scale(series.waves, [rows[item] for item in wanted if item in rows])
    drawn = (len(series.waves) - 1,)
    return (
        next(iter(Part("", 0, groups[0], drawn, _EXTREMES.filled(wave=series.names[-1])).drawings)) if groups else None
    )


def _chart(series: WaveSeries, findings: Findings) -> Chart | None:
    """The changes that are told with their intervals, or how the highest and lowest were answered."""
    part = short_part(series) if findings.changes else None
    drawing = None if part else short_drawing(series)
    return intervals_chart(series, part) if part else bars_chart(series, drawing) if drawing else None


def _first_line(series: WaveSeries, findings: Findings) -> Words:
    """What may be said at all: where that is nothing, this line says so."""
    comparison = series.overall
    if comparison is None:
        return _ONE_WAVE.filled(wave=series.names[0])
    waves = pair_words(series, 0, len(series.waves) - 1)
    if all(statement.verdict.level is Level.NOT_COMPARABLE for statement in _judged(comparison)):
        return _NOTHING.filled(waves=waves)
    if not findings.changes:
        return _NO_CHANGE.filled(waves=waves)
    conclusions = [statement.conclusion for statement in _judged(comparison) if statement.conclusion]
    number = sum(conclusion.is_of_the_difference for conclusion in conclusions)
    return _SOME.filled(waves=waves, number=counted(number, _CHANGE, _CHANGES))


def _judged(comparison: WaveComparison) -> list[StatementComparison]:
    """The statements of each arm; of everybody where there are no arms."""
    arms = [group for group in comparison.groups if group.group.kind is GroupKind.ARM]
    return [statement for arm in arms for statement in arm.statements] or list(comparison.statements)


_ONE_WAVE = Words("Dit is één meting ({wave}). Er is nog niets om mee te vergelijken.")
_NOTHING = Words(
    "Over verandering is niets te zeggen: deze metingen ({waves}) mogen niet worden vergeleken. Hieronder staat waarom."
)
_NO_CHANGE = Words("Van geen enkele stelling is te zeggen dat zij hoger of lager werd ({waves}).")
_SOME = Words("Er zijn {number} gevonden die niet goed met toeval te verklaren zijn ({waves}).")
_CHANGE, _CHANGES = Words("verandering"), Words("veranderingen")


def _findings_table(series: WaveSeries, findings: Findings) -> Table:
    changes = [_change_row(series, moved) for moved in findings.changes]
    extremes = [
        (words.filled(wave=series.names[-1], figures=_figures(series, estimate)), _link_to_figures(series))
        for words, estimates in ((_HIGHEST, findings.highest), (_LOWEST, findings.lowest))
        for estimate in estimates
    ]
    rows: list[tuple[Cell, ...]] = [*changes, *_contrast_rows(series), *extremes, *_goal_rows(series)]
    rows = rows or [(_nothing_shown(series), _link_to_figures(series))]
    return Table("Kort_bevindingen", Words("Wat wij zien"), (_WIDE, _WHERE), tuple(rows))


def _link_to_figures(series: WaveSeries) -> Link:
    """The sheet with the figures of each statement; *Lees mij* where it is not there, which says why."""
    asked = (item for fielded in series.waves for item in fielded.instrument.questionnaire.items.values())
    there = any(isinstance(item, LikertStatement | Amount) for item in asked)
    sheet = README if not there else OUTCOMES if series.is_one_wave else COMPARISON
    return Link(sheet, sheet)


_WIDE, _WHERE = Column(Words("Bevinding"), width=104), Column(Words("Staat op"), width=20)


def _nothing_shown(series: WaveSeries) -> Words:
    """That there is no figure, why, and from how many answers on there is; a trial is told of as what is tried."""
    instrument = series.latest.instrument
    if not any(isinstance(item, LikertStatement) for item in instrument.questionnaire.items.values()):
        return _NO_STATEMENTS
    why = _TOO_FEW.filled(least=instrument.study.disclosure_threshold)
    return joined([why, _AS_IF_REAL] if is_fictitious(series) else [why])


_NO_STATEMENTS = Words("De vragenlijst heeft geen stellingen.")
_TOO_FEW = Words(
    "Van geen enkele stelling mag een cijfer worden getoond: dat mag vanaf {least} antwoorden op een stelling (en "
    "tot 30 alleen als niet iedereen hetzelfde antwoordde), zodat niemand te herkennen is."
)
_AS_IF_REAL = Words(
    "Verzonnen antwoorden hoeven niet te worden beschermd; toch gaat het bij een proef net als bij de echte meting. "
    "Laat de proef vaker invullen om cijfers te zien."
)
_HIGHEST = Words("Hoog in {wave}: {figures}")
_LOWEST = Words("Laag in {wave}: {figures}")


def _figures(series: WaveSeries, estimate: ItemEstimate) -> Words:
    item = series.latest.instrument.questionnaire.items[estimate.item]
    if not isinstance(item, LikertStatement):
        raise TypeError(f"{estimate.item} is no statement")
    scale = series.latest.instrument.questionnaire.response_scale_of(item)
    words = Words("‘{text}’: {share} {agree} (n = {n}).")
    return words.filled(text=_quoted(item.text), share=_share(estimate), agree=agree_words(scale), n=estimate.n_valid)


_LONGEST = 140


def _quoted(text: str) -> str:
    """A statement within a sentence; the whole of it stands on the sheet that is named."""
    return shortened(text.removesuffix("."), _LONGEST)


def _share(estimate: ItemEstimate | None) -> str:
    return "?" if estimate is None or estimate.agree is None else f"{percent(estimate.agree):.0%}"


def _change_row(series: WaveSeries, moved: Moved) -> tuple[Cell, ...]:
    statement, change = moved.statement, moved.statement.change
    item = next(item for item in reversed(statement.items) if item is not None)
    scale = series.latest.instrument.questionnaire.response_scale_of(item)
    if change is None or statement.conclusion is None:
        raise ValueError(f"{statement.item_id} has no change to tell")
    earlier, later = statement.estimates
    sentence = _MOVED.filled(
        who=joined([whose(series, moved.group)]).capitalised(),
        text=_quoted(text_of(statement.items)),
        earlier=_share(earlier),
        later=_share(later),
        agree=agree_words(scale),
        conclusion=conclusion_words(statement, statement.conclusion),
        points=_signed(change.agree_pp),
        weighted=_WEIGHTED if statement.is_weighted else "",
        low=_signed(change.interval_pp.low),
        high=_signed(change.interval_pp.high),
    )
    sheet = COMPARISON if moved.group == EVERYBODY else _ARMS
    return (sentence, Link(sheet, sheet))


_MOVED = Words(
    "{who}: ‘{text}’ ging van {earlier} naar {later} {agree}: {conclusion} ({points} procentpunten{weighted}, "
    "95%-interval {low} tot {high})."
)


_WEIGHTED = Words(", gewogen")


def _signed(number: float) -> str:
    whole = points(number)
    return f"{'+' if whole > 0 else '−' if whole < 0 else ''}{abs(whole)}"


def _contrast_rows(series: WaveSeries) -> Iterator[tuple[Cell, ...]]:
    """Pilot against mirror: of how many statements the difference in development lies clear of 0."""
    comparison = series.overall
    contrasts = [contrast for contrast in comparison.contrasts if not contrast.is_scale] if comparison else []
    if contrasts:
        tests = [test for contrast in contrasts if contrast.is_shown and (test := contrast.arms.test) is not None]
        clear = sum(test.interval.low > 0 or test.interval.high < 0 for test in tests)
        sentence = _CLEAR if tests else _NO_CONTRAST
        numbers = {"clear": clear, "tests": len(tests), "chance": number_words(0.05 * len(tests))}
        yield sentence.filled(**series.segment_names, **numbers), Link(_ARMS, _ARMS)


_CLEAR = Words(
    "Pilot tegenover spiegel: bij {clear} van {tests} stellingen ligt het verschil in ontwikkeling los van 0; door "
    "toeval alleen zouden dat er gemiddeld {chance} zijn."
)
_NO_CONTRAST = Words(
    "Pilot tegenover spiegel: van geen enkele stelling is een verschil in ontwikkeling met een interval te geven."
)


def _goal_rows(series: WaveSeries) -> Iterator[tuple[Cell, ...]]:
    """The goals of the latest wave: each if they are three at most, else how many were reached."""
    goals = [goal for goal in goals_in(series) if goal.wave == len(series.waves) - 1]
    if len(goals) > MOST_GOALS:
        numbers = Counter(goal.outcome for goal in goals)
        told = {outcome.value: numbers[outcome] for outcome in Outcome}
        yield _GOALS.filled(number=len(goals), secret=numbers[None], **told), _link_to_figures(series)
        return
    for goal in goals:
        if goal.outcome is not None:
            sentence = _GOAL.filled(
                outcome=OUTCOME_WORDS[goal.outcome],
                text=_quoted(text_of_goal(goal.goal, goal.questionnaire)),
                target=target_words(goal),
                **measured_words(goal),
            )
            yield sentence, _link_to_figures(series)


_GOAL = Words("Doel {outcome}: ‘{text}’ {target}; het is {value} (95%-interval {low} tot {high}).")
_GOALS = Words(
    "Doelen: van de {number} gehaald {reached}, niet gehaald {not_reached}, niet te zeggen {undecided} en geheim "
    "{secret}."
)


def _measured_table(series: WaveSeries) -> Table:
    """Was it a good measurement: who took part, who did not, and whether waves may be compared."""
    rows: list[tuple[Cell, ...]] = [(words.capitalised(), Link(RESPONSE, RESPONSE)) for words in response_words(series)]
    told = (*counts_only(series), *read_out_words(series))
    rows += [(words.capitalised(), Link(RESPONSE, RESPONSE)) for words in told]
    comparison = series.overall
    if comparison is not None:
        rows += [(words, _link_to_figures(series)) for words in _comparable(series, comparison)]
    return Table("Kort_meting", Words("Was het een goede meting?"), (_WIDE, _WHERE), tuple(rows))


def _comparable(series: WaveSeries, comparison: WaveComparison) -> Iterator[Words]:
    waves = pair_words(series, 0, len(series.waves) - 1)
    level = level_words(comparison.overall)
    yield Words("{waves}, als geheel: {level}.").filled(waves=waves.capitalised(), level=level)
    yield from dict.fromkeys(reason.sentence for reason in comparison.overall.reasons)
    yield tally([statement.verdict for statement in comparison.statements], *STATEMENT_WORDS)


def _not_said(series: WaveSeries) -> Iterator[Words]:
    comparison = series.overall
    names: Mapping[str, Words] = series.segment_names
    if comparison is not None:
        yield Words("Waardoor iets veranderde. Er is gemeten wat er veranderde, niet waarom.")
        if comparison.contrasts:
            yield _NOT_DRAWN.filled(**names)
        conclusions = [statement.conclusion for statement in _judged(comparison) if statement.conclusion]
        if any(conclusion.finding is Finding.UNDECIDED for conclusion in conclusions):
            yield _UNDECIDED
        if any(statement.verdict.level is Level.NOT_COMPARABLE for statement in comparison.statements):
            yield Words("Een verschil waar ‘niet vergelijkbaar’ staat, ook niet door zelf twee cijfers af te trekken.")
    yield Words("Wat mensen vinden die niet meededen.")
    waves = [
        name
        for name, fielded in zip(series.names, series.waves, strict=True)
        if fielded.wave.recruitment is Recruitment.OPEN_LINK
    ]
    if waves:
        yield Words("Iets over de hele doelgroep uit {waves}: daar deed mee wie wilde.").filled(waves=listed(waves))


_UNDECIDED = Words("Dat er níets veranderde waar ‘geen uitspraak mogelijk’ staat: dan zijn er te weinig antwoorden.")
_NOT_DRAWN = Words(
    "Dat de aanpak werkt of niet werkt: er is niet geloot welke {segments} meededen, en die kunnen ook in andere "
    "dingen verschillen."
)
