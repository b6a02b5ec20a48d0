"""What *Lees mij* explains the same way in every workbook: verdicts, signs and how to read the figures."""

from __future__ import annotations

from survey_app.questionnaire.words import Words

Explained = tuple[tuple[Words, Words], ...]

VERDICTS: Explained = (
    (
        Words("niet vergelijkbaar", "not comparable"),
        Words(
            "Van elke meting staan de cijfers er, maar zij mogen niet met elkaar worden vergeleken. Er staat daarom "
            "geen verschil. Trek er zelf ook geen af: het zou niets betekenen.",
            "The figures of each wave are there, but may not be compared. So there is no difference. Do not subtract "
            "them yourself either: it would mean nothing.",
        ),
    ),
    (
        Words("indicatief", "indicative"),
        Words(
            "Er staat een verschil met zijn 95%-interval, en ‘aanwijzing: hoger’, ‘aanwijzing: lager’ of ‘geen "
            "aanwijzing’, met de reden waarom het niet meer is dan dat. "
            "Het kan richting geven aan een gesprek, maar het is geen bewijs.",
            "There is a difference with its 95% interval, and ‘hint: higher’, ‘hint: lower’ or ‘no hint’, with the "
            "reason why it is no more than that. It can guide a conversation, but it proves nothing.",
        ),
    ),
    (
        Words("vergelijkbaar", "comparable"),
        Words(
            "In de vraag, de manier van benaderen en de samenstelling is geen bezwaar gevonden. Er staat een verschil "
            "met zijn 95%-interval, en een uitspraak.",
            "No objection was found in the question, the way people were approached and the composition. There is a "
            "difference with its 95% interval, and a conclusion.",
        ),
    ),
    (
        Words("Precisie", "Precision"),
        Words(
            "Het oordeel gaat over vertekening: zijn dezelfde mensen op dezelfde manier hetzelfde gevraagd? Hoe "
            "nauwkeurig een verschil is, zegt het interval. Zijn er weinig antwoorden, dan staat erbij welke "
            "verschillen hier goed te zien zijn: vier van de vijf keer. Wordt dan toch een verschil gevonden, dan is "
            "onzeker hoe groot het is: gemiddeld valt het te groot uit. Daarom staat er dan geen woord voor de "
            "grootte.",
            "The verdict is about bias: were the same people asked the same thing in the same way? How precise a "
            "difference is, the interval tells. Where answers are few it is told which differences can be seen well "
            "here: four times out of five. If a difference is found all the same, it is uncertain how large it is: on "
            "average it comes out too large. So then there is no word for its size.",
        ),
    ),
)

CONCLUSIONS: Explained = (
    (
        Words("hoger, lager", "higher, lower"),
        Words(
            "De antwoorden zijn verschoven, en dat is niet goed met toeval te verklaren: ook niet als wordt "
            "meegerekend dat er naar veel vragen tegelijk is gekeken (Holm).",
            "The answers moved, and chance does not explain that well: not even when it is counted in that many "
            "questions were looked at together (Holm).",
        ),
    ),
    (
        Words("over de hele schaal", "over the whole scale"),
        Words(
            "De antwoorden als geheel zijn verschoven, maar het percentage dat het eens is niet duidelijk: 0 ligt in "
            "het interval ervan, of het ging de andere kant op.",
            "The answers as a whole moved, but the percentage that agrees did not clearly: 0 lies in its interval, or "
            "it went the other way.",
        ),
    ),
    (
        Words("verschil klein", "small difference"),
        Words(
            "Er is een verschuiving, maar het hele interval van het verschil ligt binnen de grens (zie Grens).",
            "There is a shift, but the whole interval of the difference lies within the bound (see Bound).",
        ),
    ),
    (
        Words("verschil kleiner dan …", "difference smaller than …"),
        Words(
            "Er is geen verschuiving aangetoond, en het hele interval van het verschil ligt binnen de grens. Dit geldt "
            "per vraag: het is niet gecorrigeerd voor het aantal vragen.",
            "No shift was shown, and the whole interval of the difference lies within the bound. This holds per "
            "question: it is not corrected for the number of questions.",
        ),
    ),
    (
        Words("geen uitspraak mogelijk", "no conclusion possible"),
        Words(
            "Deze antwoorden zeggen niet of er iets is veranderd. Dat is niet hetzelfde als dat er niets veranderde.",
            "These answers do not tell whether anything changed. That is not the same as nothing having changed.",
        ),
    ),
)

