"""The file of stored keys, which only its owner can read. It is replaced as a whole, never changed in place."""

import json
import os
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from evolink._keys.secret import Secret, SecretBytes
from evolink._keys.user_folders import settings_folder
from evolink.errors import ConfigurationError

Entry = Secret | None
"""A key; None for one that is in the key ring of the system, of which the file only says so."""
_FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_LARGEST = 1 << 20
_HAS_MODES = os.name == "posix"
_TEMPORARY = ("keys-", ".tmp")
_IGNORING = ".gitignore"
"""Beside the file: some people keep their settings in a repository."""


def keys_path() -> Path:
    """Return the path of the file, in the platform's folder for settings.

    Raises:
        ConfigurationError: This user has no such folder, as in some containers.
    """
    folder = settings_folder()
    if folder is None:
        raise ConfigurationError("there is no home folder to store a key in")
    return folder / "keys.json"


def read_entries() -> dict[str, Entry]:
    """Return the stored keys by the origin of their service; nothing if there is no file.

    Raises:
        ConfigurationError: The file can't be read, is damaged, or others can read it.
    """
    try:
        path = keys_path()
    except ConfigurationError:
        return {}
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise _unreadable(path, error) from error
    try:
        problem = _find_exposure(os.fstat(handle))
        entries = None if problem else _parse(os.read(handle, _LARGEST))
    except OSError as error:
        raise _unreadable(path, error) from error
    finally:
        os.close(handle)
    if problem:
        raise ConfigurationError(
            f"the stored key is not used, since {problem}: run `evolink login` again, or chmod 600 {path}"
        )
    if entries is None:
        raise ConfigurationError(f"the file of stored keys is damaged: remove {path}, then run `evolink login`")
    return entries


def correct_permissions() -> bool:
    """Take from other users what they may do with the file, and return whether there was anything to take.

    Raises:
        ConfigurationError: That is not possible.
    """
    path = keys_path()
    if not _HAS_MODES or not path.exists():
        return False
    try:
        exposed = [each for each in (path.parent, path) if each.stat().st_mode & _FOR_OTHERS]
        for each in exposed:
            each.chmod(stat.S_IRWXU if each.is_dir() else stat.S_IRUSR | stat.S_IWUSR)
    except OSError as error:
        raise _unchangeable(path, error) from error
    return path in exposed


def write_entries(entries: Mapping[str, Entry]) -> None:
    """Replace the stored keys; without any, remove the file.

    Raises:
        ConfigurationError: The file can't be written, or others could read it.
    """
    path = keys_path()
    try:
        if not entries:
            _remove(path)
            return
        _prepare(path.parent)
        _replace(path, _as_bytes(entries))
    except OSError as error:
        raise _unchangeable(path, error) from error


def _unreadable(path: Path, error: OSError) -> ConfigurationError:
    return ConfigurationError(f"the stored key can't be read: {path}: {error.strerror or type(error).__name__}")


def _unchangeable(path: Path, error: OSError) -> ConfigurationError:
    return ConfigurationError(f"the stored keys can't be changed: {path}: {error.strerror or type(error).__name__}")


def _find_exposure(facts: os.stat_result) -> str:
    """Return who else could read or write the file, in words; empty if nobody could."""
    if not stat.S_ISREG(facts.st_mode):
        return "its place is not a file"
    if sys.platform != "win32":  # which has no modes of files
        if facts.st_uid not in {os.geteuid(), 0} and os.geteuid() != 0:
            return "its file belongs to another user"
        if facts.st_mode & _FOR_OTHERS:
            return "other users of this machine can open its file"
    return ""


def _parse(content: bytes) -> dict[str, Entry] | None:
    """Return the entries; None if they are damaged. No error is raised here, as it would show the keys."""
    try:
        known: Any = json.loads(content)
    except ValueError:
        return None
    if not isinstance(known, dict):
        return None
    entries: dict[str, Entry] = {}
    for origin, facts in cast("dict[str, Any]", known).items():
        match facts:
            case {"key": str(key)}:
                entries[origin] = Secret(key)
            case {"keyring": True}:
                entries[origin] = None
            case _:
                return None
    return entries


def _as_bytes(entries: Mapping[str, Entry]) -> SecretBytes:
    facts = {
        origin: {"keyring": True} if entry is None else {"key": entry.reveal()} for origin, entry in entries.items()
    }
    return SecretBytes(json.dumps(facts, indent=2).encode() + b"\n")


def _prepare(folder: Path) -> None:
    """Have a folder that nobody else can open."""
    folder.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
    if _HAS_MODES and folder.stat().st_mode & _FOR_OTHERS:
        folder.chmod(stat.S_IRWXU)
    ignoring = folder / _IGNORING
    if not ignoring.exists():
        ignoring.write_text("*\n", encoding="utf-8")


def _replace(path: Path, content: SecretBytes) -> None:
    import tempfile  # only here: a client that reads a stored key should start quickly

    prefix, suffix = _TEMPORARY
    handle, name = tempfile.mkstemp(prefix=prefix, suffix=suffix, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            _refuse_exposed(handle, path.parent)
            file.write(content)
            file.flush()
            os.fsync(handle)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _refuse_exposed(handle: int, folder: Path) -> None:
    """Refuse a file that is open to others although it was made for its owner alone."""
    if _HAS_MODES and os.fstat(handle).st_mode & _FOR_OTHERS:
        raise ConfigurationError(f"other users could read a key in {folder}, where files have no permissions")


def _remove(path: Path) -> None:
    """Remove the file, and what a write that was killed has left."""
    for left in path.parent.glob("*".join(_TEMPORARY)):
        left.unlink(missing_ok=True)
    path.unlink(missing_ok=True)
