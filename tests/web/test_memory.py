"""Words and private keys do not stay in the memory of a server: an image of every process of it is searched."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache, partial
from itertools import groupby
from pathlib import Path

import pytest

from survey_app.fieldwork.administration import Act, add_administrator
from survey_app.fieldwork.administrators import roles_from_text
from survey_app.fieldwork.inviting import invite
from survey_app.fieldwork.life import add_wave, closing_key
from survey_app.fieldwork.passphrase import new_words
from survey_app.fieldwork.passwords import Passwords
from survey_app.fieldwork.wave import Custody, WaveState
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.attack.respondent import Page, Respondent
from tests.attack.served import Server, children_of, serving, wait_until
from tests.small_wave import send
from tests.web.admin_desk import PASSWORD, QUESTIONNAIRE_YAML, QUICK, STUDY_YAML
from tests.web.field import INSTRUMENT, draft, value_of

WAVE = "bewoners-2026"
PAGES = f"/beheer/metingen/{WAVE}"
OPEN, SHEETS, CLOSE = f"{PAGES}/openen", f"{PAGES}/bladen", f"{PAGES}/sluiten"
HOST = "/beheer/metingen/op-de-server"
PAGE, ENTRY = os.sysconf("SC_PAGE_SIZE"), 8
SEEN = 3
"""So many words of a sheet, one after another, are a find."""


@dataclass
class Desk:
    """An administrator at a real server, and what lies under it."""

    server: Server
    stores: Database
    keys: KeyDirectory
    codes: list[str]
    browser: Respondent
    sheets: list[str] = field(default_factory=list)

    def make_sheets(self) -> None:
        page = self.browser.persist("GET", OPEN)
        made = self._post(SHEETS, page, instead_of=value_of("instead_of", page.html), number="3")
        words = re.findall(r"<li>([a-z]+)</li>", made.html)
        self.sheets = [" ".join(words[start : start + 7]) for start in range(0, len(words), 7)]

    def open(self) -> Page:
        page = self.browser.persist("GET", OPEN)
        typed = dict(zip(("first", "second", "third"), self.sheets, strict=False))
        return self._post(OPEN, page, fingerprint=value_of("fingerprint", page.html), **typed)

    def close(self, words: str = "") -> Page:
        page = self.browser.persist("GET", CLOSE)
        typed = {name: words or sheet for name, sheet in zip(("first", "second"), self.sheets, strict=False)}
        return self._post(CLOSE, page, typed=WAVE, **typed)

    def open_and_close_host(self) -> bytes:
        """A made-up wave whose key is on the host, opened and closed from the pages; its private key."""
        page = self.browser.persist("GET", f"{HOST}/openen")
        self._post(f"{HOST}/openen", page, fingerprint=value_of("fingerprint", page.html))
        key = self.keys.wave_key("op-de-server")
        page = self.browser.persist("GET", f"{HOST}/sluiten")
        assert self._post(f"{HOST}/sluiten", page, typed="op-de-server").status == 302
        wait_until(lambda: not self.keys.has_wave_key("op-de-server"))
        return key

    def private_key(self) -> bytes:
        """As whoever has the sheets can make it, in this process."""
        with self.stores.reading() as store:
            return closing_key(
                store, self.keys, store.waves.get(WAVE), [tuple(sheet.split()) for sheet in self.sheets[:2]]
            )

    def state(self) -> WaveState:
        with self.stores.reading() as store:
            return store.waves.get(WAVE).state

    def processes(self) -> list[int]:
        """Every process of the server."""
        return [self.server.process.pid, *_descendants(self.server.process.pid)]

    @contextmanager
    def nobody_is_replaced(self) -> Iterator[None]:
        """As if the mending were taken out: the process that starts others does nothing."""
        os.kill(self.server.process.pid, signal.SIGSTOP)
        yield
        os.kill(self.server.process.pid, signal.SIGCONT)

    def _post(self, path: str, page: Page, **form: str) -> Page:
        return self.browser.ask("POST", path, csrf_token=page.token, **form)


@pytest.fixture
def desk(sqlite_url: str, tmp_path: Path) -> Iterator[Desk]:
    """A draft that goes by sheets, with codes, and an administrator who is logged in."""
    study = tmp_path / "questionnaires" / "kernen"
    study.mkdir(parents=True)
    (study / "study.yaml").write_text(STUDY_YAML, encoding="utf-8")
    (study / "bewoners.yaml").write_text(QUESTIONNAIRE_YAML, encoding="utf-8")
    stores, keys = Database(sqlite_url), KeyDirectory(tmp_path / "keys")
    add_wave(stores, replace(draft(WAVE), custody=Custody.SHEETS), "an")
    add_wave(stores, draft("op-de-server", fictitious=True), "an")
    codes = invite(stores, keys, WAVE, [None] * 12, who="an", study=INSTRUMENT.study)
    with stores.writing() as store:
        act = Act("peilstok", datetime(2026, 6, 1, tzinfo=UTC))
        add_administrator(store, Passwords(QUICK), "anna", roles_from_text("beheerder"), act, PASSWORD)
    with serving(sqlite_url, tmp_path, QUESTIONNAIRES=str(study.parent)) as server:
        browser = Respondent(server.port)
        token = browser.ask("GET", "/beheer/inloggen").token
        browser.ask("POST", "/beheer/inloggen", csrf_token=token, name="anna", password=PASSWORD)
        yield Desk(server, stores, keys, codes, browser)
        browser.close()
    stores.close()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may look at the memory of these processes, as it should be")
def test_neither_words_nor_private_key_stay_in_the_memory_of_the_server(desk: Desk) -> None:
    with desk.nobody_is_replaced():
        desk.make_sheets()
        assert _words_in(_images(desk.processes()), desk.sheets), "the search must find words where they are"
    assert desk.open().status == 302
    private_key = desk.private_key()
    for code in desk.codes:
        send(desk.stores, desk.keys, code, {"gesproken": "nee"}, WAVE)
    assert desk.close(" ".join(new_words(7))).status == 422
    assert desk.close().status == 302
    wait_until(lambda: desk.state() is WaveState.CLOSED)

    @cache
    def has_words(process: int) -> bool:
        """It has them until it ends, and nobody types any now: once is enough."""
        return _words_in(_images([process]), desk.sheets)

    def are_forgotten() -> bool:
        there = desk.processes()
        return len(there) == 3 and not any(has_words(process) for process in there)

    wait_until(are_forgotten)

    assert not _key_in(_images(desk.processes()), private_key)
    on_host = desk.open_and_close_host()
    assert not _key_in(_images(desk.processes()), on_host), "no process is replaced for this one"
    assert _key_in(_images([os.getpid()]), private_key), "the search must find the key where it is"


def _has_others(desk: Desk, before: set[int]) -> bool:
    return len(set(desk.server.workers()) - before) >= 1


def test_nobody_who_answers_notices_that_processes_are_replaced_and_none_dumps_core(desk: Desk) -> None:
    desk.make_sheets()
    desk.open()
    over, failed, served = threading.Event(), list[object](), list[object]()
    crowd = [threading.Thread(target=_look_around, args=(desk.server.port, over, failed, served)) for _ in range(6)]
    for one in crowd:
        one.start()

    for _time in range(3):
        before = set(desk.server.workers())
        assert desk.close(" ".join(new_words(7))).status == 422
        wait_until(partial(_has_others, desk, before))
    wait_until(lambda: len(desk.server.workers()) == 2)
    over.set()
    for one in crowd:
        one.join()

    assert failed == []
    assert len(served) > 50
    for process in desk.processes():
        limits = Path(f"/proc/{process}/limits").read_text()
        assert re.search(r"Max core file size +0 +0 ", limits), limits


def _look_around(port: int, over: threading.Event, failed: list[str], served: list[int]) -> None:
    """Somebody who comes, and comes again, on one connection while the server keeps it."""
    somebody = Respondent(port)
    while not over.is_set():
        try:
            token = somebody.ask("GET", "/").token
            served.append(somebody.ask("POST", "/", csrf_token=token, code="geen code").status)
            time.sleep(0.02)
        except OSError as error:
            failed.append(repr(error))
    failed.extend(str(status) for status in served if status != 422)
    somebody.close()


def _words_in(images: Iterable[bytes], sheets: Sequence[str]) -> bool:
    """Whether words of a sheet stand somewhere one after another, whatever is between them: form, page or text."""
    threes = [sheet.split()[start : start + SEEN] for sheet in sheets for start in (0, SEEN)]
    return any(
        _stand_in(image, [word.encode(encoding) for word in three])
        for image in images
        for three in threes
        for encoding in ("ascii", "utf-16-le")
    )


def _stand_in(image: bytes, words: Sequence[bytes]) -> bool:
    form = re.compile(rb".{1,48}?".join(map(re.escape, words)), re.DOTALL)
    longest = max(words, key=len)  # which is the rarest, for the list of all words is in memory too
    place = image.find(longest)
    while place >= 0 and not form.search(image, max(place - 400, 0), place + 400):
        place = image.find(longest, place + 1)
    return place >= 0


def _key_in(images: Iterable[bytes], key: bytes) -> bool:
    return any(form in image for image in images for form in (key, key.hex().encode()))


def _images(processes: Iterable[int]) -> Iterator[bytes]:
    """All that each process keeps in memory of its own, which is what a core would hold."""
    for process in processes:
        with suppress(FileNotFoundError, ProcessLookupError):  # it ended, and its memory with it
            yield b"".join(_pieces(process))


def _pieces(process: int) -> Iterator[bytes]:
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for begin, length in _touched(process):
            memory.seek(begin)
            with suppress(OSError):  # given back between looking at the map and here
                yield memory.read(length)


def _touched(process: int) -> Iterator[tuple[int, int]]:
    """Where the pages are that it ever used, in memory or swapped: a fifth of all that it asked for."""
    with Path(f"/proc/{process}/pagemap").open("rb", buffering=0) as pages:
        for line in Path(f"/proc/{process}/maps").read_text().splitlines():
            ends, mode = line.split()[:2]
            begin, end = (int(number, 16) for number in ends.split("-"))
            if mode.startswith("rw"):
                pages.seek(begin // PAGE * ENTRY)
                told = enumerate(array("Q", pages.read((end - begin) // PAGE * ENTRY)))
                for is_there, run in groupby(told, lambda page: page[1] >> 62 != 0):
                    places = [place for place, _ in run]
                    if is_there:
                        yield begin + places[0] * PAGE, len(places) * PAGE


def _descendants(process: int) -> list[int]:
    return [one for child in children_of(process) for one in (child, *_descendants(child))]
