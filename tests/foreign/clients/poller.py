"""poller.py FOLDER: makes one of each kind of thing, sending `n: 1` with all of them."""

import json
import os
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

WISHES = {
    "images": {"model": "nano-banana-beta", "prompt": "a cat"},
    "videos": {"model": "sora-2", "prompt": "a cat walks"},
    "audios": {"model": "suno-v5-beta", "prompt": "a song of cats"},
}


def call(path: str, body: dict[str, Any] | None = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {os.environ['API_KEY']}", "Content-Type": "application/json"}
    request = urllib.request.Request(os.environ["API_BASE"] + path, data=data, headers=headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def finished(task: str) -> Any:
    while True:
        answer = call(f"/v1/tasks/{task}")
        if answer["status"] in ("completed", "failed"):
            return answer
        time.sleep(0.1)  # noqa: TID251 - how such programs poll


tasks = [call(f"/v1/{kind}/generations", {**wish, "n": 1})["id"] for kind, wish in WISHES.items()]
for number, task in enumerate(tasks):
    link = finished(task)["results"][0]
    with urllib.request.urlopen(link, timeout=30) as file:
        Path(sys.argv[1], f"{number}{Path(link).suffix}").write_bytes(file.read())
