"""A drawing as SVG: what it is and what it shows for who cannot see it, shapes in ink, and texts that break in lines.

Nothing in it is said by colour alone, nothing asks for a style sheet or a script, and a page may hold several.
"""

from collections.abc import Callable, Iterator, Sequence
from textwrap import wrap
from xml.etree.ElementTree import Element, SubElement, tostring

from survey_app.questionnaire.signs import writable
from survey_app.writers.styles import FONT, HAIRLINE, INK

WIDTH = 440
"""In units of the drawing; a page makes it as wide as it has room for."""
SIZE, LINE = 14, 19
_SWATCH = 22
_OF_SIZE = 0.52
"""Of the size of its letters, how wide one of them is at the most, taken over a line."""


class Svg:
    """A drawing that grows downwards. Every mark is of a class, so that a page can give it other colours."""

    def __init__(self, name: str, title: str, description: str) -> None:
        self.name = name
        self.height = 0.0
        self._root = Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "role": "img",
                "aria-labelledby": f"{name}-title {name}-text",
                "class": "chart",
                "font-family": f"{FONT}, sans-serif",
                "font-size": str(SIZE),
            },
        )
        for tag, text, suffix in (("title", title, "title"), ("desc", description, "text")):
            SubElement(self._root, tag, {"id": f"{name}-{suffix}"}).text = writable(text)
        self._definitions = SubElement(self._root, "defs")

    def shape(self, tag: str, kind: str, **attributes: object) -> Element:
        """A mark, by the names of its attributes; an underscore stands for a hyphen."""
        written = {name.replace("_", "-"): _number(value) for name, value in attributes.items()}
        return SubElement(self._root, tag, {"class": f"chart__{kind}", **written})

    def line(self, kind: str, start: tuple[float, float], end: tuple[float, float], **attributes: object) -> None:
        """A straight line."""
        look = {"stroke": INK if kind != "grid" else HAIRLINE, **attributes}
        self.shape("line", kind, x1=start[0], y1=start[1], x2=end[0], y2=end[1], **look)

    def text(self, words: str, x: float, y: float, kind: str = "text", **attributes: object) -> None:
        """A line of text, at the height of its foot."""
        self.shape("text", kind, x=x, y=y, **{"fill": INK, **attributes}).text = writable(words)

    def paragraph(self, words: str, size: int = SIZE) -> None:
        """A text over the whole width, in as many lines as it takes, under all that is there."""
        for row in lines_of(words, WIDTH, size):
            self.height += LINE
            self.text(row, 0, self.height - 5, font_size=size)

    def legend(self, names: Sequence[str], mark: Callable[[int, float, float], None]) -> None:
        """Names beside each other; `mark` draws what each stands for, around a point."""
        self.height += 8
        x = 0.0
        for place, name in enumerate(names):
            width = _SWATCH + width_of(name) + 14
            if x and x + width > WIDTH:
                x, self.height = 0.0, self.height + LINE + 3
            mark(place, x + 8, self.height + 9)
            self.text(name, x + _SWATCH, self.height + 14)
            x += width
        self.height += LINE + 4

    def stripes(self, name: str, colour: str, *, close: bool) -> str:
        """A fill of stripes on white, made once; what it is called in `fill`."""
        step, own = "4" if close else "7", f"{self.name}-{name}"
        size = {"width": step, "height": step}
        turned = {"id": own, **size, "patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
        pattern = SubElement(self._definitions, "pattern", turned)
        SubElement(pattern, "rect", {"class": "chart__gap", **size, "fill": "#FFFFFF"})
        line = {
            "class": "chart__stripe",
            "x1": "0",
            "y1": "0",
            "x2": "0",
            "y2": step,
            "stroke": colour,
            "stroke-width": "3.5",
        }
        SubElement(pattern, "line", line)
        return f"url(#{own})"

    def __str__(self) -> str:
        """The drawing, as wide as it is and as high as it became."""
        self._root.set("viewBox", f"0 0 {WIDTH} {_number(self.height)}")
        return tostring(self._root, encoding="unicode")


def lines_of(words: str, width: float, size: float = SIZE) -> Iterator[str]:
    """A text in lines that fit in this width."""
    return iter(wrap(words, max(8, int(width / (_OF_SIZE * size)))) or [""])


def width_of(words: str, size: float = SIZE) -> float:
    """About how wide a line of text is."""
    return len(words) * _OF_SIZE * size


def _number(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
