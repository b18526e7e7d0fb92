"""Files: uploaded in each way, listed, counted and deleted, by their own key only."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from .contract import Operation
from .operations import OTHERS
from .target import Controlled
from .tasks import MODELS, start_task
from .uploads import FOLDER, UPLOADING, Files, brings_a_link, moment, picture, upload_body

if TYPE_CHECKING:
    from .service import Answer, Service

StartMock = Callable[..., Controlled]

pytestmark = pytest.mark.skipif(not UPLOADING, reason="the contract has no operation that uploads files")
MINUTE = 60
GONE = (403, 404, 410)
LIST, QUOTA = OTHERS.get("listFiles"), OTHERS.get("getFileQuota")


def marked(operation: Operation) -> Any:
    return pytest.param(operation, id=operation.id, marks=[pytest.mark.vendor] if operation.is_vendor else [])


def needs(operation: Operation | None) -> Operation:
    """Return an operation, or skip a test that the contract has no operation for."""
    return operation or pytest.skip("the contract has no such operation")


def refusal(operation: Operation, name: str) -> int:
    """Return the code of a refusal by its name."""
    codes = operation.responses[400]["content"]["application/json"]["schema"]["properties"]["code"]
    return next(int(code) for code, known in codes["x-evolink-file-errors"].items() if known == name)


def ids(answer: "Answer") -> list[str]:
    assert answer.ok, answer
    return [row["file_id"] for row in answer.body["data"]["files"]]


each_way = pytest.mark.parametrize("operation", [marked(operation) for operation in UPLOADING])


@pytest.fixture
def files(service: "Service") -> Iterator[Files]:
    found = Files(service)
    yield found
    found.clean()


@each_way
def test_uploaded_file(service: "Service", files: Files, operation: Operation) -> None:
    """A file is kept as it was sent, under the given name, and both links lead to it without the key."""
    content = picture(7)
    described = files.upload(content, operation, file_name="suite-7.png")
    assert (described["file_name"], described["upload_path"]) == ("suite-7.png", FOLDER)
    assert (described["mime_type"], described["file_size"]) == ("image/png", len(content))
    lifetime = moment(described["expires_at"]) - moment(described["upload_time"])
    assert lifetime == pytest.approx(operation.facts["x-evolink-result-lifetime"], abs=MINUTE)
    for link in (described["file_url"], described["download_url"]):
        served = service.fetch(link)
        assert (served.status_code, served.headers["content-type"]) == (200, "image/png")
        assert served.content == content


@each_way
def test_links_of_a_file_expire(standing_mock: Controlled, operation: Operation) -> None:
    """The links of a file work as long as it says, and no longer; then the file is neither listed nor counted."""
    mock = standing_mock.as_key(f"keeper-{operation.id}")
    described = Files(mock.service).upload(operation=operation)
    assert moment(described["upload_time"]) == pytest.approx(mock.server.clock.now(), abs=2)
    mock.server.clock.advance(moment(described["expires_at"]) - mock.server.clock.now() - MINUTE)
    links = (described["file_url"], described["download_url"])
    assert {mock.service.fetch(link).status_code for link in links} == {200}
    mock.server.clock.advance(2 * MINUTE)
    assert all(mock.service.fetch(link).status_code in GONE for link in links)
    if LIST:
        assert ids(mock.service.call(LIST)) == []


def test_deleted_file(service: "Service", files: Files) -> None:
    """A deleted file has no links, and can't be deleted again."""
    described = files.upload()
    assert files.delete(described).ok
    assert service.fetch(described["file_url"]).status_code in GONE
    assert files.delete(described).status == 404


@pytest.mark.vendor
def test_same_name(service: "Service", files: Files) -> None:
    """A file replaces an earlier one of the same name."""
    first = files.upload(picture(1), file_name="same.png")
    second = files.upload(picture(2), file_name="same.png")
    assert first["file_url"] == second["file_url"]
    assert service.fetch(second["file_url"]).content == picture(2)
    known = ids(service.call(needs(LIST)))
    assert (first["file_id"] in known, second["file_id"] in known) == (False, True)


