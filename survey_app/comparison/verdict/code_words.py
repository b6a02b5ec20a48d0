"""Every reason in a few words, for where its sentence would be too long."""

from __future__ import annotations

from survey_app.comparison.results import Code
from survey_app.language.words import Words

IN_SHORT = {
    Code.WORDING: Words("de vraag is gewijzigd"),
    Code.NOT_ASKED: Words("niet in beide metingen gesteld"),
    Code.N_SMALL: Words("te weinig antwoorden"),
    Code.MARGIN_LARGE: Words("heel ruime foutmarge"),
    Code.N_MODERATE: Words("weinig antwoorden"),
    Code.MARGIN_MODERATE: Words("ruime foutmarge"),
    Code.POPULATION_UNKNOWN: Words("onbekend hoeveel mensen konden meedoen"),
    Code.RECRUITMENT_UNKNOWN: Words("werving onbekend"),
    Code.SELF_SELECTION: Words("open link"),
    Code.RECRUITMENT: Words("andere manier van benaderen"),
    Code.RESPONSE_DIFFERS: Words("andere respons"),
    Code.COMPOSITION: Words("andere samenstelling"),
    Code.BLOCK: Words("andere plaats of inleiding"),
    Code.FORM: Words("andere vorm"),
    Code.NOT_APPLICABLE_SHIFT: Words("meer of minder n.v.t."),
    Code.EDITORIAL: Words("kleine wijziging, geaccepteerd"),
    Code.POPULATION_DIFFERS: Words("andere groep mensen"),
    Code.OPTION_NOT_OFFERED: Words("antwoord niet in beide metingen aangeboden"),
    Code.UNRELIABLE: Words("schaal beperkt betrouwbaar"),
    Code.WEIGHTS: Words("niet te wegen"),
    Code.NOT_COMPUTABLE: Words("niet te berekenen"),
    Code.WITHHELD: Words("geheim"),
    Code.NOT_RANDOM: Words("niet geloot"),
    Code.FEW_SEGMENTS: Words("minder dan twee in pilot of spiegel"),
}
