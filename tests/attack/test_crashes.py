"""Whatever is killed, and whenever: what was acknowledged is there once, closing completes, and the key goes last.

Web processes and closings are killed with SIGKILL; PostgreSQL is stopped in mode `immediate`, which is a crash for it.
The machine itself goes on, so that what the operating system was told is safe: that disks keep what they say they
keep is not tested here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from survey_app.store.keys import KeyDirectory
from tests.attack.crashing import Pace, play_round
from tests.attack.crowd import opened
from tests.attack.outcome import all_is_well
from tests.attack.served import serving
from tests.postgresql import Cluster, running_cluster

pytestmark = pytest.mark.slow

_ROUNDS = 20
_SEED = 20260601


@pytest.fixture
def own_cluster() -> Iterator[Cluster]:
    """A cluster that no other test uses."""
    with running_cluster() as cluster:
        yield cluster


def test_on_sqlite_nothing_is_lost_or_doubled_by_killing(sqlite_url: str, keys: KeyDirectory, tmp_path: Path) -> None:
    random, pace = Random(_SEED), Pace()

    with serving(sqlite_url, tmp_path) as server:
        outcomes = [
            play_round(sqlite_url, keys, server, f"ronde-{number}", random, server.kill_oldest_worker, pace)
            for number in range(_ROUNDS)
        ]

    all_is_well(outcomes, "sqlite")


def test_on_postgresql_nothing_is_lost_or_doubled_by_killing_or_stopping_it(
    own_cluster: Cluster, keys: KeyDirectory, tmp_path: Path
) -> None:
    random, pace = Random(_SEED), Pace()
    url = own_cluster.url(own_cluster.new_database())
    with opened(url) as stores:
        stores.upgrade()

    with serving(url, tmp_path) as server:

        def stop_database() -> None:
            own_cluster.stop()
            own_cluster.start_again()

        def trouble(number: int) -> Callable[[], None]:
            return stop_database if number % 2 else server.kill_oldest_worker

        outcomes = [
            play_round(url, keys, server, f"ronde-{number}", random, trouble(number), pace) for number in range(_ROUNDS)
        ]

    all_is_well(outcomes, "postgresql")