@pytest.mark.vendor
def test_list_of_files(service: "Service", files: Files) -> None:
    """The list shows files newest first, on pages without gaps, and what was uploaded of each."""
    uploaded = [files.upload(picture(shade)) for shade in range(3)]
    whole = service.call(needs(LIST))
    assert ids(whole)[:3] == [each["file_id"] for each in reversed(uploaded)]
    assert len({*ids(whole)}) == len(ids(whole)), "a file is listed twice"
    assert {key: whole.body["data"]["files"][0][key] for key in ("file_name", "file_size", "upload_time")} == {
        key: uploaded[-1][key] for key in ("file_name", "file_size", "upload_time")
    }
    pages = [service.call(needs(LIST), query={"page": f"{page}", "pageSize": "2"}) for page in (1, 2)]
    assert [file for page in pages for file in ids(page)] == ids(whole)[: sum(len(ids(page)) for page in pages)]
    assert [len(ids(page)) for page in pages] == [2, min(2, whole.body["data"]["total"] - 2)]
    files.delete(uploaded[0])
    after = service.call(needs(LIST))
    assert uploaded[0]["file_id"] not in ids(after)
    assert after.body["data"]["total"] == whole.body["data"]["total"] - 1


@pytest.mark.vendor
def test_quota(service: "Service", files: Files) -> None:
    """Each file counts until it is deleted."""
    counts = [service.call(needs(QUOTA)).body["data"]]
    described = files.upload()
    counts.append(service.call(needs(QUOTA)).body["data"])
    assert files.delete(described).ok
    counts.append(service.call(needs(QUOTA)).body["data"])
    assert [each["used_files"] - counts[0]["used_files"] for each in counts] == [0, 1, 0]
    assert {each["used_files"] + each["remain_files"] for each in counts} == {counts[0]["max_files"]}


@pytest.mark.vendor
def test_full_quota(standing_mock: Controlled) -> None:
    """A key that has as many files as it may have gets no further one, until one is deleted."""
    service = standing_mock.with_key("hoarder", max_files=1)
    full = Files(service)
    described = full.upload()
    answer = full.send(picture(2), UPLOADING[0])
    assert (answer.status, answer.body["code"]) == (400, refusal(UPLOADING[0], "quota-exceeded"))
    assert ids(service.call(needs(LIST))) == [described["file_id"]]
    assert full.delete(described).ok
    assert full.send(picture(2), UPLOADING[0]).ok


@each_way
def test_refused_files(service: "Service", files: Files, operation: Operation) -> None:
    """A file of another type, and a request without a file, are refused and not kept."""
    before = ids(service.call(LIST)) if LIST else []
    if not brings_a_link(operation):
        answer = files.send(b"plain text", operation)
        assert (answer.status, answer.body["code"]) == (400, refusal(operation, "type-not-supported"))
    nothing = {name: value for name, value in upload_body(operation, b"", note="x").items() if name == "note"}
    assert service.call(operation, body=nothing).status == 400
    assert (ids(service.call(LIST)) if LIST else []) == before


@pytest.mark.vendor
@pytest.mark.parametrize("operation", [marked(each) for each in UPLOADING if brings_a_link(each)])
def test_link_that_leads_nowhere(service: "Service", operation: Operation) -> None:
    """A link that leads nowhere is refused."""
    answer = service.call(operation, body=upload_body(operation, b"", f"{service.base_url}/files/nothing.png"))
    assert (answer.status, answer.body["code"]) == (400, refusal(operation, "link-not-fetched"))


def test_files_of_other_key(standing_mock: Controlled) -> None:
    """Another key neither lists, counts, replaces nor deletes the files of a key."""
    owner, other = (standing_mock.with_key(f"{name}-of-files") for name in ("owner", "other"))
    files, theirs = Files(owner), Files(other)
    described = files.upload(picture(1), file_name="mine.png")
    assert theirs.delete(described).status == 404
    if LIST and QUOTA:
        assert ids(other.call(LIST)) == []
        assert other.call(QUOTA).body["data"]["used_files"] == 0
    theirs.upload(picture(2), file_name="mine.png")
    assert owner.fetch(described["file_url"]).content == picture(1)
    assert files.delete(described).ok


def test_uploaded_file_as_reference(standing_mock: Controlled) -> None:
    """A link to an uploaded file is taken as a reference."""
    files = Files(standing_mock.service)
    schema = next(each for each in MODELS.values() if "image_urls" in each["properties"])
    start_task(standing_mock.service, schema, image_urls=[files.upload()["file_url"]])
    files.clean()
