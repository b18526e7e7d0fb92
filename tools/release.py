"""Check that a tag, the version and the changelog agree, and print the changelog of that version.

    python tools/release.py v0.2.0 > notes.md

The version is in pyproject.toml only. `changes/` must be empty: `towncrier build` moves the fragments to the changelog.
"""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_SECTION = re.compile(r"^## (\S+) \(\d{4}-\d\d-\d\d\)$", re.MULTILINE)


def problems(root: Path, tag: str) -> list[str]:
    """Return every reason why the version can't be released."""
    version = _version(root)
    newest = next(iter(_sections(root)), None)
    waiting = sorted(path.name for path in (root / "changes").iterdir() if path.name != "README.md")
    found = {
        f"the tag is {tag}, and pyproject.toml says {version}: it should be v{version}": tag != f"v{version}",
        f"the newest version in CHANGELOG.md is {newest}, not {version}": newest != version,
        f"changes/ still has {', '.join(waiting)}: run towncrier build": bool(waiting),
    }
    return [problem for problem, holds in found.items() if holds]


def notes(root: Path) -> str:
    """Return the changelog of the version."""
    return _sections(root)[_version(root)]


def _version(root: Path) -> str:
    version: str = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return version


def _sections(root: Path) -> dict[str, str]:
    """Return the changelog of each version, newest first."""
    _, *parts = _SECTION.split((root / "CHANGELOG.md").read_text(encoding="utf-8"))
    return dict(zip(parts[::2], (text.strip() for text in parts[1::2]), strict=True))


def main(tag: str, root: Path = ROOT) -> int:
    """Print the notes, or the problems."""
    if wrong := problems(root, tag):
        print(*wrong, sep="\n", file=sys.stderr)
        return 1
    print(notes(root))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
