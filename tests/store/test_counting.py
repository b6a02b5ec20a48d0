"""A closed wave is counted once, by its closing or at the next start; whoever looks at a comparison only reads."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, combinations
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from survey_app.assurance.attempt import Outcome
from survey_app.assurance.audit import audit
from survey_app.cli import main
from survey_app.comparison.counting import count_closed_waves
from survey_app.comparison.fielded import fielded_wave, fielded_waves, rescored
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.counts import Scored, WaveCounts
from survey_app.dataset.kept import counts_from_json, keep_counts
from survey_app.dataset.tally import AnswerNotKnown
from survey_app.fieldwork.life import close_wave
from survey_app.fieldwork.place import NOWHERE, Place
from survey_app.fieldwork.ports import StoredResponse
from survey_app.fieldwork.wave import WaveState
from survey_app.keyroom import errands
from survey_app.store.database import Database
from survey_app.store.engine import make_engine
from survey_app.store.keys import KeyDirectory
from survey_app.store.transaction import SqlStore
from tests.scaled_waves import FIRST, SECOND, THIRD, answer_wave, hold_three_versions, hold_wave, version
from tests.small_wave import TODAY, open_small_wave, send
from tests.write_lock import while_locked

CHOICES = [list(ids) for number in (2, 3) for ids in combinations((FIRST, SECOND, THIRD), number)]


def kept(stores: Database, wave_id: str) -> WaveCounts | None:
    with stores.reading() as store:
        found = store.counts.find(wave_id)
    return None if found is None else counts_from_json(found)


def forget(stores: Database, *wave_ids: str) -> None:
    with stores.writing() as store:
        for wave_id in wave_ids:
            store.counts.forget(wave_id)


def look(stores: Database) -> list[list[FieldedWave]]:
    """Every choice of two or three waves, as it is compared."""
    with stores.reading() as store:
        return [fielded_waves(store, ids) for ids in CHOICES]


def spoil_responses(url: str) -> None:
    """So that nothing can be counted anew."""
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE responses SET answers = 'spoilt'"))
    engine.dispose()


def scored(counts: WaveCounts | None) -> set[Scored]:
    return set() if counts is None else {one.scored for one in counts.rescored}


def test_a_wave_is_counted_by_its_closing(stores: Database, keys: KeyDirectory) -> None:
    hold_wave(stores, keys, FIRST, version())

    with stores.reading() as store:
        found = fielded_wave(store, FIRST).counts
    assert kept(stores, FIRST) == found
    assert found.total.respondents == 24
    assert {village: group.respondents for village, group in found.segments.items()} == {"ingen": 12, "maurik": 12}


def test_scales_are_kept_as_they_are_scored_beside_later_waves(stores: Database, keys: KeyDirectory) -> None:
    hold_three_versions(stores, keys)

    # By hand: five statements less the one, less both, and less the one that the third changed.
    one, both, other = (
        ("contact", tuple(item for item in ("seen", "heard", "helped", "asked", "trusted") if item not in changed))
        for changed in ({"helped"}, {"helped", "heard"}, {"heard"})
    )
    assert scored(kept(stores, FIRST)) == {one, both}
    assert scored(kept(stores, SECOND)) == {one, both, other}
    assert scored(kept(stores, THIRD)) == {both, other}


def test_no_response_is_read_for_a_comparison_and_its_figures_are_those_of_counting_anew(
    stores: Database, keys: KeyDirectory, database_url: str
) -> None:
    hold_three_versions(stores, keys)
    forget(stores, FIRST, SECOND, THIRD)
    anew = look(stores)
    assert [kept(stores, wave) for wave in (FIRST, SECOND, THIRD)] == [None] * 3

    assert count_closed_waves(stores) == {}
    spoil_responses(database_url)

    assert look(stores) == anew


def test_a_question_that_was_changed_back_is_scored_by_who_looks(stores: Database, keys: KeyDirectory) -> None:
    for wave_id, asked in ((FIRST, version()), (SECOND, version(helped="Anders.")), (THIRD, version())):
        hold_wave(stores, keys, wave_id, asked)
    before = [kept(stores, wave) for wave in (FIRST, SECOND, THIRD)]

    with stores.reading() as store:
        waves = fielded_waves(store, [FIRST, SECOND, THIRD])

    assert {wave.counts.total.scales["contact"].items for wave in waves} == {("seen", "heard", "asked", "trusted")}
    assert [kept(stores, wave) for wave in (FIRST, SECOND, THIRD)] == before


def test_nobody_who_looks_waits_for_who_writes_counted_or_not(
    stores: Database, keys: KeyDirectory, database_url: str
) -> None:
    hold_three_versions(stores, keys)
    counted = look(stores)

    assert while_locked(database_url, lambda: look(stores)) == counted
    forget(stores, FIRST, SECOND, THIRD)
    assert while_locked(database_url, lambda: look(stores)) == counted
    assert kept(stores, FIRST) is None


def test_the_workbook_of_the_command_is_made_while_somebody_else_writes(
    stores: Database, keys: KeyDirectory, database_url: str, tmp_path: Path
) -> None:
    hold_three_versions(stores, keys)
    peilstok = command(database_url, tmp_path)

    done = while_locked(database_url, lambda: peilstok("compare", FIRST, THIRD, "-o", str(tmp_path / "a.xlsx")))

    assert done.exit_code == 0, done.output
    assert (tmp_path / "a.xlsx").exists()


def test_a_respondent_sends_in_the_middle_of_a_look(stores: Database, keys: KeyDirectory) -> None:
    hold_three_versions(stores, keys)
    forget(stores, FIRST, SECOND, THIRD)
    codes = iter(open_small_wave(stores, keys, wave_id="open"))

    with stores.reading() as store:

        def responses_of(wave: FieldedWave) -> Iterator[StoredResponse]:
            for number, response in enumerate(store.responses.read(wave.wave.id)):
                if number == 12:
                    send(stores, keys, next(codes), wave_id="open")
                yield response

        waves = rescored([fielded_wave(store, wave) for wave in (FIRST, SECOND, THIRD)], responses_of)

    assert {wave.counts.total.scales["contact"].items for wave in waves} == {("seen", "asked", "trusted")}
    with stores.reading() as store:
        assert store.box.count("open") == 3


_KILLED = """
import os, signal, sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from survey_app.keyroom import errands
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory

