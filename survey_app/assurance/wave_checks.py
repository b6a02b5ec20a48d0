"""Waves and their keys: each open wave has the key that fits, and no closed one has any."""

from collections.abc import Iterator, Mapping, Sequence

from survey_app.assurance.finding import Finding, ok, warning, wrong
from survey_app.assurance.paper import left_words
from survey_app.fieldwork.keys import Keys
from survey_app.fieldwork.pepper import check_value
from survey_app.fieldwork.voiding import has_key_that_fits
from survey_app.fieldwork.wave import ADVISED_MINIMUM, Custody, Origin, Wave, WaveState

_ORIGINS = {Origin.PRINTED: "printed table", Origin.FILE: "file"}


def check_wave(wave: Wave, keys: Keys, in_box: int) -> Iterator[Finding]:
    """What there is to say of one wave and its keys; `in_box` is the number of envelopes."""
    if not wave.is_held_here:
        yield ok(
            _name(wave), f"counts of {wave.responses}, from a {_ORIGINS[wave.origin]}; no box, no key and no answers"
        )
        return
    if wave.has_low_minimum:
        yield warning(_name(wave), f"minimum {wave.minimum}", f"{ADVISED_MINIMUM} or more protects small groups better")
    if wave.state is not WaveState.CLOSED and keys.letter_runs(wave.id) and not keys.has_letter_key(wave.id):
        state = "codes were made here, and their letter key is not there: no reminders here, and no codes can be added"
        yield wrong(
            _name(wave), state, f"put letter-{wave.id}.key back; lost for good: peilstok invite forget {wave.id}"
        )
    if wave.state is WaveState.OPEN:
        yield _open(wave, keys)
    if wave.state is WaveState.CLOSED:
        yield from _closed(wave, keys, in_box)


def check_pepper_key(keys: Keys, known: bytes | None, *, are_codes: bool) -> Finding:
    """Whether pepper.key is the one that the codes were hashed with; `known` is the check value in the database."""
    right = "set PEILSTOK_KEYS to the folder that has it, or put it back from its backup; lost: peilstok db new-pepper"
    if not keys.has_pepper():
        if known is None and not are_codes:
            return ok("pepper", "none yet, and no codes; it is made at first use")
        return wrong("pepper", "pepper.key is not there: no code that was made lets anybody in", right)
    if known is not None and known != check_value(keys.pepper()):
        return wrong("pepper", "pepper.key is not the one of this database: no code lets anybody in", right)
    return ok("pepper", "pepper.key is the one of this database" if known else "pepper.key is there; not compared yet")


def check_paper(wave: Wave, left: Sequence[int]) -> Iterator[Finding]:
    """What was not destroyed after closing, as far as anybody wrote down."""
    words = left_words(wave, left)
    if words is not None:
        yield warning(_name(wave), words.spoken_in("en"), f"destroy it, then peilstok wave shredded {wave.id}")


def check_places(wave: Wave, *, keeps_too_much: bool) -> Iterator[Finding]:
    """Whether a closed wave keeps more of where its respondents came from than closing does today."""
    if keeps_too_much:
        state = f"keeps segments, or what is left of them, of fewer than {wave.minimum} respondents"
        yield wrong(_name(wave), state, f"peilstok wave close {wave.id} keeps the arm of those, or nothing")


def check_orphans(key_files: Mapping[str, str], waves: Mapping[str, Wave]) -> Iterator[Finding]:
    """Keys of waves that do not exist; `key_files` gives the wave that each file is of."""
    for file, wave in sorted(key_files.items()):
        if wave not in waves:
            right = "find out where it comes from; keep it only while a backup holds that wave"
            yield warning("keys", f"{file} is of no wave", right)


def _open(wave: Wave, keys: Keys) -> Finding:
    fits = has_key_that_fits(keys, wave)
    if fits and wave.opens_with_one_sheet:
        state = (
            "open; its key is on sheets of the old rule: whoever has one sheet and an image of this machine can read it"
        )
        return warning(_name(wave), state, "keep both sheets apart, and destroy them and every image after closing")
    if fits and wave.custody is Custody.SHEETS:
        return ok(_name(wave), "open; its key is on sheets, and this machine cannot open the box")
    if fits:
        state = "open; its key is on this machine: whoever takes all of it can read the box"
        return warning(_name(wave), state, "custody sheets, for the next wave that matters")
    if keys.has_wave_key(wave.id):
        state = "open, and the key in the key directory belongs to another opening"
    else:
        state = "open, and its key is not there: its answers cannot be read"
    return wrong(_name(wave), state, f"put the key file back; if it is lost: peilstok wave void {wave.id}")


def _closed(wave: Wave, keys: Keys, in_box: int) -> Iterator[Finding]:
    has_key = keys.has_wave_key(wave.id)
    if in_box:
        state = f"closed, with {in_box} envelope(s) that did not open" + (", and its key" if has_key else "")
        yield warning(_name(wave), state, f"close again when the right key is back, or peilstok wave discard {wave.id}")
    elif has_key:
        yield wrong(
            _name(wave), "closed, and its key is still there", f"peilstok wave close {wave.id} finishes closing"
        )
    if keys.has_letter_key(wave.id):
        state = "closed, and its letter key is still there, by which its codes can be made again"
        yield warning(_name(wave), state, "destroy it when nobody needs the letters any more")
    if not in_box and not has_key:
        yield ok(_name(wave), "closed; its key is gone")


def _name(wave: Wave) -> str:
    return f"wave {wave.id}"
