"""Phone numbers and e-mail addresses within a text, as links: on a phone a tap is enough."""

from markupsafe import Markup, escape

from survey_app.language.reach import ways_in

_LINK = Markup('<a class="utrecht-link" href="{}">{}</a>')


def reachable(text: str) -> Markup:
    """The text, in which each phone number and each e-mail address is a link."""
    pieces, end = [], 0
    for way in ways_in(text):
        pieces += [escape(text[end : way.start]), _LINK.format(way.address, text[way.start : way.end])]
        end = way.end
    return Markup("").join([*pieces, escape(text[end:])])
