"""What changed in an item that two versions have, in a few words of both languages."""

from survey_app.language.naming import language_words
from survey_app.language.words import Words
from survey_app.questionnaire.revisions import Change, ItemRevision


def revision_words(revision: ItemRevision) -> list[Words]:
    """Everything that differs, options by name; empty when nothing does, or when only one version has the item."""
    return [
        *(words for change, words in _CHANGES.items() if change in revision.changes),
        *(_TRANSLATED.filled(language=language_words(language)) for language in revision.translations),
        *(_ADDED.filled(label=option.label) for option in revision.options.added),
        *(_REMOVED.filled(label=option.label) for option in revision.options.removed),
        *(_RELABELLED.filled(before=old.label, after=new.label) for old, new in revision.options.relabelled),
    ]


_CHANGES = {
    Change.TYPE: Words("andere soort vraag"),
    Change.TEXT: Words("andere tekst"),
    Change.HELP: Words("andere toelichting"),
    Change.RESPONSE_SCALE: Words("andere antwoordschaal"),
    Change.NOT_APPLICABLE: Words("n.v.t. wel of niet aangeboden"),
    Change.REQUIRED: Words("verplicht of niet"),
    Change.BOUNDS: Words("andere grenzen"),
    Change.OPTION_ORDER: Words("andere volgorde van antwoorden"),
    Change.EXCLUSIVE: Words("andere antwoorden die alleen gekozen kunnen worden"),
    Change.ROUTING: Words("aan anderen gesteld"),
    Change.SECTION: Words("ander blok"),
    Change.LEAD_IN: Words("andere inleiding"),
    Change.ORDER: Words("andere plaats in het blok"),
    Change.FORM: Words("andere vorm (op kaarten, één tegelijk, tabel of gezichtjes)"),
    Change.PICTURE: Words("ander plaatje, of in één van de twee geen"),
}

_TRANSLATED = Words("andere vertaling in het {language}")
_ADDED = Words("nieuw antwoord ‘{label}’")
_REMOVED = Words("vervallen antwoord ‘{label}’")
_RELABELLED = Words("‘{before}’ werd ‘{after}’")
