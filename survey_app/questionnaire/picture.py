"""Pictures of somebody else, cleaned: a drawing (SVG) without script or address, PNG or JPEG without notes."""

import re
import struct
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, register_namespace, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from survey_app.questionnaire import jpeg
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
_OTHERS = {
    b"GIF8": "GIF",
    b"RIFF": "WebP",
    b"%PDF": "PDF, or made with Illustrator",
    b"%!PS": "EPS",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"BM": "BMP",
    b"8BPS": "made with Photoshop",
}
"""What else a house style comes in, by how it begins."""
_MIMETYPES = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg"}


class BadPicture(Refusal, says="{}: {}"):
    """A file that is no picture that can be shown."""


@dataclass(frozen=True)
class Picture:
    """A picture that can be shown from here: `kind` is svg, png or jpg."""

    kind: str
    content: bytes

    @property
    def mimetype(self) -> str:
        """As an answer tells it."""
        return _MIMETYPES[self.kind]

    def dots(self) -> tuple[int, int]:
        """How wide and how high it is; a drawing has none."""
        if self.kind == "jpg":
            return jpeg.size_of(self.content)
        return int.from_bytes(self.content[16:20], "big"), int.from_bytes(self.content[20:24], "big")


def read_picture(path: Path) -> Picture:
    """The cleaned picture of a file; raises BadPicture."""
    content = path.read_bytes()
    if len(content) > _LARGEST:
        raise BadPicture(path.name, f"{len(content)} bytes; a picture has at most {_LARGEST}: save it smaller")
    if content.startswith(_PNG):
        return Picture("png", _clean_png(path.name, content))
    if content.startswith(jpeg.START):
        return Picture("jpg", _clean_jpeg(path.name, content))
    if path.suffix == ".svg":
        return Picture("svg", _clean_svg(path.name, content))
    known = next((kind for begin, kind in _OTHERS.items() if content.startswith(begin)), None)
    known = "HEIC or AVIF" if content[4:8] == b"ftyp" else known
    what = f"it is {known}" if known else "it is neither SVG, PNG nor JPEG"
    raise BadPicture(path.name, f"{what}; save it as SVG, PNG or JPEG")


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
    _check_size(name, *struct.unpack(">II", content[16:24]))
    return b"".join(kept)


def _clean_jpeg(name: str, content: bytes) -> bytes:
    try:
        cleaned = jpeg.clean(content)
    except jpeg.NotClean as error:
        raise BadPicture(name, str(error)) from error
    _check_size(name, *jpeg.size_of(cleaned))
    return cleaned


def _check_size(name: str, width: int, height: int) -> None:
    if max(width, height) > _WIDEST:
        raise BadPicture(name, f"it is {width} by {height}; at most {_WIDEST} by {_WIDEST}")
