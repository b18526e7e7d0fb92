"""A mock in a container: reached over plain HTTP under a name that the environment allows."""

import socket
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from evolink import EvoLink
from evolink.errors import SavingError
from evolink_mock import MockServer

NAMES = ("evolink_mock", "other_mock")


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the names of the containers lead to this machine."""
    resolve = socket.getaddrinfo

    def resolve_names(host: Any, *args: Any, **kwargs: Any) -> Any:
        return resolve("127.0.0.1" if host in NAMES else host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", resolve_names)
    monkeypatch.setenv("EVOLINK_ALLOW_HTTP", "evolink_mock")


def test_named_host(tmp_path: Path) -> None:
    """Uploads, tasks, their links and their files work as on this machine."""
    Image.new("RGB", (400, 300), "red").save(tmp_path / "cat.png")
    with MockServer(speed=1000, allow_hosts=["evolink_mock"]) as server:
        address = server.base_url.replace("127.0.0.1", "evolink_mock")
        with EvoLink(api_key=server.api_key, base_url=address) as client:
            for _ in range(2):
                images = client.images.generate(
                    model="nano-banana-beta", prompt="a cat", image_urls=[tmp_path / "cat.png"]
                )
            assert images.urls[0].startswith(f"{address}/files/")
            (saved,) = images.save(tmp_path / "out")
        assert saved.stat().st_size > 0
        (uploaded,) = [entry for entry in server.request_log if "/upload/" in entry.request.path]
        assert uploaded.request.headers["host"].startswith("evolink_mock:")
        assert all(task.references for task in server.world.tasks.values())


def test_links_to_a_host_that_is_not_named(tmp_path: Path) -> None:
    """A service at a named host leads no download to another one, and the error says how to allow it."""
    with MockServer(speed=1000, allow_hosts=["evolink_mock"], public_url="http://other_mock:8000") as server:
        address = server.base_url.replace("127.0.0.1", "evolink_mock")
        with EvoLink(api_key=server.api_key, base_url=address) as client:
            images = client.images.generate(model="nano-banana-beta", prompt="a cat")
            with pytest.raises(SavingError, match="set EVOLINK_ALLOW_HTTP=other_mock"):
                images.save(tmp_path)
