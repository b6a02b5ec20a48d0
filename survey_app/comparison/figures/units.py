"""What figures are in."""

from survey_app.language.words import Words

SHARE, POINTS, PERSONS = Words("aandeel, 0 tot 1"), Words("procentpunten"), Words("personen")
SCORE, P, Q, T, DF = Words("score"), Words("p"), Words("q"), Words("t"), Words("df")
NO_UNIT = Words.made(lambda _language: "")
