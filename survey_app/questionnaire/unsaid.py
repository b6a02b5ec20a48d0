"""What a study leaves unsaid on the pages that respondents read: told to its researcher, and never made up for it."""

from collections.abc import Iterator

from survey_app.language.reach import has_phone
from survey_app.questionnaire.accountability import Accessibility, Privacy
from survey_app.questionnaire.study import Study


def unsaid(study: Study) -> Iterator[str]:
    """Keys that are not filled in, by the page that tells nothing of them."""
    if not has_phone(study.contact):
        yield "contact has no phone number that a respondent can tap"
    for block, page, model in (
        ("privacy", "/privacy", study.privacy or Privacy()),
        ("accessibility", "/toegankelijkheid", study.accessibility or Accessibility()),
    ):
        missing = [f"{block}.{name}" for name in type(model).model_fields if getattr(model, name) is None]
        if missing:
            yield f"{page} says nothing of {', '.join(missing)}"
