"""Sheet *Vraagstelling*: what was asked in each wave, and what changed since the wave before, in words."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from survey_app.comparison.figures.signs import Sign
from survey_app.comparison.series import WaveSeries
from survey_app.dataset.from_files.names import one_line
from survey_app.language.words import Words, joined
from survey_app.questionnaire.fielded_revisions import fielded_revisions
from survey_app.questionnaire.model import Questionnaire, Section
from survey_app.questionnaire.revision_words import revision_words
from survey_app.questionnaire.revisions import ItemRevision, Placed, is_same_text
from survey_app.questionnaire.types.direction import Directed, HigherIs
from survey_app.tables.columns import of_wave
from survey_app.tables.table import Cell, Column, Kind, Paragraph, Sheet, Table, Text
from survey_app.tables.waves import titled

Revisions = Mapping[str, ItemRevision]
"""By item, from one wave to the next."""

NAME = Words("Vraagstelling")
_SAME = Words("gelijk")

_TEXT, _BLOCK, _ANSWERS = Words("Tekst"), Words("Blok"), Words("Antwoorden")
_WIDTHS = {_TEXT: 46, _BLOCK: 16, _ANSWERS: 40}
_CHANGE = Words("Wijziging")


def wording_sheet(series: WaveSeries) -> Sheet:
    """Of two waves a row per question, side by side; of more a row per question and wave. Then the blocks alike."""
    questionnaires = [fielded.instrument.questionnaire for fielded in series.waves]
    changes = [fielded_revisions(earlier.instrument, later.instrument) for earlier, later in pairwise(series.waves)]
    two = len(series.waves) == 2
    together = 1 if two else len(series.waves)
    rows = _wide_rows(series, questionnaires, changes[0]) if two else _long_rows(series, questionnaires, changes)
    blocks = (
        Paragraph(_number_changed(changes), strong=True),
        Paragraph(_WHAT_COUNTS),
        Table(
            "Vraagstelling_vragen",
            Words("Vragen"),
            _columns(series, _TEXT, _BLOCK, _ANSWERS),
            tuple(rows),
            main=True,
            frozen=1 if two else 2,
            rows_together=together,
        ),
        Table(
            "Vraagstelling_blokken",
            Words("Blokken en hun inleiding"),
            _columns(series, _TEXT),
            tuple(_lead_rows(series, questionnaires)),
            rows_together=together,
        ),
    )
    return Sheet(NAME, titled(Words("Vraagstelling in {waves}"), series), blocks, upright=True)


_WHAT_COUNTS = Words("Hoofdletters en leestekens tellen mee; spaties niet.")


def _number_changed(changes: Sequence[Revisions]) -> Words:
    """How many questions are not the same in every wave."""
    asked = {item_id for by_item in changes for item_id in by_item}
    changed = {item_id for by_item in changes for item_id, revision in by_item.items() if _is_changed(revision)}
    return _how_many(len(changed), len(asked)).filled(
        changed=len(changed), total=len(asked), waves=_IN_BOTH if len(changes) == 1 else _IN_ALL
    )


def _how_many(changed: int, total: int) -> Words:
    """The sentence for none, one, some or all of them."""
    if total == 1:
        return _ONLY_ONE_CHANGED if changed else _ONLY_ONE_SAME
    if changed in (0, total):
        return _ALL_CHANGED if changed else _ALL_SAME
    return _ONE_CHANGED if changed == 1 else _SOME_CHANGED


_IN_BOTH, _IN_ALL = Words("beide"), Words("alle")
_ONLY_ONE_SAME = Words("De enige vraag is in {waves} metingen precies gelijk.")
_ONLY_ONE_CHANGED = Words("De enige vraag is niet in {waves} metingen precies gelijk.")
_ALL_SAME = Words("Alle {total} vragen zijn in {waves} metingen precies gelijk.")
_ALL_CHANGED = Words("Geen van de {total} vragen is in {waves} metingen precies gelijk.")
_ONE_CHANGED = Words("1 van de {total} vragen is niet in {waves} metingen precies gelijk.")
_SOME_CHANGED = Words("{changed} van de {total} vragen zijn niet in {waves} metingen precies gelijk.")


def _is_changed(revision: ItemRevision) -> bool:
    return not revision.is_in_both or bool(revision.changes)


def _columns(series: WaveSeries, *parts: Words) -> tuple[Column, ...]:
    if len(series.waves) == 2:
        pairs = [Column(of_wave(part, name), width=_WIDTHS[part]) for part in parts for name in series.names]
        return (Column(_CHANGE, Kind.STRONG, 24), *pairs)
    since = Words("Wijziging sinds de meting ervoor")
    singles = [Column(part, width=_WIDTHS[part]) for part in parts]
    return (Column(since, Kind.STRONG, 24), Column(Words("Meting"), Kind.STRONG, 14), *singles)


def _wide_rows(
    series: WaveSeries, questionnaires: Sequence[Questionnaire], changes: Revisions
) -> Iterator[tuple[Cell, ...]]:
    names = series.names[0], series.names[1]
    for revision in changes.values():
        both = revision.earlier, revision.later
        yield (
            _change(revision, names),
            *map(_question, both),
            *map(_block, both),
            *map(_answer_words, questionnaires, both),
        )


def _long_rows(
    series: WaveSeries, questionnaires: Sequence[Questionnaire], changes: Sequence[Revisions]
) -> Iterator[tuple[Cell, ...]]:
    for item_id in dict.fromkeys(item_id for by_item in reversed(changes) for item_id in by_item):
        for wave, questionnaire in enumerate(questionnaires):
            # The placed item of a wave: the later side of the pair that ends with it, or the earlier of the first pair.
            revision = changes[max(wave - 1, 0)].get(item_id)
            placed = None if revision is None else revision.later if wave else revision.earlier
            names = series.names[max(wave - 1, 0)], series.names[wave]
            yield (
                Sign.IMPOSSIBLE if wave == 0 or revision is None else _change(revision, names),
                series.names[wave],
                _question(placed),
                _block(placed),
                _answer_words(questionnaire, placed),
            )


def _lead_rows(series: WaveSeries, questionnaires: Sequence[Questionnaire]) -> Iterator[tuple[Cell, ...]]:
    """Blocks with the same id together, in the order of the latest wave; then those that only earlier ones had."""
    sections = [{section.id: section for section in asking.sections} for asking in questionnaires]
    for block_id in dict.fromkeys(block_id for by_id in reversed(sections) for block_id in by_id):
        placed = [by_id.get(block_id) for by_id in sections]
        if len(placed) == 2:
            names = series.names[0], series.names[1]
            yield (_lead_change(placed[0], placed[1], names), *(_lead(block) for block in placed))
            continue
        for wave, block in enumerate(placed):
            names = series.names[max(wave - 1, 0)], series.names[wave]
            before = placed[max(wave - 1, 0)]
            nothing = wave == 0 or (block is None and before is None)
            change = Sign.IMPOSSIBLE if nothing else _lead_change(before, block, names)
            yield change, series.names[wave], _lead(block)


def _lead_change(earlier: Section | None, later: Section | None, names: tuple[Words, Words]) -> Cell:
    if earlier is None or later is None:
        return _only_in(names[0] if later is None else names[1])
    same = is_same_text(earlier.title, later.title) and is_same_text(earlier.lead_in, later.lead_in)
    return _SAME if same else Words("kop of inleiding gewijzigd")


def _only_in(wave: Words) -> Words:
    return Words("alleen in {wave}").filled(wave=wave)


def _block(placed: Placed | None) -> Cell:
    return Sign.IMPOSSIBLE if placed is None else placed.section.title


def _question(placed: Placed | None) -> Cell:
    if placed is None:
        return Words("(niet gesteld)")
    item = placed.item
    parts: list[Text] = [one_line(part) for part in (item.text, item.help or "") if part]
    parts += [_PICTURE.filled(alt=one_line(item.image.alt))] if item.image else []
    parts += [Words("(verplicht)")] if item.required else []
    if isinstance(item, Directed) and item.higher_is is not None:
        parts.append(_HIGHER_IS[item.higher_is])
    parts += [_ROUTED] if item.when is not None or placed.section.when is not None else []
    return joined(parts, "\n")


_PICTURE = Words("(met een plaatje: {alt})")
_HIGHER_IS = {
    HigherIs.BETTER: Words("(hoger is beter)"),
    HigherIs.WORSE: Words("(hoger is slechter)"),
    HigherIs.NEITHER: Words("(hoger is beter noch slechter)"),
}
_ROUTED = Words("(alleen gesteld na een bepaald antwoord)")


def _answer_words(questionnaire: Questionnaire, placed: Placed | None) -> Cell:
    if placed is None:
        return Sign.IMPOSSIBLE
    return joined(placed.item.answers_in_words(questionnaire.response_scales), " · ")


def _change(revision: ItemRevision, names: tuple[Words, Words]) -> Words:
    """What differs, in words; options by name."""
    if revision.earlier is None:
        return _only_in(names[1])
    if revision.later is None:
        return _only_in(names[0])
    words = revision_words(revision)
    return joined(words, ", ") if words else _SAME


def _lead(block: Section | None) -> Cell:
    if block is None:
        return Sign.IMPOSSIBLE
    return f"{one_line(block.title)}: {one_line(block.lead_in)}" if block.lead_in else one_line(block.title)
