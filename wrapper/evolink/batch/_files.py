"""Files of rows: noted by their content when the manifest is read, and uploaded when their row is about to be sent."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from evolink._contract.requests import checked_request
from evolink._files.local_file import LocalFile, remembered_file
from evolink._files.request_files import RequestFiles, replaced
from evolink._http.port import Port, Request
from evolink._task.flow import Flow
from evolink._task.record import Record
from evolink.journal import Call, Draft, Journal

LinkFor = Callable[[LocalFile], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class BatchService:
    """What a batch uses of the service.

    Attributes:
        flow: The operations of the service, which note what happens in a record.
        link_for: Returns a link to a file, which is uploaded if need be.
    """

    flow: Flow
    link_for: LinkFor


ServiceWith = Callable[[Record, Journal], BatchService]
"""Returns what a batch uses of the service, with the record of its calls and the journal of its uploads."""


def draft_of(files: RequestFiles) -> Draft:
    """Return a request with files as a row keeps it until they are uploaded."""
    body = json.dumps(files.identity, allow_nan=False, ensure_ascii=False)
    return Draft(body, {file.identity: _facts(file) for file in files.files})


async def create_request(call: Call, port: Port, link_for: LinkFor) -> Request:
    """Return what to send for a row, with its files uploaded; one that was sent before is sent as it was.

    Raises:
        EvoLinkError: A file can't be uploaded.
        OSError: A file can't be read.
    """
    if call.draft is None:
        return checked_request(call.model, call.body.encode(), call.key)
    draft = Draft.read(call.draft)
    request = json.loads(call.body)
    wanted = [name for name in draft.files if _has(request, name)]
    links = await port.together([partial(link_for, _file(name, draft.files[name])) for name in wanted])
    by_name = dict(zip(wanted, links, strict=True))
    sent = replaced(request, lambda value: by_name.get(value, value) if isinstance(value, str) else value)
    body = json.dumps(sent, allow_nan=False, ensure_ascii=False).encode()
    return replace(checked_request(call.model, body, call.key), identity=draft.body.encode())


def _facts(file: LocalFile) -> dict[str, Any]:
    return {"path": str(file.path), "name": file.name, "size": file.size, "media_type": file.media_type}


def _file(identity: str, facts: Mapping[str, Any]) -> LocalFile:
    return remembered_file(
        Path(facts["path"]), facts["name"], facts["size"], facts["media_type"], identity.partition(":")[2]
    )


def _has(value: Any, text: str) -> bool:
    found: list[Any] = []
    replaced(value, lambda leaf: found.append(leaf) if leaf == text else None)
    return bool(found)
