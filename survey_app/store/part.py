"""What the parts of a store have in common: the connection of its transaction."""

from __future__ import annotations

from sqlalchemy import Connection


class Part:
    """Implements one port of fieldwork on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
