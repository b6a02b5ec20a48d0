"""What changed in an item from one wave to the next, as reasons of a verdict (STATISTICS 9 and 13)."""

from __future__ import annotations

from survey_app.comparison.names import Names
from survey_app.comparison.results import Code, Level, Reason
from survey_app.comparison.sentences import and_list
from survey_app.questionnaire.revisions import Change, ItemRevision

_OF_QUESTION = {
    Change.TYPE: "de soort vraag",
    Change.TEXT: "de tekst",
    Change.HELP: "de toelichting",
    Change.RESPONSE_SCALE: "de antwoorden waaruit gekozen kon worden",
    Change.NOT_APPLICABLE: "of n.v.t. gekozen kon worden",
    Change.REQUIRED: "of een antwoord verplicht was",
    Change.BOUNDS: "welke getallen ingevuld konden worden",
}

_OF_BLOCK = {
    Change.LEAD_IN: "de inleiding boven de vraag",
    Change.ORDER: "de plaats van de vraag",
    Change.OPTION_ORDER: "de volgorde van de antwoorden",
}


def item_reasons(revision: ItemRevision, names: Names) -> list[Reason]:
    """Whether the question was asked in both waves, of the same people, in the same words and surroundings."""
    if not revision.is_in_both:
        missing = names[0] if revision.earlier is None else names[1]
        return [Reason(Code.NOT_ASKED, Level.NOT_COMPARABLE, f"Deze vraag is in {missing} niet gesteld.")]
    return [*_wording(revision, names), *_routing(revision, names), *_block(revision, names)]


def option_reasons(revision: ItemRevision, option_id: str, names: Names) -> list[Reason]:
    """Whether the option could be chosen in both waves."""
    missing = [
        name
        for name, options in zip(names, (revision.options.added, revision.options.removed), strict=True)
        if any(option.id == option_id for option in options)
    ]
    if not missing:
        return []
    sentence = f"Dit antwoord kon in {and_list(missing)} niet gekozen worden."
    return [Reason(Code.OPTION_NOT_OFFERED, Level.NOT_COMPARABLE, sentence)]


def _wording(revision: ItemRevision, names: Names) -> list[Reason]:
    changed = [words for change, words in _OF_QUESTION.items() if change in revision.changes]
    changed += [f"het antwoord ‘{later.label}’" for _, later in revision.options.relabelled]
    changed += ["de lijst van antwoorden waaruit er één gekozen werd"] if revision.has_other_alternatives else []
    if not changed:
        return []
    sentence = f"In {names[1]} is de vraag anders dan in {names[0]}. Dit is gewijzigd: {and_list(changed)}."
    return [Reason(Code.WORDING, Level.NOT_COMPARABLE, sentence)]


def _routing(revision: ItemRevision, names: Names) -> list[Reason]:
    if Change.ROUTING not in revision.changes:
        return []
    sentence = f"De vraag is in {names[1]} niet aan dezelfde groep mensen gesteld als in {names[0]}."
    return [Reason(Code.POPULATION_DIFFERS, Level.NOT_COMPARABLE, sentence)]


def _block(revision: ItemRevision, names: Names) -> list[Reason]:
    """Another block says all: another lead-in and place come with it."""
    changed = [words for change, words in _OF_BLOCK.items() if change in revision.changes]
    if Change.SECTION in revision.changes and revision.earlier and revision.later:
        titles = revision.earlier.section.title, revision.later.section.title
        told = f"De vraag stond in {names[0]} onder ‘{titles[0]}’ en in {names[1]} onder ‘{titles[1]}’"
    elif changed:
        verb = "is" if len(changed) == 1 else "zijn"
        told = f"In {names[1]} {verb} {and_list(changed)} anders dan in {names[0]}"
    else:
        return []
    return [Reason(Code.BLOCK, Level.INDICATIVE, f"{told}; dat kan de antwoorden beïnvloeden.")]
