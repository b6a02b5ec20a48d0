"""People who answer a wave over HTTP at the same time, whatever happens to server, database or disk meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from queue import Empty, SimpleQueue

from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.attack.respondent import Page, Respondent, WaveIsOver
from tests.attack.served import Server, wait_until
from tests.small_wave import open_small_wave

_PEOPLE = 30
_BROWSERS = 4
_ENOUGH = 6
"""Sent before anything is closed: with fewer than five responses none would be kept, and nothing could be counted."""


@dataclass
class Crowd:
    """They answer until all have or the wave is over. `errors` are pages that told of one, before it went well."""

    port: int
    waiting: SimpleQueue[tuple[str, str]]
    acknowledged: list[str] = field(default_factory=list)
    astray: list[str] = field(default_factory=list)
    errors: list[Page] = field(default_factory=list)
    lost_connections: int = 0
    working: list[Future[None]] = field(default_factory=list)

    @property
    def retries(self) -> int:
        """Requests that were tried again."""
        return len(self.errors) + self.lost_connections

    @property
    def is_done(self) -> bool:
        """Whether nobody is sending any more."""
        return all(browser.done() for browser in self.working)

    def wait_until_enough(self) -> None:
        """Until a closing will keep what was sent."""
        wait_until(lambda: len(self.acknowledged) >= _ENOUGH or self.is_done)

    def work(self) -> None:
        """What one browser does, for one person after the other."""
        while True:
            try:
                code, text = self.waiting.get_nowait()
            except Empty:
                return
            respondent = Respondent(self.port, errors=self.errors)
            try:
                sent = respondent.send(respondent.fill_in(code, text))
                (self.acknowledged if sent else self.astray).append(text)
            except WaveIsOver:
                return
            finally:
                respondent.close()
                self.lost_connections += respondent.lost


@contextmanager
def sending(url: str, keys: KeyDirectory, server: Server, wave_id: str) -> Iterator[Crowd]:
    """A new wave and who answer it: the first has when the block begins, and after it nobody is sending any more."""
    with opened(url) as stores:
        codes = open_small_wave(stores, keys, codes=_PEOPLE, wave_id=wave_id, minimum=5)
        with stores.writing() as store:  # made up, as they are: whoever closes it needs nobody else
            store.waves.save(replace(store.waves.get(wave_id), fictitious=True))
    crowd = Crowd(server.port, SimpleQueue())
    for serial, code in enumerate(codes):
        crowd.waiting.put((code, f"{wave_id} nummer {serial}"))
    with ThreadPoolExecutor(_BROWSERS) as threads:
        crowd.working = [threads.submit(crowd.work) for _ in range(_BROWSERS)]
        wait_until(lambda: len(crowd.acknowledged) > 0)
        yield crowd
    for browser in crowd.working:
        browser.result()


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """A database, closed again at the end."""
    stores = Database(url)
    try:
        yield stores
    finally:
        stores.close()
