"""Whether results can be broken down by the items that a study names (STATISTICS 19), and what nobody named."""

from collections.abc import Iterable, Iterator

from survey_app.questionnaire.faults import Finding
from survey_app.questionnaire.model import Choice, Entry, Questionnaire
from survey_app.questionnaire.outline import Outline
from survey_app.questionnaire.study import Study


def check_breakdowns(outline: Outline, study: Study) -> Iterator[Finding]:
    """Of a questionnaire that asks an item of `broken_down_by`; one that does not can do without."""
    for entry in outline.entries():
        if entry.id in study.broken_down_by and entry.entry is not None:
            for wrong, right in _faults_in(entry.entry, study):
                yield Finding(entry.path, wrong, right)


def _faults_in(item: Entry, study: Study) -> Iterator[tuple[str, str]]:
    named = f'results are to be broken down by "{getattr(item, "id", "")}"'
    if not isinstance(item, Choice):
        right = "ask it as a choice (ages in bands), or take it out of broken_down_by: in study.yaml"
        yield f"{named}, which is of type {item.type}: a group needs options", right
    elif not item.background:
        yield f"{named}, which is no background trait", "add background: true"
    elif study.margins is not None and study.margins.item == item.id:
        wrong = f"{named}, and weighted on it: both together would tell what a few of its people answered"
        yield wrong, "take it out of broken_down_by: or out of margins: in study.yaml"


def not_broken_down_by(study: Study, questionnaires: Iterable[Questionnaire]) -> Iterator[str]:
    """Traits that are asked and that results are not broken down by: told in time, for a wave that is open is bound."""
    items = (item for asked in questionnaires for item in asked.items.values())
    traits = dict.fromkeys(item.id for item in items if isinstance(item, Choice) and item.is_trait)
    weighted = study.margins.item if study.margins else None
    untold = [trait for trait in traits if trait not in study.broken_down_by and trait != weighted]
    if untold:
        yield f"results are not broken down by {', '.join(untold)}: respondents are told so when a wave opens"
