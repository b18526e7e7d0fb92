"""What the benches have measured: one file each, which says when, where and of which state of the code."""

import hashlib
import json
import os
import platform
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
RESULTS: Final = Path(__file__).parent / "results"
SOURCES: Final = ("generated", "mock", "pipeline", "wrapper")
"""The folders whose files make up a state of the code."""
BENCHES: Final = ("client", "batch", "mock", "pipeline")


@dataclass(frozen=True)
class Result:
    """One run of a bench.

    Attributes:
        at: When it ended.
        state: A hash of the measured code.
        commit: The commit below it; empty outside a clone.
        python: The version that ran it.
        versions: Those of the packages that were compared.
        cpu: The processor's name.
        cores: How many there are.
        load: The load before and after, without which figures can't be compared.
        seconds: How long it took.
        figures: What was measured: measurement, subject and figure.
    """

    at: str
    state: str
    commit: str
    python: str
    versions: dict[str, str]
    cpu: str
    cores: int
    load: tuple[float, float]
    seconds: float
    figures: dict[str, Any]


def record(
    name: str, figures: Mapping[str, Any], packages: Iterable[str], started: "Started", *, whole: bool = True
) -> Path:
    """Write the results of a bench, and return the path of the file.

    Args:
        name: The bench.
        figures: What was measured.
        packages: What was compared: names of packages, or of programs with their version as `name==version`.
        started: How things were before.
        whole: Whether everything was measured; what was not stays as it was recorded of the same state of the code.

    Raises:
        SystemExit: The code was changed while it was measured, or since the rest was.
    """
    if state_of_sources() != started.state:
        raise SystemExit("not recorded: the code was changed while it was measured")
    earlier = None if whole else recorded(name)
    if earlier and earlier.state != started.state:
        raise SystemExit("not recorded: the rest of this bench was measured with other code; measure all of it")
    result = Result(
        at=datetime.now(UTC).isoformat(timespec="minutes"),
        state=started.state,
        commit=_commit(),
        python=platform.python_version(),
        versions=dict(_versions(packages)),
        cpu=_cpu(),
        cores=os.cpu_count() or 1,
        load=(started.load, round(os.getloadavg()[0], 1)),
        seconds=round(started.seconds, 1),
        figures={**(earlier.figures if earlier else {}), **_rounded(figures)},
    )
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    path.write_text(json.dumps(asdict(result), indent=1, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")
    return path


class Started:
    """How things were when a bench began."""

    def __init__(self) -> None:
        self.state = state_of_sources()
        self.load = round(os.getloadavg()[0], 1)
        self._at = datetime.now(UTC)

    @property
    def seconds(self) -> float:
        """How long ago that is."""
        return (datetime.now(UTC) - self._at).total_seconds()


def recorded(name: str) -> Result | None:
    """Return the results of a bench; None if there are none."""
    try:
        found = json.loads((RESULTS / f"{name}.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Result(**{**found, "load": tuple(found["load"])})


def state_of_sources(root: Path = ROOT) -> str:
    """Return a hash over the files whose speed is measured."""
    state = hashlib.sha256()
    for path in sorted(path for folder in SOURCES for path in (root / folder).rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            state.update(f"{path.relative_to(root).as_posix()} {content}\n".encode())
    return state.hexdigest()[:12]


def _rounded(figures: Any) -> Any:
    """Return figures with no more digits than mean something."""
    if isinstance(figures, Mapping):
        return {str(name): _rounded(each) for name, each in figures.items()}
    return float(f"{figures:.4g}") if isinstance(figures, float) else figures


def _versions(packages: Iterable[str]) -> Iterable[tuple[str, str]]:
    for package in packages:
        name, _, known = package.partition("==")
        try:
            yield name, known or version(name)
        except PackageNotFoundError:
            continue


def _commit() -> str:
    asked = ["git", "-C", str(ROOT), "rev-parse", "--short=12", "HEAD"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603 - git, with our arguments
    return done.stdout.strip()


def _cpu() -> str:
    try:
        facts = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    return facts.partition("model name")[2].partition(":")[2].partition("\n")[0].strip() or platform.machine()
