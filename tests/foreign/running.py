"""A mock in a process of its own, watched and scripted over HTTP alone, as any program could."""

import json
import subprocess
import sys
import urllib.request
from typing import Any, Self

from tests.listening import free_port


class RunningMock:
    """`evolink mock` with some options; a context manager."""

    def __init__(self, *options: str) -> None:
        self.port = free_port()
        self.base_url = f"http://127.0.0.1:{self.port}"
        self._command = [sys.executable, "-m", "evolink.cli", "mock", "--port", str(self.port), "--speed", "300"]
        self._command += options

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(self._command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert self._process.stdout is not None
        assert self._process.stdout.readline(), "the mock did not start"
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.communicate(timeout=60)

    def call(self, path: str, body: Any = None, key: str = "") -> Any:
        """Return the JSON that a path answers with."""
        headers = {"content-type": "application/json", "authorization": f"Bearer {key}"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base_url + path, data=data, headers=headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)


class Account:
    """A key of a mock that one program uses: what that has asked for, and what it has cost."""

    def __init__(self, mock: RunningMock, key: str) -> None:
        self.mock, self.key = mock, key
        mock.call("/_mock/keys", {"key": key, "credits": 1000})
        self._before = max((each["number"] for each in self._exchanges(0)), default=0)

    def script(self, **rule: Any) -> None:
        """Set an outcome for the next requests of the key."""
        self.mock.call("/_mock/script", {**rule, "key": self.key})

    def requests(self, path: str, method: str = "GET") -> list[dict[str, Any]]:
        """Return the requests for paths that begin so since the key was added, oldest first."""
        found = [each for each in reversed(self._exchanges(self._before)) if each["method"] == method]
        return [each for each in found if each["path"].startswith(path)]

    @property
    def credits(self) -> dict[str, float]:
        """The credits that the key has, and has spent."""
        found: dict[str, float] = self.mock.call("/v1/credits", key=self.key)["data"]["token"]
        return found

    def _exchanges(self, after: int) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.mock.call(f"/_mock/state?after={after}")["exchanges"]
        return found
