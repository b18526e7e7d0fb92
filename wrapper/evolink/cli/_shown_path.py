"""Paths as people read them."""

from pathlib import Path

_STDOUT = Path("/dev/stdout")
"""What the journal has for a file that was written to stdout."""


def whole_path(path: Path) -> str:
    """Return where a file is, wherever one stands."""
    return "(stdout)" if path == _STDOUT else str(path)


def shown_path(path: Path) -> str:
    """Return a path as it is seen from the working folder, or from the home folder, or as it is."""
    for start, prefix in ((Path.cwd, Path()), (Path.home, Path("~"))):
        try:
            return str(prefix / path.relative_to(start()))
        except (OSError, RuntimeError, ValueError):  # there is no such folder any more, or the path is elsewhere
            continue
    return whole_path(path)
