"""The cache of fetched pages, with the validators that let a server answer 'not modified'; outside the repository."""

import json
import os
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile


@dataclass(frozen=True)
class Entry:
    """A cached answer: its validators and its bytes."""

    url: str
    etag: str
    last_modified: str
    body: bytes

    @property
    def conditions(self) -> dict[str, str]:
        """Return the headers that ask for the page only if it has changed."""
        marks = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in marks.items() if value}


@dataclass(frozen=True)
class Cache:
    """Entries in a folder, one file each."""

    folder: Path

    def get(self, url: str) -> Entry | None:
        """Return the entry of an address, or None if there is none or it is damaged."""
        try:
            head, _, body = self._path(url).read_bytes().partition(b"\n")
            marks = json.loads(head)
            whole = marks.pop("sha256") == sha256(body).hexdigest() and marks["url"] == url
            return Entry(**marks, body=body) if whole else None
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def put(self, entry: Entry) -> None:
        """Store an entry, unless it has no validators."""
        if not entry.conditions:
            return
        marks = {key: value for key, value in asdict(entry).items() if key != "body"}
        head = json.dumps(marks | {"sha256": sha256(entry.body).hexdigest()}).encode()
        write_atomically(self._path(entry.url), head + b"\n" + entry.body)

    def _path(self, url: str) -> Path:
        return self.folder / sha256(url.encode()).hexdigest()


def default_folder() -> Path:
    """Return the platform's folder for caches."""
    home = os.environ.get("XDG_CACHE_HOME") or ""
    return (Path(home) if Path(home).is_absolute() else Path.home() / ".cache") / "evolink-docs"


def write_atomically(path: Path, content: bytes) -> bool:
    """Write a file at once or not at all, and return False if it has these bytes already."""
    try:
        if path.read_bytes() == content:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as part:
        try:
            part.write(content)
            part.close()
            Path(part.name).replace(path)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise
    return True
