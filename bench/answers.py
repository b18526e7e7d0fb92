"""Answers of a service that completes every task at its first read."""

import json
from itertools import count
from typing import Final

LINK: Final = "https://pictures.invalid/one.png"
PNG: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000" + "3a7e9b55"
    "0000000a49444154789c63600000000200014873" + "0b9d" + "0000000049454e44ae426082"
)
_numbers = count()


def answer_to(method: str, path: str) -> bytes:
    """Return the answer to a request: a new task, or one that is completed."""
    if method == "POST":
        return _task(f"task-at-hand-{next(_numbers)}", "pending", 0)
    return _task(path.rpartition("/")[2], "completed", 100)


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
    return json.dumps({**fields, "results": [LINK]} if status == "completed" else fields).encode()
