"""`evolink mcp` as an agent's program starts it: a process, over its stdin and stdout."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from evolink.cli.mcp import command
from evolink_mock import MockServer
from tests.cli.agent_answers import data
from tests.cli.conftest import Service
from tests.cli.running import environment
from tests.waiting import until

if TYPE_CHECKING:
    from mcp import StdioServerParameters
    from mcp.client import Transport

CAT = {"model": "nano-banana-beta", "prompt": "a cat"}
_START = """
import os, pathlib, sys
pathlib.Path("pid").write_text(str(os.getpid()))
from evolink.cli import main
sys.exit(main(sys.argv[1:]))
"""


def started(folder: Path, base_url: str, key: str) -> "StdioServerParameters":
    """Return how an agent's program starts the server; it writes its process ID to a file."""
    surroundings = environment(
        EVOLINK_BASE_URL=base_url, EVOLINK_API_KEY=key, EVOLINK_JOURNAL=str(folder / "journal.sqlite")
    )
    arguments = ["-c", _START, "mcp", "-o", "out", "--budget", "50"]
    from mcp import StdioServerParameters  # noqa: PLC0415 - loading the SDK takes a second in each worker

    return StdioServerParameters(command=sys.executable, args=arguments, env=surroundings, cwd=str(folder))


def transport(folder: Path, base_url: str, key: str) -> "Transport":
    """Return the pipes to such a server, with this process's stderr, and not that of when the SDK loaded."""
    from mcp.client.stdio import stdio_client  # noqa: PLC0415 - as in `started`

    assert sys.__stderr__
    return stdio_client(started(folder, base_url, key), errlog=sys.__stderr__)


def test_the_lines_of_the_guide_are_valid(tmp_path: Path) -> None:
    """Each program that the guide names starts the command with options that it has."""
    guide = (Path(__file__).parents[2] / "docs" / "guides" / "agents.md").read_text()
    configurations = [json.loads(block) for block in re.findall(r"```json[^\n]*\n(.*?)```", guide, re.DOTALL)]
    servers = [(each.get("mcpServers") or each["servers"])["evolink"] for each in configurations]
    started = [server["args"] for server in servers]
    started += [shlex.split(line) for line in re.findall(r"-- uvx (.*)", guide)]
    assert len(started) == 4
    for arguments in started:
        assert arguments[:4] == ["--from", "evolink[mcp]", "evolink", "mcp"]
        filled_in = [each.replace("${workspaceFolder}", str(tmp_path)) for each in arguments[4:]]
        assert command.make_context("mcp", filled_in).params["budget"] == 50


def test_one_agent_works_over_the_pipe(service: Service, tmp_path: Path) -> None:
    """It lists tools with what they may do, shows progress, survives a cancelled request, and shows no key."""
    from mcp import Client  # noqa: PLC0415 - as in `started`

    strange: list[object] = []

    async def on_message(message: object) -> None:
        if isinstance(message, Exception):
            strange.append(message)

    async def scenario() -> str:
        server = transport(tmp_path, service.mock.base_url, service.key)
        async with Client(server, message_handler=on_message) as client:
            tools = {tool.name: tool for tool in (await client.list_tools()).tools}
            assert list(tools) == ["generate", "wait", "save", "estimate", "models", "upload", "tasks", "credits"]
            reading = {name for name, tool in tools.items() if tool.annotations and tool.annotations.read_only_hint}
            assert reading == {"estimate", "models", "tasks", "credits"}
            assert all(len(tool.description or "") > 40 for tool in tools.values())
            listed = json.dumps([tool.model_dump(mode="json", exclude_none=True) for tool in tools.values()])
            assert len(listed) < 9_000, "every conversation begins with this"
            assert not [word for word in ("anyOf", "null", "output_schema") if word in listed], "not every program can"
            seen = [await client.call_tool("models", {"kind": "images"}), await client.call_tool("credits", {})]
            with anyio.CancelScope() as scope:
                service.script("story=slow")

                async def on_progress(progress: float, total: float | None, message: str | None) -> None:  # noqa: ARG001 - the SDK names them
                    scope.cancel()

                await client.call_tool("generate", CAT, progress_callback=on_progress)
            assert scope.cancelled_caught
            seen += [await client.call_tool("generate", CAT), await client.call_tool("tasks", {})]
            assert data(seen[-2])["task"]["repeated"]
            assert data(seen[-2])["task"]["files"][0]["path"].startswith(str(tmp_path / "out"))
            assert len(data(seen[-1])["calls"]) == 1
            return json.dumps([each.model_dump(mode="json") for each in seen])

    assert service.key not in anyio.run(scenario)
    assert not strange
    assert len([each for each in service.requests("POST") if each.request.path.endswith("/generations")]) == 1


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_server_that_is_killed_in_a_paid_call_loses_nothing(number: int, tmp_path: Path) -> None:
    """The next server finds the task in the service's list, by the same arguments, and pays for no other."""
    from mcp import Client, MCPError  # noqa: PLC0415 - as in `started`

    with MockServer(api_key="sk-killed") as mock:
        mock.world.script("sk-killed", "fault=hang", on="create")

        def creates() -> int:
            return sum(each.request.path.endswith("/generations") for each in mock.request_log.copy())

        async def killed() -> None:
            async with (
                Client(transport(tmp_path, mock.base_url, "sk-killed")) as client,
                anyio.create_task_group() as group,
            ):

                async def call() -> None:
                    with pytest.raises(MCPError):
                        await client.call_tool("generate", CAT)

                group.start_soon(call)
                await anyio.to_thread.run_sync(lambda: until(lambda: creates() == 1))
                os.kill(int((tmp_path / "pid").read_text()), number)

        async def restarted() -> dict[str, Any]:
            async with Client(transport(tmp_path, mock.base_url, "sk-killed")) as client:
                return data(await client.call_tool("generate", {**CAT, "wait_seconds": 0}))

        anyio.run(killed)
        assert anyio.run(restarted)["task"]["repeated"]
        assert creates() == 1


def test_a_signal_ends_it_at_once_and_stdout_has_the_protocol_alone(tmp_path: Path) -> None:
    """SIGTERM ends it with 143 while its stdin is open, with one line on stderr."""
    ready = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    request = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": ready}
    parameters = started(tmp_path, "http://127.0.0.1:1", "sk-any")
    with subprocess.Popen(
        [parameters.command, *parameters.args],
        env=parameters.env,
        cwd=tmp_path,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(json.dumps(request) + "\n")
        process.stdin.flush()
        assert "budget of 50 credits" in json.loads(process.stdout.readline())["result"]["instructions"]
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 143
        assert process.stdout.read() == ""
        assert process.stderr.read() == "evolink: stopped by SIGTERM\n"
