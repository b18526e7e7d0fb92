"""A real browser, controlled over its debugging pipe: no port, no driver, nothing to install but Chromium."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Self

# Chromium reads commands from descriptor 3 and answers on 4.
_START = """
import os, sys
read, write = (os.dup2(int(given), high) for given, high in zip(sys.argv[1:3], (100, 101)))
os.dup2(read, 3), os.dup2(write, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--remote-debugging-pipe",
)
_KEYS = {"Tab": 9, "End": 35, "Home": 36, "ArrowLeft": 37, "ArrowRight": 39}
_OPERABLE = frozenset({
    "button", "checkbox", "combobox", "link", "listbox", "option", "radio", "slider", "switch", "tab", "textbox",
})  # fmt: skip


class Chromium:
    """One page in a browser; a context manager.

    Args:
        program: Chromium's path.
        profile: A folder for its profile.
    """

    def __init__(self, program: str, profile: Path) -> None:
        self._program = program
        self._profile = profile
        self._serial = 0
        self._session: str | None = None
        self.asked: list[str] = []

    def __enter__(self) -> Self:
        read, self._write = os.pipe()
        self._read, write = os.pipe()
        profile = f"--user-data-dir={self._profile}"
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START, str(read), str(write), self._program, *_OPTIONS, profile],
            pass_fds=(read, write),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(read)
        os.close(write)
        self._pipe = os.fdopen(self._read, "rb")
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._call("Network.enable")
        self._call("Runtime.enable")
        return self

    def __exit__(self, *_: object) -> None:
        self._session = None
        self._send("Browser.close")
        self._process.wait(timeout=10)
        self._pipe.close()
        os.close(self._write)

    def open(self, url: str, *, width: int = 1400, height: int = 1000, dark: bool = False) -> None:
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._call("Emulation.setEmulatedMedia", features=[scheme])
        self._call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self._call("Page.navigate", url=url)

    def run(self, script: str) -> Any:
        """Evaluate an expression in the page; promises are awaited."""
        answer = self._call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        """Press a key that types nothing."""
        for event in ("keyDown", "keyUp"):
            self._call("Input.dispatchKeyEvent", type=event, key=key, code=key, windowsVirtualKeyCode=_KEYS[key])

    def controls(self) -> list[tuple[str, str]]:
        """Return the role and the name of everything that a screen reader presents as operable."""
        nodes = self._call("Accessibility.getFullAXTree")["nodes"]
        seen = [each for each in nodes if not each.get("ignored") and each["role"]["value"] in _OPERABLE]
        return [(each["role"]["value"], each.get("name", {}).get("value", "")) for each in seen]

    def until(self, script: str, seconds: float = 20) -> None:
        """Wait until an expression is true; one that fails is not true yet."""
        deadline = time.monotonic() + seconds
        while not self.run(f"(() => {{ try {{ return Boolean({script}) }} catch {{ return false }} }})()"):
            assert time.monotonic() < deadline, script
            time.sleep(0.05)  # noqa: TID251 - waits for another process

    def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = self._send(method, **parameters)
        while True:
            message = self._receive()
            if message.get("method") == "Network.requestWillBeSent":
                self.asked.append(message["params"]["request"]["url"])
            if message.get("id") == number:
                assert "error" not in message, message
                result: dict[str, Any] = message["result"]
                return result

    def _send(self, method: str, **parameters: Any) -> int:
        self._serial += 1
        message: dict[str, Any] = {"id": self._serial, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        return self._serial

    def _receive(self) -> dict[str, Any]:
        parts = bytearray()
        while (byte := self._pipe.read(1)) != b"\0":
            assert byte, "Chromium is gone"
            parts += byte
        message: dict[str, Any] = json.loads(parts)
        return message
