"""The look of a study: `theme.css`, and `logo.svg` or `logo.png`, beside its `study.yaml`. Nothing else is needed."""

from dataclasses import dataclass
from pathlib import Path

from survey_app.questionnaire.look.picture import Picture, read_picture
from survey_app.questionnaire.look.theme import BadTheme, Theme, read_theme

THEME_FILE = "theme.css"
_LOGOS = ("logo.svg", "logo.png")


@dataclass(frozen=True)
class Look:
    """What there is of it."""

    theme: Theme | None
    logo: Picture | None


def look_of(folder: Path) -> Look | None:
    """What stands in the folder of a study, None for nothing; raises BadTheme and BadPicture."""
    file, logo = folder / THEME_FILE, next((folder / name for name in _LOGOS if (folder / name).is_file()), None)
    if not file.is_file() and logo is None:
        return None
    return Look(_theme(file) if file.is_file() else None, read_picture(logo) if logo else None)


def _theme(file: Path) -> Theme:
    try:
        return read_theme(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadTheme(f"{file.name}: it is no text in UTF-8; save it as such") from error
    except BadTheme as error:
        raise BadTheme(f"{file.name}: {error}") from error