url, keys, wave, moment = sys.argv[1], Path(sys.argv[2]), sys.argv[3], sys.argv[4]

def die():
    os.kill(os.getpid(), signal.SIGKILL)

class Keys(KeyDirectory):
    def destroy_wave_key(self, wave_id):
        die() if moment == "closed" else super().destroy_wave_key(wave_id)

class Mortal(Database):
    changes = 0
    @contextmanager
    def writing(self):
        with super().writing() as store:
            yield store
            self.changes += 1
            if moment == "counted" and self.changes == 2:
                die()

errands.close(Mortal(url), Keys(keys), wave, date(2026, 7, 1), "an", (), second="bea")
"""


def start_again(peilstok: Callable[..., Result]) -> None:
    done = peilstok("db", "upgrade")
    assert done.exit_code == 0, done.output


def close_again(peilstok: Callable[..., Result]) -> None:
    done = peilstok("wave", "close", SECOND, "--yes")
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize(("moment", "mended"), [("closed", close_again), ("counted", start_again)])
def test_a_closing_that_is_killed_before_all_is_counted_is_counted_later_and_by_no_look(
    database_url: str,
    stores: Database,
    keys: KeyDirectory,
    tmp_path: Path,
    moment: str,
    mended: Callable[[Callable[..., Result]], None],
) -> None:
    hold_wave(stores, keys, FIRST, version())
    answer_wave(stores, keys, SECOND, version(helped="Anders."))
    killed = [sys.executable, "-c", _KILLED, database_url, str(keys.path), SECOND, moment]
    assert subprocess.run(killed, check=False, timeout=120).returncode == -signal.SIGKILL

    with stores.reading() as store:
        assert store.waves.get(SECOND).state is WaveState.CLOSED
        looked = fielded_waves(store, [FIRST, SECOND])
    assert kept(stores, SECOND) is None

    mended(command(database_url, tmp_path))

    assert len(scored(kept(stores, FIRST))) == len(scored(kept(stores, SECOND))) == 1
    spoil_responses(database_url)
    with stores.reading() as store:
        assert fielded_waves(store, [FIRST, SECOND]) == looked


def test_what_an_older_version_closed_or_counted_is_counted_at_the_first_start(
    stores: Database, keys: KeyDirectory, database_url: str, tmp_path: Path
) -> None:
    hold_three_versions(stores, keys)
    now = [kept(stores, wave) for wave in (FIRST, SECOND, THIRD)]
    with stores.writing() as store:
        older = json.loads(store.counts.find(FIRST) or "")
        del older["rescored"]
        store.counts.put(FIRST, json.dumps(older))
        store.counts.forget(SECOND)

    start_again(command(database_url, tmp_path))

    assert [kept(stores, wave) for wave in (FIRST, SECOND, THIRD)] == now


def test_when_all_is_counted_a_start_changes_nothing(stores: Database, keys: KeyDirectory, database_url: str) -> None:
    hold_three_versions(stores, keys)

    assert while_locked(database_url, lambda: count_closed_waves(stores)) == {}


def test_a_wave_that_cannot_be_counted_is_told_and_holds_up_no_other(
    stores: Database, keys: KeyDirectory, database_url: str, tmp_path: Path
) -> None:
    hold_three_versions(stores, keys)
    with stores.writing() as store:
        wrong = StoredResponse(b"\xff" * 16, None, None, '{"seen": "maybe"}')
        store.responses.write(FIRST, [wrong])
    forget(stores, FIRST, THIRD)

    done = command(database_url, tmp_path)("db", "upgrade")

    assert done.exit_code == 0, done.output
    told = f"wave {FIRST}: cannot be counted, so not compared: item seen: a response holds an answer that the"
    assert told in done.stderr
    assert (kept(stores, FIRST) is None, kept(stores, THIRD) is None) == (True, False)
    with stores.reading() as store, pytest.raises(AnswerNotKnown):
        fielded_wave(store, FIRST)


def test_counts_of_responses_that_were_moved_meanwhile_are_not_kept(
    database_url: str, stores: Database, keys: KeyDirectory
) -> None:
    """Closing once more makes an old wave coarser; what was counted before must not come back."""

    class Meanwhile(Database):
        @contextmanager
        def writing(self) -> Iterator[SqlStore]:
            with stores.writing() as store:
                places = store.responses.places(FIRST)
                store.responses.move(FIRST, dict.fromkeys(places, NOWHERE))
            with super().writing() as store:
                yield store

    answer_wave(stores, keys, FIRST, version())
    close_wave(stores, keys, FIRST, TODAY, "an", second="bea")
    with stores.reading() as store:
        wave = store.waves.get(FIRST)
        assert set(store.responses.places(FIRST)) == {Place("ingen"), Place("maurik")}
    other = Meanwhile(database_url)

    keep_counts(other, wave)

    other.close()
    assert kept(stores, FIRST) is None
    keep_counts(stores, wave)
    counts = kept(stores, FIRST)
    assert counts is not None
    assert counts.segments == {}


def test_two_that_count_at_once_keep_one_and_the_same(stores: Database, keys: KeyDirectory, database_url: str) -> None:
    answer_wave(stores, keys, FIRST, version())
    close_wave(stores, keys, FIRST, TODAY, "an", second="bea")

    class Behind(Database):
        @contextmanager
        def writing(self) -> Iterator[SqlStore]:
            count_closed_waves(stores)
            with super().writing() as store:
                yield store

    other = Behind(database_url)
    assert count_closed_waves(other) == {}
    other.close()
    counts = kept(stores, FIRST)
    assert counts is not None
    assert counts.total.respondents == 24


def test_what_is_kept_tells_no_more_than_the_responses_and_the_audit_finds_nothing(
    stores: Database, keys: KeyDirectory
) -> None:
    hold_three_versions(stores, keys)

    with stores.reading() as store:
        told = [store.counts.find(wave) for wave in (FIRST, SECOND, THIRD)]
        answers = {one.answers for wave in (FIRST, SECOND, THIRD) for one in store.responses.read(wave)}
        names = {one.key.hex() for wave in (FIRST, SECOND, THIRD) for one in store.responses.read(wave)}
    forget(stores, FIRST, SECOND, THIRD)
    count_closed_waves(stores)
    with stores.reading() as store:
        assert [store.counts.find(wave) for wave in (FIRST, SECOND, THIRD)] == told
    assert not any(one in (text or "") for text in told for one in chain(answers, names))
    with stores.evidence() as evidence:
        tried = audit(evidence, keys.files()).attempts
    assert [one.attack.title.spoken_in("en") for one in tried if one.outcome is Outcome.FOUND] == []


def test_of_a_withheld_wave_nothing_is_counted(stores: Database, keys: KeyDirectory) -> None:
    answer_wave(stores, keys, FIRST, version(), codes=4)
    errands.close(stores, keys, FIRST, TODAY, "an", (), second="bea")

    assert kept(stores, FIRST) is None


def command(url: str, folder: Path) -> Callable[..., Result]:
    """`peilstok` on this installation."""
    environment = {
        "PEILSTOK_DATABASE_URL": url,
        "PEILSTOK_KEYS": str(folder / "keys"),
        "PEILSTOK_INSTANCE": str(folder),
    }
    return lambda *words: CliRunner(env=environment).invoke(main, words)
