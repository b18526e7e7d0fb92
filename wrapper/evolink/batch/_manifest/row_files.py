"""Files of rows: in a place for links, what is no link is a path, from the folder of the manifest."""

import os
from collections import OrderedDict
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evolink._contract.invalid import invalid
from evolink._contract.link_places import LinkPlace, places_of, with_links
from evolink._files.request_files import read_file

if TYPE_CHECKING:
    from evolink._contract.file_limits import MediaFacts
    from evolink._files.local_file import LocalFile

_REMEMBERED = 10_000
"""Files whose facts are kept while a manifest is read: rows often share them."""


def with_paths(request: Mapping[str, Any], folder: Path) -> Mapping[str, Any]:
    """Return a row's request with a path in the place of each text that should be a link and is none.

    Args:
        request: The request as it stands in a manifest.
        folder: What its paths are relative to.
    """

    def path_of(place: LinkPlace, _: str, value: Any) -> Any:
        return _path(folder, value.strip()) if isinstance(value, str) and place.names_path(value) else value

    return with_links(request, places_of(request.get("model")), path_of)


def is_missing(value: object) -> bool:
    """Whether a value is a path where nothing is, which may have been meant as a link."""
    return isinstance(value, Path) and not value.exists()


def _path(folder: Path, text: str) -> Path:
    try:
        return folder / Path(text).expanduser()
    except RuntimeError:  # nobody has such a home directory
        return folder / text


class RowFileReader:
    """Reads the files of rows, each once as long as it does not change."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[object, ...], tuple[LocalFile, MediaFacts]] = OrderedDict()

    def read(self, value: Any, where: str, wanted: Collection[str]) -> "tuple[LocalFile, MediaFacts]":
        """Return the file at a path and what is known of it; see `read_file`.

        Raises:
            InvalidRequest: There is none, it can't be read, or the value is no path.
        """
        if not isinstance(value, os.PathLike):
            message = "must be a Path or a link in a batch, which reads files again when it sends their rows"
            raise invalid(where, "file", value, message)
        key = self._key(Path(os.fsdecode(value)), wanted)  # pyright: ignore[reportUnknownArgumentType]  (any path)
        if key is None or (found := self._known.pop(key, None)) is None:
            found = read_file(value, where, wanted)
        if key is not None:
            self._known[key] = found
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return found

    def _key(self, path: Path, wanted: Collection[str]) -> tuple[object, ...] | None:
        """Return what a file is remembered under; None if it is not there."""
        try:
            state = path.expanduser().stat()
        except (OSError, RuntimeError, ValueError):
            return None
        return str(path), state.st_ino, state.st_size, state.st_mtime_ns, frozenset(wanted)
