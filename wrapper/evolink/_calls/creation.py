"""From what a caller asks for to the create request that is sent: checked first, then its files are uploaded."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from evolink._contract.kinds import Kind
from evolink._contract.requests import body_of, checked_request, new_key
from evolink._files.local_file import LocalFile
from evolink._files.request_files import RequestFiles, checked_files, has_files
from evolink._http.port import Request
from evolink._task.flow import Flow
from evolink._task.record import Noted

LinkFor = Callable[[LocalFile], Awaitable[str]]
"""Returns a link to a file, which is uploaded if need be."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A create request that was checked and whose files are not uploaded yet.

    Attributes:
        files: The request with its files.
        key: The key that it will be sent under.
        is_named: Whether the caller chose the key, and so may have used it before.
        kind: What its results must be; whatever the model makes if None.
    """

    files: RequestFiles
    key: str
    is_named: bool = False
    kind: Kind | None = None


async def draft_request(
    flow: Flow, parameters: Mapping[str, Any], key: str | None, *, unchecked: bool, kind: Kind | None = None
) -> Draft:
    """Check a create request and its files; nothing is sent.

    Args:
        flow: The operations of the service.
        parameters: Its parameters, `model` among them; in places for links there may be files.
        key: The caller's own key; None for a new one.
        unchecked: As for `create_request`, like the next.
        kind: What its results must be.

    Raises:
        InvalidRequest: The request or a file breaks rules; the error names all of them.
    """
    chosen = new_key() if key is None else key

    def check() -> RequestFiles:
        return checked_files(parameters, chosen, unchecked=unchecked, kind=kind)

    files = await flow.port.run_blocking(check) if has_files(parameters) else check()
    return Draft(files, chosen, key is not None, kind)


async def finish_request(flow: Flow, link_for: LinkFor, draft: Draft) -> Request:
    """Upload the files of a checked request, all at once, and return what to send.

    If the record knows the key, the request is sent again as it was, and nothing is uploaded.

    Raises:
        EvoLinkError: A file can't be uploaded; nothing was charged.
        OSError: A file can't be read.
    """
    request = draft.files.request
    files = await flow.port.run_blocking(lambda: draft.files.files) if draft.files.given else []
    if not files:
        return checked_request(request["model"], body_of(request), draft.key, draft.kind)
    identity = body_of(draft.files.identity)
    noted = None
    if draft.is_named:
        noted = await flow.note(Noted(draft.key))
    if noted is None:
        links = await flow.port.together([partial(link_for, file) for file in files])
        by_content = {file.identity: link for file, link in zip(files, links, strict=True)}
        body = body_of(draft.files.with_links(lambda file: by_content[file.identity]))
    else:
        body = noted.encode()
    return replace(checked_request(request["model"], body, draft.key, draft.kind), identity=identity)
