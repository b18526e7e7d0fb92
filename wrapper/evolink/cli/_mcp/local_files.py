"""Which files of this machine an agent may use: those in folders that the user has allowed."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from evolink._contract.link_places import LinkPlace, with_links

from .failures import RefusedError

_FILE = "file:"


def with_local_files(
    request: Mapping[str, Any], places: Sequence[LinkPlace], allowed: Sequence[Path]
) -> dict[str, Any]:
    """Return a request with the files that its places for links name as paths.

    Args:
        request: The request.
        places: Its places for links.
        allowed: The folders whose files may be used.

    Raises:
        RefusedError: A file is in none of these folders.
    """

    def as_path(place: LinkPlace, _field: str, value: Any) -> Any:
        if not isinstance(value, str) or not (place.names_path(value) or is_file_link(value)):
            return value
        return allowed_file(value, allowed)

    return with_links(request, places, as_path)


def is_file_link(text: str) -> bool:
    """Whether a text is a `file:` URI."""
    return text.lower().startswith(_FILE)


def path_of(text: str) -> Path:
    """Return the path that a text or a `file:` URI names."""
    return Path(unquote(urlsplit(text).path) if is_file_link(text) else text).expanduser()


def allowed_file(text: str, allowed: Sequence[Path]) -> Path:
    """Return the file that a text names, with all links of the file system followed.

    Args:
        text: Its path, absolute or inside one of the folders, or a `file:` URI.
        allowed: The folders whose files may be used.

    Raises:
        RefusedError: It is in none of these folders, or is not a file.
    """
    try:
        given = path_of(text)
        tried = [given] if given.is_absolute() else [folder / given for folder in allowed]
        found = [path.resolve() for path in tried]
        inside = [path for path in found if any(path.is_relative_to(folder.resolve()) for folder in allowed)]
        files = [path for path in inside if path.is_file()]
        is_missing = not any(path.exists() for path in found) and len(inside) == len(found)
    except (OSError, ValueError, RuntimeError) as error:
        raise RefusedError("FileNotAllowed", f"{text!r:.200} is not the path of a file: {error}") from error
    if files:
        return files[0]
    folders = ", ".join(map(str, allowed))
    if is_missing:
        raise RefusedError("FileNotFound", f"Nothing was sent: there is no file {text!r:.200} in {folders}.")
    raise RefusedError(
        "FileNotAllowed",
        f"Nothing was sent: {text!r:.200} is not in a folder whose files may be used: {folders}.",
        "Ask the user to copy it there, or to restart this server with --allow and its folder.",
    )
