"""Every sentence of a wave's privacy papers, in every configuration: each stands exactly where its cause does.

What makes a sentence true is written here once more, by hand. One that does not stand in every configuration, and is in
no row of the table, is one that nobody gave a cause, and fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from survey_app.assurance.promise import promise_of
from survey_app.fieldwork.letters import Delivery
from survey_app.fieldwork.wave import Origin, Wave, WaveState
from survey_app.questionnaire.instrument import Instrument
from survey_app.writers.privacy_papers import PAPERS, NoPrivacyPapers, privacy_papers, write_papers
from tests.small_wave import INSTRUMENT, small_wave
from tests.unit.test_promise_configurations import ONE_MORE, Case, cases, configured

TODAY = date(2026, 11, 29)


@dataclass(frozen=True)
class Setting:
    """A configuration of the promise, with what else the papers depend on."""

    case: Case
    words: bool
    low: bool

    @property
    def trait(self) -> bool:
        return self.case.trait != ""

    @property
    def is_broken_down(self) -> bool:
        return self.case.trait == "named"

    @property
    def letters(self) -> bool:
        return self.case.codes and (self.case.reminders or self.case.elsewhere)

    @property
    def villages(self) -> bool:
        return self.case.codes and self.case.villages

    @property
    def arms(self) -> bool:
        return self.case.codes and self.case.arms

    @property
    def sheets(self) -> bool:
        return not self.case.on_host


Cause = Callable[[Setting], bool]
EVERYWHERE = PAPERS
DATA = ("pre-dpia.md", "register.md", "bijlage-verwerkersovereenkomst.md")
COUNCIL, TABLE, ANNEX = ("blad-ondernemingsraad.md",), ("bewaartabel.md",), ("bijlage-verwerkersovereenkomst.md",)

SENTENCES: tuple[tuple[tuple[str, ...], str, Cause], ...] = (
    (EVERYWHERE, "De antwoorden in deze meting zijn verzonnen", lambda at: at.case.key == "trial"),
    (DATA, "- Kenmerken van deelnemers, gevraagd in de vragenlijst: Hoe oud bent u?", lambda at: at.trait),
    (DATA, "- Eigen woorden van deelnemers.", lambda at: at.words),
    (DATA, "- De vragenlijst heeft geen open vragen", lambda at: not at.words),
    (DATA, "- Bij een antwoord kan na de sluiting de naam van een wijk staan", lambda at: at.villages),
    (DATA, "- Staat die naam er niet bij, dan kan er staan", lambda at: at.arms),
    (DATA, "- Van elke code staat alleen een afdruk", lambda at: at.case.codes),
    (DATA, "- Er zijn geen codes en geen persoonlijke links", lambda at: not at.case.codes),
    (DATA, "- Bij de afdruk van een code kan de naam van een wijk", lambda at: at.villages),
    (DATA, "- Namen en adressen komen niet in de database. Worden er brieven", lambda at: at.letters),
    (DATA, "- Er zijn codes op kaarten.", lambda at: at.case.codes and at.case.cards),
    (DATA, "- Contactgegevens van wie die zelf achterlaat", lambda at: at.case.desk),
    (DATA, "- De privésleutel staat tot de sluiting op de server", lambda at: at.case.on_host),
    (DATA, "onder woorden op twee papieren bladen. Eén blad is genoeg", lambda at: at.case.key == "one of two"),
    (DATA, "onder woorden op twee papieren bladen. Er zijn twee bladen", lambda at: at.case.key == "two of two"),
    (DATA, "onder woorden op drie papieren bladen. Er zijn twee bladen", lambda at: at.case.key == "two of three"),
    (DATA, "- Sluiten kan met twee beheerders, of met één op een dag", lambda at: at.case.key == "host"),
    (DATA, "- Sluiten kan alleen met de woorden van twee bladen", lambda at: at.case.key.startswith("two")),
    ((*DATA, *COUNCIL, *TABLE), "- Doen er minder dan 10 mensen mee", lambda at: not at.low),
    ((*DATA, *COUNCIL, *TABLE), "- Doen er minder dan 5 mensen mee", lambda at: at.low),
    (DATA, "als elke gebruikte manier ten minste 10 keer", lambda at: not at.low),
    (DATA, "als elke gebruikte manier ten minste 5 keer", lambda at: at.low),
    (DATA, "- Dat minimum is lager dan de 10 die Peilstok aanraadt", lambda at: at.low),
    (DATA, "- Een open antwoord wordt pas getoond als een onderzoeker", lambda at: at.words),
    (DATA[:1], "Nee. Zij doen mee met een code voor één keer", lambda at: at.case.codes),
    (DATA[:1], "Nee. Zij openen op opgegeven netwerken allemaal dezelfde link", lambda at: not at.case.codes),
    (ANNEX, "- Contactgegevens kunnen na de sluiting worden ingezien", lambda at: at.case.desk),
    (COUNCIL, "Dit blad is alleen nodig als er medewerkers meedoen", lambda at: at.case.codes),
    (COUNCIL, "- Meedoen is vrijwillig. Elke vraag mag", lambda at: not at.case.required),
    (COUNCIL, "- Meedoen is vrijwillig. Niet elke vraag mag", lambda at: at.case.required),
    (COUNCIL, "- Deelnemers doen mee met een code.", lambda at: at.case.codes),
    (COUNCIL, "- Deelnemers openen op opgegeven netwerken allemaal dezelfde link. Wie", lambda at: not at.case.codes),
    (COUNCIL, "- Op een apparaat van de werkgever", lambda at: not at.case.codes),
    (COUNCIL, "worden uitkomsten uitgesplitst naar pilot, spiegel en wijken", lambda at: at.arms),
    (COUNCIL, "worden uitkomsten uitgesplitst naar wijken", lambda at: at.villages and not at.arms),
    (COUNCIL, "uitkomsten niet uitgesplitst naar groepen", lambda at: not at.villages and not at.is_broken_down),
    (COUNCIL, "van deze vragen tegelijk, nooit naar twee samen: Hoe oud bent u?", lambda at: at.is_broken_down),
    (COUNCIL, "- Naar andere vragen worden uitkomsten van deze meting niet", lambda at: at.is_broken_down),
    (
        COUNCIL,
        "- Uitkomsten van deze meting worden niet uitgesplitst naar wat deelnemers over zichzelf antwoorden, ook later",
        lambda at: at.trait and not at.is_broken_down,
    ),
    (
        COUNCIL,
        "- Kenmerken van deelnemers die worden gevraagd, voor [in te vullen]: Hoe oud bent u?",
        lambda at: at.trait,
    ),
    (COUNCIL, "- Open antwoorden leest eerst een onderzoeker", lambda at: at.words),
    (COUNCIL, "| onderzoeker, los daarvan |", lambda at: at.words),
    (COUNCIL, "| contactpersoon |", lambda at: at.case.desk),
    (TABLE, "| Open antwoorden die niet zijn vrijgegeven |", lambda at: at.words),
    (TABLE, "| Wat over een open antwoord is besloten |", lambda at: at.words),
    (TABLE, "| Afdrukken van codes |", lambda at: at.case.codes),
    (TABLE, "| Of een code is gebruikt | database | de sluiting |", lambda at: at.case.codes),
    (TABLE, "| Adressenlijst |", lambda at: at.letters),
    (TABLE, "| Bestand voor de brieven, met adressen en codes |", lambda at: at.letters),
    (TABLE, "| Adressleutel, die weet welk adres welke code kreeg |", lambda at: at.letters),
    (TABLE, "| Kaarten en het bestand waaruit zij zijn gedrukt |", lambda at: at.case.codes and at.case.cards),
    (TABLE, "| Privésleutel van de stembus | map", lambda at: at.case.on_host),
    (TABLE, "| Privésleutel van de stembus, versleuteld onder woorden |", lambda at: at.sheets),
    (TABLE, "| Bladen met woorden |", lambda at: at.sheets),
    (TABLE, "| Reservekopieën van de map met sleutels |", lambda at: at.case.key != "trial"),
    (TABLE, "| Contactgegevens | database, los van de antwoorden | uiterlijk 30 dagen", lambda at: at.case.desk),
    (TABLE, "- Contactgegevens blijven ook dan bewaard", lambda at: at.case.desk),
    (TABLE, "| Cookie van wie later verder wil |", lambda at: at.case.codes),
    (TABLE, "| Cookie dat er is meegedaan, voor iedereen gelijk |", lambda at: not at.case.codes),
)


def settings() -> Iterator[Setting]:
    for case in cases():
        yield Setting(case, words=True, low=False)
        yield Setting(case, words=False, low=True)


def configuration_of(at: Setting) -> tuple[Wave, Instrument, Delivery]:
    wave, instrument, delivery = configured(at.case)
    return replace(wave, minimum=5 if at.low else 10), instrument if at.words else without_words(instrument), delivery


def promise_in(at: Setting) -> set[str]:
    made = promise_of(*configuration_of(at))
    return {f"- {words.spoken_in('nl')}" for words in (*made.promised, *made.not_promised)}


def without_words(instrument: Instrument) -> Instrument:
    """The same with a statement in the place of the open question."""
    written = instrument.model_dump(mode="json", by_alias=True)
    items = written["questionnaire"]["sections"][0]["items"]
    statement = {**ONE_MORE, "id": "instead"}
    written["questionnaire"]["sections"][0]["items"] = [
        statement if item["type"] == "open_text" else item for item in items
    ]
    return Instrument.model_validate(written)


@pytest.fixture(scope="module")
def made() -> list[tuple[Setting, dict[str, str]]]:
    return [(at, dict(privacy_papers(*configuration_of(at), TODAY))) for at in settings()]


def test_each_sentence_stands_exactly_where_its_cause_does(made: list[tuple[Setting, dict[str, str]]]) -> None:
    wrong = [
        (sentence, paper, at)
        for at, papers in made
        for where, sentence, cause in SENTENCES
        for paper, text in papers.items()
        if (sentence in text) is not (paper in where and cause(at))
    ]

    assert not wrong, wrong[:5]


def test_there_is_no_sentence_without_a_cause(made: list[tuple[Setting, dict[str, str]]]) -> None:
    lines = [{line for text in papers.values() for line in text.splitlines()} - promise_in(at) for at, papers in made]
    sometimes = set[str]().union(*lines) - lines[0].intersection(*lines)

    assert len(sometimes) > 50
    assert {line for line in sometimes if not any(sentence in line for _where, sentence, _cause in SENTENCES)} == set()


def test_the_pre_dpia_has_the_promise_and_what_is_not_promised(made: list[tuple[Setting, dict[str, str]]]) -> None:
    for at, papers in made:
        assert promise_in(at) <= set(papers["pre-dpia.md"].splitlines())


def test_of_made_up_answers_no_paper_needs_to_be_destroyed() -> None:
    """Decision 0127; a trial on sheets is no configuration of the promise."""
    wave, instrument, delivery = configured(next(case for case in cases() if case.key == "two of three"))

    table = privacy_papers(replace(wave, fictitious=True), instrument, delivery, TODAY)["bewaartabel.md"]

    assert "Privésleutel van de stembus, versleuteld onder woorden" in table
    assert "Bladen met woorden" not in table
    assert "Reservekopieën van de map met sleutels" not in table


def test_what_is_filled_in_is_words_and_no_markdown() -> None:
    written = INSTRUMENT.model_dump(mode="json", by_alias=True)
    written["study"]["title"] = "Kern | en *dorp* [link](https://voorbeeld.nl) <b>"
    written["study"]["contact"] = "Bel 0344 000000.\n\n# Of mail"

    papers = privacy_papers(small_wave(), Instrument.model_validate(written), configured(next(cases()))[2], TODAY)

    assert "| Onderzoek | Kern \\| en \\*dorp\\* \\[link\\](https://voorbeeld.nl) \\<b\\> |" in papers["pre-dpia.md"]
    assert "gaan naar: Bel 0344 000000. # Of mail\n" in papers["bijlage-verwerkersovereenkomst.md"]


def test_every_row_of_a_table_has_as_many_cells_as_its_heading(made: list[tuple[Setting, dict[str, str]]]) -> None:
    for _at, papers in made[:: len(made) // 50]:
        for text in papers.values():
            for table in text.split("\n\n"):
                rows = [line for line in table.splitlines() if line.startswith("|")]
                assert len({row.count("|") for row in rows}) <= 1, rows


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"origin": Origin.PRINTED, "state": WaveState.CLOSED}, "comes from a printed table"),
        ({"state": WaveState.CLOSED}, "peilstok wave certificate"),
    ],
)
def test_a_wave_that_nobody_answers_any_more_has_none(change: dict[str, object], why: str) -> None:
    wave, instrument, delivery = configured(next(cases()))

    with pytest.raises(NoPrivacyPapers, match=why):
        privacy_papers(replace(wave, **change), instrument, delivery, TODAY)  # type: ignore[arg-type]  # fields by name


def test_papers_are_written_in_a_new_folder_and_one_that_is_there_is_spared(tmp_path: Path) -> None:
    write_papers(tmp_path / "papieren", {"register.md": "eerst"})

    with pytest.raises(OSError, match="papieren"):
        write_papers(tmp_path / "papieren", {"register.md": "daarna"})

    assert (tmp_path / "papieren" / "register.md").read_text(encoding="utf-8") == "eerst"
    assert [path.name for path in tmp_path.iterdir()] == ["papieren"]
