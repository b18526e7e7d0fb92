"""Servers that say exactly what a test wants, byte for byte, and proxies of every kind in front of them."""

import select
import socket
import ssl
import threading
from base64 import b64encode
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Protocol, Self
from urllib.parse import urlsplit

OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"


class Play(Protocol):
    """Answers one request on a connection; returns whether the connection is over."""

    def __call__(self, connection: Any, request: bytes, /) -> bool: ...


def says(answer: bytes, *, hangs_up: bool = False) -> Play:
    """Answer every request with these bytes."""

    def play(connection: Any, _: bytes) -> bool:
        connection.sendall(answer)
        return hangs_up

    return play


class Server:
    """Listens on this machine, one thread for a connection; a context manager.

    Attributes:
        port: Where it listens.
        requests: The requests that it has read, heads and bodies.
        connections: How many connections it took.
    """

    def __init__(self, play: Play, tls: ssl.SSLContext | None = None, address: str = "127.0.0.1") -> None:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self._listening = socket.create_server((address, 0), family=family)
        self.port: int = self._listening.getsockname()[1]
        self.requests: list[bytes] = []
        self.connections = 0
        self._play, self._tls = play, tls
        self._open: list[socket.socket] = [self._listening]
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        self._start(self._run)
        return self

    def __exit__(self, *_: object) -> None:
        while self._threads:
            for each in self._open:
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)
            self._threads.pop().join(5)
        for each in self._open:
            each.close()

    @property
    def workers(self) -> list[threading.Thread]:
        """The threads of its connections."""
        return self._threads[1:]

    def _start(self, function: Callable[..., None], *given: Any) -> None:
        thread = threading.Thread(target=function, args=given, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _run(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                self._open.append(connection)
                self.connections += 1
                self._start(self._serve, connection)

    def _serve(self, connection: Any) -> None:
        with suppress(OSError, IndexError, ValueError):  # the client has hung up
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
                self._open.append(connection)
                connection.do_handshake()
            self.serve(connection)
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()

    def serve(self, connection: Any) -> None:
        """Answer the requests of a connection, one after the other."""
        while request := read_request(connection):
            self.requests.append(request)
            if self._play(connection, request):
                return


def read_request(connection: Any) -> bytes:
    """Return the next request; nothing if there is none any more."""
    got = b""
    while b"\r\n\r\n" not in got:
        piece = connection.recv(65536)
        if not piece:
            return b""
        got += piece
    head, _, body = got.partition(b"\r\n\r\n")
    length = next((int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0)
    while len(body) < length:
        piece = connection.recv(65536)
        if not piece:
            return b""
        body += piece
    return head + b"\r\n\r\n" + body


class Proxy(Server):
    """A proxy that knows where hosts are; it speaks HTTP, or SOCKS 5 to those who begin with it.

    Args:
        hosts: The ports of this machine that names stand for.
        login: What it wants to hear before it connects, as `user:password`; None if nothing.
        tls: Its certificate, if it is spoken to over TLS.

    Attributes:
        asked: What it was asked to connect to, or to fetch.
    """

    def __init__(self, hosts: Mapping[str, int], login: str | None = None, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(says(b""), tls)
        self._hosts, self._login = hosts, login
        self.asked: list[str] = []

    def serve(self, connection: Any) -> None:
        """Connect to what is asked for, and carry bytes both ways."""
        first = connection.recv(1)
        if first == b"\x05":
            self._serve_socks(connection)
        elif first:
            self._serve_http(connection, read_request(_Unread(first, connection)))

    def _serve_http(self, connection: Any, request: bytes) -> None:
        if not request:
            return
        line, _, rest = request.partition(b"\r\n")
        method, target, _ = line.decode("ascii").split(" ")
        wanted = self._login and b"proxy-authorization: basic " + b64encode(self._login.encode()).lower()
        if wanted and wanted not in request.lower():
            connection.sendall(b"HTTP/1.1 407 Who\r\ncontent-length: 0\r\n\r\n")
            return
        self.asked.append(target)
        if method == "CONNECT":
            server = self._connect(target.rpartition(":")[0])
            connection.sendall(b"HTTP/1.1 200 Go on\r\n\r\n")
        else:
            there = urlsplit(target)
            server = self._connect(str(there.hostname))
            lines = [each for each in rest.split(b"\r\n") if not each.lower().startswith(b"proxy-")]
            server.sendall(f"{method} {there.path} HTTP/1.1\r\n".encode() + b"\r\n".join(lines))
        _carry(connection, server)

    def _serve_socks(self, connection: Any) -> None:
        methods = connection.recv(connection.recv(1)[0])
        method = 2 if self._login else 0
        if method not in methods:
            connection.sendall(b"\x05\xff")
            return
        connection.sendall(bytes([5, method]))
        if self._login:
            connection.recv(1)
            user = connection.recv(connection.recv(1)[0]).decode()
            password = connection.recv(connection.recv(1)[0]).decode()
            right = f"{user}:{password}" == self._login
            connection.sendall(b"\x01\x00" if right else b"\x01\x01")
            if not right:
                return
        connection.recv(4)  # connect to a name
        host = connection.recv(connection.recv(1)[0]).decode()
        port = int.from_bytes(connection.recv(2), "big")
        self.asked.append(f"{host}:{port}")
        server = self._connect(host)
        connection.sendall(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")
        _carry(connection, server)

    def _connect(self, host: str) -> socket.socket:
        server = socket.create_connection(("127.0.0.1", self._hosts[host]))
        self._open.append(server)
        return server


class _Unread:
    """A connection with a byte that was read ahead."""

    def __init__(self, first: bytes, connection: Any) -> None:
        self._first, self._connection = first, connection

    def recv(self, size: int) -> bytes:
        first, self._first = self._first, b""
        received: bytes = first or self._connection.recv(size)
        return received


def _carry(near: Any, far: socket.socket) -> None:
    """Carry bytes both ways until one side hangs up; in one thread, as TLS allows no two."""
    while True:
        is_decrypted = isinstance(near, ssl.SSLSocket) and near.pending()
        for source in [near] if is_decrypted else select.select([near, far], [], [])[0]:
            piece = source.recv(65536)
            if not piece:
                return
            (far if source is near else near).sendall(piece)
