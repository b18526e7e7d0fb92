"""How the services of the peers show a task: as much as their clients look at."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_BEGUN = "2026-01-01T00:00:00Z"
_FILE = "https://files.example/picture.png"


@dataclass(frozen=True, slots=True)
class Task:
    """A task of any peer.

    Attributes:
        id: Its name.
        began: Unix seconds.
        ends: Unix seconds.
        url: Where it was made.
    """

    id: str
    began: float
    ends: float
    url: str

    @property
    def done(self) -> bool:
        """Whether it has ended."""
        return time.time() >= self.ends

    @property
    def percent(self) -> int:
        """How far it is."""
        return min(100, int(100 * (time.time() - self.began) / (self.ends - self.began)))


def _replicate(task: Task, path: str) -> dict[str, Any]:
    del path
    return {
        "id": task.id,
        "model": "bench/model",
        "version": "hidden",
        "status": "succeeded" if task.done else "processing",
        "input": {"prompt": "x"},
        "output": [_FILE] if task.done else None,
        "logs": "",
        "error": None,
        "metrics": {},
        "created_at": _BEGUN,
        "started_at": _BEGUN,
        "completed_at": _BEGUN if task.done else None,
        "urls": {"get": f"{task.url}/{task.id}", "cancel": f"{task.url}/{task.id}/cancel"},
    }


def _fal(task: Task, path: str) -> dict[str, Any]:
    there = f"{task.url}/requests/{task.id}"
    if path.endswith(task.id):
        return {"images": [{"url": _FILE}]}
    where = {"request_id": task.id, "response_url": there, "status_url": f"{there}/status", "cancel_url": there}
    if task.done:
        return {"status": "COMPLETED", "logs": None, "metrics": {"inference_time": 15}, **where}
    return {"status": "IN_PROGRESS", "logs": None, **where}


def _runway(task: Task, path: str) -> dict[str, Any]:
    del path
    known = {"id": task.id, "createdAt": _BEGUN}
    if task.done:
        return {**known, "status": "SUCCEEDED", "output": [_FILE], "cost": {"credits": 5}}
    return {**known, "status": "RUNNING", "progress": task.percent / 100, "estimatedCost": {"credits": 5}}


def _openai(task: Task, path: str) -> dict[str, Any]:
    del path
    return {
        "id": task.id,
        "object": "video",
        "model": "sora-2",
        "status": "completed" if task.done else "in_progress",
        "progress": task.percent,
        "created_at": int(task.began),
        "completed_at": int(task.ends) if task.done else None,
        "seconds": "4",
        "size": "720x1280",
    }


SHOWN_AT: dict[str, Callable[[Task, str], dict[str, Any]]] = {
    "/v1/predictions": _replicate,
    "/bench/model": _fal,
    "/v1/text_to_image": _runway,
    "/v1/videos": _openai,
}
"""Where each makes tasks, and how it shows them, there and at the path of a read."""
