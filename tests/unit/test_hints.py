"""Hints for plainer Dutch: what they find, what they leave alone, and how readable a page is by hand."""

from pathlib import Path

import pytest

from survey_app.questionnaire.hints import rules
from survey_app.questionnaire.hints.sentences import Readability, readability, sentences_in, syllables_in, words_in
from survey_app.questionnaire.loader import hints_of, load_questionnaire
from tests.small_questionnaire import GOOD
from tests.three_languages import in_three

STUDY = Path(__file__).parents[2] / "questionnaires" / "kerngericht-werken"


@pytest.mark.parametrize(
    ("word", "syllables"),  # as the Groene Boekje hyphenates them
    [
        ("mat", 1), ("gemeente", 3), ("kernambtenaar", 4), ("leeuw", 1), ("nieuwe", 2), ("ideeën", 3), ("kopiëren", 4),
        ("zoiets", 2), ("bijeenkomst", 3), ("geïnformeerd", 4), ("koeien", 2), ("e-mail", 2), ("één", 1), ("dieet", 2),
        ("baby", 2), ("reünie", 3), ("creatief", 3), ("12", 1), ("NV", 1), ("Zuid-Holland", 3), ("afgelopen", 4),
    ],
)  # fmt: skip
def test_syllables_are_counted_by_the_letters(word: str, syllables: int) -> None:
    assert syllables_in(word) == syllables


def test_sentences_end_where_another_begins() -> None:
    text = "Wat vindt u (arm, rijk, etc.) ervan? Er is geen fout antwoord: kies wat past!\nDank u"

    assert sentences_in(text) == [
        "Wat vindt u (arm, rijk, etc.) ervan?",
        "Er is geen fout antwoord: kies wat past!",
        "Dank u",
    ]
    assert words_in("Per e-mail, of ’s avonds na 8.30 uur.") == [
        "Per",
        "e-mail",
        "of",
        "s",
        "avonds",
        "na",
        "8.30",
        "uur",
    ]


@pytest.mark.parametrize(
    ("texts", "counted", "score"),  # 206.835 - 0.93 x words / sentences - 77 x syllables / words, by hand
    [
        (["De kat zit op de mat."], Readability(1, 6, 6), 206.835 - 5.58 - 77),
        (["De gemeente luistert naar inwoners."], Readability(1, 5, 10), 206.835 - 4.65 - 154),
        (["De kat zit op de mat.", "De gemeente luistert naar inwoners"], Readability(2, 11, 16), 89.72),
    ],
)
def test_the_formula_of_flesch_and_douma(texts: list[str], counted: Readability, score: float) -> None:
    read = readability(texts)

    assert read == counted
    assert read.score == pytest.approx(score)


def test_nothing_is_as_readable_as_anything() -> None:
    assert readability(["", "…"]) is None


def test_a_page_of_the_real_questionnaire_is_as_readable_as_by_hand() -> None:
    """Three sentences, 33 words, 54 syllables, counted by hand: 206.835 - 0.93 x 11 - 77 x 54 / 33 = 70.6."""
    questionnaire = load_questionnaire(STUDY / "bewoners-2020.yaml")

    found = hints_of(STUDY / "bewoners-2020.yaml", questionnaire, "en")

    assert found is not None
    page = next(page for page in found.pages if page.name == "kernambtenaar")
    assert (page.readability, page.score) == (Readability(3, 33, 54), 71)
    few = {page.name for page in found.pages if page.score is None}
    assert few == {"achtergrond", "contact_desk", "thanks"}


