"""The settings of the pages: are they reached safely, and only by those they are for?"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from survey_app.assurance.finding import Finding, ok, warning, wrong
from survey_app.config import Network, Settings
from survey_app.fieldwork.wave import Recruitment, Wave, WaveState
from survey_app.questionnaire.media_files import StudyFiles
from survey_app.questionnaire.study import Study
from survey_app.questionnaire.unsaid import unsaid

_OWN_MACHINE = {"127.0.0.1", "localhost", "::1"}
_LEAST_PREFIX = {4: 8, 6: 16}
_ACCESS_LOGS = {"GUNICORN_CMD_ARGS": ("access-log", "accesslog")}


def is_in_production(settings: Settings) -> bool:
    """Whether others than this machine reach it."""
    return urlsplit(settings.base_url).hostname not in _OWN_MACHINE


def check_address(settings: Settings) -> Finding:
    """Whether what respondents send is encrypted, and their cookie is sent that way only."""
    if settings.base_url.startswith("https://") and settings.secure_cookies:
        return ok("address", f"{settings.base_url}, with secure cookies")
    if is_in_production(settings):
        return wrong("address", f"{settings.base_url} is not encrypted", "PEILSTOK_BASE_URL=https://…")
    return warning(
        "address", f"{settings.base_url}: for trials on this machine", "PEILSTOK_BASE_URL=https://… for real"
    )


def check_proxies(settings: Settings) -> Finding:
    """Whether the addresses of respondents are told by our own proxy, and by nobody else."""
    name = "trusted proxies"
    wide = _wide(settings.trusted_proxies)
    if wide:
        return wrong(name, f"{wide} lets anybody name any address", "name the proxies only, as in 127.0.0.1")
    if not settings.trusted_proxies and is_in_production(settings):
        state = "none: behind a proxy everybody has its address, so ten wrong codes of one count as those of all"
        return warning(name, state, "PEILSTOK_TRUSTED_PROXIES names the reverse proxy")
    return ok(name, ", ".join(map(str, settings.trusted_proxies)) or "none")


def check_staff_networks(settings: Settings, waves: Iterable[Wave]) -> Finding:
    """Whether open links are reached by staff, and by staff only."""
    name = "staff networks"
    wide = _wide(settings.staff_networks)
    if wide:
        return warning(name, f"{wide} is nearly everybody: anybody may answer for staff", "name the own networks only")
    links = [wave.id for wave in waves if _needs_staff_networks(wave)]
    if links and not settings.staff_networks:
        return wrong(name, f"none, so nobody can answer {', '.join(links)}", "PEILSTOK_STAFF_NETWORKS=10.0.0.0/8,…")
    return ok(name, ", ".join(map(str, settings.staff_networks)) or "none, and no open link is in use")


def _needs_staff_networks(wave: Wave) -> bool:
    """Whether it is open to an open link; a trial answers to every network."""
    return wave.recruitment is Recruitment.OPEN_LINK and wave.state is WaveState.OPEN and not wave.fictitious


def check_access_log(environment: Mapping[str, str]) -> Iterator[Finding]:
    """Whether our own server writes down who asked what; of the reverse proxy nothing can be seen from here."""
    switched_on = [
        name for name, signs in _ACCESS_LOGS.items() if any(sign in environment.get(name, "") for sign in signs)
    ]
    for name in switched_on:
        yield wrong("access log", f"{name} switches it on: it keeps addresses and times", f"unset {name}")
    if not switched_on:
        yield ok("access log", "peilstok serve writes none; look yourself at the reverse proxy (docs/running.md)")


def check_told_by_law(studies: Iterable[Study]) -> Iterator[Finding]:
    """Whether the pages tell respondents what the law asks; what is not filled in, they do not tell."""
    for study in studies:
        for what in unsaid(study):
            yield warning(f"study {study.study}", what, "fill it in in study.yaml (docs/questionnaires.md)")


def check_media(waves: Iterable[Wave], questionnaires: Path) -> Iterator[Finding]:
    """Whether an open wave still has every picture and recording that it was opened with."""
    files = StudyFiles(questionnaires)
    for wave in waves:
        asked = wave.frozen_instrument().items_in_each_language() if wave.state is WaveState.OPEN else ()
        named = {one.address: one.file for item in asked for one in (item.image, item.audio) if one}
        gone = sorted({file for address, file in named.items() if files.find(address) is None})
        if gone:
            what = f"{', '.join(gone)} is gone or changed since it was opened, so respondents do not get it"
            yield wrong(f"wave {wave.id}", what, "put back the file as it was; with another the question is another")


def check_security_contact(settings: Settings) -> Finding:
    """Whether somebody who finds a leak can tell."""
    if settings.security_contact:
        return ok("security contact", settings.security_contact)
    return warning("security contact", "none", "PEILSTOK_SECURITY_CONTACT=mailto:… for who finds a leak")


def _wide(networks: Iterable[Network]) -> str:
    return ", ".join(str(network) for network in networks if network.prefixlen < _LEAST_PREFIX[network.version])
