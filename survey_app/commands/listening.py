"""The port of the server: taken before anything else is done, and by nobody else."""

import errno
import socket

from survey_app.refusal import Refusal

BACKLOG = 1024
_PORTS = range(1, 65536)
_WHY = {
    errno.EADDRINUSE: "another program listens there, perhaps a Peilstok that was started before; "
    "stop that (ss -ltnp shows which), or choose another --port",
    errno.EADDRNOTAVAIL: "this machine does not have that address; right is 127.0.0.1 behind a proxy on this machine, "
    "or an address that `ip address` shows",
    errno.EACCES: "only root may listen there; choose a --port above 1023, and let the reverse proxy have 443",
}


class CannotListen(Refusal, says="{}:{}: {}"):
    """Nobody can be served at this address."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there, without SO_REUSEPORT: then the kernel lets no second one in, nor us beside another.

    What it accepts sends at once: an answer goes out in two pieces, and by TCP's own rule the second would wait for the
    other side to have said that it has the first, which takes it up to 40 ms. Raises CannotListen.
    """
    if port not in _PORTS:
        raise CannotListen(host, port, f"a port is a number from {_PORTS[0]} to {_PORTS[-1]}")
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (socket.gaierror, UnicodeError) as error:
        raise CannotListen(host, port, "there is no such host; --host is 127.0.0.1, or an address of ours") from error
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # what was closed a minute ago stops nobody
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listening.bind(address)
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        raise CannotListen(host, port, _WHY.get(error.errno or 0, error.strerror or "cannot be used")) from error
    return listening
