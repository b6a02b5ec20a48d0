"""A key directory on a disk that is full: nothing new, nothing half, nothing lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from survey_app.store.keys import KeyDirectory, KeyDiskFull
from tests.full_disk import SmallDisk

MakeKey = Callable[[KeyDirectory], object]
MAKERS: dict[str, MakeKey] = {
    "pepper": KeyDirectory.make_pepper,
    "session key": KeyDirectory.session_key,
    "key of a wave": lambda keys: keys.create_wave_key("w"),
    "key on sheets": lambda keys: keys.keep_wrapped_key("w", b"wrapped" * 100),
    "key of letters": lambda keys: keys.letter_key("w"),
    "list of letters": lambda keys: keys.reserve_letters("w", 10, "frame", 0),
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_a_key_for_which_there_is_no_room_leaves_nothing_and_is_made_later(make: MakeKey, disk: SmallDisk) -> None:
    keys = KeyDirectory(disk.path / "keys")
    keys.path.mkdir(mode=0o700)
    disk.fill()

    with pytest.raises(KeyDiskFull, match="the disk is full"):
        make(keys)
    left = keys.files()
    disk.empty()
    make(keys)

    assert left == []
    assert [name.startswith(".") for name in keys.files()] == [False]


def test_what_cannot_be_replaced_for_lack_of_room_stays_as_it_was(disk: SmallDisk) -> None:
    keys = KeyDirectory(disk.path / "keys")
    keys.keep_wrapped_key("w", b"of the first sheets")
    keys.reserve_letters("w", 10, "frame", 0)
    disk.fill()

    with pytest.raises(KeyDiskFull, match="the disk is full"):
        keys.keep_wrapped_key("w", b"of later sheets")
    with pytest.raises(KeyDiskFull, match="the disk is full"):
        keys.reserve_letters("w", 10, "frame", 0)

    assert keys.find_wrapped_key("w") == b"of the first sheets"
    assert [run.number for run in keys.letter_runs("w")] == [10]
    assert keys.files() == ["letters-w.key", "sheets-w.key"]


def test_a_key_is_destroyed_on_a_full_disk_too(disk: SmallDisk) -> None:
    keys = KeyDirectory(disk.path / "keys")
    keys.create_wave_key("w")
    keys.letter_key("w")
    disk.fill()

    keys.destroy_wave_key("w")
    keys.destroy_letter_key("w")

    assert keys.files() == []
