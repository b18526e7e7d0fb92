"""A client of pyright's language server, which shows what an editor shows: JSON-RPC over pipes."""

import json
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

CURSOR: Final = "^"
"""Marks where the cursor is in a source."""
_ABLE: Final = {
    "workspace": {"configuration": True, "workspaceFolders": True},
    "textDocument": {"hover": {"contentFormat": ["plaintext"]}},
}
_SETTINGS: Final = {"python": {"pythonPath": sys.executable}}


class LanguageServer:
    """A server that knows one file, whose text each question replaces.

    Args:
        process: The running server.
        folder: The folder that is open in the editor.
    """

    def __init__(self, process: "subprocess.Popen[bytes]", folder: Path) -> None:
        assert process.stdin
        assert process.stdout
        self._to, self._from = process.stdin, process.stdout
        self._asked = 0
        self._file = (folder / "typed.py").as_uri()
        opened = {"uri": folder.as_uri(), "name": folder.name}
        self.ask("initialize", {"processId": None, "capabilities": _ABLE, "workspaceFolders": [opened]})
        self.tell("initialized", {})
        document = {"uri": self._file, "languageId": "python", "version": 0, "text": ""}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def completions(self, source: str) -> set[str]:
        """Return what is offered at the cursor."""
        return {each["label"] for each in self._at_cursor("textDocument/completion", source)["items"]}

    def hover(self, source: str) -> str:
        """Return what is shown for the name at the cursor; an empty string for nothing."""
        found = self._at_cursor("textDocument/hover", source)
        return str(found["contents"]["value"]) if found else ""

    def ask(self, method: str, params: Any = None) -> Any:
        """Send a request, and return its result."""
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        for message in self._messages():
            if "method" in message:
                self._answer(message)
            elif message["id"] == self._asked:
                assert "error" not in message, message
                return message["result"]
        raise AssertionError(f"the language server ended without an answer to {method}")

    def tell(self, method: str, params: Any = None) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def _at_cursor(self, method: str, source: str) -> Any:
        before, _, after = source.partition(CURSOR)
        document = {"uri": self._file, "version": self._asked + 1}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": before + after}]})
        position = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        return self.ask(method, {"textDocument": {"uri": self._file}, "position": position})

    def _answer(self, question: dict[str, Any]) -> None:
        """Answer a question of the server's with the editor's settings, or with nothing."""
        items = question.get("params", {}).get("items", ()) if "configuration" in question["method"] else ()
        if "id" in question:
            settings = [_SETTINGS.get(each.get("section", ""), {}) for each in items]
            self._send({"id": question["id"], "result": settings or None})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._to.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._to.flush()

    def _messages(self) -> Iterator[dict[str, Any]]:
        while length := self._from.readline().rpartition(b":")[2]:
            while self._from.readline().strip():
                """Other headers say nothing that is needed."""
            yield json.loads(self._from.read(int(length)))


@contextmanager
def language_server(command: Path, folder: Path) -> Generator[LanguageServer]:
    """Start a language server for a folder, and end it."""
    with subprocess.Popen([str(command), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        server = LanguageServer(process, folder)
        try:
            yield server
            server.ask("shutdown")
        finally:
            server.tell("exit")
