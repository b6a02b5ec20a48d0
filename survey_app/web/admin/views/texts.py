"""Open answers of a closed wave: read by a researcher before anybody else sees them."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey_app.dataset.name_flags import known_words
from survey_app.dataset.open_texts import find_item, read_items
from survey_app.fieldwork.open_texts import QUOTED_FROM, ReadItem
from survey_app.fieldwork.reading_texts import TooFewAnswers, keep_decisions, undo_decisions
from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.web.admin.equipment import equipment
from survey_app.web.admin.showing import expect
from survey_app.web.admin.text_page import (
    Sent,
    TextPage,
    digests_in,
    page_number,
    page_of,
    page_sent,
    read_sent,
)
from survey_app.web.stores import installation
from survey_app.web.translation import gettext as _
from survey_app.web.translation import ngettext


def texts(wave_id: str) -> ResponseReturnValue:
    """Per item how many texts were read."""
    wave, items = _items(wave_id)
    return render_template("admin/texts.html", wave=wave, items=items, language=_language(wave))


def read_texts(wave_id: str, question: str) -> ResponseReturnValue:
    """Texts that nobody read yet, a page at a time, and what is decided of them."""
    wave, item = _item(wave_id, question)
    asked = request.args.get("pagina")
    known = known_words(wave.frozen_instrument())
    if request.method == "GET":
        return _reading(wave, item, page_of(item, item.unread, asked, known))
    sent = read_sent(request.form, item)
    faults = sent.faults(item.texts)
    if faults:
        page = page_number(asked, len(item.unread))
        return _reading(wave, item, page_sent(item, sent, faults, page, known)), 422
    _keep(item, sent)
    return redirect(url_for("admin.read_texts", wave_id=wave_id, question=question, pagina=asked))


def decided_texts(wave_id: str, question: str) -> ResponseReturnValue:
    """Texts that were read, with what was decided, to take back."""
    wave, item = _item(wave_id, question)
    asked = request.args.get("pagina")
    if request.method == "GET":
        page = page_of(item, item.read, asked, known_words(wave.frozen_instrument()))
        return render_template("admin/texts-decided.html", wave=wave, item=item, page=page, language=_language(wave))
    undone = undo_decisions(installation().stores, item.texts, digests_in(request.form), equipment().act())
    flash(
        ngettext("%(num)d besluit is teruggenomen.", "%(num)d besluiten zijn teruggenomen.", undone)
        if undone
        else _("Dit was al teruggenomen. Er is niets veranderd.")
    )
    return redirect(url_for("admin.decided_texts", wave_id=wave_id, question=question, pagina=asked))


def _reading(wave: Wave, item: ReadItem, page: TextPage) -> str:
    return render_template(
        "admin/texts-read.html",
        wave=wave,
        item=item,
        page=page,
        quoted_from=QUOTED_FROM,
        language=_language(wave),
    )


def _keep(item: ReadItem, sent: Sent) -> None:
    """Keep what was decided, and say how it went."""
    decisions = sent.decisions()
    if decisions:
        wanted = [(item.texts, decisions)]
        keep_decisions(installation().stores, item.texts.wave, wanted, equipment().act(), replace=False)
        flash(ngettext("%(num)d tekst is gelezen.", "%(num)d teksten zijn gelezen.", len(decisions)))
    elif not sent.overtaken:
        flash(_("U koos nog niets. Er is niets veranderd."))
    if sent.overtaken:
        flash(
            ngettext(
                "%(num)d tekst was al gelezen. Het besluit van toen blijft staan.",
                "%(num)d teksten waren al gelezen. De besluiten van toen blijven staan.",
                sent.overtaken,
            )
        )


def _items(wave_id: str) -> tuple[Wave, tuple[ReadItem, ...]]:
    """The closed wave and what was written in it; raises NoSuchWave or MovedOn."""
    with installation().stores.reading() as store:
        wave = expect(store.waves.get(wave_id), WaveState.CLOSED)
        return wave, read_items(store, wave)


def _item(wave_id: str, question: str) -> tuple[Wave, ReadItem]:
    """The same for one item that may be read; raises NoOpenQuestion or TooFewAnswers as well."""
    wave, items = _items(wave_id)
    item = find_item(items, wave, question)
    if not item.texts.may_be_read:
        raise TooFewAnswers(wave_id, question)
    return wave, item


def _language(wave: Wave) -> str:
    """What the texts are in; empty where nobody knows, for they can be in more languages."""
    instrument = wave.frozen_instrument()
    return "" if instrument.translations else instrument.questionnaire.language