SIXTEEN = "De volgende stellingen gaan over de manier waarop inwoners en gemeente volgens u met elkaar omgaan."
FIFTEEN = "De volgende stellingen gaan over de manier waarop inwoners en gemeente volgens u elkaar helpen."


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        (rules.long_sentences, SIXTEEN, '"De volgende stellingen gaan over …" has 16 words'),
        (rules.passive, "Inwoners worden door de gemeente geïnformeerd", '"worden … geïnformeerd"'),
        (rules.passive, "Ik vind dat er veel wordt gedaan.", '"wordt … gedaan"'),
        (rules.passive, "De straten werden schoongemaakt.", '"werden … schoongemaakt"'),
        (rules.passive, "Is het plan met u besproken, of werd het vergeten?", '"werd … vergeten"'),
        (rules.double_negation, "Ik vind het niet onprettig om hier te wonen.", '"niet … onprettig"'),
        (rules.double_negation, "Niemand kan zonder auto.", '"Niemand … zonder"'),
        (rules.negative_statement, "De gemeente luistert niet naar ons.", 'says "niet"'),
        (rules.negative_statement, "Ik heb geen invloed.", 'says "geen"'),
        (rules.double_question, "Bent u blij met het groen en de speelplekken?", '"groen en de speelplekken"'),
        (rules.double_question, "Hoe belangrijk is veiligheid en/of groen?", '"veiligheid en/of groen"'),
        (rules.double_question, "Was u er? Hoe ging het?", "two questions with room for one answer"),
        (rules.official_words, "U kunt wensen kenbaar maken.", '"kenbaar maken" is how offices write'),
        (rules.official_words, "Indien u\nin het  kader van de wet", '"indien"'),
        (rules.official_words, "Beschikt u over een auto?", '"beschikt u over"'),
    ],
)
def test_what_is_hard_is_found_and_quoted(rule: rules.Rule, text: str, words: str) -> None:
    told = [wrong.spoken_in("en") for wrong, _ in rule(text)]

    assert told
    assert words in told[0]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (rules.long_sentences, FIFTEEN),
        (rules.long_sentences, f"{FIFTEEN} {FIFTEEN}"),
        (rules.passive, "Mijn buurt wordt steeds mooier."),
        (rules.passive, "Hoe groot wordt de kans dat u verhuist?"),
        (rules.passive, "Ik heb er vertrouwen in dat het een succes gaat worden."),
        (rules.passive, "Er wordt in de gemeenten veel geld bewust verkeerd"),
        (rules.passive, "De gemeente heeft mij geholpen."),
        (rules.double_negation, "Noem geen namen, ook niet die van uzelf."),
        (rules.double_negation, "U hoeft niets te betalen en u hoeft niet in te loggen."),
        (rules.double_negation, "Ik ben oneens en ontevreden."),
        (rules.negative_statement, "Het is niet alleen de gemeente die het doet."),
        (rules.negative_statement, "Genietend van het geenszins"),
        (rules.double_question, "Wat is het contact tussen de gemeente en uw kern?"),
        (rules.double_question, "Hoe vaak gaat u naar Ingen en Maurik?"),
        (rules.double_question, "Geef een cijfer van 1 tot en met 10."),
        (rules.double_question, "Bent u het eens met 1 en 2?"),
        (rules.double_question, "De gemeente werkt aan wegen en pleinen. Merkt u daar iets van?"),
        (rules.official_words, "Het reedsje echtert."),
    ],
)
def test_what_only_looks_hard_is_left_alone(rule: rules.Rule, text: str) -> None:
    assert list(rule(text)) == []


def test_every_official_word_has_something_plainer_and_stands_in_the_list_once() -> None:
    file = Path(rules.__file__).parent / "words" / "official.txt"
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
    forms = [form.strip() for line in lines for form in line.partition("=")[0].split(",")]

    assert len(forms) == len(set(forms))
    assert lines == sorted(lines)
    for line in lines:
        form, _, better = line.partition(" = ")
        assert better, line
        assert not any(wrong.dutch.startswith(f"‘{form}’") for wrong, _ in rules.official_words(better)), line
    assert all(list(rules.official_words(form)) for form in forms)


HARD = GOOD.replace("introduction: Welkom", f"introduction: {SIXTEEN}").replace(
    "text: De gemeente luistert", "text: De gemeente luistert niet"
)


