"""What is kept of a respondent while the wave is open: a sealed envelope, and one for the contact desk."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ContactEnvelope:
    """Sealed contact details, or as many bytes that say that there are none, under a random key; says nothing else."""

    key: bytes
    ciphertext: bytes


@dataclass(frozen=True)
class Envelope:
    """Sealed answers under the keyed hash of a code (or a random key for staff); says nothing else.

    `contact` is dropped with it, in every wave that has a contact desk, whether or not somebody left a name.
    """

    wave: str
    receipt: bytes
    ciphertext: bytes
    contact: ContactEnvelope | None = None
