"""`generate(save_to=...)`: the destination is checked before anything is paid for, and the files are returned."""

from pathlib import Path
from typing import Any

import pytest

from evolink._contract.kinds import IMAGES
from evolink.errors import EvoLinkError, SavingError, WouldOverwrite, WrongFileType
from evolink.journal import State
from evolink_mock import MockServer
from tests.clients import Go
from tests.e2e.conftest import KEY, Open
from tests.kinds import set_image_types

GPT: dict[str, Any] = {"model": "gpt-4o-image", "prompt": "a cat"}


def posts(server: MockServer) -> int:
    return sum("idempotency-key" in each.request.headers for each in server.request_log)


def generate(go: Go, save_to: str | Path, **more: Any) -> Any:
    return go(lambda client: client.images.generate(**GPT, save_to=save_to, **more))


def test_save_to_new_folder(go: Go, tmp_path: Path) -> None:
    """Images are saved in a folder, which is made if needed."""
    images = generate(go, f"{tmp_path}/new/", n=2)
    assert sorted(images.paths) == sorted((tmp_path / "new").iterdir())
    assert [image.path for image in images] == list(images.paths)


def test_save_to_file(go: Go, server: MockServer, tmp_path: Path) -> None:
    """An image is saved as a file, and an existing file is replaced only on request."""
    assert generate(go, tmp_path / "cat").paths == (tmp_path / "cat.png",)
    with pytest.raises(WouldOverwrite, match="nothing was sent") as caught:
        generate(go, tmp_path / "cat")
    assert (caught.value.task_id, posts(server)) == (None, 1)
    assert generate(go, tmp_path / "cat", overwrite=True).paths == (tmp_path / "cat.png",)


def test_save_of_all_takes_a_folder(go: Go, tmp_path: Path) -> None:
    """The name of a file makes no folder of that name, and the error says which save takes a file."""
    place = tmp_path / "cat.png"
    images = go(lambda client: client.images.generate(**GPT))
    with pytest.raises(SavingError, match=r"cat\.png' is not a folder: .*results\[0\]\.save\(path\), a file"):
        go(lambda _: images.save(place))
    assert not place.exists()
    place.mkdir()
    assert len(go(lambda _: images.save(place))) == 1


def test_paths_without_saving(go: Go) -> None:
    """Images that were not saved have no paths."""
    images = go(lambda client: client.images.generate(**GPT))
    assert (images.paths, images[0].path) == ((), None)


@pytest.mark.parametrize("name", ["file/cat.png", "x" * 300, "a\0b", ""])
def test_unusable_destination(go: Go, server: MockServer, tmp_path: Path, name: str) -> None:
    """A destination where nothing can be saved is refused before anything is paid for."""
    (tmp_path / "file").touch()
    with pytest.raises(SavingError, match="nothing was sent"):
        generate(go, f"{tmp_path}/{name}" if name else "")
    assert posts(server) == 0


def test_invalid_request(go: Go, tmp_path: Path) -> None:
    """A request that breaks rules makes no folder."""
    with pytest.raises(EvoLinkError, match="prompt"):
        go(lambda client: client.images.generate(model="gpt-4o-image", prompt=5, save_to=f"{tmp_path}/new/"))
    assert list(tmp_path.iterdir()) == []


def test_file_appears_meanwhile(go: Go, tmp_path: Path) -> None:
    """A file that appears meanwhile is kept, and the error leads to the image."""

    def appear(_task: Any) -> None:
        (tmp_path / "cat.png").write_bytes(b"theirs")

    with pytest.raises(WouldOverwrite) as caught:
        generate(go, tmp_path / "cat", on_progress=appear)
    task_id = caught.value.task_id
    assert task_id
    assert task_id in str(caught.value)
    assert (tmp_path / "cat.png").read_bytes() == b"theirs"
    images = go(lambda client: client.tasks.get(task_id))
    assert go(lambda _: images.wait()).urls == caught.value.task.results


def test_wrong_type(go: Go, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error about a file of the wrong type names the task."""
    set_image_types(monkeypatch, IMAGES.media_types[1:])
    with pytest.raises(WrongFileType) as caught:
        generate(go, tmp_path / "cat")
    task_id = caught.value.task_id
    assert task_id == caught.value.task.id
    assert f"task {task_id}" in str(caught.value)


def test_destination_in_journal(connect: Open, server: MockServer, tmp_path: Path) -> None:
    """The journal records where an image was to be saved."""
    go = connect(api_key=KEY, base_url=server.base_url, journal=tmp_path / "journal.sqlite")
    generate(go, tmp_path / "cat")
    (call,) = go(lambda client: list(client.journal.calls()))
    assert (call.state, call.output) == (State.COMPLETED, str(tmp_path / "cat"))
    assert call.results[0].path == tmp_path / "cat.png"
