"""What tests listen with: ports for other processes, and a server whose threads die with the test."""

import random
import socket
import sys
from http.server import ThreadingHTTPServer
from typing import Any

_OUT_OF_THE_WAY = range(20_000, 32_000)
"""Ports that no system hands out by itself: between the choice and the start of a server, it would to another test."""


def free_port() -> int:
    """Return a port that nothing listens on, for a process that is started, or started again, later."""
    while True:
        port = random.SystemRandom().choice(_OUT_OF_THE_WAY)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port


class Listening(ThreadingHTTPServer):
    """A server that is silent about a client which hung up, and prints any other error of its handler."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 1024

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print an error of the handler; that a client hung up is none."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)
