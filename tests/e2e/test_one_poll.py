"""How many rooms and files of the client one poll enters."""

import sys
from pathlib import Path
from types import FrameType
from typing import Any

import evolink
from evolink import EvoLink
from evolink._http.deadline import Deadline
from evolink._http.run import run
from evolink._task.base import progress_of
from evolink_mock import MockServer

ROOT = Path(evolink.__file__).parent


def test_one_poll_stays_in_two_rooms(server: MockServer) -> None:
    """A poll enters `_task` and `_http`, and beside them only the key, and the errors, on which every room stands."""
    entered: set[Path] = set()

    def profile(frame: FrameType, event: str, argument: Any) -> None:
        del event, argument
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(ROOT):
            entered.add(path.relative_to(ROOT))

    with EvoLink(api_key=server.api_key, base_url=server.base_url) as client:
        task = client.images.submit(model="gpt-4o-image", prompt="a cat")
        flow, request = progress_of(task).flow, progress_of(task).request
        poll = flow.poll(task.id, request, Deadline.after(5, flow.port.now()))
        sys.setprofile(profile)
        try:
            run(poll)
        finally:
            sys.setprofile(None)
    assert {path.parts[0] for path in entered} == {"_task", "_http", "_keys", "errors"}
    assert len(entered) <= 22, "the sockets included"
