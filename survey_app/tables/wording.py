"""Sheet *Vraagstelling*: what was asked in each wave, side by side, with the changes in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from survey_app.comparison.results import WaveComparison
from survey_app.questionnaire.model import AnyItem, LikertStatement, Mark, Number, Questionnaire, Section, options_of
from survey_app.questionnaire.revisions import Change, ItemRevision, Placed, is_same_text, revisions
from survey_app.tables.columns import distinct
from survey_app.tables.table import Cell, Column, Kind, Paragraph, Sheet, Sign, Table
from survey_app.tables.waves import marked_title, months_named, wave_names

NAME = "Vraagstelling"
_SAME = "gelijk"


_CHANGES = {
    Change.TYPE: "andere soort vraag",
    Change.TEXT: "andere tekst",
    Change.HELP: "andere toelichting",
    Change.RESPONSE_SCALE: "andere antwoordschaal",
    Change.NOT_APPLICABLE: "n.v.t. wel of niet aangeboden",
    Change.REQUIRED: "verplicht of niet",
    Change.BOUNDS: "andere grenzen",
    Change.OPTION_ORDER: "andere volgorde van antwoorden",
    Change.ROUTING: "aan anderen gesteld",
    Change.SECTION: "ander blok",
    Change.LEAD_IN: "andere inleiding",
    Change.ORDER: "andere plaats in het blok",
}


def wording_sheet(comparison: WaveComparison) -> Sheet:
    """A row per question, and a row per block with its lead-in."""
    names = wave_names(comparison)
    earlier, later = (fielded.instrument.questionnaire for fielded in comparison.waves)
    rows = [_row(revision, (earlier, later), names) for revision in revisions(earlier, later).values()]
    leads = [_lead_row(*pair, names) for pair in _paired(_sections(earlier), _sections(later))]
    changed = sum(row[0] != _SAME for row in rows)
    blocks = (
        Paragraph(f"{changed} van de {len(rows)} vragen zijn niet in beide metingen precies gelijk.", strong=True),
        Paragraph("Hoofdletters en leestekens tellen mee; spaties niet."),
        Table(
            "Vraagstelling_vragen",
            "Vragen",
            _columns(names, "Tekst", "Blok", "Antwoorden"),
            tuple(rows),
            main=True,
            frozen=1,
        ),
        Table("Vraagstelling_blokken", "Blokken en hun inleiding", _columns(names, "Tekst"), tuple(leads)),
    )
    title = marked_title(f"Vraagstelling in {months_named(comparison)}", comparison)
    return Sheet(NAME, title, blocks)


_WIDTHS = {"Tekst": 46, "Blok": 16, "Antwoorden": 40}


def _columns(names: tuple[str, str], *parts: str) -> tuple[Column, ...]:
    pairs = [Column(f"{part} {name}", width=_WIDTHS[part]) for part in parts for name in names]
    return distinct([Column("Wijziging", Kind.STRONG, 24), *pairs])


def _paired(
    earlier: Mapping[str, Section], later: Mapping[str, Section]
) -> Iterator[tuple[Section | None, Section | None]]:
    """Blocks with the same id, in the order of the later wave; then those that only the earlier one had."""
    for known in dict.fromkeys([*later, *earlier]):
        yield earlier.get(known), later.get(known)


def _sections(questionnaire: Questionnaire) -> dict[str, Section]:
    return {section.id: section for section in questionnaire.sections}


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _answers(questionnaire: Questionnaire, item: AnyItem) -> Iterator[str]:
    """What could be answered, in reading order."""
    match item:
        case LikertStatement():
            scale = questionnaire.response_scale_of(item)
            yield from (point.label for point in scale.points)
            if scale.not_applicable:
                yield scale.not_applicable
        case Mark():
            yield "cijfer van 1 tot en met 10"
        case Number(minimum=minimum, maximum=maximum, unit=unit):
            yield f"getal van {minimum} tot en met {maximum}{f' {unit}' if unit else ''}"
        case _:
            yield from (option.label for option in options_of(item))


def _row(
    revision: ItemRevision, questionnaires: tuple[Questionnaire, Questionnaire], names: tuple[str, str]
) -> tuple[Cell, ...]:
    both = revision.earlier, revision.later
    answers = zip(both, questionnaires, strict=True)
    return (
        _change(revision, names),
        *(_question(placed) for placed in both),
        *(Sign.IMPOSSIBLE if placed is None else placed.section.title for placed in both),
        *(Sign.IMPOSSIBLE if placed is None else _answer_words(asking, placed.item) for placed, asking in answers),
    )


def _question(placed: Placed | None) -> Cell:
    if placed is None:
        return "(niet gesteld)"
    item = placed.item
    routed = item.when is not None or placed.section.when is not None
    parts = (item.text, item.help, "(verplicht)" if item.required else "", _ROUTED if routed else "")
    return "\n".join(_one_line(part) for part in parts if part)


_ROUTED = "(alleen gesteld na een bepaald antwoord)"


def _answer_words(questionnaire: Questionnaire, item: AnyItem) -> str:
    return " · ".join(_answers(questionnaire, item)) or "eigen woorden"


def _change(revision: ItemRevision, names: tuple[str, str]) -> str:
    """What differs, in words; options by name."""
    if revision.earlier is None:
        return f"alleen in {names[1]}"
    if revision.later is None:
        return f"alleen in {names[0]}"
    found = [words for change, words in _CHANGES.items() if change in revision.changes]
    found += [f"nieuw antwoord ‘{option.label}’" for option in revision.options.added]
    found += [f"vervallen antwoord ‘{option.label}’" for option in revision.options.removed]
    found += [f"‘{before.label}’ werd ‘{after.label}’" for before, after in revision.options.relabelled]
    return ", ".join(found) or _SAME


def _lead_row(earlier: Section | None, later: Section | None, names: tuple[str, str]) -> tuple[Cell, ...]:
    told = [Sign.IMPOSSIBLE if block is None else _lead(block) for block in (earlier, later)]
    if earlier is None or later is None:
        return f"alleen in {names[0] if later is None else names[1]}", *told
    return _SAME if is_same_text(*told) else "kop of inleiding gewijzigd", *told


def _lead(block: Section) -> str:
    return f"{_one_line(block.title)}: {_one_line(block.lead_in)}" if block.lead_in else _one_line(block.title)
