"""What fieldwork asks of the place where keys are kept: outside the database, its backups and the web root."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from survey_app.refusal import Refusal


@dataclass(frozen=True)
class LetterRun:
    """Letters that were made in one go, from serial `first` on; `frame` is a keyed fingerprint of their addresses."""

    first: int
    number: int
    frame: str


class Keys(Protocol):
    """Keys of one installation. Every file is 0600 in a directory that is 0700."""

    def pepper(self) -> bytes:
        """The 256-bit pepper of all keyed hashes; raises NoPepper."""

    def make_pepper(self) -> bytes:
        """Make it, once there is certainly none that codes were hashed with; never over another."""

    def has_pepper(self) -> bool:
        """Whether there is one: a machine that is not the server must be given it, and not make another."""

    def session_key(self) -> bytes:
        """The 256-bit key that encrypts cookies; made at first use."""

    def letter_key(self, wave_id: str) -> bytes:
        """The 256-bit key from which the codes of a wave's letters are derived; made at first use."""

    def has_letter_key(self, wave_id: str) -> bool:
        """Whether the letter key is there: whether codes can be derived again, and so reminders addressed."""

    def destroy_letter_key(self, wave_id: str) -> None:
        """Overwrite, fsync, unlink; quietly done when it is gone already. No code is ever derived again."""

    def letter_runs(self, wave_id: str) -> Sequence[LetterRun]:
        """Which letters were made with the letter key, in order; they go with it."""

    def reserve_letters(self, wave_id: str, number: int, frame: str, at_least: int) -> LetterRun:
        """Write down, durably, that as many letters are made, with serials of `at_least` or more that none had."""

    def create_wave_key(self, wave_id: str) -> bytes:
        """Make the key pair of a wave and return its public key; raises WaveKeyExists."""

    def wave_key(self, wave_id: str) -> bytes:
        """The private key; raises NoWaveKey."""

    def has_wave_key(self, wave_id: str) -> bool:
        """Whether the private key is there, readable or wrapped."""

    def keep_wrapped_key(self, wave_id: str, wrapped: bytes) -> None:
        """Keep what the words of a sheet open, durably, in the place of what was there."""

    def find_wrapped_key(self, wave_id: str) -> bytes | None:
        """What the words of a sheet open, or None."""

    def destroy_wave_key(self, wave_id: str) -> None:
        """Overwrite, fsync, unlink, readable or wrapped; quietly done when it is gone already."""


class NoWaveKey(
    Refusal,
    says="wave {}: its private key is not in the key directory (PEILSTOK_KEYS), "
    "so its answers cannot be read; put the key file of that wave back",
):
    """The private key of a wave is not in the key directory."""


class WaveKeyExists(Refusal, says="wave {}: there is a key for it already; choose another wave id"):
    """There is a private key for a wave that is not open: something was restored or copied by hand."""


class NoLetterKey(
    Refusal,
    says="wave {}: there is no letter key here; it was destroyed, or it is on the machine where the letters "
    "were made. Without it no reminder can be addressed, nor a code be added to those that were made with it",
):
    """The letter key of a wave is not here: destroyed, or on another machine."""


class NoPepper(
    Refusal,
    says="pepper.key is not in the key directory (PEILSTOK_KEYS); copy it from the server, or from its backup, for "
    "codes that are hashed with another pepper let nobody in",
):
    """Hashes that another machine makes are worth nothing without the server's own pepper."""
