"""Sheet *Respons*: who was approached, how, and how many answered, per wave and per segment; and who they are."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from survey_app.comparison.figures.answers import ANSWER, POPULATION, AnswerInWave, Category
from survey_app.comparison.figures.response import MODES, RESPONSE, Response, response_of, told_modes
from survey_app.comparison.figures.signs import Sign
from survey_app.comparison.groups import GroupKind
from survey_app.comparison.results import FieldedWave, Shown
from survey_app.comparison.series import WaveSeries
from survey_app.dataset.counts import OTHER_MODES
from survey_app.fieldwork.wave import Origin, Recruitment, Wave
from survey_app.language.words import Words, joined, listed
from survey_app.questionnaire.model import AnyItem, SingleChoice, options_of
from survey_app.tables.dots import ARM_NAMES
from survey_app.tables.items import in_own_words, wording_of
from survey_app.tables.layout import all_filled, cells_of, columns_of, filled, notes_of, told
from survey_app.tables.response_bars import ResponsePart, response_bars, response_parts
from survey_app.tables.rounding import grouped, percent
from survey_app.tables.table import Block, Cell, Column, Kind, Paragraph, Sheet, Table
from survey_app.tables.waves import titled

NAME = Words("Respons")
_RECRUITMENT = {
    Recruitment.CODES: Words("eigen code, per brief of kaart"),
    Recruitment.OPEN_LINK: Words("open link (wie wilde, deed mee)"),
    Recruitment.UNKNOWN: Words("onbekend"),
}
_ARM_WORDS: dict[str | None, Words | str] = {**ARM_NAMES, None: ""}
_WORDS_OF_MODES = {
    "web": Words("online {number}"),
    "paper": Words("op papier {number}"),
    "telephone": Words("per telefoon {number}"),
    "tablet": Words("op een tablet voor iedereen {number}"),
    "assisted": Words("voorgelezen {number}"),
    OTHER_MODES: Words("anders of onbekend {number}"),
}

_FIGURES = (
    *all_filled(RESPONSE, {"frame": 12, "n_total": 12, "response": 12}, Kind.PERCENT),
    filled(RESPONSE["margin_pp"], Kind.MARGIN, 12),
)


def response_sheet(series: WaveSeries) -> Sheet:
    """A table of waves, and one of arms and of segments where there are any; under each the charts of it."""
    told = (*_of_those_approached(series, _SILENT), *counts_only(series), *read_out_words(series))
    blocks: list[Block] = [_wave_table(series), *(Paragraph(text) for text in told)]
    arms = tuple(_arm_rows(series))
    if arms:
        blocks.append(_arm_table(series, arms))
    parts = response_parts(series)
    blocks += _charts(series, [part for part in parts if not part.of_segments])
    segments = _segment_rows(series)
    if segments:
        blocks.append(_segment_table(series, segments))
    blocks += _charts(series, [part for part in parts if part.of_segments])
    blocks += (Paragraph(text) for text in _secret_together(series))
    blocks += _composition_tables(series)
    return Sheet(NAME, titled(Words("Respons in {waves}"), series), tuple(blocks))


def _charts(series: WaveSeries, parts: Sequence[ResponsePart]) -> Iterator[Block]:
    if parts and parts[0].number == 1 and not series.is_one_wave:
        yield Paragraph(_STROKE.filled(wave=series.names[0]))
    yield from (response_bars(series, part) for part in parts)


_STROKE = Words(
    "In de grafiek loopt onder elke latere meting een streep van twee derde tot anderhalf keer de respons in {wave}. "
    "Komt de staaf daar niet tot, of gaat hij eroverheen, dan kunnen andere mensen hebben meegedaan: een verschil is "
    "dan hooguit een aanwijzing."
)


def _wave_table(series: WaveSeries) -> Table:
    return Table(
        name="Respons_metingen",
        title=Words("Per meting"),
        columns=(
            Column(Words("Meting"), Kind.STRONG, 20),
            Column(Words("Werving"), width=34),
            Column(Words("Periode"), width=30),
            *columns_of(_FIGURES),
            *columns_of(_MODES),
        ),
        rows=tuple(
            (
                name,
                _RECRUITMENT[fielded.wave.recruitment],
                _period(fielded.wave),
                *cells_of(_FIGURES, response_of(fielded)),
                *cells_of(_MODES, fielded),
            )
            for name, fielded in zip(series.names, series.waves, strict=True)
        ),
        notes=notes_of(columns_of(_FIGURES)),
    )


def _modes(fielded: FieldedWave) -> Words | None:
    counted = [_WORDS_OF_MODES[mode].filled(number=number) for mode, number in told_modes(fielded).items()]
    return joined(counted, ", ") if counted else None


_MODES = (told(MODES, _modes, 26),)


def _period(wave: Wave) -> Cell:
    if wave.opened_on is None or wave.closed_on is None:
        return Words("dagen niet bekend")
    return Words("{opened} tot en met {closed}").filled(
        opened=f"{wave.opened_on:%d-%m-%Y}", closed=f"{wave.closed_on:%d-%m-%Y}"
    )


def response_words(series: WaveSeries) -> Iterator[Words]:
    """Per wave the response as a share, for who reads no table."""
    return _of_those_approached(series, _RESPONSE)


def _of_those_approached(series: WaveSeries, sentence: Words) -> Iterator[Words]:
    """Per wave how many did not answer: no margin says what they think (STATISTICS 9, non-response)."""
    for name, fielded in zip(series.names, series.waves, strict=True):
        approached, number = fielded.approached, fielded.counts.total.respondents
        if approached is None:
            yield _UNKNOWN_FRAME.filled(wave=name)
        elif number <= approached:
            numbers = {"frame": grouped(approached), "number": grouped(number), "silent": grouped(approached - number)}
            yield sentence.filled(wave=name, rate=f"{percent(number / approached):.0%}", **numbers)


def read_out_words(series: WaveSeries) -> Iterator[Words]:
    """That far more or far fewer were read out to in the last wave than in the first; it lowers no verdict (0247).

    Only where it is so however many there are of what *Respons* does not tell apart.
    """
    first, last = (_read_out(series.waves[place]) for place in (0, -1))
    if max(first[0] - last[1], last[0] - first[1]) > _FAR_MORE:
        yield _READ_OUT.filled(earlier=series.names[0], later=series.names[-1])


def _read_out(fielded: FieldedWave) -> tuple[Fraction, Fraction]:
    """The least and the most that the share can be of who was read out to, by what may be told."""
    modes = told_modes(fielded)
    if not modes:
        return Fraction(0), Fraction(1)
    told, number = modes.get("assisted", 0), sum(modes.values())
    return Fraction(told, number), Fraction(told + modes.get(OTHER_MODES, 0), number)


_FAR_MORE = Fraction(20, 100)
_READ_OUT = Words(
    "Het deel van de mensen aan wie de vragen werden voorgelezen, verschilt meer dan 20 procentpunt tussen {earlier} "
    "en {later}. Wie hardop antwoordt, antwoordt soms anders. Het oordeel is er niet lager door."
)


def counts_only(series: WaveSeries) -> Iterator[Words]:
    """Which waves were not held here, so that nothing is known of them but what was counted."""
    for origin, sentence in _ORIGINS.items():
        waves = [name for name, of in zip(series.names, series.waves, strict=True) if of.wave.origin is origin]
        if waves:
            yield sentence.filled(waves=listed(waves))


_ORIGINS = {
    Origin.PRINTED: Words("{waves}: alleen bekend uit een gedrukte tabel."),
    Origin.FILE: Words("{waves}: uit een bestand van elders, waarvan alleen de tellingen zijn bewaard."),
}


_UNKNOWN_FRAME = Words("{wave}: het is niet bekend hoeveel mensen konden meedoen; de respons is dus onbekend.")
_RESPONSE = Words(
    "{wave}: van de {frame} die konden meedoen, deden er {number} mee ({rate}); over de andere {silent} weten we niets."
)
_SILENT = Words(
    "{wave}: van de {frame} die konden meedoen, antwoordden er {number}; over de andere {silent} weten we niets."
)


def _arm_rows(series: WaveSeries) -> Iterator[tuple[Cell, ...]]:
    """Pilot and mirror of each wave, with who they consist of."""
    for name, fielded, groups in zip(series.names, series.waves, series.groups, strict=True):
        for arm in groups:
            if arm.group.kind is GroupKind.ARM:
                there = (*fielded.invited, *fielded.responded)
                segments = [one for one in fielded.instrument.study.segments if one.arm == arm.group.id]
                labels = [one.label for one in segments if one.id in there and one.id not in arm.left_out]
                figures = cells_of(_FIGURES, Response(arm.approached, arm.respondents))
                which = listed(labels) if labels else Sign.NIL
                yield name, joined([arm.label or arm.group.id]).capitalised(), which, *figures


def _arm_table(series: WaveSeries, rows: tuple[tuple[Cell, ...], ...]) -> Table:
    return Table(
        name="Respons_pilot",
        title=Words("Pilot en spiegel"),
        columns=(
            Column(Words("Meting"), Kind.STRONG, 20),
            Column(Words("Wie")),
            Column(Words("Welke {segments}").filled(**series.segment_names)),
            *columns_of(_FIGURES),
        ),
        rows=rows,
    )


def _segment_rows(series: WaveSeries) -> list[tuple[Cell, ...]]:
    return [
        (name, segment.label, _ARM_WORDS[segment.arm], *cells_of(_FIGURES, response_of(fielded, segment)))
        for name, fielded in zip(series.names, series.waves, strict=True)
        for segment in fielded.instrument.study.segments
        if segment.id in fielded.invited
    ]


def _secret_together(series: WaveSeries) -> Iterator[Words]:
    """What is hidden for the sake of what, and where it still counts; not which of them are too small."""
    for name, fielded, groups in zip(series.names, series.waves, series.groups, strict=True):
        segments = fielded.instrument.study.segments
        untold = [segment for segment in segments if fielded.responded.get(segment.id, 0) is None]
        in_arms = {arm.group.id: arm.left_out for arm in groups if arm.group.kind is GroupKind.ARM}
        outside = [segment.label for segment in untold if segment.id in in_arms.get(segment.arm or "", {segment.id})]
        for arm in in_arms:
            within = [segment.label for segment in untold if segment.arm == arm and segment.label not in outside]
            if within:
                yield _SECRET_IN_ARM.filled(wave=name, arm=_ARM_WORDS[arm], segments=listed(within))
        nowhere = [_NOWHERE.filled(**series.segment_names)] if None in fielded.responded else []
        if outside:
            yield _SECRET_IN_ALL.filled(wave=name, segments=listed([*outside, *nowhere]))


_NOWHERE = Words("wie van geen bekende {segment} is")
_TOGETHER = Words(
    "{{wave}}: {{segments}} zijn samen geheim (x). Er zijn te kleine groepen bij; de andere staan er niet omdat die "
    "anders uit het totaal volgen. {where}"
)
_SECRET_IN_ARM = _TOGETHER.filled(where=Words("Alle tellen mee in {arm} en in het totaal."))
_SECRET_IN_ALL = _TOGETHER.filled(where=Words("Ze tellen mee in het totaal, en niet in pilot of spiegel."))


def _segment_table(series: WaveSeries, rows: list[tuple[Cell, ...]]) -> Table:
    about = Words("Dit zijn aantallen vragenlijsten, geen antwoorden.")
    return Table(
        name="Respons_delen",
        title=Words("Per {segment}").filled(**series.segment_names),
        columns=(
            Column(Words("Meting"), Kind.STRONG, 20),
            Column(series.segment_names["Segment"]),
            Column(Words("Pilot of spiegel")),
            *columns_of(_FIGURES),
        ),
        rows=tuple(rows),
        notes=(about,),
    )


def _composition_tables(series: WaveSeries) -> Iterator[Table]:
    """Who answered, by trait and wave, beside the population where that is known.

    A table per background question of which one answer was chosen, in the order of the latest questionnaire.
    """
    items = [fielded.instrument.questionnaire.items for fielded in series.waves]
    for number, item_id in enumerate(dict.fromkeys(item for asked in reversed(items) for item in asked)):
        asked = [of_wave_items.get(item_id) for of_wave_items in items]
        traits = [item for item in asked if isinstance(item, SingleChoice) and item.is_trait]
        if traits:
            yield _composition_table(series, asked, traits[-1], f"Respons_samenstelling_{number}")


def _composition_table(series: WaveSeries, asked: Sequence[AnyItem | None], trait: SingleChoice, name: str) -> Table:
    """The answers of the latest wave that asked, then those that only earlier ones offered."""
    labels = [{option.id: option.label for option in options_of(item)} if item else {} for item in asked]
    population, waves = _population(series, trait), list(zip(series.waves, series.shown, strict=True))
    return Table(
        name=name,
        title=Words("Samenstelling: {question}").filled(question=wording_of(asked, series.names, " · ")),
        columns=(
            Column(Words("Antwoord"), Kind.STRONG, 20),
            *(column for wave in series.names for column in columns_of(_SHARE, wave=wave)),
            *(columns_of(_OF_PEOPLE) if population else ()),
        ),
        rows=tuple(
            (
                in_own_words([known.get(option) for known in labels], series.names),
                *(cell for fielded, shown in waves for cell in _share(fielded, shown, trait.id, option)),
                *(cells_of(_OF_PEOPLE, population.get(option, _NOBODY_KNOWS)) if population else ()),
            )
            for option in dict.fromkeys(option for known in reversed(labels) for option in known)
        ),
        notes=(*notes_of(columns_of(_SHARE)), _COMPOSITION_NOTE),
    )


_SHARE = all_filled(ANSWER, {"share": 14}, Kind.PERCENT)
_OF_PEOPLE = all_filled(POPULATION, {"population": 14}, Kind.PERCENT)
_NOBODY_KNOWS = Category(None, 0)


def _share(fielded: FieldedWave, shown: Shown, item_id: str, option: str) -> tuple[Cell, ...]:
    item = fielded.instrument.questionnaire.items.get(item_id)
    is_offered = isinstance(item, SingleChoice) and any(option == offered.id for offered in item.options)
    return cells_of(_SHARE, AnswerInWave(shown[item_id], option) if is_offered else None)


def _population(series: WaveSeries, trait: SingleChoice) -> dict[str, Category]:
    """The categories of the population, where the study stores them for this trait."""
    margins = series.latest.instrument.study.margins
    if margins is None or margins.item != trait.id:
        return {}
    total = sum(margins.population.values())
    return {category: Category(number, total) for category, number in margins.population.items()} if total else {}


_COMPOSITION_NOTE = Words("Een andere samenstelling kan een verschil tussen metingen verklaren.")
