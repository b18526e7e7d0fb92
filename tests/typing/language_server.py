"""An editor of one file, which asks pyright's language server what to show."""

import asyncio
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from lsprotocol import types
from pygls.lsp.client import LanguageClient

CURSOR: Final = "^"
"""Marks where the cursor is in a source."""
_ERROR: Final = types.DiagnosticSeverity.Error
_SETTINGS: Final = {"python": {"pythonPath": sys.executable}}
_ABLE: Final = types.ClientCapabilities(
    workspace=types.WorkspaceClientCapabilities(configuration=True, workspace_folders=True),
    text_document=types.TextDocumentClientCapabilities(
        hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.PlainText]),
        signature_help=types.SignatureHelpClientCapabilities(
            signature_information=types.ClientSignatureInformationOptions(
                documentation_format=[types.MarkupKind.PlainText]
            )
        ),
        publish_diagnostics=types.PublishDiagnosticsClientCapabilities(version_support=True),
    ),
)


class LanguageServer:
    """A server that knows one file, whose text each question replaces.

    Args:
        folder: The folder that is open in the editor.

    Attributes:
        folder: As given.
    """

    def __init__(self, folder: Path) -> None:
        self._client = LanguageClient("tests of evolink", "1")
        self._pygls: Any = self._client  # it does not say all of its types
        self.folder = folder
        self._uri = (folder / "typed.py").as_uri()
        self._folder = types.WorkspaceFolder(folder.as_uri(), folder.name)
        self._version = 0
        self._diagnosed: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self._client.feature(types.WORKSPACE_CONFIGURATION)(_settings)
        self._client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(self._note_diagnosed())
        for ignored in (types.CLIENT_REGISTER_CAPABILITY, types.WINDOW_LOG_MESSAGE):
            self._client.feature(ignored)(_ignore)
        self._runner = asyncio.Runner()

    def start(self, command: Path) -> None:
        """Start the server, and open the file."""
        run, client = self._runner.run, self._client
        run(self._pygls.start_io(str(command), "--stdio"))
        run(client.initialize_async(types.InitializeParams(_ABLE, workspace_folders=[self._folder])))
        client.initialized(types.InitializedParams())
        document = types.TextDocumentItem(self._uri, types.LanguageKind.Python, self._version, "")
        client.text_document_did_open(types.DidOpenTextDocumentParams(document))

    def stop(self) -> None:
        """End the server."""
        self._runner.run(self._client.shutdown_async(None))
        self._client.exit(None)
        self._runner.run(self._pygls.stop())
        self._runner.close()

    def completions(self, source: str) -> set[str]:
        """Return what is offered at the cursor."""
        asked = types.CompletionParams(*self._place(source))
        found: Any = self._runner.run(self._client.text_document_completion_async(asked))
        return {each.label for each in found.items}

    def hover(self, source: str) -> str:
        """Return what is shown for the name at the cursor; an empty string for nothing."""
        asked = types.HoverParams(*self._place(source))
        found: Any = self._runner.run(self._client.text_document_hover_async(asked))
        return str(found.contents.value) if found else ""

    def signatures(self, source: str) -> list[str]:
        """Return what is shown of a call that is being written: each signature with its docstring."""
        asked = types.SignatureHelpParams(*self._place(source))
        found: Any = self._runner.run(self._client.text_document_signature_help_async(asked))
        return [f"{each.label}\n{each.documentation.value}" for each in found.signatures]

    def errors(self, source: str) -> list[str]:
        """Return what the editor underlines."""
        self._place(source)
        return self._runner.run(self._diagnostics())

    async def _diagnostics(self) -> list[str]:
        async with asyncio.timeout(60):
            while True:
                found = await self._diagnosed.get()
                if found.version == self._version:
                    return [str(each.message) for each in found.diagnostics if each.severity == _ERROR]

    def _note_diagnosed(self) -> Callable[[types.PublishDiagnosticsParams], None]:
        """Return a function of its own, which pygls marks."""

        def note(found: types.PublishDiagnosticsParams) -> None:
            self._diagnosed.put_nowait(found)

        return note

    def _place(self, source: str) -> tuple[types.TextDocumentIdentifier, types.Position]:
        """Replace the text of the file, and return where the cursor is."""
        before, _, after = source.partition(CURSOR)
        self._version += 1
        document = types.VersionedTextDocumentIdentifier(self._version, self._uri)
        change = types.TextDocumentContentChangeWholeDocument(before + after)
        self._client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))
        position = types.Position(before.count("\n"), len(before.rpartition("\n")[2]))
        return types.TextDocumentIdentifier(self._uri), position


def _settings(asked: types.ConfigurationParams) -> list[Any]:
    return [_SETTINGS.get(each.section or "") for each in asked.items]


def _ignore(_: object) -> None:
    """Take a message that needs no answer."""


@contextmanager
def language_server(command: Path, folder: Path) -> Generator[LanguageServer]:
    """Start a language server for a folder, and end it."""
    server = LanguageServer(folder)
    server.start(command)
    try:
        yield server
    finally:
        server.stop()
