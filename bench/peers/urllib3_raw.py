"""Raw urllib3."""

from collections.abc import Callable

import urllib3

from bench.peers.httpx_fixed import AUTHORISED
from bench.served_mock import MODEL


def reader(base_url: str) -> Callable[[], object]:
    """Create a task and return a function that reads it."""
    pool, new = urllib3.PoolManager(headers=AUTHORISED), {"model": MODEL, "prompt": "x"}
    task_id = pool.request("POST", f"{base_url}/v1/images/generations", json=new).json()["id"]
    return lambda: pool.request("GET", f"{base_url}/v1/tasks/{task_id}").json()
