"""What is known of a wave beside its answers, corrected: on both databases, written down, and never silently."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from survey_app.comparison.fielded import fielded_wave
from survey_app.dataset.counts import GroupCounts, WaveCounts
from survey_app.dataset.kept import keep_counted_wave
from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.inviting import invite
from survey_app.fieldwork.life import add_wave, close_wave, open_wave
from survey_app.fieldwork.particulars import (
    CannotCorrect,
    CodesWereMade,
    OrderIsRelied,
    correct_wave,
    correctable,
)
from survey_app.fieldwork.ports import EditorialChange
from survey_app.fieldwork.wave import BadWave, Origin, Recruitment, Wave, WaveState
from survey_app.store.database import Database
from survey_app.store.engine import make_engine
from survey_app.store.keys import KeyDirectory
from survey_app.store.migrating import migrate
from tests.postgresql import Cluster
from tests.small_wave import INSTRUMENT, TODAY, WAVE, small_wave

AT = datetime(2026, 6, 1, 12, 30, tzinfo=UTC)
ALL = {"label", "month", "recruitment", "approached"}


def correct(stores: Database, wave_id: str = WAVE, **changed: Any) -> list[str]:  # what a field may hold
    return correct_wave(
        stores,
        wave_id,
        lambda now: replace(now, **changed),
        "an",
        clock=lambda: AT,
    )


def kept(stores: Database, wave_id: str = WAVE) -> Wave:
    with stores.reading() as store:
        return store.waves.get(wave_id)


def printed(stores: Database, **changed: object) -> Wave:
    wave = replace(
        small_wave("staff-2019", Recruitment.UNKNOWN),
        origin=Origin.PRINTED,
        state=WaveState.CLOSED,
        instrument=INSTRUMENT,
        fingerprint=INSTRUMENT.fingerprint(),
        responses=48,
        **changed,  # type: ignore[arg-type]  # what the test says
    )
    keep_counted_wave(stores, wave, WaveCounts(wave.id, Origin.PRINTED, GroupCounts(48, {})), "an")
    return wave


def test_a_draft_is_corrected_with_its_codes_and_the_log_says_what_was_and_is(
    stores: Database, keys: KeyDirectory
) -> None:
    add_wave(stores, small_wave(), "an")
    codes = invite(stores, keys, WAVE, ["ingen"] * 3, who="an", study=INSTRUMENT.study)

    changed = correct(stores, label="Nulmeting", month=date(2026, 9, 1))

    assert (changed, kept(stores).label, kept(stores).month) == (["label", "month"], "Nulmeting", date(2026, 9, 1))
    with stores.reading() as store:
        assert store.invitations.count(WAVE) == len(codes) == 3
        assert store.audit.latest(1) == [
            AuditEntry(
                AT,
                "an",
                "wave corrected",
                f"{WAVE} (label: Bewoners 2026 → Nulmeting; month: 2026-06 → 2026-09)",
            )
        ]


def test_what_was_so_already_is_no_change_and_is_not_written_down(stores: Database) -> None:
    add_wave(stores, small_wave(), "an")

    assert correct(stores, label="Bewoners 2026") == []
    with stores.reading() as store:
        assert [entry.act for entry in store.audit.latest(9)] == ["wave added"]


def test_a_draft_without_codes_can_turn_to_an_open_link_and_one_with_codes_cannot(
    stores: Database, keys: KeyDirectory
) -> None:
    add_wave(stores, small_wave(), "an")

    correct(stores, recruitment=Recruitment.OPEN_LINK, approached=80)
    with pytest.raises(BadWave, match="its codes say how many were approached"):
        correct(stores, recruitment=Recruitment.CODES)
    correct(stores, recruitment=Recruitment.CODES, approached=None)
    invite(stores, keys, WAVE, ["ingen"] * 3, who="an", study=INSTRUMENT.study)
    with pytest.raises(CodesWereMade, match=r"3 code\(s\) were made, and with an open link none of them works"):
        correct(stores, recruitment=Recruitment.OPEN_LINK)

    assert (kept(stores).recruitment, kept(stores).approached) == (Recruitment.CODES, None)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"label": " "}, "this label cannot be used"),
        ({"month": date(1900, 1, 1)}, "the year 1900 cannot be right"),
        ({"recruitment": Recruitment.UNKNOWN}, "is held here knows how people come in"),
        ({"recruitment": Recruitment.OPEN_LINK, "approached": 0}, "0 approached cannot be right"),
        ({"recruitment": Recruitment.OPEN_LINK, "approached": 2**31}, "approached cannot be right"),
        ({"approached": 80}, "its codes say how many were approached"),
    ],
)
def test_what_cannot_be_is_refused_when_adding_and_when_correcting(
    sqlite_stores: Database,
    changed: dict[str, Any],
    why: str,  # what a field may hold
) -> None:
    with pytest.raises(BadWave, match=why):
        add_wave(sqlite_stores, replace(small_wave("nieuw"), **changed), "an")
    add_wave(sqlite_stores, small_wave(), "an")
    with pytest.raises(BadWave, match=why):
        correct(sqlite_stores, **changed)
    assert kept(sqlite_stores) == small_wave()


def test_once_opened_a_wave_with_codes_is_fixed_and_of_an_open_link_the_number_approached_is_not(
    stores: Database, keys: KeyDirectory
) -> None:
    add_wave(stores, small_wave(), "an")
    add_wave(stores, small_wave("staff", Recruitment.OPEN_LINK), "an")
    for wave_id in (WAVE, "staff"):
        open_wave(stores, keys, wave_id, INSTRUMENT, TODAY, "an")

    for wave_id, changed in (
        (WAVE, {"label": "Anders"}),
        (WAVE, {"approached": 9}),
        ("staff", {"month": date(2020, 1, 1)}),
    ):
        with pytest.raises(CannotCorrect, match=f"wave {wave_id}: is open, so its {next(iter(changed))} cannot be"):
            correct(stores, wave_id, **changed)
    correct(stores, "staff", approached=80)
    close_wave(stores, keys, "staff", TODAY, "an")
    correct(stores, "staff", approached=85)

    assert (kept(stores, "staff").approached, kept(stores, "staff").label) == (85, "Bewoners 2026")
    with stores.reading() as store:
        assert store.audit.latest(1)[0].subject == "staff (approached: 80 → 85)"
    with stores.writing() as store:
        assert fielded_wave(store, "staff").approached == 85


def test_of_a_printed_table_all_can_be_corrected_and_its_response_follows(stores: Database) -> None:
    wave = printed(stores)
    with stores.writing() as store:
        assert fielded_wave(store, wave.id).approached is None

    correct(stores, wave.id, label="Nulmeting", recruitment=Recruitment.CODES, approached=60)

    assert correctable(wave) == ALL
    with stores.writing() as store:
        fielded = fielded_wave(store, wave.id)
    assert (fielded.approached, fielded.wave.recruitment, fielded.wave.label) == (60, Recruitment.CODES, "Nulmeting")


def test_fewer_approached_than_answered_can_only_be_with_an_open_link(stores: Database) -> None:
    wave = printed(stores)

    with pytest.raises(BadWave, match="47 approached are fewer than the 48 who answered"):
        correct(stores, wave.id, approached=47)
    correct(stores, wave.id, approached=47, recruitment=Recruitment.OPEN_LINK)

    assert kept(stores, wave.id).approached == 47


def test_a_month_that_an_accepted_change_relies_on_is_not_corrected(stores: Database) -> None:
    wave = printed(stores)
    add_wave(stores, small_wave(), "an")
    with stores.writing() as store:
        store.editorial_changes.add(EditorialChange(wave.id, WAVE, "seen", "Alleen de punt.", "rian"))

    with pytest.raises(OrderIsRelied, match="withdraw those first"):
        correct(stores, wave.id, month=date(2027, 1, 1))

    assert correct(stores, wave.id, label="Nulmeting") == ["label"]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_of_waves_of_before_nobody_said_how_many_were_approached(
    postgresql: Cluster, tmp_path: Path, kind: str
) -> None:
    (tmp_path / "old.sqlite").touch()
    url = f"sqlite:///{tmp_path}/old.sqlite" if kind == "sqlite" else postgresql.url(postgresql.new_database())
    engine = make_engine(url)
    with engine.begin() as connection:
        migrate(connection, "0008")
        connection.execute(
            text(
                "INSERT INTO waves (id, label, month, source, recruitment, origin, state, custody, minimum, fictitious)"
                " VALUES ('w', 'W', '2026-06-01', 's/q.yaml', 'open_link', 'responses', 'draft', 'host', 10, :no)"
            ),
            {"no": False},
        )

    with engine.begin() as connection:
        migrate(connection)
        found = connection.execute(text("SELECT recruitment, approached FROM waves")).all()
    engine.dispose()

    assert [tuple(row) for row in found] == [("open_link", None)]
