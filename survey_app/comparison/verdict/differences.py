"""What changed in an item from one wave to the next, as reasons of a verdict (STATISTICS 9 and 13)."""

from __future__ import annotations

from survey_app.comparison.results import Code, Level, Names, Reason
from survey_app.language.words import Words, listed
from survey_app.questionnaire.revisions import Change, ItemRevision

_OF_QUESTION = {
    Change.TYPE: Words("de soort vraag"),
    Change.TEXT: Words("de tekst"),
    Change.HELP: Words("de toelichting"),
    Change.RESPONSE_SCALE: Words("de antwoorden waaruit gekozen kon worden"),
    Change.NOT_APPLICABLE: Words("of n.v.t. gekozen kon worden"),
    Change.REQUIRED: Words("of een antwoord verplicht was"),
    Change.BOUNDS: Words("welke getallen ingevuld konden worden"),
}

_OF_BLOCK = {
    Change.LEAD_IN: Words("de inleiding boven de vraag"),
    Change.ORDER: Words("de plaats van de vraag"),
    Change.OPTION_ORDER: Words("de volgorde van de antwoorden"),
}


def item_reasons(revision: ItemRevision, names: Names, accepted: str | None = None) -> list[Reason]:
    """Whether the question was asked in both waves, of the same people, in the same words and surroundings.

    `accepted` is the reason why a researcher says that a changed wording asks the same; None when nobody did.
    """
    if not revision.is_in_both:
        missing = names[0] if revision.earlier is None else names[1]
        sentence = Words("Deze vraag is in {wave} niet gesteld.")
        return [Reason(Code.NOT_ASKED, Level.NOT_COMPARABLE, sentence.filled(wave=missing))]
    of_question = [*_wording(revision, names, accepted), *_routing(revision, names)]
    return [*of_question, *_block(revision, names), *_form(revision, names)]


def option_reasons(revision: ItemRevision, option_id: str, names: Names) -> list[Reason]:
    """Whether the option could be chosen in both waves."""
    missing = [
        name
        for name, options in zip(names, (revision.options.added, revision.options.removed), strict=True)
        if any(option.id == option_id for option in options)
    ]
    if not missing:
        return []
    sentence = Words("Dit antwoord kon in {waves} niet gekozen worden.").filled(waves=listed(missing))
    return [Reason(Code.OPTION_NOT_OFFERED, Level.NOT_COMPARABLE, sentence)]


def _wording(revision: ItemRevision, names: Names, accepted: str | None) -> list[Reason]:
    changed = [words for change, words in _OF_QUESTION.items() if change in revision.changes]
    relabelled = Words("het antwoord ‘{label}’")
    changed += [relabelled.filled(label=later.label) for _, later in revision.options.relabelled]
    if revision.has_other_alternatives:
        changed.append(Words("de lijst van antwoorden waaruit er één gekozen werd"))
    if not changed:
        return []
    if accepted is not None and revision.is_editorial:
        return [Reason(Code.EDITORIAL, Level.INDICATIVE, _ACCEPTED.filled(changed=listed(changed), reason=accepted))]
    sentence = Words("In {later} is de vraag anders dan in {earlier}. Dit is gewijzigd: {changed}.").filled(
        earlier=names[0], later=names[1], changed=listed(changed)
    )
    return [Reason(Code.WORDING, Level.NOT_COMPARABLE, sentence)]


_ACCEPTED = Words("Een onderzoeker heeft een kleine wijziging geaccepteerd ({changed}): ‘{reason}’.")


def _routing(revision: ItemRevision, names: Names) -> list[Reason]:
    if Change.ROUTING not in revision.changes:
        return []
    sentence = Words("De vraag is in {later} niet aan dezelfde groep mensen gesteld als in {earlier}.").filled(
        earlier=names[0], later=names[1]
    )
    return [Reason(Code.POPULATION_DIFFERS, Level.NOT_COMPARABLE, sentence)]


def _block(revision: ItemRevision, names: Names) -> list[Reason]:
    """Another block says all: another lead-in and place come with it."""
    changed = [words for change, words in _OF_BLOCK.items() if change in revision.changes]
    if Change.SECTION in revision.changes and revision.earlier and revision.later:
        titles = {"before": revision.earlier.section.title, "after": revision.later.section.title}
        sentence = _UNDER_OTHER_TITLES.filled(earlier=names[0], later=names[1], **titles)
    elif changed:
        told = _IS_OTHERWISE if len(changed) == 1 else _ARE_OTHERWISE
        sentence = told.filled(earlier=names[0], later=names[1], changed=listed(changed))
    else:
        return []
    return [Reason(Code.BLOCK, Level.INDICATIVE, sentence)]


def _form(revision: ItemRevision, names: Names) -> list[Reason]:
    if Change.FORM not in revision.changes:
        return []
    sentence = Words(
        "De stelling is in {later} in een andere vorm voorgelegd dan in {earlier} (los, in een tabel of met "
        "gezichtjes); "
        "dat kan de antwoorden beïnvloeden."
    ).filled(earlier=names[0], later=names[1])
    return [Reason(Code.FORM, Level.INDICATIVE, sentence)]


_UNDER_OTHER_TITLES = Words(
    "De vraag stond in {earlier} onder ‘{before}’ en in {later} onder ‘{after}’; dat kan de antwoorden beïnvloeden."
)
_IS_OTHERWISE = Words("In {later} is {changed} anders dan in {earlier}; dat kan de antwoorden beïnvloeden.")
_ARE_OTHERWISE = Words("In {later} zijn {changed} anders dan in {earlier}; dat kan de antwoorden beïnvloeden.")
