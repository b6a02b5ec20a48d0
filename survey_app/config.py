"""Settings, read from the environment once and handed in everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

Network = IPv4Network | IPv6Network
_REPOSITORY = Path(__file__).resolve().parents[1]


class BadSetting(Exception):
    """An environment variable has a value that cannot be used."""

    def __init__(self, name: str, value: str, right: str) -> None:
        super().__init__(f"{name}: {value!r} cannot be used; {right}")


@dataclass(frozen=True)
class Settings:
    """Everything an installation decides.

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

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Read PEILSTOK_*; raises BadSetting with the name, the value and what would be right."""
        base_url = environment.get("PEILSTOK_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
        if not base_url.startswith(("http://", "https://")):
            raise BadSetting("PEILSTOK_BASE_URL", base_url, "it starts with https:// (or http:// on this machine)")
        instance = Path(environment.get("PEILSTOK_INSTANCE", _REPOSITORY / "instance"))
        return cls(
            database_url=environment.get("PEILSTOK_DATABASE_URL", f"sqlite:///{instance / 'peilstok.sqlite'}"),
            key_directory=Path(environment.get("PEILSTOK_KEYS", instance / "keys")),
            questionnaire_directory=Path(environment.get("PEILSTOK_QUESTIONNAIRES", _REPOSITORY / "questionnaires")),
            base_url=base_url,
            staff_networks=_networks("PEILSTOK_STAFF_NETWORKS", environment),
            trusted_proxies=_networks("PEILSTOK_TRUSTED_PROXIES", environment),
            secure_cookies=base_url.startswith("https://"),
            security_contact=environment.get("PEILSTOK_SECURITY_CONTACT", ""),
        )


def _networks(name: str, environment: Mapping[str, str]) -> tuple[Network, ...]:
    value = environment.get(name, "")
    try:
        return tuple(ip_network(part.strip()) for part in value.split(",") if part.strip())
    except ValueError as error:
        raise BadSetting(name, value, f"networks with commas between, as in 10.0.0.0/8 ({error})") from error
