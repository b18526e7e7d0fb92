"""`generate(save_to=...)`: the place is examined before anything is paid, and files come with the images."""

from pathlib import Path
from typing import Any

import pytest

from evolink._contract.kinds import IMAGES
from evolink.errors import EvoLinkError, NotAPicture, SavingError, WouldOverwrite
from evolink.journal import State
from evolink_mock import MockServer
from tests.clients import Go
from tests.e2e.conftest import KEY, Open

GPT: dict[str, Any] = {"model": "gpt-4o-image", "prompt": "a cat"}


def posts(server: MockServer) -> int:
    return sum(each.request.method == "POST" for each in server.request_log)


def generate(go: Go, save_to: str | Path, **more: Any) -> Any:
    return go(lambda client: client.images.generate(**GPT, save_to=save_to, **more))


def test_images_are_saved_in_a_folder_that_is_made(go: Go, tmp_path: Path) -> None:
    images = generate(go, f"{tmp_path}/new/", n=2)
    assert sorted(images.paths) == sorted((tmp_path / "new").iterdir())
    assert [image.path for image in images] == list(images.paths)


def test_an_image_is_saved_as_a_file_and_replaced_only_when_asked(go: Go, server: MockServer, tmp_path: Path) -> None:
    assert generate(go, tmp_path / "cat").paths == (tmp_path / "cat.png",)
    with pytest.raises(WouldOverwrite, match="nothing was sent") as caught:
        generate(go, tmp_path / "cat")
    assert (caught.value.task_id, posts(server)) == (None, 1)
    assert generate(go, tmp_path / "cat", overwrite=True).paths == (tmp_path / "cat.png",)


def test_images_that_were_not_saved_have_no_paths(go: Go) -> None:
    images = go(lambda client: client.images.generate(**GPT))
    assert (images.paths, images[0].path) == ((), None)


@pytest.mark.parametrize("name", ["file/cat.png", "x" * 300, "a\0b", ""])
def test_a_place_where_nothing_can_be_saved_costs_nothing(
    go: Go, server: MockServer, tmp_path: Path, name: str
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SavingError, match="nothing was sent"):
        generate(go, f"{tmp_path}/{name}" if name else "")
    assert posts(server) == 0


def test_a_request_that_breaks_rules_makes_no_folder(go: Go, tmp_path: Path) -> None:
    with pytest.raises(EvoLinkError, match="prompt"):
        go(lambda client: client.images.generate(model="gpt-4o-image", prompt=5, save_to=f"{tmp_path}/new/"))
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_appears_meanwhile_stays_and_the_error_leads_to_the_image(go: Go, tmp_path: Path) -> None:
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


def test_what_is_no_image_names_its_task(go: Go, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(vars(IMAGES), "media_types", IMAGES.media_types[1:])
    with pytest.raises(NotAPicture) as caught:
        generate(go, tmp_path / "cat")
    task_id = caught.value.task_id
    assert task_id == caught.value.task.id
    assert f"task {task_id}" in str(caught.value)


def test_the_journal_knows_where_it_was_wanted(connect: Open, server: MockServer, tmp_path: Path) -> None:
    go = connect(api_key=KEY, base_url=server.base_url, journal=tmp_path / "journal.sqlite")
    generate(go, tmp_path / "cat")
    (call,) = go(lambda client: list(client.journal.calls()))
    assert (call.state, call.output) == (State.COMPLETED, str(tmp_path / "cat"))
    assert call.results[0].path == tmp_path / "cat.png"
