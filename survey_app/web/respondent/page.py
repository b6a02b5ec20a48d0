"""A questionnaire page: made once by its template, then only filled in.

Everybody who is asked the same questions gets the same page, but for the token of the form, what is ticked and what
was typed. Those places are slots: the template is rendered once with a marker in each, and the text is cut there.
"""

from collections.abc import Hashable, Mapping
from functools import lru_cache

from flask import render_template
from markupsafe import Markup, escape

from survey_app.questionnaire.answers import Answer, Answers, words_key
from survey_app.web.respondent.faults import Correction
from survey_app.web.respondent.layout import Layout
from survey_app.web.respondent.made import TOKEN, in_blocks
from survey_app.web.respondent.mark import mark_in, mark_of
from survey_app.web.respondent.scene import look_here
from survey_app.web.respondent.tablet import on_tablet

HTML = "text/html; charset=utf-8"
_CUT = "\x00"

Slot = tuple[str, str | None]
"""An item with one of its options, or with None for its text."""

_TOKEN: Slot = ("", None)
_MARK_OF = "="
"""Before the id of an item: its mark. No id begins so."""

_TICK = b" checked"


class Slots:
    """What the template asks about a respondent: it leaves a marker wherever a respondent's own would come."""

    def __init__(self) -> None:
        self.left: list[Slot] = []

    def token(self) -> str:
        """Marks the token."""
        return self._leave(_TOKEN)

    def checked(self, item_id: str, option_id: str) -> str:
        """Marks an option."""
        return self._leave((item_id, option_id))

    def text(self, key: str) -> str:
        """Marks a text."""
        return self._leave((key, None))

    def mark(self, item_id: str) -> str:
        """Marks the mark."""
        return self._leave((_MARK_OF + item_id, None))

    def _leave(self, slot: Slot) -> Markup:
        self.left.append(slot)
        return Markup(f"{_CUT}{len(self.left) - 1}{_CUT}")  # noqa: S704 - a number between two cuts


class BlankPage:
    """A page cut at its slots."""

    def __init__(self, html: str, slots: list[Slot]) -> None:
        pieces = html.split(_CUT)
        self._pieces = [b"" if place % 2 else piece.encode() for place, piece in enumerate(pieces)]
        self._tokens = [2 * index + 1 for index, number in enumerate(pieces[1::2]) if slots[int(number)] == _TOKEN]
        self._places: dict[str, dict[str | None, int]] = {}
        for index, number in enumerate(pieces[1::2]):
            key, option = slots[int(number)]
            self._places.setdefault(key, {})[option] = 2 * index + 1
        self._marks = {
            key.removeprefix(_MARK_OF): (places[None], self._known_marks(key.removeprefix(_MARK_OF)))
            for key, places in self._places.items()
            if key.startswith(_MARK_OF)
        }
        self._with_words = [item_id for item_id in self._marks if words_key(item_id) in self._places]
        for place, known in self._marks.values():
            self._pieces[place] = known[None]
        self.with_all_ticked = len(html.encode()) + len(_TICK) * len(slots)

    def fill(self, token: str, answers: Answers, kept: Answers | None = None) -> bytes:
        """The page for one respondent; `kept`: the answers of before, where these could not be kept.

        What differs from an answer that is kept is a change.
        """
        pieces = self._pieces.copy()
        for place_of_token in self._tokens:
            pieces[place_of_token] = token.encode()
        for key, answer in answers.items():
            places = self._places.get(key)
            if places is None or answer is None:
                continue
            place = places.get(answer)  # type: ignore[arg-type]  # None for a number, several options or a text: no option is called that
            if place is None:
                _fill_item(pieces, places, answer)
            else:
                pieces[place] = _TICK
            if key in self._marks:
                place, known = self._marks[key]
                pieces[place] = known.get(answer) or mark_of(answer).encode()
        for item_id in self._with_words:
            pieces[self._marks[item_id][0]] = mark_in(answers, item_id).encode()
        if kept is not None:
            for item_id, (place, _known) in self._marks.items():
                pieces[place] = mark_in(kept, item_id).encode()
        return b"".join(pieces)

    def _known_marks(self, item_id: str) -> dict[object, bytes]:
        """The marks of what can be chosen, and of nothing; those of texts are not for keeping."""
        return {option: mark_of(option).encode() for option in (None, *self._places.get(item_id, {}))}


def _fill_item(pieces: list[bytes], places: Mapping[str | None, int], answer: Answer) -> None:
    for option in answer if isinstance(answer, tuple) else (str(answer),):
        if option in places:
            pieces[places[option]] = _TICK
    if None in places:
        pieces[places[None]] = _as_html(answer).encode()


def questionnaire_page(layout: Layout, token: str, answers: Answers) -> bytes:
    """The page with this respondent's answers, nothing said about them."""
    blank = _blank(layout, (on_tablet(), look_here()))
    return in_blocks(blank.fill(token, answers), at_least=blank.with_all_ticked)


def page_with_faults(layout: Layout, token: str, answers: Answers, faults: Mapping[str, Correction]) -> bytes:
    """The page with this respondent's answers and what is wrong with them, by item id."""
    return in_blocks(_make(layout, faults).fill(token, answers))


def page_not_kept(layout: Layout, token: str, sent: Answers, kept: Answers, faults: Mapping[str, Correction]) -> bytes:
    """The page as it was sent, and why it could not be kept beside the answers so far."""
    return in_blocks(_make(layout, faults).fill(token, sent, kept))


@lru_cache(maxsize=512)
def _blank(layout: Layout, around: Hashable) -> BlankPage:  # noqa: ARG001 - what more is on the page
    return _make(layout, {})


def _make(layout: Layout, faults: Mapping[str, Correction]) -> BlankPage:
    slots = Slots()
    shown = {
        TOKEN: slots.token,
        "layout": layout,
        "questionnaire": layout.questionnaire,
        "given": slots,
        "faults": faults,
    }
    return BlankPage(render_template("respondent/section.html", **shown), slots.left)


def _as_html(answer: Answer) -> Markup:
    """Escaped, and without the character that cuts pages: a browser can send it, no answer may hold it."""
    return escape(str(answer).replace(_CUT, "�"))
