"""The low-level client alone, against the mock: files and lists, whose operations cost nothing."""

from base64 import b64encode
from io import BytesIO
from pathlib import Path

from evolink_api import AuthenticatedClient
from evolink_api.api.files import (
    delete_file,
    get_file_quota,
    list_files,
    upload_file_base_64,
    upload_file_stream,
    upload_file_url,
)
from evolink_api.api.models import list_models
from evolink_api.api.tasks import list_tasks, query_task_batch
from evolink_api.models import (
    FileBase64Request,
    FileError,
    FileQuotaResponse,
    FilesResponse,
    FileStreamRequest,
    FileStreamResponse,
    FileUrlRequest,
    ModelsResponse,
    TaskBatchRequest,
    TaskBatchResponse,
    TasksResponse,
)
from evolink_api.types import File
from evolink_mock import MockServer
from evolink_rules import models

DRAWING = (Path(__file__).parents[2] / "examples" / "harbour.png").read_bytes()


def test_files() -> None:
    """A file is uploaded in each way, listed, counted and deleted; a refusal is read as one."""
    with MockServer() as server, AuthenticatedClient(base_url=server.base_url, token=server.api_key) as client:
        form = FileStreamRequest(file=File(BytesIO(DRAWING), "harbour.png", "image/png"), file_name="a.png")
        sent = upload_file_stream.sync(client=client, body=form)
        assert isinstance(sent, FileStreamResponse)
        assert sent.data
        assert sent.data.file_size == len(DRAWING)
        link, number = str(sent.data.file_url), str(sent.data.file_id)
        assert client.get_httpx_client().get(link).content == DRAWING
        upload_file_url.sync(client=client, body=FileUrlRequest(file_url=link, file_name="b.png"))
        text = b64encode(DRAWING).decode()
        upload_file_base_64.sync(client=client, body=FileBase64Request(base64_data=text, file_name="c.png"))
        listed, quota = list_files.sync(client=client, page_size=2), get_file_quota.sync(client=client)
        assert isinstance(listed, FilesResponse)
        assert listed.data
        assert (listed.data.total, len(listed.data.files or ())) == (3, 2)
        assert isinstance(quota, FileQuotaResponse)
        assert quota.data
        assert quota.data.used_files == 3
        delete_file.sync(client=client, file_id=number)
        again = delete_file.sync(client=client, file_id=number)
        assert isinstance(again, FileError)
        assert again.code == 404


def test_lists() -> None:
    """Models and tasks are listed, and tasks that do not exist are left out."""
    with MockServer() as server, AuthenticatedClient(base_url=server.base_url, token=server.api_key) as client:
        known, tasks = list_models.sync(client=client), list_tasks.sync(client=client, status="completed")
        some = query_task_batch.sync(client=client, body=TaskBatchRequest(task_ids=["task-unified-1-x"]))
        assert isinstance(known, ModelsResponse)
        assert {row.id for row in known.data or ()} >= {info.name for info in models().values()}
        assert isinstance(tasks, TasksResponse)
        assert (tasks.total, tasks.data) == (0, [])
        assert isinstance(some, TaskBatchResponse)
        assert some.data == []
