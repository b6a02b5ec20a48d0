"""From which address a request comes, believing only the proxies that we were told of."""

import re
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address

from flask import request

from survey_app.config import Network
from survey_app.web.stores import installation

Address = IPv4Address | IPv6Address

_WITH_PORT = re.compile(r"^(?:\[(?P<six>[^\]]+)\](?::\d{1,5})?|(?P<four>\d{1,3}(?:\.\d{1,3}){3}):\d{1,5})$")


def client() -> Address | None:
    """Where this request comes from, as far as our own proxies tell it."""
    forwarded_for = ",".join(request.headers.getlist("X-Forwarded-For"))
    return client_address(request.remote_addr, forwarded_for, installation().settings.trusted_proxies)


def client_address(peer: str | None, forwarded_for: str, trusted_proxies: Sequence[Network]) -> Address | None:
    """The rightmost address that is no trusted proxy; None when it cannot be told.

    `X-Forwarded-For` is written by whoever likes to, from left to right; only the part that our own proxies added
    is true, and it counts only when the connection itself comes from one of them.
    """
    nearest = read_address(peer or "")
    if nearest is None or not is_within(nearest, trusted_proxies):
        return nearest
    for hop in reversed(forwarded_for.split(",") if forwarded_for.strip() else []):
        nearest = read_address(hop)
        if nearest is None or not is_within(nearest, trusted_proxies):
            return nearest
    return nearest


def is_within(address: Address | None, networks: Sequence[Network]) -> bool:
    """Whether the address lies in one of these networks."""
    return address is not None and any(address in network for network in networks)


def read_address(text: str) -> Address | None:
    """An address with or without port and brackets; an IPv4 address in IPv6 clothes is an IPv4 address."""
    match = _WITH_PORT.match(text.strip())
    bare = (match["six"] or match["four"]) if match else text.strip()
    try:
        address = ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
