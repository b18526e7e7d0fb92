"""The files that were uploaded: under which names, how long they live, and how many a key may have."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import blake2b
from urllib.parse import quote, unquote

from evolink_mock.images.reference import Reference
from evolink_mock.world.account import Account
from evolink_mock.world.contract import file_errors
from evolink_mock.world.kinds import KINDS
from evolink_mock.world.memory import MEGABYTE, Memory
from evolink_mock.world.messages import RefusedError

LINKS = "/files/"
"""How the paths of links to files begin."""
DOWNLOADS = "/api/v1/files/download/"
"""How the paths begin that download an uploaded file by its ID."""
_MAX_EXPIRED = 10_000  # links that are remembered as expired
_MOST_SHOWN = 300_000  # bytes of a small version, and of all else about a file


@dataclass(frozen=True)
class Upload:
    """A file that was uploaded.

    Attributes:
        id: Its ID.
        account: The account that owns it.
        folder: The folder that it was uploaded to.
        name: Its name in that folder.
        original_name: The name that the caller's file had.
        media_type: What it is, by its content.
        content: Its bytes.
        uploaded_at: When it was uploaded, in whole Unix seconds.
        expires_at: When its links expire, Unix seconds.
    """

    id: str
    account: Account
    folder: str
    name: str
    original_name: str
    media_type: str
    content: bytes
    uploaded_at: int
    expires_at: float

    @property
    def path(self) -> str:
        """The path of its link, percent-encoded; it is the same for a later file of the same name."""
        owner = blake2b(self.account.api_key.encode(), digest_size=6).hexdigest()
        return f"{LINKS}u{owner}/{quote(self.folder)}/{quote(self.name)}"

    @property
    def paths(self) -> tuple[str, str]:
        """The paths of all its links; the second one is of this file alone."""
        return self.path, f"{DOWNLOADS}{self.id}"

    @property
    def size(self) -> int:
        """The bytes that it takes, with the small version of it that results show."""
        return len(self.content) + _MOST_SHOWN

    @cached_property
    def reference(self) -> Reference | None:
        """What it looks or sounds like; None if it is of a kind that no result shows.

        Raises:
            ValueError: The file is broken.
        """
        kind = KINDS.get(self.media_type.partition("/")[0])
        return kind.read(self.content) if kind and kind.read else None


class Uploads:
    """The files that are kept, oldest first; those that have expired are forgotten.

    Args:
        memory: Counts their bytes, and has the oldest forgotten.
    """

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._by_id: OrderedDict[str, Upload] = OrderedDict()
        self._by_path: dict[str, Upload] = {}
        self._expired: OrderedDict[bytes, None] = OrderedDict()

    def add(self, upload: Upload) -> None:
        """Keep a file; an earlier one of the same name is replaced.

        Raises:
            RefusedError: The key has as many files as it may have, or the file is larger than all that the mock keeps.
        """
        self._expire(upload.uploaded_at)
        replaced = self._by_path.get(upload.path)
        used = sum(1 for _ in self._of(upload.account)) - (replaced is not None)
        if used >= upload.account.max_files:
            raise _over_quota(f"The key has {used} files, and may have {upload.account.max_files}.")
        if upload.size > self._memory.budget:
            raise _over_quota(f"The mock keeps at most {self._memory.budget / MEGABYTE:g} MB (--max-memory).")
        if replaced:
            self._drop(replaced)
        self._by_id[upload.id] = upload
        for path in upload.paths:
            self._by_path[path] = upload
            self._expired.pop(_digest(path), None)
        self._memory.keep(("upload", upload.id), upload.size, partial(self._forget, upload))

    def find(self, file_id: str, now: float) -> Upload | None:
        """Return the file with an ID, if it is still there."""
        self._expire(now)
        return self._by_id.get(file_id)

    def at(self, path: str, now: float) -> Upload:
        """Return the file behind the percent-encoded path of a link.

        Raises:
            RefusedError: There is none, or it has expired.
        """
        self._expire(now)
        path = quote(unquote(path))  # in one spelling
        if path in self._by_path:
            return self._by_path[path]
        if self._memory.has_forgotten(path):
            raise RefusedError(410, f"The file is gone: {self._memory.apology}.")
        raise RefusedError(410 if _digest(path) in self._expired else 404)

    def of(self, account: Account, now: float) -> list[Upload]:
        """Return the files of an account, newest first."""
        self._expire(now)
        return list(self._of(account))[::-1]

    def delete(self, upload: Upload) -> None:
        """Forget a file: its links lead nowhere."""
        self._drop(upload)

    def _of(self, account: Account) -> Iterator[Upload]:
        return (upload for upload in self._by_id.values() if upload.account is account)

    def _forget(self, upload: Upload) -> None:
        self._drop(upload)
        for path in upload.paths:
            self._memory.note_forgotten(path)

    def _drop(self, upload: Upload) -> None:
        del self._by_id[upload.id]
        for path in upload.paths:
            del self._by_path[path]
        self._memory.drop(("upload", upload.id))

    def _expire(self, now: float) -> None:
        while self._by_id and (oldest := next(iter(self._by_id.values()))).expires_at <= now:
            self._drop(oldest)
            self._expired |= dict.fromkeys(map(_digest, oldest.paths))
            while len(self._expired) > _MAX_EXPIRED:
                _ = self._expired.popitem(last=False)


def _digest(path: str) -> bytes:
    return blake2b(path.encode(), digest_size=12).digest()


def _over_quota(message: str) -> RefusedError:
    return RefusedError(file_errors()["quota-exceeded"], message)
