"""What changed between two instruments as they are fielded: in the language of their figures, and in translations."""

from collections.abc import Mapping
from dataclasses import replace

from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.revisions import Change, ItemRevision, revisions

_IN_WORDS = frozenset({Change.TEXT, Change.HELP, Change.RESPONSE_SCALE, Change.LEAD_IN, Change.PICTURE})
"""What only says otherwise what is asked; all else is the same in each language."""


def fielded_revisions(earlier: Instrument, later: Instrument) -> Mapping[str, ItemRevision]:
    """Every item of either version by id, as `revisions` tells, and of which languages the translation changed.

    Only languages that both can be read in: one that came or went changed nothing for who reads another.
    """
    changed = dict(revisions(earlier.questionnaire, later.questionnaire))
    if earlier is later:
        return changed
    for language in earlier.translations.keys() & later.translations.keys():
        read = revisions(earlier.in_language(language).questionnaire, later.in_language(language).questionnaire)
        changed = {item: _with(revision, read[item], language) for item, revision in changed.items()}
    return changed


def _with(revision: ItemRevision, read: ItemRevision, language: str) -> ItemRevision:
    if not (read.changes & _IN_WORDS or read.options.relabelled):
        return revision
    languages = tuple(sorted((*revision.translations, language)))
    return replace(revision, changes=revision.changes | {Change.TRANSLATION}, translations=languages)
