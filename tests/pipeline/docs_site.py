"""A documentation site on the loopback interface: what it answers is set, what it was asked is kept."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from pipeline.fetch.cache import Cache
from pipeline.fetch.fetch import Result, fetch
from pipeline.fetch.limits import Limits
from tests.listening import Listening

PAGES = re.compile("/api-manual/")
BRUSH = "/en/api-manual/image-series/brush.md"

Answer = tuple[int, dict[str, str], bytes]
Answering = Answer | Callable[[], Answer]


class Site:
    """A documentation site: what it answers, and what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answering] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.times: list[float] = []
        self.busy = self.most_at_once = 0
        self.stop = threading.Event()
        self.server = Listening(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def page(self, path: str, text: str, **headers: str) -> None:
        self.answers[path] = (200, {name.replace("_", "-"): value for name, value in headers.items()}, text.encode())

    def index(self, *links: str) -> None:
        self.page("/llms.txt", "# Docs\n\n" + "".join(f"- [A page]({link}): what it is\n" for link in links))

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.busy += 1
                site.most_at_once = max(site.most_at_once, site.busy)
                site.asked.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
                site.times.append(time.monotonic())
                answer = site.answers.get(self.path, (404, {}, b"not found"))
                status, headers, body = answer() if callable(answer) else answer
                if headers.get("etag") and self.headers.get("If-None-Match") == headers["etag"]:
                    status, body = 304, b""
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
                site.busy -= 1

            def log_message(self, *_: Any) -> None:
                pass

        return Handler


@contextmanager
def serving() -> Iterator[Site]:
    """Run a site until the end of the block."""
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        site.stop.set()
        site.server.shutdown()
        site.server.server_close()
        thread.join()


def run(site: Site, folder: Path, **limits: Any) -> Result:
    """Fetch a site's pages, without pauses unless asked for."""
    polite = Limits(**{"pause": 0.0, "idle_seconds": 5.0, **limits})
    return fetch(f"{site.url}/llms.txt", folder / "pages", Cache(folder / "cache"), PAGES, polite)


def list_problems(result: Result) -> list[str]:
    return [str(problem) for problem in result.problems]