SIGNS: Explained = (
    (
        Words("x", "x"),
        Words(
            "Geheim: te weinig antwoorden om te tonen, of daaruit af te leiden.",
            "Secret: too few answers to be shown, or to be derived from those.",
        ),
    ),
    (
        Words(".", "."),
        Words(
            "Onbekend: het cijfer bestaat, maar is niet bekend of niet te berekenen.",
            "Unknown: the figure exists, but is not known or cannot be computed.",
        ),
    ),
    (
        Words("-", "-"),
        Words(
            "Nihil of niet vermeld: hier hoort geen cijfer, bijvoorbeeld omdat een verschil niet getoond mag worden.",
            "Nil or not given: no figure belongs here, for example because a difference may not be shown.",
        ),
    ),
    (
        Words("(leeg)", "(empty)"),
        Words(
            "Kan niet voorkomen: bijvoorbeeld een vraag of antwoord dat er in die meting niet was.",
            "Cannot occur: for example a question or answer that was not in that wave.",
        ),
    ),
    (
        Words("> 90%", "> 90%"),
        Words(
            "(Bijna) iedereen in een kleine groep gaf hetzelfde antwoord; meer wordt daarover niet gezegd.",
            "(Nearly) everybody in a small group gave the same answer; no more is said of that.",
        ),
    ),
)

