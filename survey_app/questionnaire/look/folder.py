"""The look of a study: `theme.css`, and a logo as SVG, PNG or JPEG, beside its `study.yaml`. Nothing else is needed."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from survey_app.questionnaire.library import study_folders
from survey_app.questionnaire.look.night import lightened
from survey_app.questionnaire.look.theme import BadTheme, Theme, read_theme
from survey_app.questionnaire.picture import BadPicture, Picture, read_picture

THEME_FILE = "theme.css"
_LOGOS = ("logo.svg", "logo.png", "logo.jpg", "logo.jpeg")


@dataclass(frozen=True)
class Look:
    """What there is of it."""

    theme: Theme | None
    logo: Picture | None

    def on_paper(self) -> dict[str, object]:
        """What a template of a page needs, as JSON: the colour of headings, and the logo with its kind."""
        told: dict[str, object] = {}
        if self.theme and self.theme.accent:
            told["accent"] = self.theme.accent
        if self.logo:
            told |= {"logo": list(self.logo.content), "kind": self.logo.kind}
        return told


def look_of(folder: Path) -> Look | None:
    """What stands in the folder of a study, None for nothing; raises BadTheme and BadPicture."""
    file, logo = folder / THEME_FILE, next((folder / name for name in _LOGOS if (folder / name).is_file()), None)
    if not file.is_file() and logo is None:
        return None
    return Look(_theme(file) if file.is_file() else None, read_picture(logo) if logo else None)


def looked_at(folder: Path) -> Sequence[str]:
    """What is not used of the look in a folder, and why, a line each."""
    try:
        look = look_of(folder)
    except (BadTheme, BadPicture) as error:
        return (str(error),)
    notes = (*look.theme.notes, *_by_night(look.theme)) if look and look.theme else ()
    return notes if look and look.logo else (*notes, *_other_logos(folder))


def folder_of(directory: Path, sources: Iterable[str]) -> Path | None:
    """The folder of the study that all of these questionnaires belong to, or that is the only one; None for more."""
    names = {PurePosixPath(source).parent.name for source in sources}
    folders = [folder for folder in study_folders(directory) if not names or folder.name in names]
    return folders[0] if len(folders) == 1 and len(names) < 2 else None


def usable_look(folder: Path | None) -> Look | None:
    """The same, and nothing where it cannot be used: `peilstok check` tells that, and no respondent."""
    with suppress(BadTheme, BadPicture):
        return look_of(folder) if folder else None
    return None


def _by_night(theme: Theme) -> Iterator[str]:
    if theme.accent and (night := lightened(theme.accent)) != theme.accent:
        yield f"{theme.accent} is {night} by night, so that it can be read on dark; all else is Peilstok's own by night"


def _other_logos(folder: Path) -> Iterator[str]:
    """Files that are meant as one, and why none of them is used."""
    for file in sorted(folder.glob("logo.*")):
        try:
            kind = read_picture(file).kind
        except BadPicture as error:
            yield str(error)
        else:
            yield f"{file.name}: call it logo.{kind}"


def _theme(file: Path) -> Theme:
    try:
        return read_theme(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadTheme(f"{file.name}: it is no text in UTF-8; save it as such") from error
    except BadTheme as error:
        raise BadTheme(f"{file.name}: {error}") from error
