"""What traces and metrics show of calls, sync and async, against the mock."""

import asyncio
import logging
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Final

import pytest
from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.sdk.trace import ReadableSpan, Span, SpanProcessor
from opentelemetry.trace import SpanKind, StatusCode

from evolink import AsyncEvoLink, EvoLink, SubmissionUncertain, TaskFailed, TaskTimeout
from evolink_mock import MockServer
from tests.clients import Go
from tests.telemetry.conftest import KEY, Telemetry

PROMPT = "a cat nobody may read of"
MODEL: Final = "gpt-4o-image"
ASKED: dict[str, Any] = {"model": MODEL, "prompt": PROMPT}
HARBOUR = Path(__file__).resolve().parents[2] / "examples" / "harbour.png"
PNG = b"\x89PNG\r\n\x1a\n"
CAPTURE = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"


def test_generate(go: Go, server: MockServer, telemetry: Telemetry, tmp_path: Path) -> None:
    """Generating with an upload is one span of the program's trace, and what it consists of is in that one."""
    with trace.get_tracer("app").start_as_current_span("order"):
        made = {"image_urls": [HARBOUR], "n": 2, "save_to": f"{tmp_path}/out/"}
        go(lambda client: client.images.generate(**ASKED, **made))
    whole = f"generate {MODEL}"
    assert telemetry.parents == [
        ("order", None),
        (whole, "order"),
        ("upload file", whole),
        (f"submit {MODEL}", whole),
        (f"wait {MODEL}", whole),
        ("save image", whole),
        ("save image", whole),
    ]
    (task,) = server.world.tasks.values()
    submit, wait = telemetry.one("submit"), telemetry.one("wait")
    assert (
        submit.items()
        >= {
            "gen_ai.operation.name": "generate_content",
            "gen_ai.provider.name": "evolink",
            "gen_ai.request.model": MODEL,
            "gen_ai.response.id": task.id,
            "gen_ai.output.type": "image",
            "gen_ai.request.choice.count": 2,
            "evolink.kind": "images",
            "evolink.task.id": task.id,
            "evolink.task.status": "pending",
            "evolink.credits.reserved": task.reserved,
            "evolink.replayed": False,
            "server.address": "127.0.0.1",
        }.items()
    )
    assert (
        wait.items()
        >= {
            "evolink.task.status": "completed",
            "evolink.task.id": task.id,
            "evolink.credits.charged": server.world.accounts[KEY].used,
            "gen_ai.response.model": MODEL,
        }.items()
    )
    assert [dict(span.attributes or {})["evolink.result.position"] for span in telemetry.named("save")] == [0, 1]
    sizes = {path.stat().st_size for path in (tmp_path / "out").iterdir()}
    assert {dict(span.attributes or {})["file.size"] for span in telemetry.named("save")} == sizes
    assert {span.kind for span in telemetry.spans if span.name[:3] in {"sub", "wai", "sav", "upl"}} == {SpanKind.CLIENT}
    assert {span.status.status_code for span in telemetry.spans} == {StatusCode.UNSET}


def test_metrics(go: Go, server: MockServer, telemetry: Telemetry) -> None:
    """Each task is counted once, with its status, cost and times, however often its end is seen."""
    server.world.script(KEY, "story=content_policy_violation")
    tasks = go(lambda client: [client.images.submit(**ASKED) for _ in range(2)] if is_sync(client) else two(client))
    go(lambda client: client.tasks.wait_all(tasks))
    go(lambda client: client.tasks.get(tasks[1].id))
    by_status = {point["evolink.task.status"]: count for point, count in telemetry.measured("evolink.tasks")}
    assert by_status == {"completed": 1, "failed": 1}
    about, charged = telemetry.measured("evolink.credits.charged")[0]
    assert about == {"gen_ai.request.model": MODEL, "evolink.kind": "images"}
    assert charged == server.world.accounts[KEY].used > 0
    durations = telemetry.measured("gen_ai.client.operation.duration")
    assert sorted(str(point.get("error.type")) for point, _ in durations) == ["None", "failed"]
    ((_, lag),) = telemetry.measured("evolink.task.lag")
    assert 0 < lag <= min(seconds for point, seconds in durations if "error.type" not in point)


def is_sync(client: object) -> bool:
    return isinstance(client, EvoLink)


async def two(client: AsyncEvoLink) -> list[Any]:
    return [await client.images.submit(model=MODEL, prompt=PROMPT) for _ in range(2)]


def test_failed_task(go: Go, server: MockServer, telemetry: Telemetry) -> None:
    """A failure is an error with its type and the service's code, and nobody's words."""
    server.world.script(KEY, "story=content_policy_violation")
    with pytest.raises(TaskFailed):
        go(lambda client: client.images.generate(**ASKED))
    wait = telemetry.one("wait")
    assert wait["error.type"].startswith("evolink.errors.")
    assert wait["evolink.error.code"] == "content_policy_violation"
    failed = [span for span in telemetry.spans if span.status.status_code is StatusCode.ERROR]
    assert [span.name.split()[0] for span in failed] == ["generate", "wait"]
    events = [event.attributes for span in failed for event in span.events]
    assert all(list(each or {}) == ["exception.type"] for each in events)
    assert len(events) == 2
    assert PROMPT not in telemetry.text


