"""The fingerprint of a request, by which calls of the same request are found."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def fingerprint_of(request: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a request, whatever the order of its parameters."""
    canonical = json.dumps(dict(request), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
