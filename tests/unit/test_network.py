"""From which address a request comes, and whom to believe about it."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest

from survey_app.web.network import client_address, is_within, read_address

PROXIES = (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))


def test_without_a_trusted_proxy_only_the_connection_counts() -> None:
    assert client_address("203.0.113.9", "10.1.2.3", ()) == ip_address("203.0.113.9")
    assert client_address("203.0.113.9", "10.1.2.3", PROXIES) == ip_address("203.0.113.9")


def test_behind_a_trusted_proxy_the_rightmost_stranger_counts() -> None:
    assert client_address("10.0.0.1", "198.51.100.7", PROXIES) == ip_address("198.51.100.7")
    assert client_address("10.0.0.1", "192.168.1.1, 198.51.100.7", PROXIES) == ip_address("198.51.100.7")
    assert client_address("10.0.0.1", "192.168.1.1, 198.51.100.7, 10.0.0.2", PROXIES) == ip_address("198.51.100.7")


def test_a_forged_entry_on_the_left_changes_nothing() -> None:
    forged = "10.1.1.1, 127.0.0.1, 198.51.100.7"

    assert client_address("10.0.0.1", forged, PROXIES) == ip_address("198.51.100.7")


def test_a_request_of_the_proxy_itself_comes_from_the_proxy() -> None:
    assert client_address("10.0.0.1", "", PROXIES) == ip_address("10.0.0.1")
    assert client_address("10.0.0.1", "10.0.0.2, 10.0.0.3", PROXIES) == ip_address("10.0.0.2")


@pytest.mark.parametrize("forwarded_for", ["unknown", "198.51.100.7, _hidden", "10.0.0.2,,", "1.2.3", "a" * 10_000])
def test_what_cannot_be_read_is_nobody_and_lies_in_no_network(forwarded_for: str) -> None:
    address = client_address("10.0.0.1", forwarded_for, PROXIES)

    assert address is None
    assert not is_within(address, (ip_network("0.0.0.0/0"), ip_network("::/0")))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("198.51.100.7", "198.51.100.7"),
        (" 198.51.100.7 ", "198.51.100.7"),
        ("198.51.100.7:49152", "198.51.100.7"),
        ("2001:db8::1", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
        ("::ffff:10.1.2.3", "10.1.2.3"),
        ("[::ffff:10.1.2.3]:80", "10.1.2.3"),
    ],
)
def test_addresses_are_read_with_and_without_ports_and_brackets(text: str, address: str) -> None:
    assert read_address(text) == ip_address(address)


def test_no_peer_is_nobody() -> None:
    assert client_address(None, "198.51.100.7", PROXIES) is None
    assert client_address("", "198.51.100.7", PROXIES) is None


def test_an_ipv4_address_in_ipv6_clothes_lies_in_the_ipv4_network() -> None:
    assert is_within(client_address("::ffff:10.1.2.3", "", ()), PROXIES)
    assert not is_within(ip_address("11.0.0.1"), PROXIES)
