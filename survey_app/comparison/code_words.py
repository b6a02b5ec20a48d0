"""Every reason in a few words, for where its sentence would be too long."""

from __future__ import annotations

from survey_app.comparison.results import Code
from survey_app.questionnaire.words import Words

IN_SHORT = {
    Code.WORDING: Words("de vraag is gewijzigd", "the question was changed"),
    Code.NOT_ASKED: Words("niet in beide metingen gesteld", "not asked in both waves"),
    Code.N_SMALL: Words("te weinig antwoorden", "too few answers"),
    Code.MARGIN_LARGE: Words("heel ruime foutmarge", "very wide margin of error"),
    Code.N_MODERATE: Words("weinig antwoorden", "few answers"),
    Code.MARGIN_MODERATE: Words("ruime foutmarge", "wide margin of error"),
    Code.POPULATION_UNKNOWN: Words("onbekend hoeveel mensen konden meedoen", "unknown how many could take part"),
    Code.RECRUITMENT_UNKNOWN: Words("werving onbekend", "recruitment unknown"),
    Code.SELF_SELECTION: Words("open link", "open link"),
    Code.RECRUITMENT: Words("andere manier van benaderen", "approached in another way"),
    Code.RESPONSE_DIFFERS: Words("andere respons", "another response rate"),
    Code.COMPOSITION: Words("andere samenstelling", "another composition"),
    Code.BLOCK: Words("andere plaats of inleiding", "another place or introduction"),
    Code.FORM: Words("andere vorm", "another form"),
    Code.NOT_APPLICABLE_SHIFT: Words("meer of minder n.v.t.", "more or less n/a"),
    Code.EDITORIAL: Words("kleine wijziging, geaccepteerd", "small change, accepted"),
    Code.POPULATION_DIFFERS: Words("andere groep mensen", "another group of people"),
    Code.OPTION_NOT_OFFERED: Words("antwoord niet in beide metingen aangeboden", "answer not offered in both waves"),
    Code.UNRELIABLE: Words("schaal beperkt betrouwbaar", "scale of limited reliability"),
    Code.WEIGHTS: Words("niet te wegen", "cannot be weighted"),
    Code.NOT_COMPUTABLE: Words("niet te berekenen", "cannot be computed"),
    Code.WITHHELD: Words("geheim", "secret"),
    Code.NOT_RANDOM: Words("niet geloot", "not drawn by lot"),
    Code.FEW_SEGMENTS: Words("minder dan twee in pilot of spiegel", "fewer than two in pilot or mirror"),
}
