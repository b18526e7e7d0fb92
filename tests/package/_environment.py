"""Environments to install the wheel into, made without a network from what this one has."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement


class Environment:
    """An environment of its own, with nothing in it but what it is given."""

    def __init__(self, folder: Path) -> None:
        uv("venv", "--quiet", "--offline", "--python", sys.executable, str(folder))
        self.python = folder / "bin" / "python"
        self.commands = folder / "bin"
        (self.packages,) = folder.glob("lib/python*/site-packages")

    def install(self, wheel: Path, *extras: str) -> None:
        """Install the wheel from its file, and link what it and these extras need from our own environment."""
        uv("pip", "install", "--quiet", "--offline", "--no-deps", "--python", str(self.python), str(wheel))
        (own,) = self.packages.glob("evolink-*.dist-info")
        for needed in _needed(Distribution.at(own), frozenset(extras), set()):
            for part in {path.parts[0] for path in needed.files or () if path.parts[0] not in {"..", "__pycache__"}}:
                if not (self.packages / part).exists():
                    (self.packages / part).symlink_to(Path(str(needed.locate_file(part))).resolve())

    def run(self, *arguments: str, folder: Path, seconds: float = 120) -> subprocess.CompletedProcess[str]:
        """Run Python with these arguments, far from the tree and its settings."""
        return self.command("python", *arguments, folder=folder, seconds=seconds)

    def command(
        self,
        name: str,
        *arguments: str,
        folder: Path,
        variables: Mapping[str, str] | None = None,
        seconds: float = 120,
    ) -> subprocess.CompletedProcess[str]:
        """Run one of its commands; the environment variables are these and no others."""
        return subprocess.run(
            [str(self.commands / name), *arguments],
            cwd=folder, env={"PATH": str(self.commands), "HOME": str(folder), **(variables or {})},
            capture_output=True, text=True, timeout=seconds, check=False,
        )  # fmt: skip


def uv(*arguments: str) -> str:
    """Run uv, which finds its index, if it needs one, where this machine says."""
    done = subprocess.run(
        [sys.executable, "-m", "uv", *arguments], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _needed(one: Distribution, extras: frozenset[str], seen: set[tuple[str, frozenset[str]]]) -> Iterator[Distribution]:
    for text in one.requires or ():
        requirement = Requirement(text)
        wanted = any(
            requirement.marker is None or requirement.marker.evaluate({"extra": extra}) for extra in extras | {""}
        )
        key = (requirement.name, frozenset(requirement.extras))
        if wanted and key not in seen:
            seen.add(key)
            found = one if requirement.name == one.name else distribution(requirement.name)
            if found is not one:
                yield found
            yield from _needed(found, key[1], seen)