def test_lost_answer(go: Go, server: MockServer, telemetry: Telemetry) -> None:
    """A call that may have been paid for is an error of its submit, with the key that settles it."""
    server.world.script(KEY, "fault=drop")
    with pytest.raises(SubmissionUncertain) as caught:
        go(lambda client: client.images.submit(**ASKED))
    submit = telemetry.one("submit")
    assert submit["error.type"].endswith("SubmissionUncertain")
    assert submit["evolink.idempotency_key"] == caught.value.idempotency_key
    assert "evolink.task.id" not in submit
    ((about, _),) = telemetry.measured("gen_ai.client.operation.duration")
    assert about["error.type"].endswith("SubmissionUncertain")
    assert [telemetry.measured(name) for name in ("evolink.tasks", "evolink.credits.charged")] == [[], []]


def test_many(go: Go, server: MockServer, telemetry: Telemetry) -> None:
    """Waits for many tasks are spans side by side, in the trace of the code that waits, and each shows its own end."""
    server.world.script(KEY, "story=service_error")
    tasks = go(lambda client: [client.images.submit(**ASKED) for _ in range(2)] if is_sync(client) else two(client))
    slow = "story=slow"
    server.world.script(KEY, slow)
    tasks += [go(lambda client: client.images.submit(**ASKED))]
    server.clock.advance(15)
    with trace.get_tracer("app").start_as_current_span("collect") as collect:
        go(lambda client: client.tasks.wait_all(tasks, timeout=1.0))
        assert trace.get_current_span() is collect
    waits = telemetry.named("wait")
    assert [span.parent and span.parent.span_id for span in waits] == [collect.get_span_context().span_id] * 3
    told = [(dict(span.attributes or {}), span.status.status_code) for span in waits]
    by_task = {about["evolink.task.id"]: (about.get("error.type"), status) for about, status in told}
    ended = [by_task[task.id] for task in tasks]
    assert str(ended[0][0]).startswith("evolink.errors.")
    assert ended[1] == (None, StatusCode.UNSET)
    assert ended[2][1] is (StatusCode.UNSET if tasks[2].ended else StatusCode.ERROR)


@pytest.mark.parametrize("speed", [0.0])
def test_timeout_and_resumed_wait(go: Go, server: MockServer, telemetry: Telemetry) -> None:
    """A wait that gave up is an error, the next wait for that task a span of its own, and an ended task none."""
    task = go(lambda client: client.images.submit(**ASKED))
    with pytest.raises(TaskTimeout):
        go(lambda _: task.wait(timeout=0.05))
    server.clock.advance(600)
    task.poll_now()
    go(lambda _: task.wait())
    go(lambda _: task.wait())
    waits = [dict(span.attributes or {}) for span in telemetry.named("wait")]
    errors = [str(about.get("error.type", "")).rpartition(".")[2] for about in waits]
    assert errors == ["TaskTimeout", ""]


def test_threads_keep_their_traces(server: MockServer, telemetry: Telemetry) -> None:
    """Threads that share a client have their own traces, and the threads that the client starts go on in them."""
    together = threading.Barrier(3)

    def order(client: EvoLink, name: str) -> None:
        with trace.get_tracer("app").start_as_current_span(name):
            together.wait(10)
            files = [PNG + name.encode() + bytes([number]) for number in range(2)]
            client.images.submit(model=MODEL, prompt=PROMPT, image_urls=files)

    with EvoLink(api_key=KEY, base_url=server.base_url) as client:
        threads = [threading.Thread(target=order, args=(client, f"order {number}")) for number in range(3)]
        for each in threads:
            each.start()
        for each in threads:
            each.join(10)
    for span in telemetry.named("order"):
        assert span.context is not None
        parts = [each.name for each in telemetry.spans if each.parent and each.parent.span_id == span.context.span_id]
        assert parts == ["upload file", "upload file", f"submit {MODEL}"]


def test_coroutines_keep_their_traces(server: MockServer, telemetry: Telemetry) -> None:
    """Coroutines that run at the same time have their own traces."""

    async def order(client: AsyncEvoLink, name: str) -> None:
        with trace.get_tracer("app").start_as_current_span(name):
            await client.images.generate(model=MODEL, prompt=PROMPT)

    async def main() -> None:
        async with AsyncEvoLink(api_key=KEY, base_url=server.base_url) as client:
            await asyncio.gather(*(order(client, f"order {number}") for number in range(5)))

    asyncio.run(main())
    traces = [span.context.trace_id for span in telemetry.spans if span.context]
    assert len(traces) == 20
    assert sorted(traces.count(each) for each in set(traces)) == [4] * 5


