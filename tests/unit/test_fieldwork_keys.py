"""The key directory: for its owner only, made once, and destroyed for good."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from survey_app.fieldwork.keys import NoWaveKey, WaveKeyExists
from survey_app.fieldwork.sealing import public_key_of
from survey_app.store.keys import KeyDirectory, KeysUnsafe


def permissions(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_keys_are_made_at_first_use_and_stay(keys: KeyDirectory) -> None:
    made = [keys.make_pepper(), keys.session_key(), keys.letter_key("w1"), keys.letter_key("w2")]

    again = KeyDirectory(keys.path)
    assert [again.pepper(), again.session_key(), again.letter_key("w1"), again.letter_key("w2")] == made
    assert len(set(made)) == 4
    assert {len(key) for key in made} == {32}


def test_only_their_owner_may_look_at_them(keys: KeyDirectory) -> None:
    keys.make_pepper()
    keys.create_wave_key("w1")

    assert permissions(keys.path) == 0o700
    assert {permissions(path) for path in keys.path.iterdir()} == {0o600}


def test_a_directory_that_others_may_look_into_is_refused(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)

    with pytest.raises(KeysUnsafe, match="chmod go-rwx"):
        KeyDirectory(shared).make_pepper()


def test_a_key_file_that_others_may_look_into_is_refused(keys: KeyDirectory) -> None:
    keys.make_pepper()
    (keys.path / "pepper.key").chmod(0o640)

    with pytest.raises(KeysUnsafe, match="chmod go-rwx"):
        keys.make_pepper()


def test_half_a_key_is_refused_and_not_replaced(keys: KeyDirectory) -> None:
    keys.make_pepper()
    (keys.path / "pepper.key").write_bytes(b"half")

    with pytest.raises(KeysUnsafe, match="4 bytes"):
        keys.make_pepper()

    assert (keys.path / "pepper.key").read_bytes() == b"half"


def test_all_that_come_first_at_once_get_the_same_key(keys: KeyDirectory) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: keys.make_pepper(), range(8)))

    assert len(set(found)) == 1
    assert [path.name for path in keys.path.iterdir()] == ["pepper.key"]


def test_a_wave_has_one_key_pair(keys: KeyDirectory) -> None:
    public_key = keys.create_wave_key("w1")

    with pytest.raises(WaveKeyExists):
        keys.create_wave_key("w1")

    assert public_key_of(keys.wave_key("w1")) == public_key


def test_a_destroyed_key_is_gone_and_may_be_destroyed_again(keys: KeyDirectory) -> None:
    keys.create_wave_key("w1")
    assert keys.has_wave_key("w1")

    keys.destroy_wave_key("w1")
    keys.destroy_wave_key("w1")

    assert not keys.has_wave_key("w1")
    with pytest.raises(NoWaveKey):
        keys.wave_key("w1")


def test_a_letter_key_that_was_destroyed_never_comes_back(keys: KeyDirectory) -> None:
    before, other = keys.letter_key("w1"), keys.letter_key("w2")

    keys.destroy_letter_key("w1")
    keys.destroy_letter_key("w1")

    assert not (keys.path / "letter-w1.key").exists()
    assert keys.letter_key("w1") != before
    assert keys.letter_key("w2") == other


def test_many_may_destroy_a_key_at_once(keys: KeyDirectory) -> None:
    for number in range(50):
        wave_id = f"w{number}"
        keys.create_wave_key(wave_id)

        with ThreadPoolExecutor(8) as threads:
            list(threads.map(keys.destroy_wave_key, [wave_id] * 8))

        assert not keys.has_wave_key(wave_id)


def test_a_key_is_overwritten_before_it_is_unlinked(keys: KeyDirectory, tmp_path: Path) -> None:
    keys.create_wave_key("w1")
    private_key = keys.wave_key("w1")
    same_file = tmp_path / "same-file"
    same_file.hardlink_to(keys.path / "wave-w1.key")

    keys.destroy_wave_key("w1")

    assert len(same_file.read_bytes()) == 32
    assert same_file.read_bytes() != private_key


@pytest.mark.parametrize("wave_id", ["", "..", "../pepper", "a/b", "A", "a.key", "a\0"])
def test_a_wave_id_never_leads_out_of_the_directory(keys: KeyDirectory, wave_id: str) -> None:
    with pytest.raises(KeysUnsafe):
        keys.letter_key(wave_id)


def test_no_two_letters_get_the_same_serial_even_when_made_at_once(keys: KeyDirectory) -> None:
    with ThreadPoolExecutor(8) as many:
        runs = list(many.map(lambda _turn: keys.reserve_letters("w1", 3, "", 0), range(20)))

    assert sorted(run.first for run in runs) == list(range(0, 60, 3))
    assert sorted(keys.letter_runs("w1"), key=lambda run: run.first) == sorted(runs, key=lambda run: run.first)


def test_serials_begin_after_those_that_the_database_knows_of(keys: KeyDirectory) -> None:
    assert keys.reserve_letters("w1", 3, "", 10).first == 10
    assert keys.reserve_letters("w1", 3, "", 3).first == 13
    assert keys.reserve_letters("w2", 3, "", 0).first == 0


def test_what_is_known_of_letters_is_private_and_goes_with_their_key(keys: KeyDirectory) -> None:
    keys.letter_key("w1")
    keys.reserve_letters("w1", 3, "keyed fingerprint", 0)
    assert {permissions(path) for path in keys.path.iterdir()} == {0o600}

    keys.destroy_letter_key("w1")

    assert list(keys.path.iterdir()) == []
    assert keys.letter_runs("w1") == ()


def test_a_pepper_is_not_made_by_asking_whether_there_is_one(keys: KeyDirectory) -> None:
    assert not keys.has_pepper()
    assert not keys.path.exists()
    keys.make_pepper()
    assert keys.has_pepper()
