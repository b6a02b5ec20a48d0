"""Answers a wrong try later, so that trying many takes time, and keeps one thread at most busy with that."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

Pause = Callable[[float], None]
_DELAY = 1.0


class SlowAnswer:
    """Delays one answer at a time, so that who types what is right finds another thread."""

    def __init__(self, pause: Pause = time.sleep) -> None:
        self._pause = pause
        self._delaying = Lock()

    def delay(self) -> None:
        """Wait a second, unless another answer does already."""
        if self._delaying.acquire(blocking=False):
            try:
                self._pause(_DELAY)
            finally:
                self._delaying.release()
