"""`peilstok serve`: the production server for one machine.

It is granian with one socket for all its processes, of which each can have itself replaced (decision 0130).
"""

import ctypes
import gc
import multiprocessing
import os
import signal
import socket
from collections.abc import Callable
from functools import partial
from importlib import import_module
from queue import SimpleQueue
from threading import Thread
from typing import Any  # what granian hands on to its processes has no types

import click
from granian._granian import SocketHolder
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from survey_app.commands.database import count_and_tell
from survey_app.commands.listening import BACKLOG, listen
from survey_app.config import BadSetting, Settings
from survey_app.fieldwork.pepper import settled_pepper
from survey_app.installation import open_installation
from survey_app.processes import Line

APPLICATION = "survey_app.web.app"
"""Loaded by name: of the commands only the server needs it."""
THREADS = 2
"""Requests that one process works on at once: more only fight over the interpreter, one would wait for a closing."""
_SECONDS_FOR_CONNECTIONS = 2.0
"""How long a process that goes may answer on the connections that it has; what it is working on then is finished."""
_SECONDS_TO_FINISH = 60
"""After which a process that must go is killed, whoever it is still sending to."""
_EVERYBODY = 0
_PR_SET_PDEATHSIG = 1
_WORKERS = range(1, 257)
_WORKING_FOLDER = "/"
"""Where the server works: nobody but root puts a file there, and it keeps no disk from being taken out."""

Application = Callable[..., object]


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
    _Server(settings, listening, workers).serve()


class _Server(MPServer):
    """Serves an installation on a socket that listens.

    Granian's own processes would each have a socket with SO_REUSEPORT, beside which any program of this user may
    listen, and what waits in the queue of a process is lost with that process.
    """

    def __init__(self, settings: Settings, listening: socket.socket, workers: int) -> None:
        super().__init__(
            APPLICATION,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=THREADS,
            respawn_failed_workers=True,
            workers_kill_timeout=_SECONDS_TO_FINISH,
            websockets=False,
            log_access=False,
            log_level=LogLevels.error,
        )
        multiprocessing.set_start_method("fork", force=True)  # so that they have the socket and the line
        self._settings = settings
        self._listening = listening
        self._line = Line()
        self._asked: SimpleQueue[int] = SimpleQueue()
        self.on_startup(Thread(target=self._hear, daemon=True).start)

    def serve(self, *_: object) -> None:
        """Until interrupted. The program is loaded once, here, so that each process begins at once."""
        import_module(APPLICATION)
        gc.freeze()  # what is loaded stays in memory that the processes share: nobody looks whether it is still of use
        load = partial(load_application, self._settings, os.getpid(), self._line)
        super().serve(target_loader=load, wrap_loader=False)

    def signal_handler_reload(self, *_: object) -> None:
        """SIGHUP: replace all of them."""
        self._ask_for(_EVERYBODY)

    def _init_shared_socket(self) -> None:
        self._listening.setblocking(False)
        self._listening.set_inheritable(True)
        self._sso = self._listening
        self._shd = SocketHolder(self._listening.fileno(), False, BACKLOG)  # type: ignore[assignment, call-arg]  # untyped

    def _hear(self) -> None:
        while True:
            self._ask_for(self._line.hear())

    def _ask_for(self, process: int) -> None:
        self._asked.put(process)
        self.reload_signal = True
        self.main_loop_interrupt.set()

    def _reload(self, spawn_target: Any, target_loader: Any) -> None:  # granian has no types here
        """Replace those that asked: another begins, and the old one ends with what it is working on."""
        self.main_loop_interrupt.clear()
        self.reload_signal = False
        asked = {self._asked.get() for _ in range(self._asked.qsize())}
        for old in [worker for worker in self.wrks if asked & {worker.inner.pid, _EVERYBODY}]:
            old.interrupt_by_parent = True
            new = self._spawn_worker(old.idx, spawn_target, target_loader)
            self.wrks[old.idx] = new
            new.start()
            Thread(target=_see_off, args=(old,)).start()


def _see_off(old: Any) -> None:  # granian has no types here
    old.join(_SECONDS_FOR_CONNECTIONS)
    old.terminate()
    old.join(_SECONDS_TO_FINISH)
    if old.is_alive():
        old.kill()


def load_application(settings: Settings, master: int, line: Line) -> Application:
    """The application, in a process that `master` started and can be asked over `line` to replace.

    Not granian's own way of loading, which first puts the folder that the server was started in before all places that
    Python imports from.
    """
    end_with(master)
    application: Application = import_module(APPLICATION).create_app(settings, line)
    return application


def end_with(master: int) -> None:
    """Let the kernel kill this process when its master dies, however that happens.

    By SIGKILL: granian's processes do not all heed another signal in their first moments, and a sending that was
    acknowledged is on the disk. When the master died before the kernel was asked, this process is somebody else's
    child by now.
    """
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    if os.getppid() != master:
        os._exit(1)