def hints_in(folder: Path, text: str) -> list[str] | None:
    """The hints for this questionnaire."""
    file = folder / "bewoners.yaml"
    file.write_text(text, encoding="utf-8")
    found = hints_of(file, load_questionnaire(file), "en")
    return None if found is None else [str(hint) for hint in found.told]


def test_a_hint_says_where_what_why_and_what_would_be_better(tmp_path: Path) -> None:
    assert hints_in(tmp_path, HARD) == [
        'bewoners.yaml:5: introduction: the sentence "De volgende stellingen gaan over …" has 16 words, and its '
        "beginning is forgotten at its end; make two of it, of 15 words at most",
        'bewoners.yaml:21: sections[0].items[0].text: the statement says "niet", and to disagree is then to say no '
        "to a no; turn it round: say what is so",
    ]


def test_pages_tell_a_hint_in_the_language_of_who_reads_them(tmp_path: Path) -> None:
    file = tmp_path / "bewoners.yaml"
    file.write_text(HARD, encoding="utf-8")

    found = hints_of(file, load_questionnaire(file), "nl")

    assert found is not None
    assert [(hint.wrong, hint.right) for hint in found.told] == [
        (
            "de zin ‘De volgende stellingen gaan over …’ heeft 16 woorden: aan het eind is het begin vergeten",
            "maak er twee zinnen van, van hoogstens 15 woorden",
        ),
        (
            "in de stelling staat ‘niet’: wie het oneens is, zegt dan nee tegen nee",
            "draai haar om: zeg wat wel zo is",
        ),
    ]


def test_titles_answers_and_help_are_read_too(tmp_path: Path) -> None:
    hard = (
        GOOD.replace("title: Tweede", "title: Evaluatie")
        .replace("label: Nee", "label: Reeds gedaan")
        .replace("label: Oneens", "label: Tevens")
        .replace("text: Wat vindt u?", "text: Wat vindt u?\n        help: Uw antwoord wordt bewaard.")
    )

    told = hints_in(tmp_path, hard)

    assert told is not None
    places = [hint.split(": ")[1] for hint in told]
    assert places == [
        "response_scales.eens.points[0].label",
        "sections[0].items[1].options[1].label",
        "sections[0].items[3].help",
        "sections[1].title",
    ]


def test_a_negation_in_a_question_is_no_double_no(tmp_path: Path) -> None:
    assert hints_in(tmp_path, GOOD.replace("text: Was u er?", "text: Waarom was u er niet?")) == []


@pytest.mark.parametrize("setting", ["hints: false", "language: en"])
def test_they_can_be_turned_off_and_read_dutch_only(tmp_path: Path, setting: str) -> None:
    assert hints_in(tmp_path, f"{setting}\n{HARD}") is None


def test_of_texts_in_more_languages_the_dutch_are_read_where_they_stand(tmp_path: Path) -> None:
    in_one, told = hints_in(tmp_path, HARD), hints_in(tmp_path, in_three(HARD))

    assert in_one is not None
    assert told == [
        in_one[0].replace("introduction:", "introduction.nl:"),
        in_one[1].replace("text:", "text.nl:"),
    ]


def test_the_setting_is_no_part_of_the_instrument(tmp_path: Path) -> None:
    file = tmp_path / "bewoners.yaml"
    file.write_text(f"hints: false\n{GOOD}", encoding="utf-8")

    assert "hints" not in load_questionnaire(file).model_dump(mode="json")


def test_the_real_questionnaires_get_few_hints_and_the_plain_ones_none() -> None:
    """Read by hand: the staff survey of the report has two passives, a word of offices and long sentences."""
    found = {
        name: hints_of(STUDY / name, load_questionnaire(STUDY / name), "en") for name in ("bewoners-2020.yaml", STAFF)
    }

    assert [len(hints.told) for hints in found.values() if hints] == [0, 8]
    assert [hints.score for hints in found.values() if hints] == [74, 59]


STAFF = "medewerkers-2020.yaml"
