"""The server: the tools over the Model Context Protocol, on stdin and stdout."""

import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import mcp_types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError
from pydantic import ValidationError

from evolink._costs.words import amount
from evolink._version import __version__

from .failures import EXPECTED, describe
from .following import ShowProgress, small_images
from .lines import Lines
from .local_files import path_of
from .session import Session
from .stopping import cancelling
from .tools import TOOLS, Answer, Request, Tool

if TYPE_CHECKING:
    from mcp.server.context import ServerRequestContext
    from pydantic_core import ErrorDetails

    from evolink.journal import Journal

    Context = ServerRequestContext[dict[str, Any]]

_log = logging.getLogger("evolink.mcp")
_PATIENCE = 5.0
"""Seconds that a client may take to list its roots."""
_GRACE = 1.5
"""Seconds that a call may still take to be answered after SIGTERM: clients kill a server after two."""
_INSTRUCTIONS = (
    "Generates images, videos and audio with the EvoLink API. `generate` costs credits; nothing else does. Find a "
    "model and its parameters with `models`, ask `estimate` for the price, then call `generate`. The same arguments "
    "are never paid for twice, so repeat a call that failed, timed out or was cancelled with the same arguments. This "
    "session has a budget of {budget} credits, which only the user can raise. Files are saved in {output}."
)


async def serve(journal: "Journal", output: Path, allowed: Sequence[Path], budget: float) -> None:
    """Serve one agent until it closes stdin.

    Args:
        journal: Records every call that costs.
        output: The folder for files.
        allowed: Further folders whose files may be uploaded.
        budget: The credits that the session may spend.
    """
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(name)s: %(message)s")
    session = Session(journal, output, allowed, budget)
    server = make_server(session)
    with cancelling() as stop:
        try:
            async with stdio_server(cast("Any", Lines.of_stdin())) as (incoming, outgoing):
                await server.run(incoming, outgoing, server.create_initialization_options())
        finally:
            await session.close(None if stop.number is None else _GRACE)


def make_server(session: Session) -> "Server[dict[str, Any]]":
    """Return the server of a session."""

    async def list_tools(_context: "Context", _params: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_described(name, tool) for name, tool in TOOLS.items()])

    async def call_tool(context: "Context", params: types.CallToolRequestParams) -> types.CallToolResult:
        return await _call(session, context, params.name, params.arguments or {})

    return Server(
        "evolink",
        version=__version__,
        title="EvoLink",
        instructions=_INSTRUCTIONS.format(budget=amount(session.budget.limit), output=session.output),
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _described(name: str, tool: Tool) -> types.Tool:
    return types.Tool(
        name=name,
        title=tool.title,
        description=tool.about,
        input_schema=tool.takes.plain_schema(),
        annotations=types.ToolAnnotations(
            title=tool.title,
            read_only_hint=tool.reads,
            destructive_hint=False,
            idempotent_hint=True,
            open_world_hint=tool.goes_out,
        ),
    )


async def _call(session: Session, context: "Context", name: str, arguments: dict[str, Any]) -> types.CallToolResult:
    tool = TOOLS.get(name)
    if tool is None:
        raise MCPError(types.INVALID_PARAMS, f"There is no tool {name!r:.60}; the tools are {', '.join(TOOLS)}.")
    try:
        asked = tool.takes.model_validate(arguments)
        request = Request(session, _progress(context), lambda: _roots(context))
        answer = await session.apart(tool.run(request, asked))
        return _result(answer)
    except ValidationError as error:
        return _failed("InvalidArguments", _about_arguments(error, tool))
    except EXPECTED as error:
        words, facts = describe(error)
        return _failed(facts["kind"], words)


def _progress(context: "Context") -> ShowProgress:
    async def show(percent: float, words: str) -> None:
        await context.session.report_progress(percent, 100.0, words)

    return show


async def _roots(context: "Context") -> list[Path]:
    """Return the folders that the client works in, if it tells."""
    capabilities = context.session.client_capabilities
    if capabilities is None or capabilities.roots is None or not context.session.can_send_request:
        return []
    try:
        listed = await context.session.send_request(types.ListRootsRequest(), types.ListRootsResult, _PATIENCE)
        return [path_of(str(root.uri)) for root in listed.roots]
    except (MCPError, ValidationError, ValueError, RuntimeError) as error:
        _log.warning("the client does not list its roots: %s", error)
        return []


def _result(answer: Answer) -> types.CallToolResult:
    """Return a result as text with JSON, and its images.

    It has no structured content: programs that get some drop the images, or refuse an error that has not its schema.
    """
    words = json.dumps(answer.result.model_dump(mode="json", exclude_none=True), ensure_ascii=False)
    images = [types.ImageContent(data=image, mime_type=kind) for image, kind in small_images(answer.files)]
    return types.CallToolResult(content=[types.TextContent(text=words), *images], is_error=answer.failed)


def _failed(kind: str, words: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(text=f"{kind}: {words}")], is_error=True)


def _about_arguments(error: ValidationError, tool: Tool) -> str:
    lines = "\n".join(f"- {_about_argument(each, tool)}" for each in error.errors(include_url=False))
    return f"Nothing was sent. The arguments are not valid:\n{lines}"


def _about_argument(wrong: "ErrorDetails", tool: Tool) -> str:
    name = ".".join(map(str, wrong["loc"]))
    if wrong["type"] != "extra_forbidden":
        return f"{name}: {wrong['msg']}"
    fields = tool.takes.model_fields
    inside = " Parameters of the model stand in `parameters`." if "parameters" in fields else ""
    return f"{name}: not an argument of this tool, which takes {', '.join(fields) or 'none'}.{inside}"
