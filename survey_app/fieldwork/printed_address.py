"""The address that letters and cards print: whoever gets one must reach it, and in secret."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from survey_app.refusal import Refusal

_NEAR = (".local", ".localhost", ".internal", ".home.arpa")


class TrialAddress(
    Refusal,
    says="PEILSTOK_BASE_URL: letters and cards would send people to {}, which is not encrypted or not "
    "to be reached from elsewhere; set it to an https:// address that they can reach, or add --this-is-a-trial",
):
    """Letters and cards would send people to an address that is good for a trial only."""


def check_printed_address(base_url: str, *, is_trial: bool) -> None:
    """Whether this may be printed; raises TrialAddress."""
    if is_for_trials(base_url) and not is_trial:
        raise TrialAddress(base_url)


def is_for_trials(base_url: str) -> bool:
    """Whether it is not encrypted, or people elsewhere cannot reach it."""
    return not base_url.startswith("https://") or _is_near(base_url)


def _is_near(base_url: str) -> bool:
    """An address of this machine or its own network, or a name without a dot."""
    host = (urlsplit(base_url).hostname or "").rstrip(".")
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(_NEAR)
