"""What a command may refuse, and tells in one line each; anything else is a fault of ours and keeps its traceback."""

import errno

from survey_app.assurance.certificate import NothingToCertify
from survey_app.commands.listening import CannotListen
from survey_app.comparison.compare_series import TooFewWaves, WaveTwice
from survey_app.config import BadSetting, UnknownSetting
from survey_app.dataset.columns import ResponseNotKnown
from survey_app.dataset.elsewhere.faults import CsvRefused
from survey_app.dataset.microdata.choosing import CellsTooSmall, NeedsTrait, NoSuchTrait
from survey_app.dataset.microdata.log import OvertakenExport
from survey_app.dataset.microdata.obstacles import NoMicrodata
from survey_app.dataset.printed_rows import PrintedTableRefused
from survey_app.dataset.tally import AnswerNotKnown
from survey_app.dataset.text_table import TextTableRefused
from survey_app.fieldwork.administration import BadName, NobodyLeft, NoSuchAdministrator
from survey_app.fieldwork.administrators import AdministratorExists
from survey_app.fieldwork.consent import BadClosingDay, ClosingTakesTwo, NeedsNoClosingDay, NotASecond
from survey_app.fieldwork.contact_desk import NoContacts
from survey_app.fieldwork.editorial import (
    AlreadyAccepted,
    BadReason,
    NoSuchItem,
    NotAccepted,
    NotEditorial,
    OtherQuestionnaire,
    SameWave,
)
from survey_app.fieldwork.entrance import WaveIsClosed
from survey_app.fieldwork.frame import BadFrame
from survey_app.fieldwork.handover import BadHandOver
from survey_app.fieldwork.inviting import NoCodes, UnknownSegments
from survey_app.fieldwork.keys import NoLetterKey, NoPepper, NoWaveKey, WaveKeyExists
from survey_app.fieldwork.letters import UnknownFrame
from survey_app.fieldwork.life import CannotRemove, NeverOpened, NotADraft, NotClosed, OtherForm, WrongWaveKey
from survey_app.fieldwork.particulars import CannotCorrect, CodesWereMade, OrderIsRelied
from survey_app.fieldwork.passphrase import WordNotInList, WrongNumberOfWords
from survey_app.fieldwork.passwords import WeakPassword
from survey_app.fieldwork.pepper import OtherPepper, PepperGone, PepperNotLost
from survey_app.fieldwork.ports import InvitationExists, NoSuchWave, WaveExists, WaveNotOpen
from survey_app.fieldwork.printed_address import TrialAddress
from survey_app.fieldwork.reading_texts import DecisionsRefused
from survey_app.fieldwork.roles import UnknownRole
from survey_app.fieldwork.sheets import (
    NoSheets,
    SameSheetTwice,
    SheetOfAnotherWave,
    SwappedKey,
    WordsNeeded,
    WrongSheet,
)
from survey_app.fieldwork.shredding import BadHolder, BadShreddingDay, NoSuchPaper
from survey_app.fieldwork.voiding import CannotVoid, KeyStillThere
from survey_app.fieldwork.wave import NotFrozen
from survey_app.fieldwork.wave_bounds import BadWave
from survey_app.questionnaire.faults import QuestionnaireFaults
from survey_app.questionnaire.library import NoSuchQuestionnaire
from survey_app.store.closings import BeingClosed
from survey_app.store.engine import BadDatabaseUrl
from survey_app.store.keys import KeyDiskFull, KeysUnsafe
from survey_app.store.troubles import DatabaseTrouble
from survey_app.store.waves import InstrumentChanged
from survey_app.writers.mailing import TextTooLong
from survey_app.writers.microdata_xlsx import TooManyRows

REFUSALS: tuple[type[Exception], ...] = (
    AdministratorExists,
    AlreadyAccepted,
    AnswerNotKnown,
    BadClosingDay,
    BadDatabaseUrl,
    BadFrame,
    BadHandOver,
    BadHolder,
    BadName,
    BadReason,
    BadSetting,
    BadShreddingDay,
    BadWave,
    BeingClosed,
    CannotCorrect,
    CannotListen,
    CannotRemove,
    CannotVoid,
    CellsTooSmall,
    ClosingTakesTwo,
    CodesWereMade,
    CsvRefused,
    DatabaseTrouble,
    DecisionsRefused,
    InstrumentChanged,
    InvitationExists,
    KeyDiskFull,
    KeyStillThere,
    KeysUnsafe,
    NeedsNoClosingDay,
    NeedsTrait,
    NeverOpened,
    NoCodes,
    NoContacts,
    NoLetterKey,
    NoMicrodata,
    NoPepper,
    OtherPepper,
    PepperGone,
    PepperNotLost,
    NoSheets,
    NoSuchAdministrator,
    NobodyLeft,
    NoSuchItem,
    NoSuchPaper,
    NoSuchQuestionnaire,
    NoSuchTrait,
    NoSuchWave,
    NotAccepted,
    NotADraft,
    NotASecond,
    NotClosed,
    NotEditorial,
    NotFrozen,
    NothingToCertify,
    NoWaveKey,
    OrderIsRelied,
    OvertakenExport,
    OtherForm,
    OtherQuestionnaire,
    PrintedTableRefused,
    QuestionnaireFaults,
    ResponseNotKnown,
    SameSheetTwice,
    SameWave,
    SheetOfAnotherWave,
    SwappedKey,
    TextTableRefused,
    TextTooLong,
    TooManyRows,
    TooFewWaves,
    TrialAddress,
    UnknownFrame,
    UnknownRole,
    UnknownSegments,
    UnknownSetting,
    WaveExists,
    WaveIsClosed,
    WaveKeyExists,
    WaveNotOpen,
    WaveTwice,
    WeakPassword,
    WordNotInList,
    WordsNeeded,
    WrongNumberOfWords,
    WrongSheet,
    WrongWaveKey,
)

TOLD: tuple[type[Exception], ...] = (OSError, *REFUSALS)
"""What is told in one line: a refusal, or what the operating system cannot do."""

_REMEDIES = {
    errno.ENOSPC: "the disk is full; make room, and do it again",
    errno.EDQUOT: "the disk is full for this user; make room, and do it again",
    errno.EACCES: "this user may not use it; let the user that runs peilstok own it",
    errno.EPERM: "this user may not use it; let the user that runs peilstok own it",
    errno.EROFS: "this disk is read-only; make it writable, or choose another place",
    errno.ENOTDIR: "a part of this path is a file, not a folder",
    errno.EISDIR: "is a folder; name a file",
    errno.ENOENT: "is not there",
}


def words_of(error: Exception) -> str:
    """A refusal, or an error of the operating system, as one line: what, where, and what would be right."""
    if not isinstance(error, OSError):
        return str(error)
    told = _REMEDIES.get(error.errno or 0, error.strerror or str(error))
    return f"{error.filename}: {told}" if error.filename else f"a file cannot be read or written: {told}"
