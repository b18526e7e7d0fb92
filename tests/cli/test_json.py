"""`--json`: one object on stdout, with the same keys however a command ends."""

import json
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.conftest import Evolink, Service
from tests.cli.running import Ran, stable

DRAW = ("generate", "a cat", "--model", "nano-banana-beta", "-o", "cat.png", "--json")
KEYS = ["command", "ok", "exit_code", "data", "errors"]


def read(ran: Ran) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(ran.out)
    assert list(report) == KEYS
    assert report["exit_code"] == ran.status
    assert report["ok"] == (ran.status == 0)
    assert bool(report["errors"]) == (ran.status != 0)
    return report


def test_json_of_task(evolink: Evolink, snapshot: SnapshotAssertion) -> None:
    """The JSON of a task has its files."""
    ran = evolink(*DRAW)
    read(ran)
    assert stable(ran.out) == snapshot


@pytest.mark.parametrize("outcome", ["story=content_policy_violation", "code=402", "fault=drop"])
def test_json_of_error(evolink: Evolink, service: Service, snapshot: SnapshotAssertion, outcome: str) -> None:
    """The JSON of an error has its details."""
    service.script(outcome)
    ran = evolink(*DRAW)
    read(ran)
    assert stable(ran.out) == snapshot


def test_json_of_violations(evolink: Evolink, snapshot: SnapshotAssertion) -> None:
    """The JSON of violations has their fields, rules and values."""
    ran = evolink("generate", "x", "--model", "gpt-4o-image", "--n", "3", "--mask-url", "ftp://x", "--json")
    read(ran)
    assert ran.out == snapshot


@pytest.mark.parametrize(
    "arguments",
    [
        ["models", "gpt-4o-image"],
        ["credits"],
        ["version"],
        ["task", "task-unified-1700000000-abcdefgh"],
        ["wait", "task-unified-1700000000-abcdefgh"],
        ["save", "task-unified-1700000000-abcdefgh"],
        ["generate"],
        ["generate", "--nonsense"],
        ["nonsense"],
        ["--nonsense"],
    ],
    ids=" ".join,
)
def test_json_keys(evolink: Evolink, arguments: list[str]) -> None:
    """The JSON of every command has the same keys."""
    report = read(evolink(*arguments, "--json"))
    assert report["command"] in {arguments[0], ""}
    for error in report["errors"]:
        assert list(error) == [
            "kind",
            "message",
            "advice",
            "http_status",
            "code",
            "request_id",
            "retry_after",
            "idempotency_key",
            "task",
            "param",
            "allowed_values",
            "suggestion",
            "fallback_suggestion",
            "remaining_credits",
            "estimated_credits",
            "limit_scope",
            "action_url",
            "violations",
        ]


def test_json_after_timeout(evolink: Evolink, service: Service) -> None:
    """After a timeout, the JSON has the command that resumes the task."""
    service.script("story=stuck")
    (task,) = read(evolink(*DRAW, "--timeout", "0.1"))["data"]["tasks"]
    assert task["resume"] == f"evolink wait {task['id']} -o cat.png"


def test_prompt_like_option(evolink: Evolink) -> None:
    """A prompt may look like the option --json."""
    ran = evolink("generate", "--model", "nano-banana-beta", "--no-wait", "--", "--json")
    assert ran.out.startswith("task-unified-")


@pytest.mark.parametrize("more", [(), ("--json",)], ids=["text", "json"])
def test_long_values_are_shortened(evolink: Evolink, more: tuple[str, ...]) -> None:
    """Long prompts and data URLs are shortened in the output."""
    image = f"data:image/png;base64,{'A' * 2_000_000}"
    ran = evolink("generate", "-m", "gpt-4o-image", "--image", image, "--size", image, *more, piped="p" * 10_000_000)
    assert ran.status == 3
    assert len(ran.out + ran.err) < 3000
    assert "10,000,000" in ran.out + ran.err
    ran = evolink("task", f"\n{image}", *more)
    assert "is not a valid task ID" in ran.out + ran.err
    assert len(ran.out + ran.err) < 3000
