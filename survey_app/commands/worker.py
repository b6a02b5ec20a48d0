"""What a process of the server does first: it ends with the process that started it, and loads the application."""

from __future__ import annotations

import ctypes
import os
import signal
from collections.abc import Callable
from importlib import import_module

from survey_app.config import Settings
from survey_app.processes import Line

APPLICATION = "survey_app.web.app"
"""Loaded by name: of the commands only the server needs it."""
_PR_SET_PDEATHSIG = 1

Application = Callable[..., object]


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
