"""The examples in the docstrings of public modules run, too."""

import ast
import asyncio
import inspect
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from markdown_it import MarkdownIt

import evolink
import evolink_mock
from evolink import AsyncEvoLink, EvoLink, callbacks
from evolink_mock import MockServer, pytest_plugin

from ._stage import QUICK


def examples(module: ModuleType) -> Iterator[str]:
    for token in MarkdownIt().parse(inspect.cleandoc(module.__doc__ or "")):
        if token.type in {"fence", "code_block"}:
            yield token.content


@pytest.fixture
def server(evolink_mock: MockServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MockServer:
    monkeypatch.chdir(tmp_path)
    return evolink_mock


@pytest.mark.parametrize("module", [evolink, evolink_mock], ids=lambda module: module.__name__)
def test_package_examples(module: ModuleType, server: MockServer) -> None:
    """The examples in the docstrings of packages run."""
    (code,) = examples(module)
    exec(code, {"EvoLink": EvoLink, **vars(module)})  # noqa: S102 - our own docstring
    assert module is evolink_mock or any(exchange.request.method == "POST" for exchange in server.request_log)


def test_callbacks_example(server: MockServer) -> None:
    """The example in the docstring of `evolink.callbacks` runs."""
    (code,) = examples(callbacks)
    found = asyncio.run(run_lines(code))
    assert len(found["images"]) == 1
    assert found["task"].ended
    assert server.request_log


async def run_lines(code: str) -> dict[str, Any]:
    """Run the lines one by one, and await what one of them gives to await."""
    async with AsyncEvoLink() as client:
        made = await client.images.submit(model="nano-banana-beta", prompt="a cat")
        names: dict[str, Any] = {"callbacks": callbacks, "client": client, "TOKEN": "t" * 16, "done": None}
        names["body"] = b'{"id": "%s", "status": "completed"}' % made.id.encode()
        for line in ast.parse(code).body:
            run = compile(ast.Module([line], []), "docstring", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
            if (coming := eval(run, names)) is not None:  # noqa: S307 - our own docstring
                await coming
            for name, value in list(names.items()):
                if inspect.isawaitable(value):
                    names[name] = await value
    return names


def test_pytest_plugin_example(tmp_path: Path) -> None:
    """The example in the docstring of the pytest plugin runs."""
    (code,) = examples(pytest_plugin)
    (tmp_path / "test_it.py").write_text(code, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *QUICK, "test_it.py"],
        cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "2 passed" in done.stdout
