"""What comes with the program beside its code: next to the package in a checkout, within it once it is installed."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_IS_INSTALLED = (_PACKAGE / "migrations").is_dir()
_HOME = _PACKAGE if _IS_INSTALLED else _PACKAGE.parent

MIGRATIONS = _HOME / "migrations"
QUESTIONNAIRES = _HOME / "questionnaires"
INSTANCE = Path("instance") if _IS_INSTALLED else _HOME / "instance"
"""Of an installation that nobody gave a place: where a command is given, or in the checkout wherever it is given.

Never where pip puts packages: what lies there goes when the program is installed anew, and keys would go with it.
"""
