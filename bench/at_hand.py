"""A service in the caller's own process: a bench sees what a client costs without the network below it."""

import json
from itertools import count
from typing import Final

import httpx

ADDRESS: Final = "http://127.0.0.1:9"
"""No server listens there."""
_LINK = "https://pictures.invalid/one.png"
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000" + "3a7e9b55"
    "0000000a49444154789c63600000000200014873" + "0b9d" + "0000000049454e44ae426082"
)


class AtHand(httpx.AsyncBaseTransport):
    """Creates every task at once, completes it at the first read, and returns the same image for all."""

    def __init__(self) -> None:
        self._numbers = count()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer as the service would."""
        if request.url.host == httpx.URL(_LINK).host:
            return httpx.Response(200, content=_PNG, headers={"content-type": "image/png"})
        if request.method == "POST":
            return httpx.Response(200, content=_task(f"task-at-hand-{next(self._numbers)}", "pending", 0))
        return httpx.Response(200, content=_task(request.url.path.rpartition("/")[2], "completed", 100))


def client_of(base_url: str) -> httpx.AsyncClient | None:  # noqa: TID251 - as below
    """Return a client that sends nothing if the address is `ADDRESS`; None to use the default."""
    return httpx.AsyncClient(transport=AtHand()) if base_url == ADDRESS else None  # noqa: TID251 - it sends nothing


def _task(task_id: str, status: str, progress: int) -> bytes:
    fields = {
        "created": 1_790_000_000,
        "id": task_id,
        "model": "nano-banana-beta",
        "object": "image.generation.task",
        "progress": progress,
        "status": status,
        "task_info": {"can_cancel": True, "estimated_time": 2},
        "type": "image",
        "usage": {"billing_rule": "per_call", "credits_reserved": 1.6, "user_group": "default"},
    }
    return json.dumps({**fields, "results": [_LINK]} if status == "completed" else fields).encode()
