"""What fieldwork asks of the place where keys are kept: outside the database, its backups and the web root."""

from __future__ import annotations

from typing import Protocol


class Keys(Protocol):
    """Keys of one installation. Every file is 0600 in a directory that is 0700."""

    def pepper(self) -> bytes:
        """The 256-bit pepper of all keyed hashes; made at first use."""

    def session_key(self) -> bytes:
        """The 256-bit key that encrypts cookies; made at first use."""

    def letter_key(self, wave_id: str) -> bytes:
        """The 256-bit key from which the codes of a wave's letters are derived; made at first use."""

    def has_letter_key(self, wave_id: str) -> bool:
        """Whether the letter key is there: whether codes can be derived again, and so reminders addressed."""

    def destroy_letter_key(self, wave_id: str) -> None:
        """Overwrite, fsync, unlink; quietly done when it is gone already. No code is ever derived again."""

    def create_wave_key(self, wave_id: str) -> bytes:
        """Make the key pair of a wave and return its public key; raises WaveKeyExists."""

    def wave_key(self, wave_id: str) -> bytes:
        """The private key; raises NoWaveKey."""

    def has_wave_key(self, wave_id: str) -> bool:
        """Whether the private key is there."""

    def destroy_wave_key(self, wave_id: str) -> None:
        """Overwrite, fsync, unlink; quietly done when it is gone already."""


class NoWaveKey(Exception):
    """The private key of a wave is not in the key directory."""

    def __init__(self, wave_id: str) -> None:
        super().__init__(
            f"wave {wave_id}: its private key is not in the key directory (PEILSTOK_KEYS), "
            "so its answers cannot be read; put the key file of that wave back"
        )


class WaveKeyExists(Exception):
    """There is a private key for a wave that is not open: something was restored or copied by hand."""

    def __init__(self, wave_id: str) -> None:
        super().__init__(f"wave {wave_id}: there is a key for it already; choose another wave id")
