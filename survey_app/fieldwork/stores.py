"""The place that hands out transactions, as fieldwork sees it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from survey_app.fieldwork.ports import Store
from survey_app.fieldwork.response import Envelope


class Stores(Protocol):
    """Each `with` block is one transaction."""

    def reading(self) -> AbstractContextManager[Store]:
        """A store to look things up in; what it sees is committed."""

    def writing(self) -> AbstractContextManager[Store]:
        """A store to change things in; commits durably when the block ends well, and rolls back when it does not."""

    def drop(self, envelope: Envelope) -> None:
        """What `Box.drop` does, in a transaction of its own: durable when this returns."""

    def keep(self, wave_id: str, receipt: bytes, before: bytes | None, draft: bytes) -> bool:
        """Put a draft in the place of the one that was found before, None where there was none: durable when this says
        True. False, and nothing was changed, when something else is there by now, or the wave is not open.
        """

    def scrub(self, *, responses: bool = False) -> bool:
        """Leave nothing of what was deleted behind, of `responses` too if there was any; False when somebody is still
        looking, so that it must be redone.
        """
