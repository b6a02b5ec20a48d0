"""What stands or sounds beside the words of an item: a picture, and the question read aloud."""

from collections.abc import Mapping
from typing import Annotated, Any  # JSON of any shape

from pydantic import StringConstraints, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

from survey_app.language.catalogues import RESPONDENTS
from survey_app.questionnaire.parts import Frozen, Line

Kinds = Mapping[str, str]
"""What is served, by how the name of a file ends."""

PICTURES: Kinds = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
RECORDINGS: Kinds = {".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".m4a": "audio/mp4"}
_NAME = r"^(?:[A-Za-z0-9][A-Za-z0-9_-]*/){0,3}[A-Za-z0-9][A-Za-z0-9_-]*\.(?:%s)$"


def _file_schema(kinds: Kinds, *, partly: bool) -> WithJsonSchema:
    """A name, or one for each language; `partly`: not every language needs to have one."""
    name: dict[str, Any] = {"type": "string", "pattern": file_names(kinds)}
    by_language = {
        "type": "object",
        "description": "The file of each language" + (" that has one." if partly else " of the questionnaire."),
        "properties": dict.fromkeys(RESPONDENTS, name),
        "additionalProperties": False,
    }
    return WithJsonSchema({"anyOf": [name, by_language]})


def file_names(kinds: Kinds) -> str:
    """The pattern of what a file of these kinds may be called, with folders in the one of the questionnaire."""
    return _NAME % "|".join(suffix.removeprefix(".") for suffix in kinds)


PictureName = Annotated[
    str, StringConstraints(strict=True, pattern=file_names(PICTURES)), _file_schema(PICTURES, partly=False)
]
RecordingName = Annotated[str, StringConstraints(strict=True, pattern=file_names(RECORDINGS))]
Fingerprint = Annotated[str, StringConstraints(strict=True, pattern=r"^[0-9a-f]{64}$")]
"""SHA-256 of a file, in hexadecimal."""


class WrittenImage(Frozen):
    """A picture as a questionnaire names it; `alt` says in words what it shows, to who does not see it."""

    file: PictureName
    alt: Line


class Image(WrittenImage):
    """A picture beside the words of an item, with what is in its file and how large it is shown, in CSS pixels."""

    content: SkipJsonSchema[Fingerprint]
    width: SkipJsonSchema[int]
    height: SkipJsonSchema[int]

    @property
    def address(self) -> str:
        """What its address ends in: nothing but what is in it."""
        return _address(self.content, self.file)


class Recording(Frozen):
    """A recording of somebody who reads the question aloud, with what is in its file."""

    file: RecordingName
    content: Fingerprint

    @property
    def address(self) -> str:
        """What its address ends in: nothing but what is in it."""
        return _address(self.content, self.file)


WrittenRecording = Annotated[Recording, _file_schema(RECORDINGS, partly=True)]
"""Written as the name of its file, or one by language."""


def _address(content: str, file: str) -> str:
    return f"{content}.{file.rpartition('.')[2]}"
