"""`client.files`, sync and async: files on the service, whose links models take."""

from typing import TYPE_CHECKING, get_args

from evolink._calls.uploads import Uploads
from evolink._contract.files import can_upload
from evolink._contract.invalid import invalid
from evolink._files.file_service import UploadWay
from evolink._files.link_rules import is_web
from evolink._files.local_file import LocalFile, local_file
from evolink._files.upload_name import check_folder, check_name
from evolink._files.uploaded_file import FileQuota, ListedFile, UploadedFile
from evolink._http.run import run

if TYPE_CHECKING:
    from evolink.requests import File


_TYPES = "an image, video or audio file of a known type"


class FileOperations:
    """`client.files`. None of its calls costs anything."""

    def __init__(self, uploads: Uploads) -> None:
        self._uploads = uploads

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: upload, list, quota, delete>"

    def upload(
        self, file: "str | File", *, name: str | None = None, folder: str | None = None, way: UploadWay = "stream"
    ) -> UploadedFile:
        """Upload an image, video or audio file, and return its link, which lasts 72 hours.

        Wherever a model takes a link, the file itself may stand as well: then it is uploaded once while its link
        lives. This uploads it in any case.

        Args:
            file: A path, bytes, a file open for reading in binary, or a PIL image (sent as a PNG), of at most 100 MB.
                Or a link, from which the service itself fetches the file.
            name: The file name on the service; another file of the same name and folder is replaced.
                If None, a name that no other content has; for a link, the service chooses one.
            folder: The folder on the service, such as `shots/monday`; if None, the service chooses one.
            way: `stream` sends a file of any size as it is read; `base64` sends it as text in JSON.
                The latter is for gateways that take nothing else.

        Raises:
            InvalidRequest: The file is missing, empty, too large or of another type, or it changed while it was sent;
                or the name or the folder can't be used.
            FileRefused: The service does not take it; `code` says why.
            ApiError: The service refuses.
            ConnectionFailed: It can't be reached.
            OSError: The file can't be read.
        """
        return run(_upload(self._uploads, file, name, folder, way))

    def list(self) -> tuple[ListedFile, ...]:
        """List the files of the account that are on the service. No documentation has this; some services lack it.

        Raises:
            NotFound: This service lacks it.
            ApiError: The service refuses.
            ConnectionFailed: It can't be reached.
        """
        return run(self._uploads.service.list_all())

    def quota(self) -> FileQuota:
        """Read how many files the account may have. No documentation has this; some services lack it.

        Raises:
            NotFound: This service lacks it.
            ApiError: The service refuses.
            ConnectionFailed: It can't be reached.
        """
        return run(self._uploads.service.quota())

    def delete(self, file: str | UploadedFile | ListedFile) -> None:
        """Delete a file by its ID. Its link no longer works, and the next call that needs its content uploads it again.

        Raises:
            NotFound: There is no such file.
            InvalidRequest: It has no ID, or one that no file can have.
            ApiError: The service refuses.
            ConnectionFailed: It can't be reached.
        """
        run(_delete(self._uploads, file))


class AsyncFileOperations:
    """`client.files` of the asyncio client."""

    def __init__(self, uploads: Uploads) -> None:
        self._uploads = uploads

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: upload, list, quota, delete>"

    async def upload(
        self, file: "str | File", *, name: str | None = None, folder: str | None = None, way: UploadWay = "stream"
    ) -> UploadedFile:
        """Upload an image, video or audio file, and return its link, which lasts 72 hours.

        Wherever a model takes a link, the file itself may stand as well: then it is uploaded once while its link
        lives. This uploads it in any case.

        Args:
            file: A path, bytes, a file open for reading in binary, or a PIL image (sent as a PNG), of at most 100 MB.
                Or a link, from which the service itself fetches the file.
            name: The file name on the service; another file of the same name and folder is replaced.
                If None, a name that no other content has; for a link, the service chooses one.
            folder: The folder on the service, such as `shots/monday`; if None, the service chooses one.
            way: `stream` sends a file of any size as it is read; `base64` sends it as text in JSON.
                The latter is for gateways that take nothing else.

        Raises:
            InvalidRequest: The file is missing, empty, too large or of another type, or it changed while it was sent;
                or the name or the folder can't be used.
            FileRefused: The service does not take it; `code` says why.
            ApiError: The service refuses.
            ConnectionFailed: It can't be reached.
            OSError: The file can't be read.
        """
        return await _upload(self._uploads, file, name, folder, way)

    async def list(self) -> tuple[ListedFile, ...]:
        """List the files of the account that are on the service. No documentation has this; some services lack it.

        Raises:
            NotFound: This service lacks it.
            ApiError: The service refuses.
            ConnectionFailed: It can't be reached.
        """
        return await self._uploads.service.list_all()

    async def quota(self) -> FileQuota:
        """Read how many files the account may have. No documentation has this; some services lack it.

        Raises:
            NotFound: This service lacks it.
            ApiError: The service refuses.
            ConnectionFailed: It can't be reached.
        """
        return await self._uploads.service.quota()

    async def delete(self, file: str | UploadedFile | ListedFile) -> None:
        """Delete a file by its ID. Its link no longer works, and the next call that needs its content uploads it again.

        Raises:
            NotFound: There is no such file.
            InvalidRequest: It has no ID, or one that no file can have.
            ApiError: The service refuses.
            ConnectionFailed: It can't be reached.
        """
        await _delete(self._uploads, file)


async def _upload(uploads: Uploads, file: object, name: str | None, folder: str | None, way: UploadWay) -> UploadedFile:
    if way not in get_args(UploadWay):
        raise invalid("way", "enum", way, 'must be "stream" or "base64"')
    name = None if name is None else check_name(name)
    folder = None if folder is None else check_folder(folder)
    if isinstance(file, str):
        return await uploads.service.upload_link(_check_link(file), name, folder)
    return await uploads.upload(await uploads.run_blocking(lambda: _check_file(file)), name, folder, way)


def _check_link(text: str) -> str:
    if not is_web(text):
        raise invalid("file", "link", text, "is not a link; a file is given as Path(...), or open for reading")
    return text


def _check_file(value: object) -> LocalFile:
    local = local_file(value)
    if local is None:
        raise invalid("file", "file", value, "must be a path, bytes, a file that is open for reading, or a PIL image")
    if not can_upload(local.media_type):
        raise invalid("file", "type", local.name, f"is not {_TYPES} ({local.media_type})")
    return local


async def _delete(uploads: Uploads, file: str | UploadedFile | ListedFile) -> None:
    if isinstance(file, str):
        await uploads.delete(file, None)
    elif not isinstance(file, UploadedFile | ListedFile):  # pyright: ignore[reportUnnecessaryIsInstance]  (callers may be untyped)
        raise invalid("file", "type", file, "must be the ID of a file, what upload returned, or one of files.list()")
    elif file.id is None:
        raise invalid("file", "file ID", file.name, "was uploaded to a service that named no ID to delete it by")
    else:
        await uploads.delete(file.id, file.url if isinstance(file, UploadedFile) else None)