@pytest.mark.parametrize("wanted", ["", "false", "true", "SPAN_ONLY", "event_only"])
def test_prompt_only_if_wanted(
    wanted: str, server: MockServer, telemetry: Telemetry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The prompt is in a trace only if the variable of the conventions asks for it, and the key never."""
    monkeypatch.setenv(CAPTURE, wanted)
    with EvoLink(api_key=KEY, base_url=server.base_url) as client:
        client.images.generate(model=MODEL, prompt=PROMPT)
    assert (PROMPT in telemetry.text) is (wanted in {"true", "SPAN_ONLY"})
    assert KEY not in telemetry.text


class Broken(SpanProcessor):
    """Fails at every chance."""

    def on_start(self, span: Span, parent_context: Context | None = None) -> None:
        del span, parent_context
        raise RuntimeError(PROMPT)

    def on_end(self, span: ReadableSpan) -> None:
        del span
        raise RuntimeError(PROMPT)


def test_broken_telemetry_loses_nothing(
    go: Go, server: MockServer, telemetry: Telemetry, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A processor that raises ends no call, and is said once."""
    telemetry.add(Broken())
    with caplog.at_level(logging.WARNING, logger="evolink"):
        go(lambda client: client.images.generate(**ASKED, save_to=f"{tmp_path}/out/"))
    assert len(server.world.tasks) == len(list((tmp_path / "out").iterdir())) == 1
    assert len(caplog.records) <= 1
    assert PROMPT not in caplog.text


def test_replay_is_said(server: MockServer, telemetry: Telemetry, tmp_path: Path) -> None:
    """A repeated call that the journal answers is marked, so that its credits are not added up twice."""
    for _ in range(2):
        with EvoLink(api_key=KEY, base_url=server.base_url, journal=tmp_path / "journal.sqlite") as client:
            client.images.generate(model=MODEL, prompt=PROMPT, idempotency_key="order-0123456789")
    assert len(server.world.tasks) == 1
    assert [dict(span.attributes or {})["evolink.replayed"] for span in telemetry.named("submit")] == [False, True]
    assert [count for _, count in telemetry.measured("evolink.tasks")] == [1]


def test_resumed_after_crash(server: MockServer, telemetry: Telemetry, tmp_path: Path) -> None:
    """What a client resumes that another one left is waited for and saved in the trace of who resumes."""
    journal = tmp_path / "journal.sqlite"
    with EvoLink(api_key=KEY, base_url=server.base_url, journal=journal) as client:
        client.images.submit(model=MODEL, prompt=PROMPT)
    server.clock.advance(600)
    with (
        EvoLink(api_key=KEY, base_url=server.base_url, journal=journal) as client,
        trace.get_tracer("app").start_as_current_span("at the start"),
    ):
        client.resume()
    assert telemetry.parents[1:] == [("at the start", None), (f"wait {MODEL}", "at the start")]
    assert [count for _, count in telemetry.measured("evolink.tasks")] == [1]


def test_batch(
    go: Go, server: MockServer, telemetry: Telemetry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each row of a batch is a span in the trace of who runs it, with its submit, wait and save in it."""
    manifest = tmp_path / "rows.jsonl"
    monkeypatch.setenv("EVOLINK_JOURNAL", str(tmp_path / "journal.sqlite"))
    row = '{{"model": "{0}", "prompt": "{1}", "id": "{1} {2}"}}\n'
    manifest.write_text("".join(row.format(MODEL, PROMPT, number) for number in range(3)), encoding="utf-8")
    server.world.script(KEY, "story=content_policy_violation")
    with trace.get_tracer("app").start_as_current_span("nightly"):
        go(lambda client: client.batch.run(manifest, output=tmp_path / "out"))
    rows = telemetry.named("row")
    assert {parent for name, parent in telemetry.parents if name.startswith("row")} == {"nightly"}
    assert [parent for name, parent in telemetry.parents if name.startswith("submit")] == [f"row {MODEL}"] * 3
    assert sorted(str(dict(span.attributes or {})["evolink.batch.row"]) for span in rows) == ["done", "done", "failed"]
    assert {dict(span.attributes or {})["evolink.batch.line"] for span in rows} == {1, 2, 3}
    assert len(telemetry.named("save")) == 2
    assert PROMPT not in telemetry.text


WITHOUT = """
import sys
sys.modules["opentelemetry"] = None  # as where it is not installed
from evolink import EvoLink
with EvoLink() as client:
    client.images.generate(model="gpt-4o-image", prompt="x", save_to="out/")
assert not [name for name in sys.modules if name.startswith("opentelemetry.") or name == "evolink._telemetry.otel"]
"""


def test_without_package(server: MockServer, tmp_path: Path) -> None:
    """Without OpenTelemetry, everything works, and nothing looks for it."""
    environment = {**server.environment, "PATH": ""}
    subprocess.run([sys.executable, "-W", "error", "-c", WITHOUT], cwd=tmp_path, env=environment, check=True)