READING: Explained = (
    (
        Words("Basis (n)", "Base (n)"),
        Words(
            "Elk percentage en gemiddelde gaat over de geldige antwoorden (n): zonder n.v.t. en zonder blanco. Alleen "
            "waar meer antwoorden mogelijk waren, telt iedereen mee die de vraag te zien kreeg.",
            "Each percentage and mean is of the valid answers (n): without n/a and without blanks. Only where more "
            "answers were possible, everybody counts who saw the question.",
        ),
    ),
    (
        Words("Andere woorden", "Other words"),
        Words(
            "Staat onder een vraag of antwoord ‘In juni 2019: …’, dan was dat in die meting anders verwoord. Elk "
            "cijfer staat bij de woorden van zijn eigen meting; Vraagstelling zegt alles wat veranderde.",
            "Where ‘In June 2019: …’ stands under a question or answer, it was worded otherwise in that wave. Each "
            "figure stands with the words of its own wave; Questions tells all that changed.",
        ),
    ),
    (
        Words("95%-interval", "95% interval"),
        Words(
            "Percentages: Wilson. Verschillen: Newcombe. Gemiddelden: t; hun verschil: Welch. Pilot min spiegel: t, in "
            "twee stappen. Per vraag, niet gecorrigeerd voor veel vragen.",
            "Percentages: Wilson. Differences: Newcombe. Means: t; their difference: Welch. Pilot minus mirror: t, in "
            "two steps. Per question, not corrected for many questions.",
        ),
    ),
    (
        Words("Uitspraak", "Conclusion"),
        Words(
            "Toets: Brunner-Munzel, op de hele verdeling; van rapportcijfers en getallen Welch, op het gemiddelde; "
            "van opties Fisher. De correctie van Holm, over wat vergeleken mag worden van een blok, de cijfers of de "
            "opties samen, beschermt ‘hoger’ en ‘lager’. ‘Verschil kleiner dan’ berust per vraag op het 95%-interval "
            "dat ernaast staat. Achtergrondkenmerken worden niet getoetst: zij zeggen wie er meededen.",
            "Test: Brunner-Munzel, on the whole distribution; of report marks and numbers Welch, on the mean; of "
            "options Fisher. Holm’s correction, over what may be compared of a block, the marks or the options "
            "together, protects ‘higher’ and ‘lower’. ‘Difference smaller than’ rests per question on the 95% "
            "interval beside it. Background traits are not tested: they say who took part.",
        ),
    ),
    (
        Words("Grootte", "Size"),
        Words(
            "In procentpunten, een afspraak: onder 5 nagenoeg gelijk, tot 10 klein, tot 20 duidelijk, daarboven groot. "
            "Alleen naast ‘hoger’ of ‘lager’, en niet waar een kanttekening over de precisie staat.",
            "In percentage points, by convention: below 5 nearly equal, up to 10 small, up to 20 clear, above it "
            "large. Only beside ‘higher’ or ‘lower’, and not where there is a note on precision.",
        ),
    ),
    (
        Words("Toeval", "Chance"),
        Words(
            "Ook als er niets is veranderd, ligt 0 bij ongeveer 1 op de 20 vragen buiten het interval. "
            "Eén opvallend verschil tussen veel vragen bewijst dus niets.",
            "Even if nothing changed, 0 lies outside the interval for about 1 in 20 questions. So one striking "
            "difference among many questions proves nothing.",
        ),
    ),
    (
        Words("Dezelfde mensen", "The same people"),
        Words(
            "Of mensen aan meer metingen meededen is onbekend. Toetsen zijn daardoor voorzichtig: zij vinden eerder te "
            "weinig dan te veel.",
            "Whether people took part in more waves is unknown. So tests are cautious: they find too little rather "
            "than "
            "too much.",
        ),
    ),
    (
        Words("Afronden", "Rounding"),
        Words(
            "Elk cijfer is één keer afgerond, een half van 0 af (2,5 wordt 3 en −2,5 wordt −3): percentages en "
            "procentpunten op een geheel getal (op Pilot en spiegel soms op één decimaal), gemiddelden op één "
            "decimaal, scores van schalen en verschillen van rapportcijfers op twee en alles op Technisch op drie. Een "
            "verschil is vóór het afronden berekend en kan daardoor 1 afwijken van wat u zelf aftrekt. Een uitspraak "
            "gaat over het interval vóór het afronden: een grens die er als 0 staat, ligt net boven of net onder 0.",
            "Each figure is rounded once, a half away from 0 (2.5 becomes 3 and −2.5 becomes −3): percentages and "
            "percentage points to whole numbers (on Pilot and mirror at times to one decimal), means to one decimal, "
            "scores of scales and differences of report marks to two and all on Technical to three. A difference is "
            "computed before rounding, and may be 1 off from what you subtract yourself. A conclusion is about the "
            "interval before rounding: a bound that stands there as 0 lies just above or just below 0.",
        ),
    ),
    (
        Words("Optellen", "Adding up"),
        Words(
            "Afgeronde percentages kunnen samen 99, 100 of 101 zijn; dat is niet hersteld.",
            "Rounded percentages may together be 99, 100 or 101; that was not repaired.",
        ),
    ),
    (
        Words("(Helemaal) eens", "(Completely) agree"),
        Words(
            "Het aandeel boven het midden van de antwoordschaal. Het gemiddelde (gem.) telt een antwoord als het getal "
            "waarmee het genoemd of gecodeerd is, en anders als zijn plaats: 1, 2, 3, …",
            "The share above the middle of the response scale. The mean counts an answer as the number that it is "
            "called by or coded with, or else as its place: 1, 2, 3, …",
        ),
    ),
    (
        Words("Geen oorzaak", "No cause"),
        Words(
            "Een verschil tussen metingen zegt niet waardoor het komt. Er kan meer zijn gebeurd dan het beleid.",
            "A difference between waves does not say what caused it. More may have happened than the policy.",
        ),
    ),
)
