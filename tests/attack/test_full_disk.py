"""A disk that fills up while people send and while a wave is closed: nothing is lost, doubled, or left halfway.

Database, log of transactions, keys and what the server says are on one disk, as on a small machine.
"""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from random import Random

import pytest

from survey_app.store.keys import KeyDirectory
from tests.attack.crowd import opened
from tests.attack.filling import Installation, play_full_round
from tests.attack.outcome import Outcome, all_is_well
from tests.attack.served import serving, wait_until
from tests.full_disk import SmallDisk
from tests.postgresql import Cluster, running_cluster

pytestmark = pytest.mark.slow

_ROUNDS = 4
_SEED = 20260601
_DATABASE = "peilstok.sqlite"
_TOO_LITTLE_FOR_A_LOG = 20_000


def test_on_sqlite_nothing_is_lost_or_doubled_by_a_full_disk(migrated_sqlite: Path, disk: SmallDisk) -> None:
    path = Path(shutil.copy(migrated_sqlite, disk.path / _DATABASE))

    keys = KeyDirectory(disk.path / "keys")
    outcomes = _play(Installation(f"sqlite:///{path}", keys, disk.fill, disk.empty), disk)

    _all_is_well_on(disk, outcomes, "sqlite")


def test_on_postgresql_nothing_is_lost_or_doubled_by_a_full_disk(disk: SmallDisk) -> None:
    with running_cluster(on_small_disk=disk.path) as cluster:
        url = cluster.url("postgres")
        with opened(url) as database:
            database.upgrade()

        keys = KeyDirectory(disk.path / "keys")
        fill, make_room = partial(_fill, disk, cluster), partial(_make_room, disk, cluster)
        outcomes = _play(Installation(url, keys, fill, make_room), disk)

    _all_is_well_on(disk, outcomes, "postgresql")


def _play(installation: Installation, disk: SmallDisk) -> list[Outcome]:
    random = Random(_SEED)
    with serving(installation.url, disk.path) as server:
        return [play_full_round(installation, server, f"ronde-{number}", random) for number in range(_ROUNDS)]


def _fill(disk: SmallDisk, cluster: Cluster, leaving: int) -> None:
    """Now and then it is the log of transactions that finds no room: then PostgreSQL ends."""
    disk.fill(leaving)
    if leaving < _TOO_LITTLE_FOR_A_LOG:
        cluster.use_up_log()


def _make_room(disk: SmallDisk, cluster: Cluster) -> None:
    """PostgreSQL starts again by itself after an error in its log, but gives up when there is no room for that."""
    disk.empty()
    wait_until(lambda: cluster.is_up() or cluster.is_gone())
    if cluster.is_gone():
        cluster.start_again()


def _all_is_well_on(disk: SmallDisk, outcomes: list[Outcome], database: str) -> None:
    all_is_well(outcomes, f"{database} on a full disk")
    assert sum(outcome.refusals for outcome in outcomes) > 0
    assert sum(outcome.retries for outcome in outcomes) > 0
    of_database = ("data", _DATABASE)
    left = [name for name in disk.names() if not name.startswith(of_database)]
    assert left == ["keys", "keys/pepper.key", "keys/session.key", "said.txt"]
