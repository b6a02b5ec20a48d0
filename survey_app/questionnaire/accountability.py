"""What the law asks a study to tell on its pages, beside what this program knows by itself (PUBLIC-SECTOR 1 and 4)."""

from typing import Literal

from survey_app.questionnaire.parts import Frozen, Line, Prose

Basis = Literal["public_task", "legal_obligation", "legitimate_interest"]
"""Never consent: taking part is free, but staff cannot freely consent, and a municipality has a task (P4)."""


class Privacy(Frozen):
    """What article 13 GDPR asks; each is None while nobody filled it in, and then respondents read nothing of it.

    `basis_in` names the law, or the interest; `officer` says how to reach the data protection officer.
    """

    controller: Prose | None = None
    purpose: Prose | None = None
    basis: Basis | None = None
    basis_in: Line | None = None
    officer: Prose | None = None
    recipients: Prose | None = None
    retention: Prose | None = None


class Accessibility(Frozen):
    """The accessibility statement of the website: `statement` is its page in the public register."""

    status: Literal["A", "B", "C", "D"] | None = None
    date: Line | None = None
    statement: Line | None = None
    complaint: Prose | None = None
