"""The look of a municipality on the pages of its respondents: a class, a style sheet of one rule, and a logo."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from flask import Response, abort

from survey_app.questionnaire.library import study_folders
from survey_app.questionnaire.look.folder import Look as Paper
from survey_app.questionnaire.look.folder import folder_of, usable_look
from survey_app.web.assets import Asset, assets
from survey_app.web.stores import kept


@dataclass(frozen=True)
class Look:
    """What a page of respondents needs of it: the class, and the files by their names, which tell what is in them."""

    theme: str | None = None
    stylesheet: str | None = None
    logo: str | None = None


class Looks:
    """The looks of the studies, read once by this process."""

    def __init__(self, questionnaires: Path) -> None:
        self._questionnaires = questionnaires
        self._files: dict[str, Asset] = {}
        self._looks: dict[frozenset[str], Look] = {}

    def of(self, sources: Iterable[str]) -> Look:
        """That of the study of all these questionnaires; of none: of the only study, if there is one."""
        asked = frozenset(sources)
        if asked not in self._looks:
            self._looks[asked] = self._served(usable_look(folder_of(self._questionnaires, asked)))
        return self._looks[asked]

    def file(self, name: str) -> Asset | None:
        """A style sheet or logo by its name in an address, which another process may have given."""
        if name not in self._files:
            for folder in study_folders(self._questionnaires):
                self._served(usable_look(folder))
        return self._files.get(name)

    def _served(self, look: Paper | None) -> Look:
        theme, logo = (look.theme, look.logo) if look else (None, None)
        return Look(
            theme=theme.name if theme else None,
            stylesheet=self._add(theme.css.encode(), "css") if theme else None,
            logo=self._add(logo.content, logo.kind) if logo else None,
        )

    def _add(self, content: bytes, kind: str) -> str:
        name = f"{hashlib.sha256(content).hexdigest()[:16]}.{kind}"
        self._files[name] = Asset(name, content)
        return name


@assets.get("/huisstijl/<name>")
def look_file(name: str) -> Response:
    """A style sheet or a logo of a municipality."""
    file = kept(Looks).file(name)
    return file.response() if file else abort(404)
