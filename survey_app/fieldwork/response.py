"""What is kept of a respondent: a sealed envelope while the wave is open, a response once it is closed."""

from dataclasses import dataclass

from survey_app.questionnaire.answers import Answers


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


@dataclass(frozen=True)
class Response:
    """One completed questionnaire, under a random key that was drawn at closing."""

    wave: str
    key: bytes
    segment: str | None
    mode: str | None
    answers: Answers
