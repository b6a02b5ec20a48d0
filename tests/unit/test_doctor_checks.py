"""Each check of the doctor tells well from wrong."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest

from survey_app.assurance.database_checks import DatabaseCondition, check_clock, check_database_settings, check_schema
from survey_app.assurance.file_checks import check_database_files, check_keys, check_place_of_keys
from survey_app.assurance.finding import Finding, Level
from survey_app.assurance.wave_checks import check_orphans, check_paper, check_wave
from survey_app.assurance.web_checks import (
    check_access_log,
    check_address,
    check_proxies,
    check_staff_networks,
    check_told_by_law,
)
from survey_app.config import Settings
from survey_app.fieldwork.sealing import new_private_key
from survey_app.fieldwork.sheets import wrap_on_sheets
from survey_app.fieldwork.wave import Custody, Recruitment, WaveState
from survey_app.store.keys import KeyDirectory
from tests.small_wave import INSTRUMENT, WAVE, small_wave

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
GOOD = {
    "synchronous_commit": "on",
    "track_commit_timestamp": "off",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length_on_error": "0",
    "log_parameter_max_length": "0",
    "log_min_error_statement": "panic",
    "log_lock_waits": "off",
    "archive_mode": "off",
    "wal_level": "replica",
}


def levels(findings: Iterable[Finding]) -> list[Level]:
    return [finding.level for finding in findings]


def settings(**changed: object) -> Settings:
    made = Settings("sqlite:///x", Path("keys"), Path("questionnaires"), "https://vragen.example")
    return replace(made, **changed)  # type: ignore[arg-type]  # tests name what they change


def test_a_private_key_directory_is_well(keys: KeyDirectory) -> None:
    keys.make_pepper()

    assert levels(check_keys(keys.path, os.geteuid(), in_production=True)) == [Level.OK]


def test_keys_that_others_may_read_are_wrong_and_so_is_a_directory(keys: KeyDirectory) -> None:
    keys.make_pepper()
    keys.path.chmod(0o750)
    (keys.path / "pepper.key").chmod(0o640)

    told = [*check_keys(keys.path, os.geteuid(), in_production=True)]

    assert levels(told) == [Level.WRONG, Level.WRONG, Level.OK]
    assert told[0].right.startswith("chmod 0700")
    assert told[1].right.startswith("chmod 0600")


def test_keys_of_somebody_else_are_wrong(keys: KeyDirectory) -> None:
    keys.make_pepper()

    assert Level.WRONG in levels(check_keys(keys.path, os.geteuid() + 1, in_production=True))


def test_keys_beside_the_database_are_wrong_in_production_and_doubtful_in_a_trial(tmp_path: Path) -> None:
    database, inside = tmp_path / "data" / "peilstok.sqlite", tmp_path / "data" / "keys"

    assert levels(check_place_of_keys(inside, database, (), in_production=True)) == [Level.WRONG]
    assert levels(check_place_of_keys(inside, database, (), in_production=False)) == [Level.WARNING]
    assert levels(check_place_of_keys(tmp_path / "keys", database, (), in_production=True)) == []
    assert levels(check_place_of_keys(inside, None, (tmp_path,), in_production=True)) == [Level.WRONG]


def test_a_database_file_that_others_may_read_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "peilstok.sqlite"
    file.touch(mode=0o600)
    assert levels(check_database_files(file)) == [Level.OK]

    tmp_path.joinpath("peilstok.sqlite-wal").touch()
    tmp_path.joinpath("peilstok.sqlite-wal").chmod(0o644)
    assert levels(check_database_files(file)) == [Level.WRONG, Level.OK]


@pytest.mark.parametrize(
    ("setting", "value", "level"),
    [
        ("synchronous_commit", "off", Level.WRONG),
        ("track_commit_timestamp", "on", Level.WRONG),
        ("log_statement", "all", Level.WRONG),
        ("log_min_duration_statement", "250", Level.WRONG),
        ("log_parameter_max_length_on_error", "-1", Level.WRONG),
        ("log_min_error_statement", "error", Level.WARNING),
        ("log_lock_waits", "on", Level.WARNING),
        ("archive_mode", "on", Level.WARNING),
        ("wal_level", "logical", Level.WARNING),
        ("wal_keep_size", "64", Level.WARNING),
        ("shared_preload_libraries", "auto_explain", Level.WRONG),
        ("shared_preload_libraries", "pg_stat_statements", Level.WARNING),
    ],
)
def test_a_setting_of_postgresql_that_tells_or_forgets_is_found(setting: str, value: str, level: Level) -> None:
    well = DatabaseCondition("PostgreSQL", is_current=True, settings=GOOD)
    ill = replace(well, settings={**GOOD, setting: value})

    assert levels(check_database_settings(well)) == [Level.OK]
    assert levels(check_database_settings(ill)) == [level]


def test_who_reads_along_and_what_was_sampled_is_found() -> None:
    well = DatabaseCondition("PostgreSQL", is_current=True, settings=GOOD)

    assert levels(check_database_settings(replace(well, replication_slots=1))) == [Level.WARNING]
    assert levels(check_database_settings(replace(well, sampled=("contacts.name",)))) == [Level.WRONG]


def test_an_old_schema_and_a_forgetful_sqlite_are_wrong() -> None:
    ill = DatabaseCondition("SQLite", is_current=False, settings={"journal_mode": "delete", "synchronous": "2"})

    assert check_schema(ill).level is Level.WRONG
    assert levels(check_database_settings(ill)) == [Level.WRONG] * 3


def test_a_clock_that_goes_back_is_wrong() -> None:
    condition = DatabaseCondition("PostgreSQL", is_current=True, settings={}, now=NOON + timedelta(minutes=5))

    assert check_clock(NOON, condition, NOON + timedelta(days=1)).level is Level.WRONG
    assert check_clock(NOON, condition, NOON).level is Level.WARNING
    assert check_clock(NOON, replace(condition, now=NOON), NOON).level is Level.OK


def test_an_address_without_encryption_is_wrong_but_for_a_trial() -> None:
    assert check_address(settings()).level is Level.OK
    assert check_address(settings(base_url="http://vragen.example", secure_cookies=False)).level is Level.WRONG
    assert check_address(settings(base_url="http://127.0.0.1:8000", secure_cookies=False)).level is Level.WARNING


def test_networks_that_hold_everybody_are_found() -> None:
    everybody = (ip_network("0.0.0.0/0"),)
    staff = replace(small_wave(recruitment=Recruitment.OPEN_LINK), state=WaveState.OPEN)

    assert check_proxies(settings(trusted_proxies=everybody)).level is Level.WRONG
    assert check_proxies(settings()).level is Level.WARNING
    assert check_proxies(settings(trusted_proxies=(ip_network("127.0.0.1/32"),))).level is Level.OK
    assert check_staff_networks(settings(staff_networks=everybody), []).level is Level.WARNING
    assert check_staff_networks(settings(), [staff]).level is Level.WRONG
    assert check_staff_networks(settings(), [replace(staff, fictitious=True)]).level is Level.OK
    assert check_staff_networks(settings(staff_networks=(ip_network("10.0.0.0/8"),)), [staff]).level is Level.OK


def test_an_access_log_that_was_switched_on_is_wrong() -> None:
    assert levels(check_access_log({})) == [Level.OK]
    assert levels(check_access_log({"GUNICORN_CMD_ARGS": "--access-logfile -"})) == [Level.WRONG]


def test_an_open_wave_without_the_key_that_fits_is_wrong(keys: KeyDirectory) -> None:
    public_key = keys.create_wave_key(WAVE)
    wave = replace(small_wave(), state=WaveState.OPEN, public_key=public_key)
    assert levels(check_wave(wave, keys, 3)) == [Level.WARNING]

    assert levels(check_wave(replace(wave, public_key=bytes(32)), keys, 3)) == [Level.WRONG]
    keys.destroy_wave_key(WAVE)
    assert levels(check_wave(wave, keys, 3)) == [Level.WRONG]


def test_an_open_wave_on_sheets_needs_the_wrapped_key_that_fits(keys: KeyDirectory) -> None:
    kept, _sheets = wrap_on_sheets(WAVE, new_private_key())
    wave = replace(small_wave(), state=WaveState.OPEN, custody=Custody.SHEETS, public_key=kept.public_key)
    assert levels(check_wave(wave, keys, 3)) == [Level.WRONG]

    keys.keep_wrapped_key(WAVE, kept.to_bytes())
    assert levels(check_wave(wave, keys, 3)) == [Level.OK]
    [old_rule] = check_wave(replace(wave, sheets=2, sheets_needed=1), keys, 3)
    assert old_rule.level is Level.WARNING
    assert "whoever has one sheet and an image of this machine can read it" in old_rule.found


def test_paper_that_was_not_destroyed_is_warned_of() -> None:
    wave = replace(small_wave(), state=WaveState.CLOSED, custody=Custody.SHEETS, sheets=3, sheets_needed=2)

    [left] = check_paper(wave, (2, 3))

    assert left.level is Level.WARNING
    assert left.found.startswith("Not destroyed yet: sheet 2, sheet 3. With two sheets together and a copy")
    assert list(check_paper(wave, ())) == []


def test_keys_that_outlive_their_wave_are_found(keys: KeyDirectory) -> None:
    wave = replace(small_wave(), state=WaveState.CLOSED)
    assert levels(check_wave(wave, keys, 0)) == [Level.OK]

    keys.letter_key(WAVE)
    keys.create_wave_key(WAVE)
    keys.create_wave_key("weg-2020")

    assert levels(check_wave(wave, keys, 0)) == [Level.WRONG, Level.WARNING]
    assert levels(check_wave(wave, keys, 2)) == [Level.WARNING, Level.WARNING]
    assert levels(check_orphans(keys.waves_of_files(), {WAVE: wave})) == [Level.WARNING]


def test_what_a_study_leaves_unsaid_on_its_pages_is_doubtful() -> None:
    findings = list(check_told_by_law([INSTRUMENT.study]))

    assert {finding.level for finding in findings} == {Level.WARNING}
    assert any("/privacy says nothing of privacy.controller" in finding.found for finding in findings)
    assert any("/toegankelijkheid says nothing of accessibility.status" in finding.found for finding in findings)
