"""The port of the server: ours alone, or refused in words."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from survey_app.commands.listening import CannotListen, listen


def listening(host: str, *, shared: bool) -> socket.socket:
    """Somebody else who listens on a free port of this machine."""
    other = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    if shared:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    other.bind((host, 0))
    other.listen()
    return other


@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize(
    ("theirs", "ours"), [("127.0.0.1", "127.0.0.1"), ("127.0.0.1", "0.0.0.0"), ("::1", "::1"), ("::1", "::")]
)
def test_a_port_that_another_program_has_is_refused_however_it_was_taken(theirs: str, ours: str, shared: bool) -> None:
    with listening(theirs, shared=shared) as other:
        port = other.getsockname()[1]
        with pytest.raises(CannotListen, match="another program listens there"):
            listen(ours, port)

    listen(ours, port).close()


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_nobody_gets_in_beside_us_not_even_by_sharing(host: str) -> None:
    with listening(host, shared=False) as free:
        port = free.getsockname()[1]

    with listen(host, port) as ours, socket.socket(ours.family) as late:
        late.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        with pytest.raises(OSError, match="in use"):
            late.bind((host, port))


def test_what_is_accepted_sends_at_once_and_does_not_wait_for_the_other_side() -> None:
    with listening("127.0.0.1", shared=False) as free:
        port = free.getsockname()[1]

    with listen("127.0.0.1", port) as ours, socket.create_connection(("127.0.0.1", port)):
        accepted, _address = ours.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1


@pytest.mark.parametrize(
    ("host", "port", "why"),
    [
        ("127.0.0.1", 99999, "from 1 to 65535"),
        ("127.0.0.1", 0, "from 1 to 65535"),
        ("127.0.0.1", -1, "from 1 to 65535"),
        ("nergens.invalid", 8000, "there is no such host"),
        ("203.0.113.9", 8000, "this machine does not have that address"),
    ],
)
def test_an_address_that_cannot_be_is_told_with_what_would_be_right(host: str, port: int, why: str) -> None:
    with pytest.raises(CannotListen, match=why) as refused:
        listen(host, port)

    assert str(refused.value).startswith(f"{host}:{port}: ")


def test_a_process_whose_master_died_before_it_began_ends_at_once() -> None:
    of_nobody = "from survey_app.commands.server import end_with; end_with(1); print('still here')"

    done = subprocess.run([sys.executable, "-c", of_nobody], capture_output=True, text=True)

    assert (done.returncode, done.stdout) == (1, "")
