"""What changed in an item that two versions have, in a few words of both languages."""

from __future__ import annotations

from survey_app.questionnaire.revisions import Change, ItemRevision
from survey_app.questionnaire.words import Words


def revision_words(revision: ItemRevision) -> list[Words]:
    """Everything that differs, options by name; empty when nothing does, or when only one version has the item."""
    found = [words for change, words in _CHANGES.items() if change in revision.changes]
    found += [_ADDED.filled(label=option.label) for option in revision.options.added]
    found += [_REMOVED.filled(label=option.label) for option in revision.options.removed]
    found += [_RELABELLED.filled(before=old.label, after=new.label) for old, new in revision.options.relabelled]
    return found


_CHANGES = {
    Change.TYPE: Words("andere soort vraag", "another kind of question"),
    Change.TEXT: Words("andere tekst", "another text"),
    Change.HELP: Words("andere toelichting", "another explanation"),
    Change.RESPONSE_SCALE: Words("andere antwoordschaal", "another response scale"),
    Change.NOT_APPLICABLE: Words("n.v.t. wel of niet aangeboden", "n/a offered or not"),
    Change.REQUIRED: Words("verplicht of niet", "required or not"),
    Change.BOUNDS: Words("andere grenzen", "other bounds"),
    Change.OPTION_ORDER: Words("andere volgorde van antwoorden", "another order of answers"),
    Change.ROUTING: Words("aan anderen gesteld", "put to others"),
    Change.SECTION: Words("ander blok", "another block"),
    Change.LEAD_IN: Words("andere inleiding", "another introduction"),
    Change.ORDER: Words("andere plaats in het blok", "another place in the block"),
    Change.FORM: Words("andere vorm (los, tabel of gezichtjes)", "another form (card, grid or smileys)"),
}

_ADDED = Words("nieuw antwoord ‘{label}’", "new answer ‘{label}’")
_REMOVED = Words("vervallen antwoord ‘{label}’", "dropped answer ‘{label}’")
_RELABELLED = Words("‘{before}’ werd ‘{after}’", "‘{before}’ became ‘{after}’")
