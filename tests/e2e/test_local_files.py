"""Files of this machine in requests, on the mock: checked, uploaded once, and sent as links."""

import io
import json
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from PIL import Image

from evolink.errors import InvalidRequest, KeyTaken, SubmissionUncertain
from evolink_mock import MockServer
from tests.clients import Go
from tests.e2e.conftest import KEY, Open

EDIT: dict[str, Any] = {"model": "gpt-4o-image", "prompt": "a cat"}
NAMED = "a-key-of-enough-length"


def _image(color: str = "red", form: str = "PNG") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (8, 8), color).save(written, form)
    return written.getvalue()


def _sent(server: MockServer) -> list[dict[str, Any]]:
    """Return the bodies of the create requests, oldest first."""
    log = [each.request for each in server.request_log.copy()]
    return [json.loads(each.body) for each in log if each.path == "/v1/images/generations"]


def _uploads(server: MockServer) -> int:
    return sum(each.request.path.endswith("/upload/stream") for each in server.request_log.copy())


def _fetched(link: str) -> bytes:
    with urlopen(link) as answer:
        return bytes(answer.read())


def test_every_form_of_a_file_arrives(go: Go, server: MockServer, tmp_path: Path) -> None:
    """A path, bytes, an open file and a PIL image are sent as links to their content, beside a link."""
    contents = [_image(color) for color in ("red", "green", "blue", "white")]
    path = tmp_path / "cat.png"
    path.write_bytes(contents[0])
    link = "https://example.com/dog.png"
    given = [path, contents[1], io.BytesIO(contents[2]), Image.open(io.BytesIO(contents[3])), link]
    images = go(lambda client: client.images.generate(**EDIT, image_urls=given))
    assert len(images) == 1
    (body,) = _sent(server)
    assert [_fetched(each) for each in body["image_urls"][:4]] == contents
    assert body["image_urls"][4] == link
    assert _uploads(server) == 4


def test_same_content_is_uploaded_once(go: Go, server: MockServer, tmp_path: Path) -> None:
    """Whatever its name and form, one content has one link while that lives, within a call and between calls."""
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(_image())
    both = [tmp_path / "a.png", tmp_path / "b.png", _image()]
    for _ in range(2):
        go(lambda client: client.images.submit(**EDIT, image_urls=both))
    assert _uploads(server) == 1
    assert len({link for body in _sent(server) for link in body["image_urls"]}) == 1


def test_upload_stands_for_its_link(go: Go, server: MockServer) -> None:
    """What `client.files.upload` returns may stand where its link may, also in a tuple, and is not uploaded again."""
    uploaded = go(lambda client: client.files.upload(_image()))
    go(lambda client: client.images.submit(**EDIT, image_urls=(uploaded,)))
    assert _sent(server)[0]["image_urls"] == [uploaded.url]
    assert _uploads(server) == 1


def test_nothing_is_uploaded_for_a_wrong_request(go: Go, server: MockServer, tmp_path: Path) -> None:
    """A rule that is broken, or a place where nothing can be saved, stops the call before its files are uploaded."""
    with pytest.raises(InvalidRequest):
        go(lambda client: client.images.submit(**EDIT, n=3, image_urls=[_image()]))
    taken = tmp_path / "cat.png"
    taken.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        go(lambda client: client.images.generate(**EDIT, image_urls=[_image()], save_to=taken))
    assert not server.request_log


def test_journal_remembers_a_call_by_content(connect: Open, server: MockServer, tmp_path: Path) -> None:
    """Under a key that was used before, the same content is the same call, is not uploaded again, and costs nothing."""
    given = {"api_key": KEY, "base_url": server.base_url, "journal": str(tmp_path / "journal.sqlite")}
    path = tmp_path / "cat.png"
    path.write_bytes(_image())

    def submit(*files: object) -> Any:
        calls: Any = connect(**given)
        return calls(lambda client: client.images.submit(**EDIT, image_urls=[*files], idempotency_key=NAMED))

    first = submit(path)
    assert submit(_image()).id == first.id
    with pytest.raises(KeyTaken):
        submit(_image("blue"))
    assert (_uploads(server), len(_sent(server))) == (1, 1)


def test_lost_answer_is_sent_again_as_it_was(connect: Open, server: MockServer, tmp_path: Path) -> None:
    """A held call with files is resent with the very same body, though its link may be dead by then."""
    go = connect(api_key=KEY, base_url=server.base_url, journal=str(tmp_path / "journal.sqlite"))
    server.world.script(KEY, "fault=drop", on="createImageGeneration")
    with pytest.raises(SubmissionUncertain):
        go(lambda client: client.images.submit(**EDIT, image_urls=[_image()]))
    (resumed,) = go(lambda client: client.resume(resend_held=True))
    assert resumed.error is None
    one, other = _sent(server)
    assert one == other
    assert _uploads(server) == 1
