"""Spans and metrics over the OpenTelemetry API. Only this file imports it."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from functools import cache, wraps
from typing import ParamSpec, TypeVar

from opentelemetry import context, metrics, trace

from evolink._log import log as _log
from evolink._telemetry import facts as facts_of
from evolink._telemetry.recording import EndedTask, Facts, Operation, Span
from evolink._version import __version__

P = ParamSpec("P")
R = TypeVar("R")

_SCOPE = "evolink"
_DURATIONS = (0.1, 0.5, 1, 2, 5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1200, 3600)
_LAGS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30)
_REMEMBERED = 10_000
"""Tasks whose creation, or whose end, is remembered."""


def _quietly(function: Callable[P, R]) -> Callable[P, R | None]:
    """Return a function that logs what goes wrong in it, once, and then returns None.

    Span processors and exporters are the program's own, and may raise anything.
    """

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R | None:
        try:
            return function(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 - none of them may end a call that is paid for
            _warn_of(type(error).__name__)
            return None

    return call


@cache
def _warn_of(error: str) -> None:
    _log.warning("OpenTelemetry failed with %s, so that a trace or a metric is incomplete", error)


class _Seen:
    """A span that somebody sees."""

    def __init__(self, span: trace.Span, operation: Operation) -> None:
        self.span = span
        self._operation = operation

    @_quietly
    def tell(self, facts: Callable[[], Facts]) -> None:
        """Add facts."""
        self.span.set_attributes(facts())

    @_quietly
    def fail(self, error: BaseException) -> None:
        """Say that it failed; a cancellation is no failure, unless something may have been paid for."""
        about = facts_of.of_error(error)
        self.span.set_attributes(about)
        if isinstance(error, Exception) or self._operation.paid:
            self.span.add_event("exception", {"exception.type": about[facts_of.ERROR]})
            self.span.set_status(trace.StatusCode.ERROR, type(error).__name__)

    @_quietly
    def end(self, error: BaseException | None = None) -> None:
        """End it."""
        if error is not None:
            self.fail(error)
        self.span.end()


class _Measures:
    """The metrics of one provider.

    Args:
        provider: The provider.
    """

    def __init__(self, provider: metrics.MeterProvider) -> None:
        meter = provider.get_meter(_SCOPE, __version__)
        self._tasks = meter.create_counter("evolink.tasks", "{task}", "Tasks that have ended.")
        self._credits = meter.create_counter("evolink.credits.charged", "{credit}", "Credits that tasks have cost.")
        self._duration = meter.create_histogram(
            "gen_ai.client.operation.duration", "s",
            "Time from a create request to the end of its task, as this program saw it.",
            explicit_bucket_boundaries_advisory=_DURATIONS,
        )  # fmt: skip
        self._lag = meter.create_histogram(
            "evolink.task.lag", "s",
            "The most that a task's result was late by: from the last read without it to the one that showed it.",
            explicit_bucket_boundaries_advisory=_LAGS,
        )  # fmt: skip
        self._created: OrderedDict[str, float] = OrderedDict()
        self._ended: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def created(self, task_id: str, now: float) -> None:
        with self._lock:
            self._created[task_id] = now
            if len(self._created) > _REMEMBERED:
                self._created.popitem(last=False)

    def ended(self, task: EndedTask, now: float, running_at: float | None) -> None:
        with self._lock:
            if task.id in self._ended:
                return
            self._ended[task.id] = None
            if len(self._ended) > _REMEMBERED:
                self._ended.popitem(last=False)
            created = self._created.pop(task.id, None)
        by_status = facts_of.of_measure(task.model, status="completed" if task.completed else task.status)
        self._tasks.add(1, by_status)
        if task.credits_used:
            self._credits.add(task.credits_used, facts_of.of_measure(task.model))
        seen = [each for each in (created, running_at) if each is not None]
        if seen and task.completed:
            self._lag.record(now - max(seen), facts_of.of_measure(task.model))
        if created is not None:
            self._took(now - created, task.model, None if task.completed else task.status)

    def not_created(self, seconds: float, model: object, error: BaseException) -> None:
        self._took(seconds, model, str(facts_of.of_error(error)[facts_of.ERROR]))

    def _took(self, seconds: float, model: object, error: str | None) -> None:
        about = {
            **facts_of.of_measure(model, error=error),
            "gen_ai.operation.name": "generate_content",
            "gen_ai.provider.name": "evolink",
        }
        self._duration.record(seconds, about)


class Telemetry:
    """Spans and metrics, for the providers that the program has set by then."""

    def current(self, operation: Operation, facts: Callable[[], Facts]) -> AbstractContextManager[Span] | None:
        """Return the context of a span; None if nobody sees it."""
        seen = self.begin(operation, facts)
        return None if seen is None else _within(seen)

    @_quietly
    def begin(self, operation: Operation, facts: Callable[[], Facts]) -> _Seen | None:
        """Begin a span; None if nobody sees it."""
        provider = trace.get_tracer_provider()
        if isinstance(provider, trace.ProxyTracerProvider | trace.NoOpTracerProvider):
            return None
        about = facts()
        of_what = about.get(facts_of.MODEL) or about.get(facts_of.OUTPUT) or "file"
        kind = trace.SpanKind.CLIENT if operation.remote else trace.SpanKind.INTERNAL
        span = _tracer(provider).start_span(f"{operation.name} {of_what}", kind=kind, attributes=about)
        return _Seen(span, operation)

    @_quietly
    def task_created(self, task_id: str, now: float) -> None:
        """Remember when a task was created."""
        _measures(metrics.get_meter_provider()).created(task_id, now)

    @_quietly
    def task_ended(self, task: EndedTask, now: float, running_at: float | None) -> None:
        """Count a task that has ended, unless it is counted."""
        _measures(metrics.get_meter_provider()).ended(task, now, running_at)

    @_quietly
    def not_created(self, facts: Callable[[], Facts], seconds: float, error: BaseException) -> None:
        """Measure a create request that made no task, as far as is known."""
        _measures(metrics.get_meter_provider()).not_created(seconds, facts().get(facts_of.MODEL), error)


TELEMETRY = Telemetry()
_MAKING = threading.Lock()


@contextmanager
def _within(seen: _Seen) -> Generator[Span]:
    """Make a span the current one, and end it with what ends this."""
    token = context.attach(trace.set_span_in_context(seen.span))
    try:
        yield seen
    except BaseException as error:
        seen.fail(error)
        raise
    finally:
        context.detach(token)
        seen.end()


@cache
def _tracer(provider: trace.TracerProvider) -> trace.Tracer:
    return provider.get_tracer(_SCOPE, __version__)


def _measures(provider: metrics.MeterProvider) -> _Measures:
    with _MAKING:  # two of one provider would count a task twice
        return _make_measures(provider)


@cache
def _make_measures(provider: metrics.MeterProvider) -> _Measures:
    return _Measures(provider)
