"""Microdata of one closed wave: what the file holds, what it leaves out and rules out, and the file itself."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from flask import render_template, request
from flask.typing import ResponseReturnValue

from survey_app.comparison.disclosure.hidden_answers import with_hidden_answers
from survey_app.dataset.microdata.choosing import Choice, Merges, WaveRows
from survey_app.dataset.microdata.gathering import Obstacle, find_obstacle, read_wave_rows
from survey_app.dataset.microdata.log import earlier_files, note_export
from survey_app.dataset.microdata.rows import shuffled
from survey_app.dataset.microdata.rules import LeftOut, Reason
from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.ports import Stores
from survey_app.fieldwork.wave import Wave
from survey_app.passing import passing_folder_of_pages
from survey_app.questionnaire.answers import words_key
from survey_app.questionnaire.instrument import Instrument
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.microdata_form import ChoiceRefused, MicrodataForm, choice_line, merges_in, merging_of
from survey_app.web.admin.showing import XLSX, File, file_to_save, read_wave
from survey_app.web.language import spoken
from survey_app.web.stores import installation
from survey_app.web.translation import gettext as _
from survey_app.writers.microdata import microdata_written
from survey_app.writers.microdata_words import later_words, toll_words


def microdata(wave_id: str) -> ResponseReturnValue:
    """What the file would hold, with as many traits as are allowed."""
    wave = read_wave(wave_id)
    if find_obstacle(wave) is not None or _is_too_large(wave):
        return _without_file(wave)
    rows = read_rows(installation().stores, wave)
    chosen = rows.choose()
    form = MicrodataForm(trait_names(rows), kinds_for(rows.number), chosen.kept)
    form.shown.data = choice_line(chosen)
    return _page(rows, chosen, form, {})


def take_microdata(wave_id: str) -> ResponseReturnValue:
    """The file, with the traits that were chosen, once the page told what that does; the log says who took it."""
    at, wave = installation(), read_wave(wave_id)
    if find_obstacle(wave) is not None or _is_too_large(wave):
        return _without_file(wave), 409
    rows = read_rows(at.stores, wave)
    form = MicrodataForm(trait_names(rows), kinds_for(rows.number))
    merges: Merges = {}
    try:
        merges = merges_in(rows, request.form)
        chosen = rows.choose(form.keep.data or (), merges)
    except ChoiceRefused as refusal:
        form.refuse_choice(refusal)
        return _page(rows, rows.choose(), form, merges), 422
    if "look" in request.form:
        form.shown.data = choice_line(chosen)
        return _page(rows, chosen, form, merges)
    if not form.is_of(chosen):
        return _page(rows, chosen, form, merges), 422
    return file_to_save(make_file(at.stores, rows, chosen, form.chosen_kind, equipment().act()))


def _is_too_large(wave: Wave) -> bool:
    return (wave.responses or 0) > MOST_ON_THE_WEB


def _without_file(wave: Wave) -> str:
    obstacle = find_obstacle(wave)
    why = None if obstacle is None else obstacle_words(obstacle)
    return render_template("admin/microdata.html", wave=wave, why=why, most=MOST_ON_THE_WEB)


def _page(rows: WaveRows, chosen: Choice, form: MicrodataForm, merges: Merges) -> str:
    names = trait_names(rows)
    return render_template(
        "admin/microdata.html",
        wave=rows.wave,
        form=form,
        number=rows.number,
        threshold=rows.cells.threshold,
        kept=[name for trait, name in names if trait in chosen.kept],
        effects=list(effects(rows, chosen)),
        ruled_out=ruled_out(rows, chosen),
        left_out=omissions(rows.instrument, chosen.left_out),
        before=[name for trait, name in names if trait in rows.before],
        merging=merging_of(rows, dict(names), merges),
    )


MOST_AS_WORKBOOK = 20_000
"""Responses from which a workbook takes longer than a browser should wait; CSV takes a tenth of the time."""
MOST_ON_THE_WEB = 100_000
_ZIP = "application/zip"
_NO_MOMENT = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Omission:
    """Something that is not in the file, and why; `reason` in the language of the page."""

    name: str
    reason: str


def read_rows(stores: Stores, wave: Wave) -> WaveRows:
    """The responses, and what files before them kept."""
    with stores.reading() as store:
        rows = read_wave_rows(store, wave, earlier_files(store, wave.id), lambda _done, _of: None)
        return with_hidden_answers(store, rows)


def make_file(stores: Stores, rows: WaveRows, choice: Choice, ending: str, act: Act) -> File:
    """Make the file and write in the log who takes it; raises OvertakenExport. It is gone as soon as it was sent."""
    data = shuffled(rows, choice, secrets.token_bytes)
    target_name = f"microdata_{rows.wave.id}{ending}"
    with passing_folder_of_pages() as folder:
        target = folder / target_name
        with (
            microdata_written(data, target, spoken(), lambda _done, _of: None) as digest,
            stores.writing() as store,
        ):
            note_export(store, rows.wave.id, choice.forms, rows.earlier, digest, act)
        if ending == ".sav":
            target = _together(target, target.with_suffix(".sps"))
        return File(target.name, XLSX if ending == ".xlsx" else _ZIP, target.open("rb"))


def kinds_for(number: int) -> list[str]:
    """The endings of the files that are quickly made."""
    return [*([".xlsx"] if number <= MOST_AS_WORKBOOK else []), ".sav", ".zip"]


def trait_names(rows: WaveRows) -> list[tuple[str, str]]:
    """The traits that can be chosen, by id, as people know them."""
    return [(trait.id, _name(rows.instrument, trait.id)) for trait in rows.cells.traits]


def omissions(instrument: Instrument, left_out: Iterable[LeftOut]) -> list[Omission]:
    """What is left out, in the order of the questionnaire."""
    return [Omission(_name(instrument, part.id), _reason(instrument, part)) for part in left_out]


def effects(rows: WaveRows, choice: Choice) -> Iterator[str]:
    """What a choice does to its traits, and what it costs in all."""
    for trait, number in choice.blanked.items():
        yield _(
            "‘%(trait)s’ is bij %(number)s van de %(rows)s rijen leeggemaakt, zodat geen groep te klein is.",
            trait=_name(rows.instrument, trait),
            number=number,
            rows=rows.number,
        )
    yield toll_words(shuffled(rows, choice, secrets.token_bytes)).spoken_in(spoken())


def ruled_out(rows: WaveRows, choice: Choice) -> list[str]:
    """What it rules out for later files."""
    return [words.spoken_in(spoken()) for words in later_words(choice, lambda trait: _name(rows.instrument, trait))]


def obstacle_words(obstacle: Obstacle) -> str:
    """Why a wave has no microdata."""
    return {
        Obstacle.NOT_CLOSED: _("Deze meting is nog niet gesloten. Tot die tijd zijn de antwoorden op slot."),
        Obstacle.COUNTS: _("Van deze meting zijn alleen tellingen bekend. Daar staan geen personen in."),
        Obstacle.WITHHELD: _("Er deden te weinig mensen mee. Daarom is bij het sluiten alleen het aantal bewaard."),
        Obstacle.ONLY_WORDS: _("Deze vragenlijst vroeg alleen om woorden. Die staan nooit in microdata."),
        Obstacle.TOO_FEW: _("Er deden minder mensen mee dan nodig is om iets te laten zien."),
    }[obstacle]


def _together(*files: Path) -> Path:
    """These files in one zip, in the same folder."""
    target = files[0].with_suffix(".zip")
    with ZipFile(target, "w", ZIP_STORED) as zipped:
        for file in files:
            zipped.writestr(ZipInfo(file.name, _NO_MOMENT), file.read_bytes())
    return target


def _name(instrument: Instrument, part: str) -> str:
    """An item by its question, the words beside one too; what is neither is the segment."""
    items = instrument.questionnaire.items
    if part in items:
        return items[part].text
    beside = next((item for item in items.values() if words_key(item.id) == part), None)
    if beside is None:
        return instrument.study.segment_names["Segment"].spoken_in(spoken())
    return _("%(question)s (woorden bij ‘anders’)", question=beside.text)


def _reason(instrument: Instrument, left_out: LeftOut) -> str:
    threshold = instrument.study.disclosure_threshold
    match left_out.reason:
        case Reason.WORDS:
            return _("Wat mensen zelf schreven, staat nooit in microdata.")
        case Reason.FEW:
            return _("Minder dan %(least)s mensen gaven antwoord.", least=threshold)
        case Reason.ALIKE:
            return _("In een kleine groep gaf iedereen hetzelfde antwoord.")
        case Reason.SMALL:
            return _("Anders zouden groepen van minder dan %(least)s mensen te zien zijn.", least=threshold)
        case Reason.NOT_KEPT:
            return _("U koos dit kenmerk niet.")
        case Reason.DECIDED:
            because = ", ".join(f"‘{_name(instrument, item)}’" for item in left_out.because)
            return _("Wie deze vraag kreeg, verraadt het antwoord op %(because)s.", because=because)
