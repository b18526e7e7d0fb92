"""Files on the service, as values."""

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file that was uploaded, behind a link that lasts three days. Times are Unix seconds on the service's clock.

    Attributes:
        url: The link, for any parameter that takes one.
        id: Its ID, to delete it; None if the service named none.
        name: Its name on the service.
        size: Its bytes; None if the service did not say.
        media_type: Its type, such as `image/png`; None if the service did not say.
        folder: The folder that it is in; None if the service did not say.
        download_url: A link that browsers save as a file, if the service has one.
        uploaded_at: When it was uploaded.
        expires_at: Until when its link works.
    """

    url: str
    id: str | None
    name: str
    size: int | None
    media_type: str | None
    folder: str | None
    download_url: str | None
    uploaded_at: float
    expires_at: float

    def __str__(self) -> str:
        return f"{_described(self.name, self.size)}, at {self.url} until {_moment(self.expires_at)}"


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file as the service lists it, without its link. Times are Unix seconds on the service's clock.

    Attributes:
        id: Its ID, to delete it.
        name: Its name on the service.
        size: Its bytes; None if the service did not say.
        uploaded_at: When it was uploaded; None if the service did not say.
        expires_at: Until when its link works, as documented; None if it is unknown when it was uploaded.
    """

    id: str
    name: str
    size: int | None
    uploaded_at: float | None
    expires_at: float | None

    def __str__(self) -> str:
        end = "" if self.expires_at is None else f", until {_moment(self.expires_at)}"
        return f"{_described(self.name, self.size)}{end}"


@dataclass(frozen=True, slots=True)
class FileQuota:
    """How many files the account may have on the service; what the service does not say is None.

    Attributes:
        used: How many files there are.
        limit: How many there may be.
        remaining: How many more may be uploaded.
        user_group: The group of the account, which decides the limit.
    """

    used: int | None
    limit: int | None
    remaining: int | None
    user_group: str | None

    def __str__(self) -> str:
        known = " of ".join(f"{each:,}" for each in (self.used, self.limit) if each is not None)
        left = "" if self.remaining is None else f", {self.remaining:,} more may be uploaded"
        return f"{known or 'an unknown number of'} files{left}"


def _described(name: str, size: int | None) -> str:
    if size is None:
        return name
    return f"{name}, {size / 1024**2:.1f} MB" if size >= 1024**2 else f"{name}, {max(1, size // 1024)} KB"


def _moment(at: float) -> str:
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M} UTC"
