"""Pictures and recordings in the folder of a study: what each file is, and whether it can be shown or heard."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from survey_app.questionnaire.faults import Finding, Steps
from survey_app.questionnaire.media import PICTURES, RECORDINGS, Kinds, file_names
from survey_app.questionnaire.picture import BadPicture, Picture, read_picture
from survey_app.questionnaire.scalars import Data

LARGEST_RECORDING = 2 * 2**20
"""Bytes: some four minutes of speech, on a phone with a weak connection."""

_WIDEST, _HIGHEST = 640, 400
_DRAWN_WIDE, _DRAWN_HIGH = 320, 240
"""CSS pixels that a picture has at most; and that a drawing without a size of its own has."""

_LENGTH = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)(?:px)?\s*")
_NOWHERE = "0" * 64


@dataclass(frozen=True)
class MediaFile:
    """What is in a file: SHA-256 in hexadecimal, and of a picture how wide and high it is shown, in CSS pixels."""

    content: str
    size: tuple[int, int] | None


class BadMedia(Exception):
    """A file that cannot be shown or heard: what is wrong, and what would be right."""

    def __init__(self, wrong: str, right: str) -> None:
        super().__init__(f"{wrong}; {right}")
        self.wrong, self.right = wrong, right


class StudyFiles:
    """Pictures and recordings in the folder of the studies, by what is in them."""

    def __init__(self, questionnaires: Path) -> None:
        self._questionnaires = questionnaires
        self._paths: dict[str, Path] = {}

    def find(self, address: str) -> Path | None:
        """The file with this content, as the files are now, whatever it is called; None when there is none."""
        path = self._paths.get(address)
        if path is None or _address_of(path) != address:
            files = (file for file in self._questionnaires.rglob("*") if file.suffix in {**PICTURES, **RECORDINGS})
            self._paths = {_address_of(file): file for file in files}
            path = self._paths.get(address)
        return path


def media_file(path: Path) -> MediaFile:
    """What is in a file of one of our kinds; raises BadMedia."""
    try:
        known = path.stat()
    except OSError as error:
        right = "put the file beside the questionnaire, or mend its name"
        raise BadMedia(f"there is no file {path.name} here that can be read", right) from error
    return _media_file(path, known.st_mtime_ns, known.st_size)


def shown_picture(path: Path) -> Picture:
    """The picture of a file, cleaned; raises BadMedia."""
    try:
        picture = read_picture(path)
    except BadPicture as error:
        raise BadMedia(str(error), "only SVG, PNG and JPEG are shown, cleaned of all that is no picture") from error
    if f".{picture.kind}" != path.suffix.replace("jpeg", "jpg"):
        raise BadMedia(f"{path.name} is {picture.kind.upper()}", f"let its name end in .{picture.kind}")
    return picture


def with_files(data: Data, folder: Path, findings: list[Finding]) -> Data:
    """The questionnaire in one language, each picture and recording with what is in its file in this folder.

    `findings` grows with what is wrong with them.
    """
    return _with_each(
        data, "sections", (), lambda section, path: _with_each(section, "items", path, partial(_item, folder, findings))
    )


def _with_each(data: Data, key: str, path: Steps, made: Callable[[Data, Steps], Data]) -> Data:
    """The same with each part of a list behind this key made anew; whatever else it is stays as it is."""
    parts = data.get(key) if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(parts, list):
        return data
    return {**data, key: [made(part, (*path, key, place)) for place, part in enumerate(parts)]}


def _item(folder: Path, findings: list[Finding], item: Data, path: Steps) -> Data:
    if not isinstance(item, dict):
        return item
    image, audio = item.get("image"), item.get("audio")
    if isinstance(image, dict):
        findings += _written_by_us(image, (*path, "image"))
        name, file = _looked_at(image.get("file", ""), (*path, "image", "file"), folder, PICTURES, findings)
        width, height = file.size or (1, 1)
        item = {**item, "image": {**image, "file": name, "content": file.content, "width": width, "height": height}}
    if audio is not None:
        name, file = _looked_at(audio, (*path, "audio"), folder, RECORDINGS, findings)
        item = {**item, "audio": {"file": name, "content": file.content}}
    return item


def _written_by_us(image: dict[str, Data], path: Steps) -> Iterator[Finding]:
    for key in ("content", "width", "height"):
        if key in image:
            yield Finding(
                (*path, key), f'unknown key "{key}"', "an image has a file and an alt; the rest is read in it"
            )


def _looked_at(name: Data, path: Steps, folder: Path, kinds: Kinds, findings: list[Finding]) -> tuple[str, MediaFile]:
    """A file and what is in it; when it cannot be used `findings` grows, and nothing stands in its place."""
    try:
        file = _file_in(folder, name, kinds)
        return str(name), media_file(file)
    except BadMedia as error:
        findings.append(Finding(path, error.wrong, error.right))
        return f"none{next(iter(kinds))}", MediaFile(_NOWHERE, None)


def _file_in(folder: Path, name: Data, kinds: Kinds) -> Path:
    if not isinstance(name, str) or not re.fullmatch(file_names(kinds), name):
        right = f"use letters, digits, - and _ without an accent or a blank, and at the end one of {', '.join(kinds)}"
        raise BadMedia("this is not the name of a file that can be used", right)
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise BadMedia("this file is in another folder", "put it beside the questionnaire, or in a folder there")
    return path


def _address_of(path: Path) -> str:
    """Nothing where it cannot be shown or heard."""
    try:
        return f"{media_file(path).content}{path.suffix}"
    except BadMedia:
        return ""


@lru_cache(maxsize=4096)
def _media_file(path: Path, _changed: int, size: int) -> MediaFile:
    """Of the same file the same: a page asks for a questionnaire again, and may have a hundred recordings."""
    if path.suffix in RECORDINGS:
        return MediaFile(_fingerprint(_recording(path, size)), None)
    picture = shown_picture(path)
    return MediaFile(_fingerprint(path.read_bytes()), _size(picture))


def _recording(path: Path, size: int) -> bytes:
    if size > LARGEST_RECORDING:
        wrong = f"{path.name} has {size} bytes, of {LARGEST_RECORDING} that a recording has at most"
        raise BadMedia(wrong, "save it anew for speech: one channel, 64 kilobits a second")
    content = path.read_bytes()
    if not _IS[path.suffix](content):
        right = f"save it anew as {path.suffix.removeprefix('.')}; another name does not make it another kind"
        raise BadMedia(f"{path.name} does not begin as a recording of its kind does", right)
    return content


def _is_mp3(content: bytes) -> bool:
    """With notes in front (ID3), or at once with a frame: eleven bits that are set, and a layer (ISO 11172-3)."""
    frame = content[:1] == b"\xff" and len(content) > 1 and content[1] & 0xE0 == 0xE0 and content[1] & 0x06 != 0
    return content.startswith(b"ID3") or frame


_IS: Mapping[str, Callable[[bytes], bool]] = {
    ".mp3": _is_mp3,
    ".ogg": lambda content: content.startswith(b"OggS"),  # RFC 3533
    ".m4a": lambda content: content[4:8] == b"ftyp",  # ISO 14496-12
}


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _size(picture: Picture) -> tuple[int, int]:
    """How large it is shown: as large as it is, as far as a page has room."""
    if picture.kind != "svg":
        return _within(*picture.dots(), _WIDEST, _HIGHEST, grows=False)
    root = fromstring(picture.content)
    own = _length(root.get("width")), _length(root.get("height"))
    if own[0] and own[1]:
        return _within(own[0], own[1], _WIDEST, _HIGHEST, grows=False)
    return _within(*_drawn(root), _DRAWN_WIDE, _DRAWN_HIGH, grows=True)


def _length(text: str | None) -> float | None:
    length = _LENGTH.fullmatch(text or "")
    return float(length[1]) if length else None


def _drawn(root: Element) -> tuple[float, float]:
    """Width and height of what a drawing draws on."""
    try:
        *_corner, wide, high = map(float, re.split(r"[\s,]+", (root.get("viewBox") or "").strip()))
    except ValueError:
        return _DRAWN_WIDE, _DRAWN_HIGH
    return (wide, high) if wide > 0 and high > 0 else (_DRAWN_WIDE, _DRAWN_HIGH)


def _within(wide: float, high: float, widest: int, highest: int, *, grows: bool) -> tuple[int, int]:
    fits = min(widest / max(wide, 1), highest / max(high, 1))
    by = fits if grows else min(fits, 1)
    return max(1, round(wide * by)), max(1, round(high * by))
