"""`--dry-run`: what a call would send, upload and cost."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from evolink._calls.estimating import seen_prices
from evolink._calls.preview import Preview, preview

from ._journal import journal_if_usable
from ._report import Report

if TYPE_CHECKING:
    from evolink._contract.kinds import Kind


def show_dry_run(
    report: Report, request: Mapping[str, Any], key: str, *, unchecked: bool, kind: "Kind | None" = None
) -> None:
    """Print what a request would do. Nothing is sent, so it needs no key.

    Args:
        report: Prints it.
        request: The request, with files as paths.
        key: The idempotency key.
        unchecked: As for a call.
        kind: What the model makes, if the contract does not know it.

    Raises:
        InvalidRequest: The request breaks rules.
    """
    with journal_if_usable(report) as journal:
        found = preview(request, seen_prices(journal, request), key=key, unchecked=unchecked, kind=kind)
    report.data = {"dry_run": _record(found)}
    report.print_data(f"{found.method} {found.path}")
    report.print_data(json.dumps(found.request, indent=2, ensure_ascii=False))
    for file in found.uploads:
        report.print_data(f"upload {file.name} ({file.media_type}, {file.size:,} bytes)")
    report.print_data(f"cost: {found.estimate}")
    report.print_message("nothing was sent")


def _record(found: Preview) -> dict[str, Any]:
    uploads = [
        {"name": file.name, "size": file.size, "media_type": file.media_type, "sha256": file.sha256}
        for file in found.uploads
    ]
    estimate = {**asdict(found.estimate), "dollars": found.estimate.dollars}
    return {
        "method": found.method,
        "path": found.path,
        "request": dict(found.request),
        "uploads": uploads,
        "estimate": {name: estimate[name] for name in ("credits", "dollars", "least", "most", "source")},
    }
