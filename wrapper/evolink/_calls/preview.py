"""What a call would send, upload and cost, without doing anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evolink._contract.kinds import Kind
from evolink._contract.requests import checked_request, new_key
from evolink._costs.estimate import Estimate
from evolink._costs.prices import Prices
from evolink._files.local_file import LocalFile
from evolink._files.request_files import checked_files


@dataclass(frozen=True, slots=True)
class Preview:
    """What a call would do.

    Attributes:
        method: The HTTP method of its request.
        path: The path of its request.
        request: The model and its parameters, with `upload:NAME` in the place of the link to each file of this machine.
        uploads: Those files, each once; what has a link that still lives is not uploaded again.
        estimate: What it probably costs.
    """

    method: str
    path: str
    request: Mapping[str, Any]
    uploads: tuple[LocalFile, ...]
    estimate: Estimate


def preview(
    request: Mapping[str, Any],
    prices: Prices,
    *,
    key: str | None = None,
    unchecked: bool = False,
    kind: Kind | None = None,
) -> Preview:
    """Check a request, and return what it would send, upload and cost. Files are read; nothing is sent.

    Args:
        request: The model and its parameters.
        prices: What is known of prices.
        key: The idempotency key to send it under; a new one if None.
        unchecked: As for a call.
        kind: What its results must be; whatever the model makes if None.

    Raises:
        InvalidRequest: It breaks rules; the error names all of them.
    """
    name = new_key() if key is None else key
    checked = checked_files(request, name, unchecked=unchecked, kind=kind)
    post = checked_request(str(request["model"]), b"", name, kind)
    sent = checked.with_links(lambda file: f"upload:{file.name}")
    return Preview(post.method, post.path, sent, tuple(checked.files), prices.estimate(checked.request))
