"""Which server the suite talks to: the embedded mock, or the one that the environment names."""

import os
from collections.abc import Generator
from contextlib import contextmanager

import httpx
import pytest

from evolink_contract import document
from evolink_mock import MockServer

from ._contract import operations
from ._service import Service

OPERATIONS = operations(document())
BASE_URL = os.environ.get("BASE_URL", "")
API_KEY = os.environ.get("API_KEY", "") if BASE_URL else "contract-suite"

_AMPLE_CREDITS = 1e9
_SPEED = 200.0  # mock seconds per second: a task takes a fraction of one, and each of its states still shows
_CANNOT_TEST = 2  # exit code


@contextmanager
def target() -> Generator[Service]:
    """Reach the server, or end the run with exit code 2: without it every test would pass or fail for nothing."""
    if not API_KEY:
        pytest.exit("BASE_URL names a server, but API_KEY no key for it", returncode=_CANNOT_TEST)
    if BASE_URL:
        with _let_in(Service(BASE_URL, API_KEY)) as service:
            yield service
        return
    with (
        MockServer(api_key=API_KEY, credits=_AMPLE_CREDITS, speed=_SPEED) as server,
        _let_in(Service(server.base_url, API_KEY)) as service,
    ):
        yield service


def _let_in(service: Service) -> Service:
    """Make one call that costs nothing, to see that the server is there and takes the key."""
    free = next(each for each in OPERATIONS if each.method == "GET" and not each.parameters)
    headers = {"authorization": f"Bearer {API_KEY}"}
    try:
        status = httpx.request(free.method, f"{service.base_url}{free.path}", headers=headers).status_code
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        pytest.exit(f"the server can't be reached at {service.base_url}: {error}", returncode=_CANNOT_TEST)
    if status in (401, 403):
        pytest.exit(f"{service.base_url} refuses the key with {status}", returncode=_CANNOT_TEST)
    return service
