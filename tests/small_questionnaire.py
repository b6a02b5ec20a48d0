"""A small study and questionnaire without a fault, as they stand in their files."""

GOOD = """\
questionnaire: bewoners
version: "2020"
title: Vragen
population: Inwoners
introduction: Welkom
thanks: Dank u wel
response_scales:
  eens:
    points:
      - id: oneens
        label: Oneens
      - id: eens
        label: Eens
    not_applicable: N.v.t.
sections:
  - id: eerste
    title: Eerste
    items:
      - id: luistert
        type: likert
        text: De gemeente luistert
        response_scale: eens
      - id: bezocht
        type: single_choice
        text: Was u er?
        options:
          - id: ja
            label: Ja
          - id: nee
            label: Nee
      - id: leeftijd
        type: number
        text: Hoe oud bent u?
        minimum: 18
        maximum: 120
      - id: woorden
        type: open_text
        text: Wat vindt u?
  - id: tweede
    title: Tweede
    when: { item: bezocht, is: ja }
    items:
      - id: cijfer
        type: mark
        text: Welk cijfer?
"""
"""Forty-five lines without a fault."""

STUDY = """\
study: kern
title: Kerngericht
client: Gemeente
bureau: Bureau
contact: Bel ons
segments:
  - { id: ingen, label: Ingen, arm: pilot }
  - { id: maurik, label: Maurik, arm: mirror }
"""
