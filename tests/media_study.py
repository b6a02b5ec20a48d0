"""A small study with a picture and a recording: its files, and how to make others."""

from __future__ import annotations

import json
import struct
import zlib
from copy import deepcopy
from pathlib import Path
from typing import Any  # YAML of any shape

from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.loader import load_instrument
from tests.web.field import QUESTIONNAIRE, STUDY

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="400" viewBox="0 0 1280 400" onload="alert(1)">'
    '<script>alert(2)</script><image href="https://elders.example/spion.png"/>'
    '<rect width="1280" height="400" fill="none" stroke="black" stroke-width="8"/>'
    '<a href="https://elders.example"><circle r="9"/></a>'
    '<path d="M80 320 L400 80 L720 320 Z" fill="#0f4c5c" onclick="alert(3)"/></svg>'
)
ALT = "Een dak boven een lijn"
"""What the drawing shows."""


def silence(frames: int = 40) -> bytes:
    """An MP3 of a second or so in which nothing sounds: frames of MPEG-1 layer III without anything in them.

    A frame of 128 kbit/s at 44.1 kHz has 417 bytes (ISO 11172-3: 144 × bit rate / sampling rate, rounded down).
    """
    return (bytes.fromhex("fffb9064") + bytes(413)) * frames


def png(wide: int = 2, high: int = 1, note: bytes = b"Author\0Jan") -> bytes:
    """A grey PNG of this size that has a note on who made it."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = (b"\0" + b"\x80" * wide) * high
    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    chunks = (b"IHDR", head), (b"tEXt", note), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*one) for one in chunks)


def with_media(**of_first: Any) -> dict[str, Any]:
    """The questionnaire in the field with a picture at its first question, or with what is told instead."""
    questionnaire = deepcopy(QUESTIONNAIRE)
    first: dict[str, Any] = questionnaire["sections"][0]["items"][0]  # type: ignore[index]  # of the field
    first |= of_first or {"image": {"file": "dak.svg", "alt": ALT}, "audio": "stem.mp3"}
    return questionnaire


def write_study(folder: Path, questionnaire: dict[str, Any] | None = None) -> Instrument:
    """The study `kernen` in this folder of studies with its picture and its recording; JSON is YAML too."""
    study = folder / "kernen"
    study.mkdir(parents=True, exist_ok=True)
    (study / "study.yaml").write_text(json.dumps(STUDY), encoding="utf-8")
    (study / "bewoners.yaml").write_text(json.dumps(questionnaire or with_media()), encoding="utf-8")
    (study / "dak.svg").write_text(DRAWING, encoding="utf-8")
    (study / "stem.mp3").write_bytes(silence())
    return load_instrument(study / "bewoners.yaml")
