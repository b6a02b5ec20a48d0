"""Attacks on what is kept: can an answer be read, or told by its size, and is there a key or a code left?"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from survey_app.assurance.attempt import Attack, Attempt, Outcome, attempt
from survey_app.assurance.evidence import Evidence
from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.codes import TypingError, read_code
from survey_app.fieldwork.wave import Wave
from survey_app.language.words import Words

_READABLE = re.compile(rb"[\x20-\x7e\n\r\t]{32}|\x00{16}|([\x00-\xff])\1{23}")
"""What random bytes never have: 32 readable ones in a row (once in a thousand million envelopes), or 16 zeros."""

SEALED = Attack(
    title=Words("Leesbare enveloppen"),
    tried=Words("Elke envelop en elk half ingevuld formulier bekeken als bytes: staat er iets leesbaars in?"),
    if_held=Words("Alles in de bus ziet eruit als ruis. Zonder sleutel is er niets te lezen."),
    if_found=Words("Er staan antwoorden leesbaar in de database. Dat mag nooit."),
)
SIZES = Attack(
    title=Words("De grootte van de enveloppen"),
    tried=Words("Van elke meting alle enveloppen en half ingevulde formulieren gemeten."),
    if_held=Words("Binnen een meting is alles even groot. Aan de grootte is niet te zien wie veel schreef."),
    if_found=Words("Aan de grootte is te zien wie veel schreef."),
)
_FILES = Attack(
    title=Words("Leesbare antwoorden in de bestanden"),
    tried=Words(
        "De bestanden van de database byte voor byte doorzocht, met het logboek en de vrije ruimte, naar antwoorden "
        "op de vragen van de vragenlijsten. Antwoorden van gesloten metingen horen leesbaar te zijn en tellen niet."
    ),
    if_held=Words("Buiten de antwoorden van gesloten metingen staat er nergens een antwoord leesbaar."),
    if_found=Words("Er staan antwoorden leesbaar op een plek waar ze niet horen."),
)
_NOT_LET_IN = Words(
    "Peilstok mag de bestanden van de database niet lezen, of er is nog geen meting geopend. Voer de controle uit als "
    "eigenaar van de database om ook dit te proberen."
)
LOG = Attack(
    title=Words("Codes en adressen in het logboek"),
    tried=Words("In het logboek van de beheerders gezocht naar codes, postcodes, e-mailadressen en IP-adressen."),
    if_held=Words("Er staat niets van deelnemers in het logboek."),
    if_found=Words("Er staat iets in het logboek dat er niet hoort."),
)
_ADDRESS = re.compile(
    r"\b[1-9]\d{3} ?[A-Z]{2}\b|[^\s@]+@[^\s@]+\.\w+|\b\d{1,3}(?:\.\d{1,3}){3}\b|(?:[0-9a-f]{1,4}:){4,}", re.IGNORECASE
)
_LIKE_A_CODE = re.compile(r"\b[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}\b")


def readable_envelopes(evidence: Evidence) -> Iterator[Words]:
    """Is there anything in the box that encryption would have hidden?"""
    readable = Counter(sealed.wave for sealed in evidence.sealed() if _READABLE.search(sealed.content))
    for wave, number in sorted(readable.items()):
        yield Words("Meting {wave}: {number} leesbaar.").filled(wave=wave, number=number)


def unequal_sizes(evidence: Evidence) -> Iterator[Words]:
    """Is all of it of one size?"""
    sizes: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for sealed in evidence.sealed():
        sizes[sealed.wave, sealed.box].add(len(sealed.content))
    for (wave, box), different in sorted(sizes.items()):
        if len(different) > 1:
            yield Words("Meting {wave}, tabel {box}: {number} verschillende maten.").filled(
                wave=wave, box=box, number=len(different)
            )


def try_files(evidence: Evidence) -> Attempt:
    """Is an answer readable where none should be?"""
    pattern = _answers_pattern(evidence.waves(), list(evidence.known_texts()))
    in_files = evidence.search(pattern) if pattern else None
    if in_files is None:
        return Attempt(_FILES, Outcome.NOT_TRIED, remarks=(_NOT_LET_IN,))
    searched = Words("Doorzocht: {files}.").filled(files=", ".join(in_files.searched))
    return attempt(_FILES, in_files.stray, (searched,))


def codes_in_log(evidence: Evidence) -> Iterator[Words]:
    """Does a line hold a code or an address? Only how many is told, for the page must not repeat them."""
    ids = _ids(evidence.waves())
    number = sum(_holds_code_or_address(entry, ids) for entry in evidence.audit_log())
    if number:
        yield Words("{number} regels met een code of adres.").filled(number=number)


def _answers_pattern(waves: Iterable[Wave], known_texts: Sequence[str]) -> re.Pattern[bytes] | None:
    """What an answer to an item of these waves looks like in JSON; None when nothing was fielded yet.

    An item whose id looks the same in an instrument or in kept counts is left out: it would be found there.
    """
    telling = [item for item in sorted(_ids(waves)) if not any(_answer_to(item).search(text) for text in known_texts)]
    if not telling:
        return None
    alternatives = b"|".join(re.escape(item.encode()) for item in telling)
    return re.compile(rb'"(?:' + alternatives + rb')": ?(?:"[^"]{0,60}|\[[^\]]{0,60}|\d{1,9}|true|false)')


def _answer_to(item: str) -> re.Pattern[str]:
    return re.compile(rf'"{re.escape(item)}": ?["\[\dtf]')


def _ids(waves: Iterable[Wave]) -> frozenset[str]:
    """The items of these waves."""
    return frozenset(item for wave in waves if wave.instrument for item in wave.instrument.questionnaire.items)


def _holds_code_or_address(entry: AuditEntry, ids: frozenset[str]) -> bool:
    """The log may name items: one id in thirty-two of twelve letters looks like a code."""
    text = f"{entry.administrator} {entry.act} {entry.subject}"
    alike = (word for word in _LIKE_A_CODE.findall(text) if word not in ids)
    return _ADDRESS.search(text) is not None or any(map(_is_code, alike))


def _is_code(text: str) -> bool:
    try:
        read_code(text)
    except TypingError:
        return False
    return True
