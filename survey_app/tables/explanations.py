"""What *Lees mij* explains the same way in every workbook: verdicts, signs and how to read the figures."""

from collections.abc import Mapping

from survey_app.language.words import Words

Explained = Mapping[Words, Words]

VERDICTS: Explained = {
    Words("niet vergelijkbaar"): Words(
        "Van elke meting staan de cijfers er, maar zij mogen niet met elkaar worden vergeleken. Er staat daarom "
        "geen verschil. Trek er zelf ook geen af: het zou niets betekenen."
    ),
    Words("indicatief"): Words(
        "Er staat een verschil met zijn 95%-interval, en ‘aanwijzing: hoger’, ‘aanwijzing: lager’ of ‘geen "
        "aanwijzing’, met de reden waarom het niet meer is dan dat. "
        "Het kan richting geven aan een gesprek, maar het is geen bewijs."
    ),
    Words("vergelijkbaar"): Words(
        "In de vraag, de manier van benaderen en de samenstelling is geen bezwaar gevonden. Er staat een verschil "
        "met zijn 95%-interval, en een uitspraak."
    ),
    Words("Precisie"): Words(
        "Het oordeel gaat over vertekening: zijn dezelfde mensen op dezelfde manier hetzelfde gevraagd? Hoe nauwkeurig "
        "een verschil is, zegt het interval. Zijn er weinig antwoorden, dan staat erbij welke verschillen hier goed te "
        "zien zijn: vier van de vijf keer. Wordt dan toch een verschil gevonden, dan is onzeker hoe groot het is: "
        "gemiddeld valt het te groot uit. Daarom staat er dan geen woord voor de grootte."
    ),
}

CONCLUSIONS: Explained = {
    Words("hoger, lager"): Words(
        "De antwoorden zijn verschoven, en dat is niet goed met toeval te verklaren: ook niet als wordt "
        "meegerekend dat er naar veel vragen tegelijk is gekeken (Holm)."
    ),
    Words("beter, slechter"): Words(
        "Of hoger gunstig is, heeft de onderzoeker bij de vraag in de vragenlijst gezet. Staat er niets naast ‘hoger’ "
        "of ‘lager’, dan is het niet gezegd, of is het geen van beide."
    ),
    Words("over de hele schaal"): Words(
        "De antwoorden als geheel zijn verschoven, maar het percentage dat het eens is niet duidelijk: 0 ligt in "
        "het interval ervan, of het ging de andere kant op. Tussen haakjes staat dan het 95%-interval van δ, de "
        "verschuiving van alle antwoorden (van −1 tot 1): daarvan is dit de uitspraak."
    ),
    Words("verschil klein"): Words(
        "Er is een verschuiving, maar het hele interval van het verschil ligt binnen de grens (zie Grens)."
    ),
    Words("verschil kleiner dan …"): Words(
        "Er is geen verschuiving aangetoond, en het hele interval van het verschil ligt binnen de grens. Dit geldt "
        "per vraag: het is niet gecorrigeerd voor het aantal vragen."
    ),
    Words("geen uitspraak mogelijk"): Words(
        "Deze antwoorden zeggen niet of er iets is veranderd. Dat is niet hetzelfde als dat er niets veranderde."
    ),
}

SIGNS: Explained = {
    Words("x"): Words("Geheim: te weinig antwoorden om te tonen, of daaruit af te leiden."),
    Words("."): Words("Onbekend: het cijfer bestaat, maar is niet bekend of niet te berekenen."),
    Words("-"): Words(
        "Nihil of niet vermeld: hier hoort geen cijfer, bijvoorbeeld omdat een verschil niet getoond mag worden."
    ),
    Words("(leeg)"): Words("Kan niet voorkomen: bijvoorbeeld een vraag of antwoord dat er in die meting niet was."),
    Words("> 90%"): Words(
        "(Bijna) iedereen in een kleine groep gaf hetzelfde antwoord; meer wordt daarover niet gezegd."
    ),
}

READING: Explained = {
    Words("Andere woorden"): Words(
        "Staat onder een vraag of antwoord ‘In juni 2019: …’, dan was dat in die meting anders verwoord. Elk "
        "cijfer staat bij de woorden van zijn eigen meting; Vraagstelling zegt alles wat veranderde."
    ),
    Words("Uitspraak"): Words(
        "Toets: Brunner-Munzel, op de hele verdeling; van rapportcijfers en getallen Welch, op het gemiddelde; "
        "van opties Fisher. De correctie van Holm, over wat vergeleken mag worden van een blok, de cijfers of de "
        "opties samen, beschermt ‘hoger’ en ‘lager’. ‘Verschil kleiner dan’ berust per vraag op het 95%-interval "
        "dat ernaast staat. Achtergrondkenmerken worden niet getoetst: zij zeggen wie er meededen."
    ),
    Words("Toeval"): Words(
        "Ook als er niets is veranderd, ligt 0 bij ongeveer 1 op de 20 vragen buiten het interval. "
        "Eén opvallend verschil tussen veel vragen bewijst dus niets."
    ),
    Words("Dezelfde mensen"): Words(
        "Of mensen aan meer metingen meededen is onbekend. Toetsen zijn daardoor voorzichtig: zij vinden eerder te "
        "weinig dan te veel."
    ),
    Words("Afronden"): Words(
        "Elk cijfer is één keer afgerond, een half van 0 af (2,5 wordt 3 en −2,5 wordt −3): percentages en "
        "procentpunten op een geheel getal (op Pilot en spiegel soms op één decimaal), gemiddelden op één "
        "decimaal, scores van schalen en verschillen van rapportcijfers op twee en alles op Technisch op drie. Een "
        "verschil is vóór het afronden berekend en kan daardoor 1 afwijken van wat u zelf aftrekt. Een uitspraak "
        "gaat over het interval vóór het afronden: een grens die er als 0 staat, ligt net boven of net onder 0."
    ),
    Words("Optellen"): Words("Afgeronde percentages kunnen samen 99, 100 of 101 zijn; dat is niet hersteld."),
    Words("Geen oorzaak"): Words(
        "Een verschil tussen metingen zegt niet waardoor het komt. Er kan meer zijn gebeurd dan het beleid."
    ),
}

OF_ONE_WAVE = frozenset({Words("Optellen")})
"""What of READING holds where there is nothing to compare."""
