"""Traces and metrics of calls, for programs that use OpenTelemetry."""
