"""An agent: the SDK's own client, which the tests of `evolink mcp` load only where they run."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from mcp import Client
from mcp_types import CallToolResult, ListRootsResult, Root

from evolink import AsyncEvoLink
from evolink.cli._mcp.server import make_server
from evolink.cli._mcp.session import Session
from evolink.journal import Journal

Call = Callable[..., Awaitable[CallToolResult]]


@asynccontextmanager
async def agent_in(
    folder: Path, budget: float, *, allow: Path | None, timeout: float | None, roots: Sequence[Path]
) -> AsyncIterator[Call]:
    """Yield what calls the tools of a new server in this process.

    Args:
        folder: Has the journal, and the output folder.
        budget: The budget of the session.
        allow: A further folder whose files may be uploaded.
        timeout: Seconds that a request may take.
        roots: The folders that the client names.
    """

    async def list_roots(context: object) -> ListRootsResult:
        del context  # the SDK names it
        return ListRootsResult(roots=[Root(uri=each.as_uri()) for each in roots])  # type: ignore[arg-type]

    output = folder / "out"
    output.mkdir(exist_ok=True)
    with Journal(folder / "journal.sqlite") as journal:
        session = Session(journal, output, [allow] if allow else [], budget)
        if timeout is not None:
            vars(session)["client"] = AsyncEvoLink(journal=journal, timeout=timeout)
        mode, answer = ("legacy", list_roots) if roots else ("auto", None)
        try:
            async with Client(make_server(session), mode=mode, list_roots_callback=answer) as client:
                yield lambda tool, **arguments: client.call_tool(tool, arguments)
        finally:
            await session.close()
