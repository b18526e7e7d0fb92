"""Six programs that know nothing of ours: each does its work, and each has a fault that the mock brings to light."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.certificate import make_certificate
from tests.foreign.conftest import run_client
from tests.foreign.running import Account, RunningMock
from tests.foreign.tls import TlsProxy
from tests.listening import free_port
from tests.mock._chromium import Chromium

if TYPE_CHECKING:
    from collections.abc import Callable

CREATE = "/v1/images/generations"
TASK = "/v1/tasks/"
PNG = b"\x89PNG"
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RunningMock, dict[str, str]]]:
    """A mock behind TLS, and the environment of a program that trusts its certificate."""
    pem, port = make_certificate(tmp_path_factory.mktemp("tls")), free_port()
    url = f"https://localhost:{port}"
    with RunningMock("--public-url", url) as mock, TlsProxy(port, mock.port, pem):
        yield mock, {"API_BASE": url, "CURL_CA_BUNDLE": str(pem), "MOST_POLLS": "100"}


def files(folder: Path) -> list[bytes]:
    return [path.read_bytes()[:4] for path in sorted(folder.iterdir())]


def test_script_that_greps_links(tls: tuple[RunningMock, dict[str, str]], tmp_path: Path) -> None:
    """A curl script that takes any https link for a result finishes, as links have the mock's public address."""
    account = Account(tls[0], "greps-links")
    done = run_client(account, "links.sh", "a cat", tmp_path, **tls[1])
    assert (done.returncode, files(tmp_path)) == (0, [PNG]), done.stderr


def test_script_that_greps_links_polls_on(tls: tuple[RunningMock, dict[str, str]], tmp_path: Path) -> None:
    """It looks at no status: it reads a task again and again that was cancelled, until it gives up."""
    account = Account(tls[0], "greps-on")
    account.script(story="cancelled")
    done = run_client(account, "links.sh", "a cat", tmp_path, **{**tls[1], "MOST_POLLS": "10"})
    assert done.returncode == 1
    after = [each for each in account.requests(TASK) if '"cancelled"' in each["response"]]
    assert len(after) > 1


def test_poller_that_sends_n(lenient: RunningMock, tmp_path: Path) -> None:
    """A program that sends `n: 1` with everything finishes with a lenient mock, whose log says where it was ignored."""
    account = Account(lenient, "sends-n")
    done = run_client(account, "poller.py", tmp_path)
    assert done.returncode == 0, done.stderr
    assert [path.suffix for path in sorted(tmp_path.iterdir())] == [".png", ".mp4", ".mp3"]
    ignored = [each["ignored"] for each in account.requests("/v1/", "POST")]
    assert ignored[0] == ["n: ignored, as it is not a parameter of nano-banana-beta"]


def test_poller_that_sends_n_to_a_strict_mock(account: Account, tmp_path: Path) -> None:
    """A strict mock stops it at its first request, and its log names the way out."""
    assert run_client(account, "poller.py", tmp_path).returncode == 1
    (refused,) = account.requests("/v1/", "POST")
    assert refused["status"] == 400
    assert "--lenient" in refused["advice"]


def test_poller_dies_of_one_429(lenient: RunningMock, tmp_path: Path) -> None:
    """It has no answer to a rate limit: it dies, though it was told when to come back, and has paid for its tasks."""
    account = Account(lenient, "dies-of-429")
    account.script(code=429, retry_after=1, on="poll")
    done = run_client(account, "poller.py", tmp_path)
    assert (done.returncode, files(tmp_path)) == (1, [])
    assert [each["status"] for each in account.requests(TASK)] == [429]
    assert account.credits["remaining_credits"] < 1000


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    if BROWSER is None:
        pytest.skip("Chromium is not installed")
    with Chromium(BROWSER, tmp_path_factory.mktemp("chromium")) as running:
        yield running


def shown_by(browser: Chromium, pages: str, account: Account) -> str:
    browser.open(f"{pages}/page.html?api={account.mock.base_url}&key={account.key}")
    browser.until("document.getElementById('state').textContent !== 'working'")
    return str(browser.run("document.getElementById('state').textContent"))


