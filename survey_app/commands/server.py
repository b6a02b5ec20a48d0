"""`peilstok serve`: the production server for one machine.

Waitress answers, in processes that share one socket; each can have itself replaced (decisions 0130 and 0243).
"""

import ctypes
import gc
import logging
import os
import signal
import socket
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from multiprocessing.context import ForkProcess
from typing import TYPE_CHECKING, Any, cast  # what waitress keeps its connections in has no types

import click
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer, create_server

from survey_app.commands.database import count_and_tell
from survey_app.commands.listening import BACKLOG, listen
from survey_app.config import BadSetting, Settings
from survey_app.fieldwork.pepper import settled_pepper
from survey_app.installation import open_installation
from survey_app.processes import REPLACE, ask_for_another

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

APPLICATION = "survey_app.web.app"
"""Loaded by name: of the commands only the server needs it."""
THREADS = 2
"""Requests that one process works on at once: more only fight over the interpreter, one would wait for a closing."""
_SECONDS_FOR_CONNECTIONS = 2.0
"""How long a process that goes may answer on the connections that it has; what it is working on then is finished."""
_SECONDS_TO_FINISH = 60.0
"""After which a process that must go is killed, whoever it is still sending to."""
_SECONDS_BETWEEN_STARTS = 1.0
"""A process that ends as soon as it began is not started again before."""
_SECONDS_OF_NOTHING = 75
"""After which a connection that nobody uses is closed; nginx keeps its own for 60."""
_CONNECTIONS = 1000
"""That one process has at most; who comes then waits for another process, or until somebody goes."""
_LARGEST_HEAD = 65_536
_LARGEST_BODY = 21_000_000
"""Bytes. The application refuses far less, with a page; beyond the largest of its files nothing is taken in."""
_LARGEST_KEPT = 1 << 40
"""Bytes of a request or an answer that stay in memory: none of them is written to a temporary file."""
_WORKERS = range(1, 257)
_WORKING_FOLDER = "/"
"""Where the server works: nobody but root puts a file there, and it keeps no disk from being taken out."""
_PR_SET_PDEATHSIG = 1
_STOP = {signal.SIGTERM, signal.SIGINT}
_HEARD = {*_STOP, signal.SIGHUP, signal.SIGCHLD, REPLACE}


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on; one that nothing listens on yet.")
@click.option("--workers", default=os.cpu_count() or 1, show_default=True, help="Processes that answer requests.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the questionnaires and the admin pages. No access log is written: it would hold respondents.

    The database must be there (peilstok db upgrade makes it); its schema is brought up to date. All processes end with
    the first, however it ends.
    """
    if workers not in _WORKERS:
        raise BadSetting("--workers", workers, f"right is a number from {_WORKERS[0]} to {_WORKERS[-1]}")
    with listen(host, port) as listening:
        with open_installation(os.environ, upgrade=True) as installation:
            installation.keys.session_key()  # a bad one is told here, once, and not by each process
            with installation.stores.writing() as store:
                settled_pepper(store, installation.keys)
            count_and_tell(installation.stores)
            settings = installation.settings
        click.echo(f"{settings.base_url} is served on {host}:{port}; stop with Ctrl+C")
        run_server(settings, listening, workers)


def run_server(settings: Settings, listening: socket.socket, workers: int) -> None:
    """Serve this installation on a socket that listens, until interrupted; a process that dies is replaced."""
    os.chdir(_WORKING_FOLDER)
    create_app = import_module(APPLICATION).create_app  # once, here, so that each process begins at once
    run_processes(partial(create_app, settings, ask_for_another), listening, workers)


def run_processes(make: Callable[[], "WSGIApplication"], listening: socket.socket, workers: int) -> None:
    """Serve what `make` gives, which each process makes for itself, until interrupted."""
    gc.freeze()  # what is loaded stays in memory that the processes share: nobody looks whether it is still of use
    _Processes(partial(_answer, make, listening, os.getpid()), workers).run()


class _Processes:
    """As many processes as asked for, all doing the same work, until this one is told to stop.

    What it is told comes as signals, one at a time: SIGHUP replaces all of them, and `REPLACE` the one that sent it.
    """

    def __init__(self, work: Callable[[], None], number: int) -> None:
        self._work = work
        self._number = number
        self._working: dict[int, tuple[ForkProcess, float]] = {}
        self._going: list[tuple[ForkProcess, float]] = []
        self._stopping = False

    def run(self) -> None:
        """Until they have all ended after SIGTERM or SIGINT."""
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, _HEARD)
        try:
            while self._fill() or self._going:
                self._hear()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)

    def _fill(self) -> int:
        while not self._stopping and len(self._working) < self._number:
            process = ForkProcess(target=_work_unless_told, args=(self._work,))
            process.start()
            self._working[process.ident or 0] = process, time.monotonic()
        return len(self._working)

    def _hear(self) -> None:
        heard = signal.sigtimedwait(_HEARD, 1.0)
        told = heard.si_signo if heard else None
        self._stopping |= told in _STOP
        if self._stopping or told == signal.SIGHUP:
            self._let_go(*self._working)
        elif heard and told == REPLACE:
            self._let_go(heard.si_pid)
        self._look_round()

    def _let_go(self, *processes: int) -> None:
        """Each ends with what it is working on; another takes its place before that."""
        for going in [self._working.pop(number) for number in processes if number in self._working]:
            going[0].terminate()
            self._going.append((going[0], time.monotonic() + _SECONDS_TO_FINISH))

    def _look_round(self) -> None:
        """Who ended by itself, and who must end now."""
        for number, (process, began) in list(self._working.items()):
            if not process.is_alive():
                del self._working[number]
                time.sleep(max(began + _SECONDS_BETWEEN_STARTS - time.monotonic(), 0.0))
        self._going = [(process, until) for process, until in self._going if process.is_alive()]
        for process, until in self._going:
            if time.monotonic() > until:
                process.kill()


def _work_unless_told(work: Callable[[], None]) -> None:
    """What a process does that was forked a moment ago: a terminal tells all of them, but only the first decides."""
    for told in (signal.SIGINT, signal.SIGHUP):
        signal.signal(told, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _HEARD)
    work()


def _answer(make: Callable[[], "WSGIApplication"], listening: socket.socket, master: int) -> None:
    end_with(master)
    _Answering(make(), listening).run()


class _Answering:
    """One process that answers on a socket that listens, until SIGTERM."""

    def __init__(self, application: "WSGIApplication", listening: socket.socket) -> None:
        logging.getLogger("waitress").disabled = True  # it would tell paths; our own pages tell of what went wrong
        logging.getLogger("waitress.queue").disabled = True
        self._listening = listening
        self._must_go = False
        self._map: dict[int, Any] = {}
        server = create_server(
            application,
            map=self._map,
            sockets=[listening],
            threads=THREADS,
            ident=None,
            backlog=BACKLOG,
            connection_limit=_CONNECTIONS,
            channel_timeout=_SECONDS_OF_NOTHING,
            max_request_header_size=_LARGEST_HEAD,
            max_request_body_size=_LARGEST_BODY,
            inbuf_overflow=_LARGEST_KEPT,
            outbuf_overflow=_LARGEST_KEPT,
            asyncore_use_poll=True,
            clear_untrusted_proxy_headers=False,  # web/network.py knows which of them to believe
        )
        self._server = cast(TcpWSGIServer, server)  # for there is one socket
        self._server.channel_class = _Channel
        signal.signal(signal.SIGTERM, self._go)

    def run(self) -> None:
        """Until it must go and nobody waits for an answer any more."""
        while not self._must_go:
            self._turn()
        self._listen_no_more()
        began = time.monotonic()
        while self._is_waited_for(time.monotonic() - began):
            self._turn()

    def _turn(self) -> None:
        self._server.asyncore.loop(timeout=1.0, use_poll=True, map=self._map, count=1)

    def _is_waited_for(self, seconds: float) -> bool:
        channels = [channel for channel in self._map.values() if isinstance(channel, _Channel)]
        return any(channel.is_at_work() for channel in channels) or bool(
            channels and seconds < _SECONDS_FOR_CONNECTIONS
        )

    def _go(self, *_: object) -> None:
        self._must_go = True
        self._server.pull_trigger()

    def _listen_no_more(self) -> None:
        """Who comes now is for the other processes, which listen to the same socket."""
        _Channel.is_last = True
        self._server.del_channel()
        self._server.accepting = False
        self._listening.close()


class _Channel(HTTPChannel):
    """A connection; of a process that goes, it ends with the answer."""

    is_last = False

    def service(self) -> None:
        """Answer the first request that waits."""
        if self.is_last:
            self.requests[0].headers = {**self.requests[0].headers, "CONNECTION": "close"}
        super().service()

    def is_at_work(self) -> bool:
        """Whether somebody sends, waits or is sent to."""
        return bool(self.request or self.requests or self.total_outbufs_len)


def end_with(master: int) -> None:
    """Let the kernel kill this process when its master dies, however that happens.

    By SIGKILL: a sending that was acknowledged is on the disk. When the master died before the kernel was asked, this
    process is somebody else's child by now.
    """
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    if os.getppid() != master:
        os._exit(1)
