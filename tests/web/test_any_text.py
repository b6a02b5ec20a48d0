"""Whatever a browser can send as text is refused with a message before sealing, or survives closing unchanged.

Unchanged means: after what is done to every text (Unicode NFC, one kind of line end, no blanks
around it), worked out here by the rules of Unicode and not by our own code.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.dataset.kept import counts_of
from survey_app.fieldwork.life import close_wave
from survey_app.installation import Installation
from tests.web.field import ON_BOTH, TODAY, Browser, open_wave_with_codes, token_in, value_of

pytestmark = [pytest.mark.slow, ON_BOTH]

_EXAMPLES = 100
_WAVE = "bewoners-2026"
_LONGEST = 200
_REFUSAL = re.compile("In deze tekst staat een teken dat wij niet kunnen bewaren|Deze tekst is te lang")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")  # UAX 14: mandatory breaks, and separators

_ODD = [
    "\ud800",
    "\udfff tekst",
    "\ufffd",
    "nul\0nul",
    "\x1b[31m",
    "\x7f\x80\x9f",
    "\ufffe\uffff\U0010ffff",
    "\u202eomgekeerd\u202c \u200f",
    "\u2066\u2069\ufeff\u200b\u00ad",
    "👩\u200d👩\u200d👧\u200d👦 🇳🇱 👍🏽",
    "e\u0301e\u0323\u0307 A\u030a \u1100\u1161\u11a8",
    "één\r\ntwee\rdrie\nvier\u2028vijf",
    "\t tab \t",
    "𠀀𐍈" * 20,
    "a" + "\u0301" * 150,
    "x" * 201,
    "'; DROP TABLE responses; -- \\u0000 %s {0} \"",
    "=HYPERLINK(1)",
    "\u0958\ufb1d",
    "  ",
    "İıſß",
]
_texts = st.one_of(
    st.sampled_from(_ODD),
    st.text(st.characters(exclude_categories=()), max_size=_LONGEST + 10),
    st.text(st.sampled_from("".join(_ODD)), max_size=40),
)


@dataclass(frozen=True)
class Sent:
    """What came through: the text and the words beside "anders, namelijk"."""

    text: str | None
    words: str | None


def test_any_text_is_refused_before_sealing_or_survives_closing_unchanged(
    field: Installation, browser: Browser
) -> None:
    codes = iter(open_wave_with_codes(field, codes=2 * _EXAMPLES))
    accepted: list[Sent] = []

    @settings(max_examples=_EXAMPLES, derandomize=True, database=None)
    @given(_texts, _texts)
    def somebody_answers(text: str, words: str) -> None:
        browser.enter(next(codes))
        browser.send_page("/vragenlijst/2", gesproken="ja", keren="1")
        refusals = [
            _fill_in(browser, "/vragenlijst/3", {"item.hoe": text}),
            _fill_in(browser, "/vragenlijst/4", {"item.merkte": "anders", "item.merkte.words": words}),
        ]
        browser.open("/vragenlijst/controle")
        sent = browser.post("/vragenlijst/controle")
        if any(refusals):
            assert sent.status_code == 422
            assert _REFUSAL.search(browser.html)
        else:
            assert sent.location == "/bedankt"
            accepted.append(Sent(_kept(text), _kept(words)))

    somebody_answers()
    report = close_wave(field.stores, field.keys, _WAVE, TODAY, "an")

    with field.stores.writing() as store:
        found = [json.loads(response.answers) for response in store.responses.read(_WAVE)]
        assert counts_of(store, report.wave).total.respondents == len(accepted)
    survived = [Sent(answers.get("hoe"), answers.get("merkte.words")) for answers in found]
    assert sorted(map(repr, survived)) == sorted(map(repr, accepted))
    assert 10 <= len(accepted) < _EXAMPLES  # some of each


def _fill_in(browser: Browser, address: str, fields: dict[str, str]) -> bool:
    """Send one page, surrogates and all, as bytes; whether the page came back with a message about the text."""
    html = browser.open(address)
    ours = {"section": value_of("section", html), "shown": value_of("shown", html), "csrf_token": token_in(html)}
    body = urlencode({**ours, "go": "next", **fields}, errors="surrogatepass")
    sent = browser.client.post(address, data=body, content_type="application/x-www-form-urlencoded")
    assert sent.status_code == 303
    if "fouten" not in sent.location:
        return False
    assert _REFUSAL.search(browser.open(sent.location))
    return True


def _kept(text: str) -> str | None:
    """What should be found.

    A browser turns a lone surrogate into U+FFFD before it sends it (https://infra.spec.whatwg.org/#scalar-value-string).
    From a program that does not, its bytes are no UTF-8, and stay escaped as they were sent.
    """
    arrived = _SURROGATE.sub(lambda found: quote(found.group(), errors="surrogatepass"), text)
    return _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", arrived)).strip() or None
