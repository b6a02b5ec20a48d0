"""Pictures of somebody else, cleaned: a drawing (SVG) without script or address, or PNG without notes."""

import re
import struct
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, register_namespace, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from survey_app.refusal import Refusal

_LARGEST = 300_000
_SVG = "http://www.w3.org/2000/svg"
_SHAPES = frozenset(
    {
        *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "symbol"),
        *("defs", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "title", "desc", "use"),
    }
)
_HREF = "{http://www.w3.org/1999/xlink}href"
_ELSEWHERE = re.compile(r"url\(\s*['\"]?(?!#)|javascript:|expression\(|@import", re.IGNORECASE)
_PNG = b"\x89PNG\r\n\x1a\n"
_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_WIDEST = 4096


class BadPicture(Refusal, says="{}: {}"):
    """A file that is no picture that can be shown."""


@dataclass(frozen=True)
class Picture:
    """A picture that can be shown from here: `kind` is svg or png."""

    kind: str
    content: bytes

    @property
    def mimetype(self) -> str:
        """As an answer tells it."""
        return "image/svg+xml" if self.kind == "svg" else "image/png"


def read_picture(path: Path) -> Picture:
    """The cleaned picture of a file; raises BadPicture."""
    content = path.read_bytes()
    if len(content) > _LARGEST:
        raise BadPicture(path.name, f"{len(content)} bytes; a picture has at most {_LARGEST}")
    if content.startswith(_PNG):
        return Picture("png", _clean_png(path.name, content))
    if path.suffix == ".svg":
        return Picture("svg", _clean_svg(path.name, content))
    raise BadPicture(path.name, "it is neither SVG nor PNG; save it as one of these")


def _clean_svg(name: str, content: bytes) -> bytes:
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise BadPicture(name, "it is no SVG that can be read; save it anew as plain SVG") from error
    if root.tag != f"{{{_SVG}}}svg" or not (root.get("viewBox") or (root.get("width") and root.get("height"))):
        raise BadPicture(name, "its first element must be svg, with a viewBox or with a width and a height")
    _clean(root)
    register_namespace("", _SVG)
    return bytes(tostring(root, encoding="utf-8"))


def _clean(element: Element) -> None:
    """Take out all that is no shape, every handler, and whatever leads to another place."""
    for child in list(element):
        if child.tag.removeprefix(f"{{{_SVG}}}") in _SHAPES and child.tag.startswith(f"{{{_SVG}}}"):
            _clean(child)
        else:
            element.remove(child)
    for attribute, value in list(element.attrib.items()):
        leads_away = attribute in ("href", _HREF) and not value.startswith("#")
        if attribute.lower().startswith("on") or leads_away or _ELSEWHERE.search(value):
            del element.attrib[attribute]


def _clean_png(name: str, content: bytes) -> bytes:
    kept, place, seen = [_PNG], len(_PNG), []
    while place + 12 <= len(content):
        size, kind = struct.unpack(">I4s", content[place : place + 8])
        if kind in _CHUNKS:
            kept.append(content[place : place + size + 12])
        seen.append(kind)
        place += size + 12
    if seen[:1] != [b"IHDR"] or seen[-1:] != [b"IEND"] or b"IDAT" not in seen:
        raise BadPicture(name, "it is a damaged PNG; save it anew")
    width, height = struct.unpack(">II", content[16:24])
    if max(width, height) > _WIDEST:
        raise BadPicture(name, f"it is {width} by {height}; at most {_WIDEST} by {_WIDEST}")
    return b"".join(kept)
