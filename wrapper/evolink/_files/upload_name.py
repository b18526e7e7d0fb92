"""The names of uploaded files and of their folders: the service replaces a file by another one of the same name."""

import re
import unicodedata
from pathlib import PurePath

from evolink._contract.invalid import invalid
from evolink._files.local_file import LocalFile

_LONGEST = 255
"""Bytes of a name."""
_LONGEST_STEM = 60
_DIGITS = 16
"""Digits of a content's hash in its name."""
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")
_SEPARATORS = re.compile(r"[/\\]")


def unique_name(file: LocalFile) -> str:
    """Return a name that only this content has, of characters that are safe in links."""
    path = PurePath(file.name)
    suffix = path.suffix.lower() if _SUFFIX.fullmatch(path.suffix) else ""
    plain = unicodedata.normalize("NFKD", path.stem).encode("ascii", "ignore").decode()
    stem = _UNSAFE.sub("-", plain).strip("-_")[:_LONGEST_STEM] or "file"
    digits = file.sha256[:_DIGITS]
    return f"{digits if stem == digits else f'{stem}-{digits}'}{suffix}"


def check_name(name: str) -> str:
    """Return a name that the caller has chosen for a file.

    Raises:
        InvalidRequest: It is no plain file name.
    """
    if not _is_plain(name):
        raise invalid("name", "file name", name, f"must be a file name without a folder, at most {_LONGEST} bytes")
    return name


def check_folder(folder: str) -> str:
    """Return a folder that the caller has chosen, without a slash at its end.

    Raises:
        InvalidRequest: It is no relative path of plain names.
    """
    path = folder.removesuffix("/")
    if not all(map(_is_plain, path.split("/"))) or len(path.encode(errors="replace")) > _LONGEST:
        raise invalid("folder", "folder", folder, "must be names with / between them, such as shots/monday")
    return path


def _is_plain(name: str) -> bool:
    fits = name.isprintable() and len(name.encode(errors="replace")) <= _LONGEST
    return fits and bool(name.strip(". ")) and not _SEPARATORS.search(name)
