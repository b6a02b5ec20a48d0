"""A study.yaml with all that the law asks."""

from __future__ import annotations

from flask import Flask

from tests.web.admin_desk import STUDY_YAML, installation, write_questionnaire

FILLED_IN = """
privacy:
  controller: |-
    College van burgemeester en wethouders van Voorbeeld

    Bel 14 0344.
  purpose: Weten hoe inwoners over het overleg denken.
  basis: public_task
  basis_in: De taak staat in artikel 160 van de Gemeentewet.
  officer: De FG, fg@voorbeeld.example, 0344 654321
  recipients: Bureau voert het onderzoek uit.
  retention: Adressen vier weken na de sluiting; antwoorden tot de laatste meting.
accessibility:
  status: B
  date: "2026-03-31"
  statement: https://register.voorbeeld.example/verklaring/1
  complaint: Schrijf een klacht aan klachten@voorbeeld.example.
"""


def fill_in(app: Flask, study: str = STUDY_YAML + FILLED_IN) -> None:
    """The folder of the study, with this study.yaml."""
    write_questionnaire(app)
    folder = installation(app).settings.questionnaire_directory / "kernen"
    (folder / "study.yaml").write_text(study, encoding="utf-8")
