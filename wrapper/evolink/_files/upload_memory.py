"""What is remembered of uploads, so that the same content is uploaded once while its link lives."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Protocol

LEAST_LIFE = 3600.0
"""Seconds that a link must live yet to be used again."""
_MOST = 10_000
"""Uploads that a client remembers by itself."""


@dataclass(frozen=True, slots=True)
class RememberedUpload:
    """An upload whose link may still live.

    Attributes:
        host: The address of the files API that has it.
        sha256: The hash of its content.
        url: Its link.
        file_id: Its ID; None if the service named none.
        size: Its bytes.
        expires_at: Until when its link works, in Unix seconds on this machine's clock.
    """

    host: str
    sha256: str
    url: str
    file_id: str | None
    size: int
    expires_at: float

    def lives(self, now: float) -> bool:
        """Whether its link lives long enough to be used: the service opens it when a task begins."""
        return self.expires_at >= now + LEAST_LIFE


class UploadMemory(Protocol):
    """Remembers uploads. Its methods may wait for the disk."""

    def claim(self, host: str, sha256: str, now: float, until: float) -> RememberedUpload | bool:
        """Return the upload of a content whose link lives long enough, else whether this process uploads it now.

        Args:
            host: The address of the files API.
            sha256: The hash of the content.
            now: Unix seconds.
            until: Unix seconds until which others wait for this process, if it uploads it.
        """
        ...

    def keep(self, upload: RememberedUpload, now: float) -> None:
        """Remember an upload, instead of an earlier one of the same content."""
        ...

    def release(self, host: str, sha256: str) -> None:
        """Free for others a content that this process has claimed and not uploaded."""
        ...

    def forget(self, host: str, file_id: str | None, url: str | None) -> None:
        """Forget the uploads of an ID or a link."""
        ...


class ClientMemory:
    """Remembers the latest uploads of one client, for clients without a journal."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], RememberedUpload] = OrderedDict()
        self._lock = threading.Lock()

    def claim(self, host: str, sha256: str, now: float, until: float) -> RememberedUpload | bool:
        """Return the upload of a content; else True, as only this client can upload it."""
        del until
        with self._lock:
            found = self._kept.get((host, sha256))
        return found if found and found.lives(now) else True

    def keep(self, upload: RememberedUpload, now: float) -> None:
        """Remember an upload, and forget the oldest if there are too many."""
        del now
        place = (upload.host, upload.sha256)
        with self._lock:
            self._kept[place] = upload
            self._kept.move_to_end(place)
            if len(self._kept) > _MOST:
                self._kept.popitem(last=False)

    def release(self, host: str, sha256: str) -> None:
        """Do nothing: nobody else waits."""

    def forget(self, host: str, file_id: str | None, url: str | None) -> None:
        """Forget the uploads of an ID or a link."""
        with self._lock:
            for place, upload in list(self._kept.items()):
                is_it = upload.url == url or (file_id is not None and upload.file_id == file_id)
                if upload.host == host and is_it:
                    del self._kept[place]
