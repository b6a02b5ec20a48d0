"""Files are looked into wherever they lie below a folder, packed or damaged; links and places of others are not."""

from __future__ import annotations

import gzip
import os
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from survey_app.assurance.copies import Traces, find_copies
from survey_app.assurance.file_checks import check_copies, check_keys_found
from survey_app.assurance.found_files import Whose, found_below, pieces
from survey_app.assurance.key_search import search_keys

SECRET = b"geheim " * 9
NOTHING_OF_OURS = Traces(frozenset(), frozenset(), frozenset(), None)
NOBODY = 65534


def found(*folders: Path) -> list[str]:
    return [path.name for path, _whose in found_below(folders, lambda _path: Whose.UNKNOWN)]


def test_files_in_folders_in_folders_are_found_once(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    for place in ("x", "a/y", "a/b/z"):
        (tmp_path / place).touch()

    assert found(tmp_path, tmp_path / "a", tmp_path / "nergens") == ["x", "y", "z"]


def test_links_a_server_and_a_python_are_left_alone(tmp_path: Path) -> None:
    for folder, sign in (("data", "PG_VERSION"), ("venv", "pyvenv.cfg")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / sign).touch()
    (tmp_path / "link").symlink_to("/etc")

    assert found(tmp_path) == []


def test_of_a_folder_where_everybody_may_write_only_the_folder_itself(tmp_path: Path) -> None:
    (tmp_path / "of somebody").mkdir()
    (tmp_path / "of somebody" / "x").touch()
    (tmp_path / "y").touch()
    tmp_path.chmod(0o1777)

    assert found(tmp_path) == ["y"]


def test_what_is_our_own_is_passed_over_and_what_was_left_is_not_looked_into(tmp_path: Path) -> None:
    (tmp_path / "left").mkdir()
    for place in ("left/x", "own", "other"):
        (tmp_path / place).touch()
    whose = {"left": Whose.LEFT_BEHIND, "own": Whose.OWN}

    seen = list(found_below([tmp_path], lambda path: whose.get(path.name, Whose.UNKNOWN)))

    assert seen == [(tmp_path / "left", Whose.LEFT_BEHIND), (tmp_path / "other", Whose.UNKNOWN)]


@pytest.mark.parametrize("pack", ["plain", "zip", "gzip"])
def test_what_stands_in_a_file_is_read_packed_or_not(tmp_path: Path, pack: str) -> None:
    file = tmp_path / "x"
    if pack == "zip":
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("leeg/", b"")
            packed.writestr("diep/in", SECRET)
    else:
        file.write_bytes(gzip.compress(SECRET) if pack == "gzip" else SECRET)

    assert SECRET in b"".join(pieces(file))


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\x1f\x8b", b"BZh9", b"\xfd7zXZ\x00"])
def test_a_damaged_file_is_read_as_it_is(tmp_path: Path, start: bytes) -> None:
    file = tmp_path / "x"
    file.write_bytes(start + os.urandom(40) + SECRET)

    assert SECRET in b"".join(pieces(file))


def test_what_lies_over_the_edge_of_two_pieces_is_in_one_of_them(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(bytes((1 << 20) - 20) + SECRET + bytes(50))

    assert any(SECRET in piece for piece in pieces(file))


def test_a_search_says_where_it_did_not_look(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / name).write_bytes(SECRET)

    copies = find_copies([tmp_path], NOTHING_OF_OURS, lambda _path: Whose.UNKNOWN, most=2)
    keys = search_keys([], {}, [tmp_path], lambda _path: Whose.UNKNOWN, most=2)

    told = "There are more than 2 files; the others were not looked into."
    assert [words.spoken_in("en") for words in copies.not_looked_into] == [told]
    assert [finding.found.endswith(f"; {told}") for finding in (*check_copies(copies), *check_keys_found(keys))] == [
        True,
        True,
    ]
    assert find_copies([tmp_path], NOTHING_OF_OURS, lambda _path: Whose.UNKNOWN, most=3).not_looked_into == ()


def test_files_and_folders_of_others_are_told() -> None:
    with TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        (folder / "of somebody").touch(mode=0)
        (folder / "of others").mkdir(mode=0)
        before = os.geteuid()
        if before == 0:  # who may read everything
            os.seteuid(NOBODY)
        try:
            copies = find_copies([folder], NOTHING_OF_OURS, lambda _path: Whose.UNKNOWN)
            keys = search_keys([], {}, [folder], lambda _path: Whose.UNKNOWN)
        finally:
            os.seteuid(before)

    told = ["2 file(s) or folder(s) may not be read by Peilstok, and were not looked into."]
    assert [words.spoken_in("en") for words in copies.not_looked_into] == told
    assert [words.spoken_in("en") for words in keys.not_looked_into] == told
