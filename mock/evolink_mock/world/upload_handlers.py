"""The operations of the files API: upload in three ways, list, quota, delete."""

import mimetypes
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

from evolink_mock.world.body import is_too_large
from evolink_mock.world.contract import file_errors
from evolink_mock.world.invocation import Invocation
from evolink_mock.world.media_types import media_type_of
from evolink_mock.world.messages import RefusedError, Response, json_response
from evolink_mock.world.pages import page_of
from evolink_mock.world.upload_bodies import Received, read_base64, read_link, read_stream
from evolink_mock.world.upload_rules import UploadRules, rules_of
from evolink_mock.world.uploads import Upload

_ZONE = timezone(timedelta(hours=8))  # the documentation's times have this one
_SUFFIXES = {"image/jpeg": ".jpg", "image/webp": ".webp", "audio/mpeg": ".mp3", "audio/wav": ".wav"}
"""Where the table of the operating system may lack a type, or name a rare suffix."""
_LATEST = 253_000_000_000.0  # of the calendar


def upload_with(read: Callable[[Invocation, UploadRules], Received]) -> Callable[[Invocation], Response]:
    """Return the handler of one way to upload a file, which reads requests with a function."""

    def handle(call: Invocation) -> Response:
        if is_too_large(call.request):
            raise RefusedError(file_errors()["file-too-large"])
        rules = rules_of(call.operation.id)
        received = read(call, rules)
        upload = _upload(call, rules, received)
        call.world.uploads.add(upload)
        answer = _success("The file was uploaded.", _described(upload, call.base_url))
        return replace(answer, ignored=received.ignored)

    return handle


upload_stream = upload_with(read_stream)
upload_base64 = upload_with(read_base64)
upload_link = upload_with(read_link)


def list_files(call: Invocation) -> Response:
    """List the files of the key, newest first."""
    files = call.world.uploads.of(call.account, call.now)
    rows = [
        {
            "file_id": upload.id,
            "file_name": upload.name,
            "file_size": len(upload.content),
            "upload_time": _moment(upload.uploaded_at),
        }
        for upload in files[page_of(call.query).part]
    ]
    return _success("Files.", {"total": len(files), "files": rows})


def read_quota(call: Invocation) -> Response:
    """Say how many files the key has, and may have."""
    used, most = len(call.world.uploads.of(call.account, call.now)), call.account.max_files
    quota = {"user_group": "default", "used_files": used, "max_files": most, "remain_files": max(0, most - used)}
    return _success("Quota.", quota)


def delete_file(call: Invocation) -> Response:
    """Delete a file of the key."""
    (file_id,) = call.arguments.values()
    upload = call.world.uploads.find(file_id, call.now)
    if upload is None or upload.account is not call.account:
        raise RefusedError(404)
    call.world.uploads.delete(upload)
    return _success("The file was deleted.")


def _upload(call: Invocation, rules: UploadRules, received: Received) -> Upload:
    """Return the file to keep.

    Raises:
        RefusedError: It is too large, or of a type that is not taken.
    """
    if len(received.content) > rules.max_bytes:
        raise RefusedError(file_errors()["file-too-large"])
    media_type = media_type_of(received.content)
    if not rules.allow(media_type):
        raise RefusedError(file_errors()["type-not-supported"])
    token, at = call.world.new_token(), int(call.now)
    name = received.name or token[:12] + _suffix(media_type)
    return Upload(
        id=f"file_{token}",
        account=call.account,
        folder=received.folder or f"{media_type.partition('/')[0]}s",
        name=name,
        original_name=received.original_name or name,
        media_type=media_type,
        content=received.content,
        uploaded_at=at,
        expires_at=at + rules.lifetime,
    )


def _suffix(media_type: str) -> str:
    return _SUFFIXES.get(media_type) or mimetypes.guess_extension(media_type) or ""


def _described(upload: Upload, base: str) -> dict[str, Any]:
    link, download = upload.paths
    return {
        "file_id": upload.id,
        "file_name": upload.name,
        "original_name": upload.original_name,
        "file_size": len(upload.content),
        "mime_type": upload.media_type,
        "upload_path": upload.folder,
        "file_url": f"{base}{link}",
        "download_url": f"{base}{download}",
        "upload_time": _moment(upload.uploaded_at),
        "expires_at": _moment(upload.expires_at),
    }


def _moment(at: float) -> str:
    return datetime.fromtimestamp(min(at, _LATEST), _ZONE).isoformat()


def _success(message: str, data: Any = None) -> Response:
    body = {"success": True, "code": 200, "msg": message}
    return json_response(200, body if data is None else {**body, "data": data})
