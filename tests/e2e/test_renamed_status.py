"""An unknown status must not leave a caller waiting for results that are there."""

import json
import threading
from collections.abc import Generator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from tests.clients import MODES, Mode, client_of
from tests.listening import Listening

ID = "task-unified-1700000000-renamed"
LINK = "https://files.example.com/1.png"
_reads: list[str] = []


class _Service(BaseHTTPRequestHandler):
    """Shows one task, which has ended under a name of its own."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        _reads.append(self.path)
        task = {"id": ID, "model": "m", "status": "succeeded", "progress": 100, "results": [LINK], "type": "image"}
        body = json.dumps(task).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Print nothing."""


@pytest.fixture
def address() -> Generator[str]:
    _reads.clear()
    server = Listening(("127.0.0.1", 0), _Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("mode", MODES)
def test_results_under_a_renamed_status(mode: Mode, address: str, caplog: pytest.LogCaptureFixture) -> None:
    """Both clients read the task once more, hand its results over, and warn."""

    def wait(client: Any) -> Any:
        if mode == "sync":
            return client.tasks.get(ID).wait(timeout=30)

        async def waited() -> Any:
            return await (await client.tasks.get(ID)).wait(timeout=30)

        return waited()

    with client_of(mode, api_key="k", base_url=address) as go:
        assert go(wait).urls == (LINK,)
    assert _reads == [f"/v1/tasks/{ID}"] * 2
    assert "it counts as completed" in caplog.text
