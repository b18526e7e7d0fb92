"""What a program sees that has set providers of OpenTelemetry's SDK, in memory."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from opentelemetry import metrics, trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from evolink_mock import MockServer
from tests.clients import MODES, Go, Mode, client_of

KEY = "sk-a-secret-of-the-tests"


class Telemetry:
    """The spans and metrics of a test."""

    def __init__(self) -> None:
        self._exporter, self._reader = InMemorySpanExporter(), InMemoryMetricReader()
        self.provider = TracerProvider()
        self.provider.add_span_processor(SimpleSpanProcessor(self._exporter))
        self.meters = MeterProvider(metric_readers=[self._reader])

    def add(self, processor: SpanProcessor) -> None:
        self.provider.add_span_processor(processor)

    @property
    def spans(self) -> list[ReadableSpan]:
        """The spans that have ended, by their beginning."""
        return sorted(self._exporter.get_finished_spans(), key=lambda span: span.start_time or 0)

    def named(self, name: str) -> list[ReadableSpan]:
        return [span for span in self.spans if span.name.startswith(name)]

    def one(self, name: str) -> dict[str, Any]:
        """The attributes of the only span of a name."""
        (span,) = self.named(name)
        return dict(span.attributes or {})

    @property
    def parents(self) -> list[tuple[str, str | None]]:
        """The spans, each with its parent."""
        names = {span.context.span_id: span.name for span in self.spans if span.context}
        return [(span.name, names[span.parent.span_id] if span.parent else None) for span in self.spans]

    @property
    def text(self) -> str:
        """All that is exported, as text."""
        data = self._reader.get_metrics_data()
        return "".join(span.to_json() for span in self.spans) + (data.to_json() if data else "")

    def measured(self, name: str) -> list[tuple[dict[str, Any], float]]:
        """The points of a metric: attributes, and the sum."""
        data = json.loads(self._reader.get_metrics_data().to_json())  # type: ignore[union-attr]
        found = [
            point
            for resource in data["resource_metrics"]
            for scope in resource["scope_metrics"]
            for metric in scope["metrics"]
            for point in metric["data"]["data_points"]
            if metric["name"] == name
        ]
        return [(point["attributes"], point.get("value", point.get("sum"))) for point in found]


@pytest.fixture
def telemetry(monkeypatch: pytest.MonkeyPatch) -> Iterator[Telemetry]:
    seen = Telemetry()
    monkeypatch.setattr(trace, "_TRACER_PROVIDER", seen.provider)
    monkeypatch.setattr(metrics._internal, "_METER_PROVIDER", seen.meters)
    yield seen
    seen.provider.shutdown()
    seen.meters.shutdown()


@pytest.fixture
def speed() -> float:
    return 400.0


@pytest.fixture
def server(speed: float) -> Iterator[MockServer]:
    with MockServer(api_key=KEY, speed=speed) as running:
        yield running


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> Mode:
    chosen: Mode = request.param
    return chosen


@pytest.fixture
def go(mode: Mode, server: MockServer) -> Iterator[Go]:
    with client_of(mode, api_key=KEY, base_url=server.base_url) as running:
        yield running