def test_web_page(browser: Chromium, pages: str, account: Account) -> None:
    """A web page of another origin makes a picture, shows it, and may read it."""
    assert shown_by(browser, pages, account) == "done data:image/png;base64"[:26]
    assert len(account.requests(CREATE, "POST")) == 1


def test_web_page_pays_twice(browser: Chromium, pages: str, account: Account) -> None:
    """It sends again what got no answer, under no idempotency key: two tasks are made, and both are paid for."""
    account.script(fault="drop", on="create")
    assert shown_by(browser, pages, account).startswith("done")
    assert [each["fault"] for each in account.requests(CREATE, "POST")] == ["drop", ""]
    assert 1000 - account.credits["remaining_credits"] == pytest.approx(2 * price_of_one(account))


def price_of_one(account: Account) -> float:
    other = Account(account.mock, f"{account.key}-price")
    body = {"model": "nano-banana-beta", "prompt": "x"}
    made = other.mock.call(CREATE, body, other.key)
    return float(made["usage"]["credits_reserved"])


def test_reader_of_result_data(account: Account, tmp_path: Path) -> None:
    """A program that reads `result_data[].url` finds its picture there."""
    notes, folder = tmp_path / "links", tmp_path / "files"
    folder.mkdir()
    assert run_client(account, "result_data.mjs", "make", notes).returncode == 0
    assert run_client(account, "result_data.mjs", "fetch", notes, folder).returncode == 0
    assert files(folder) == [PNG]


def test_reader_of_result_data_saves_an_error(account: Account, tmp_path: Path) -> None:
    """A day later it takes the answer that a link has expired for its picture."""
    notes, folder = tmp_path / "links", tmp_path / "files"
    folder.mkdir()
    run_client(account, "result_data.mjs", "make", notes)
    account.mock.call("/_mock/clock", {"advance": 25 * 3600})
    assert run_client(account, "result_data.mjs", "fetch", notes, folder).returncode == 0
    assert [each["status"] for each in account.requests("/files/")] == [410]
    (picture,) = folder.iterdir()
    assert (picture.suffix, picture.read_bytes()[:1]) == (".png", b"{")


def test_reader_of_lists(account: Account) -> None:
    """A program that waits for its tasks by listing them sees them end."""
    done = run_client(account, "lister.mjs", "a cat", "a dog")
    assert done.stdout == "2 of 2 pictures done\n", done.stderr


def test_reader_of_lists_takes_failed_for_done(account: Account) -> None:
    """It counts a task as done that failed, and was not charged."""
    account.script(story="content_policy_violation")
    done = run_client(account, "lister.mjs", "a cat", "a dog")
    assert (done.returncode, done.stdout) == (0, "2 of 2 pictures done\n")
    rows = account.mock.call("/v1/tasks", key=account.key)["data"]
    assert sorted(row["status"] for row in rows) == ["completed", "failed"]
    assert account.credits["used_credits"] == pytest.approx(price_of_one(account))


@pytest.fixture
def upload(tmp_path: Path, account: Account) -> "Callable[[], tuple[int, list[bytes]]]":
    """Run the program that uploads a picture, and return its exit status and what it saved."""
    source, folder = tmp_path / "cat.png", tmp_path / "files"
    source.write_bytes(A_PICTURE)
    folder.mkdir()

    def run() -> tuple[int, list[bytes]]:
        done = run_client(account, "uploader.sh", source, "as an oil painting", folder)
        return done.returncode, files(folder)

    return run


def test_uploader_of_base64(account: Account, upload: "Callable[[], tuple[int, list[bytes]]]") -> None:
    """A program that uploads a picture as base64 has it changed, by the link that it was given."""
    assert upload() == (0, [PNG])
    (made,) = account.requests(CREATE, "POST")
    assert f'"image_urls": [\n    "{account.mock.base_url}/' in made["request"]


def test_uploader_pays_for_another_picture(account: Account, upload: "Callable[[], tuple[int, list[bytes]]]") -> None:
    """It does not see that an upload was refused, and pays for a picture that has nothing to do with its own."""
    account.script(code=40003)
    assert upload() == (0, [PNG])
    assert account.requests("/api/", "POST")[0]["status"] == 400
    (made,) = account.requests(CREATE, "POST")
    assert "image_urls" not in made["request"]
    assert account.credits["used_credits"] > 0


A_PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
