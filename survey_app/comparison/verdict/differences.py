"""What changed in an item from one wave to the next, as reasons of a verdict (STATISTICS 9 and 13)."""

from collections.abc import Iterator

from survey_app.comparison.results import Code, Level, Names, Reason
from survey_app.language.naming import language_words
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
    Change.EXCLUSIVE: Words("welk antwoord niet samen met een ander gekozen kon worden"),
}


def item_reasons(revision: ItemRevision, names: Names, accepted: str | None = None) -> Iterator[Reason]:
    """Whether the question was asked in both waves, of the same people, in the same words and surroundings.

    `accepted` is the reason why a researcher says that a changed wording asks the same; None when nobody did.
    """
    earlier, later = names
    if revision.is_in_both and not revision.changes:
        return
    if not revision.is_in_both:
        sentence = Words("Deze vraag is in {wave} niet gesteld.")
        missing = earlier if revision.earlier is None else later
        yield Reason(Code.NOT_ASKED, Level.NOT_COMPARABLE, sentence.filled(wave=missing))
        return
    yield from _wording(revision, names, accepted)
    if Change.ROUTING in revision.changes:
        sentence = Words("De vraag is in {later} niet aan dezelfde groep mensen gesteld als in {earlier}.")
        yield Reason(Code.POPULATION_DIFFERS, Level.NOT_COMPARABLE, sentence.filled(earlier=earlier, later=later))
    yield from _block(revision, names)
    for change, otherwise in _OF_FORM.items():
        if change in revision.changes:
            yield Reason(Code.FORM, Level.INDICATIVE, otherwise.filled(earlier=earlier, later=later))


def option_reasons(revision: ItemRevision, option_id: str, names: Names) -> Iterator[Reason]:
    """Whether the option could be chosen in both waves."""
    missing = [
        name
        for name, options in zip(names, (revision.options.added, revision.options.removed), strict=True)
        if any(option.id == option_id for option in options)
    ]
    if missing:
        sentence = Words("Dit antwoord kon in {waves} niet gekozen worden.").filled(waves=listed(missing))
        yield Reason(Code.OPTION_NOT_OFFERED, Level.NOT_COMPARABLE, sentence)


def _wording(revision: ItemRevision, names: Names, accepted: str | None) -> Iterator[Reason]:
    changed = [words for change, words in _OF_QUESTION.items() if change in revision.changes]
    relabelled = Words("het antwoord ‘{label}’")
    changed += [relabelled.filled(label=later.label) for _, later in revision.options.relabelled]
    if revision.has_other_alternatives:
        changed.append(Words("de lijst van antwoorden waaruit er één gekozen werd"))
    if changed and accepted is not None and revision.is_editorial:
        yield Reason(Code.EDITORIAL, Level.INDICATIVE, _ACCEPTED.filled(changed=listed(changed), reason=accepted))
    elif changed:
        sentence = Words("In {later} is de vraag anders dan in {earlier}. Dit is gewijzigd: {changed}.").filled(
            earlier=names[0], later=names[1], changed=listed(changed)
        )
        yield Reason(Code.WORDING, Level.NOT_COMPARABLE, sentence)


_ACCEPTED = Words("Een onderzoeker heeft een kleine wijziging geaccepteerd ({changed}): ‘{reason}’.")


def _block(revision: ItemRevision, names: Names) -> Iterator[Reason]:
    """Another block says all: another lead-in and place come with it."""
    changed = [words for change, words in _OF_BLOCK.items() if change in revision.changes]
    changed += [_TRANSLATION.filled(language=language_words(language)) for language in revision.translations]
    if Change.SECTION in revision.changes and revision.earlier and revision.later:
        titles = {"before": revision.earlier.section.title, "after": revision.later.section.title}
        sentence = _UNDER_OTHER_TITLES.filled(earlier=names[0], later=names[1], **titles)
    elif changed:
        otherwise = _IS_OTHERWISE if len(changed) == 1 else _ARE_OTHERWISE
        sentence = otherwise.filled(earlier=names[0], later=names[1], changed=listed(changed))
    else:
        return
    yield Reason(Code.BLOCK, Level.INDICATIVE, sentence)


_TRANSLATION = Words("de vertaling in het {language}")
_UNDER_OTHER_TITLES = Words(
    "De vraag stond in {earlier} onder ‘{before}’ en in {later} onder ‘{after}’; dat kan de antwoorden beïnvloeden."
)
_IS_OTHERWISE = Words("In {later} is {changed} anders dan in {earlier}; dat kan de antwoorden beïnvloeden.")
_ARE_OTHERWISE = Words("In {later} zijn {changed} anders dan in {earlier}; dat kan de antwoorden beïnvloeden.")
_OF_FORM = {
    Change.FORM: Words(
        "De vraag is in {later} in een andere vorm voorgelegd dan in {earlier} (op een kaart, één tegelijk, "
        "in een tabel of met gezichtjes); dat kan de antwoorden beïnvloeden."
    ),
    Change.PICTURE: Words(
        "Bij de vraag staat in {later} niet hetzelfde plaatje als in {earlier}, of in één van de twee geen; "
        "dat kan de antwoorden beïnvloeden."
    ),
}
