"""Phone numbers and e-mail addresses within a text, as links: on a phone a tap is enough."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_WAYS = re.compile(
    r"""(?P<mailto>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
    |(?<![\w+-])(?P<tel>
        \+\d{1,3}(?:[\s()/-]*\d){7,11}          # from abroad
        |0[89]00(?:[\s-]*\d){7}|0[89]00(?:[\s-]*\d){4}
        |0(?:[\s()/-]*\d){9}
        |14\s?0\d{2,3}                          # of a municipality
    )(?!\w)""",
    re.VERBOSE,
)
_NOT_DIALLED = re.compile(r"\(0\)|[^\d+]")


def reachable(text: str) -> Markup:
    """The text, in which each phone number and each e-mail address is a link."""
    pieces, end = [], 0
    for way in _WAYS.finditer(text):
        kind = str(way.lastgroup)
        address = _NOT_DIALLED.sub("", way[0]) if kind == "tel" else way[0]
        link = Markup('<a class="utrecht-link" href="{}:{}">{}</a>').format(kind, address, way[0])
        pieces += [escape(text[end : way.start()]), link]
        end = way.end()
    return Markup("").join([*pieces, escape(text[end:])])


def has_phone(text: str) -> bool:
    """Whether there is a phone number in it that can be tapped."""
    return any(way.lastgroup == "tel" for way in _WAYS.finditer(text))
