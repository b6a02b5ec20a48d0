"""Settings, read from the environment once and handed in everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from survey_app.refusal import Refusal
from survey_app.shipped import INSTANCE, QUESTIONNAIRES

Network = IPv4Network | IPv6Network
_PREFIX = "PEILSTOK_"
_NAMES = (
    "BASE_URL",
    "DATABASE_URL",
    "INSTANCE",
    "KEYS",
    "QUESTIONNAIRES",
    "SECURITY_CONTACT",
    "STAFF_NETWORKS",
    "TRUSTED_PROXIES",
)
_RELATIVE_FILE = re.compile(r"sqlite:///(?![/:])")
_NOTHING_BEHIND = re.compile(r"https?://[^/?#@\s]+")
_SECURITY_CONTACT = re.compile(r"(mailto:|https://)[!-~]+")


class BadSetting(Refusal, says="{}: {!r} cannot be used; {}"):
    """An environment variable, or an option that does the same, has a value that cannot be used."""


class UnknownSetting(Refusal):
    """An environment variable begins like ours and is none of them: what it says would not be done."""

    def __init__(self, name: str) -> None:
        meant = get_close_matches(name.upper().removeprefix(_PREFIX), _NAMES, n=1)
        right = f"did you mean {_PREFIX}{meant[0]}?" if meant else f"there are {_PREFIX}" + ", ".join(_NAMES)
        super().__init__(f"{name}: there is no such setting; {right}")


@dataclass(frozen=True)
class Settings:
    """Everything an installation decides; every path is absolute, wherever the program goes to work.

    `key_directory` holds the pepper, the session key and the keys of open waves: outside the database, its
    backups and the web root. `base_url` is what letters print, without a slash at the end. `security_contact` is the
    address (mailto: or https:) for /.well-known/security.txt, which is not there while it is empty.
    """

    database_url: str
    key_directory: Path
    questionnaire_directory: Path
    base_url: str
    staff_networks: tuple[Network, ...] = ()
    trusted_proxies: tuple[Network, ...] = ()
    secure_cookies: bool = True
    security_contact: str = ""
    instance_directory: Path = INSTANCE

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Read PEILSTOK_*; raises UnknownSetting, or BadSetting with the name, the value and what would be right."""
        check_names(environment)
        base_url = _base_url(environment.get("PEILSTOK_BASE_URL", "http://127.0.0.1:8000"))
        instance = _folder("PEILSTOK_INSTANCE", environment, INSTANCE)
        return cls(
            database_url=_database_url(environment.get("PEILSTOK_DATABASE_URL"), instance),
            key_directory=_folder("PEILSTOK_KEYS", environment, instance / "keys"),
            questionnaire_directory=_folder("PEILSTOK_QUESTIONNAIRES", environment, QUESTIONNAIRES),
            base_url=base_url,
            staff_networks=_networks("PEILSTOK_STAFF_NETWORKS", environment),
            trusted_proxies=_networks("PEILSTOK_TRUSTED_PROXIES", environment),
            secure_cookies=base_url.startswith("https://"),
            security_contact=_security_contact(environment.get("PEILSTOK_SECURITY_CONTACT", "")),
            instance_directory=instance,
        )


def check_names(names: Iterable[str]) -> None:
    """Whether all that begins like a setting of ours is one; raises UnknownSetting."""
    for name in sorted(names):
        if name.upper().startswith(_PREFIX) and name.removeprefix(_PREFIX) not in _NAMES:
            raise UnknownSetting(name)


def _base_url(value: str) -> str:
    address = value.strip().rstrip("/")
    try:
        parts = urlsplit(address)
        is_right = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_right = False
    if not (is_right and _NOTHING_BEHIND.fullmatch(address)):
        right = "right are https:// and a host, with nothing behind it, as in https://vragen.example.nl"
        raise BadSetting("PEILSTOK_BASE_URL", value, f"{right} (or http:// for a trial)")
    return address


def _folder(name: str, environment: Mapping[str, str], otherwise: Path) -> Path:
    value = environment.get(name)
    if value is not None and not value.strip():
        raise BadSetting(name, value, f"name a folder, or leave it out for {otherwise}")
    return (otherwise if value is None else Path(value)).absolute()


def _database_url(value: str | None, instance: Path) -> str:
    """The address with the path of an SQLite file made absolute."""
    if value is None:
        return f"sqlite:///{instance / 'peilstok.sqlite'}"
    return _RELATIVE_FILE.sub(lambda _relative: f"sqlite:///{Path.cwd()}/", value)


def _security_contact(value: str) -> str:
    if value and not _SECURITY_CONTACT.fullmatch(value):
        raise BadSetting("PEILSTOK_SECURITY_CONTACT", value, "right is mailto:… or https://…")
    return value


def _networks(name: str, environment: Mapping[str, str]) -> tuple[Network, ...]:
    value = environment.get(name, "")
    try:
        return tuple(ip_network(part.strip()) for part in value.split(",") if part.strip())
    except ValueError as error:
        raise BadSetting(name, value, f"networks with commas between, as in 10.0.0.0/8 ({error})") from error
