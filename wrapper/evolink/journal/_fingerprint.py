"""What two requests have in common if they ask for the same."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def fingerprint_of(request: Mapping[str, Any]) -> str:
    """Return SHA-256 of a request, whatever the order of its parameters."""
    canonical = json.dumps(dict(request), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def fingerprint(body: str) -> tuple[str, str]:
    """Return a request's model and its fingerprint."""
    request: dict[str, Any] = json.loads(body)
    return str(request.get("model", "")), fingerprint_of(request)
