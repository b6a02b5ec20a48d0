"""Sending a questionnaire: checked, sealed, and dropped in the box under the receipt of the invitation."""

from collections.abc import Mapping

from survey_app.fieldwork.contacts import DECLINED, Contact, seal_contact
from survey_app.fieldwork.content import Content, pack
from survey_app.fieldwork.mode import Mode
from survey_app.fieldwork.ports import Store, WaveNotOpen
from survey_app.fieldwork.response import Envelope
from survey_app.fieldwork.sealing import seal
from survey_app.fieldwork.wave import Wave
from survey_app.questionnaire.answers import AnswerFault, Answers
from survey_app.questionnaire.routing import settle
from survey_app.questionnaire.validation import faults_in


class AnswersRefused(Exception):
    """Some answers are no answers to this questionnaire; `faults` says which, the text says nothing of them."""

    def __init__(self, faults: Mapping[str, AnswerFault]) -> None:
        super().__init__(f"{len(faults)} answer(s) cannot be accepted")
        self.faults = faults


def submit(
    store: Store, wave: Wave, receipt: bytes, answers: Answers, mode: Mode = Mode.WEB, contact: Contact = DECLINED
) -> None:
    """Drop the answers in the box, which discards the draft, in the store's transaction.

    Everything that can be wrong with answers is found before sealing, for nobody can look afterwards. Hand in a wave
    that was read before: then checking and sealing hold up no other writer, and the box itself refuses what comes
    after closing. Raises AnswersRefused, ContactRefused, TooLong, AlreadyAnswered, WaveNotOpen or NotInvited.
    """
    store.box.drop(seal_answers(wave, receipt, answers, mode, contact))


def seal_answers(
    wave: Wave, receipt: bytes, answers: Answers, mode: Mode = Mode.WEB, contact: Contact = DECLINED
) -> Envelope:
    """The settled and checked answers in a sealed envelope, and an envelope for the contact desk if there is one.

    Raises AnswersRefused, ContactRefused, TooLong or WaveNotOpen.
    """
    if wave.public_key is None or wave.envelope_size is None:
        raise WaveNotOpen(wave.id)
    questionnaire = wave.frozen_instrument().questionnaire
    settled = settle(questionnaire, answers)
    faults = faults_in(questionnaire, settled)
    if faults:
        raise AnswersRefused(faults)
    ciphertext = seal(wave.public_key, pack(Content(mode, settled)), wave.envelope_size)
    at_desk = None if wave.contact_key is None else seal_contact(wave.contact_key, contact)
    return Envelope(wave.id, receipt, ciphertext, at_desk)
