"""The HTTP server of tests: threads that die with the test, and no traceback when a client goes away."""

import sys
from http.server import ThreadingHTTPServer
from typing import Any


class Listening(ThreadingHTTPServer):
    """A server that is silent about a client which hung up, and prints any other error of its handler."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 1024

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print an error of the handler; that a client hung up is none."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)
