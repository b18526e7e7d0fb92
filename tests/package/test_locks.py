"""The lock files agree."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _pins(name: str) -> set[str]:
    """Return the entries of a lock file: a requirement with its version, marker and hashes each."""
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    return set(text.replace("\\\n", "").splitlines())


def test_demo_runs_what_is_tested() -> None:
    """The demo installs the same files of the same versions as the tests."""
    assert _pins("demo.txt") <= _pins("dev.txt")
    assert _pins("demo.txt")
