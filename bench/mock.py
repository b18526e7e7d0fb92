"""Measures the mock against Prism, and what a first look at it costs.

    make bench-mock [ONLY="speed memory demo"]

Each server has one core to itself, the load another. Trust the ratios.
"""

import argparse
import subprocess
from collections.abc import Mapping
from typing import Any

from bench import demo
from bench.mock_against_prism import compare, memory_by_tasks, stay_on_the_load_core
from bench.running import Measure, choose, run
from bench.terminal import Progress

_ROUNDS, _SECONDS = 3, 3.0
_TASKS = 50_000
PACKAGES = ("uvicorn", "uvloop", "httptools", "pillow")


def _version(prism: str) -> str:
    printed = subprocess.run([prism, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603 - Prism
    return f"prism=={printed.strip()}"


def main() -> None:
    """Measure, and record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    choose(parser, ("demo", "speed", "memory"))
    parser.add_argument("--prism", required=True, help="the path of Prism's command")
    options = parser.parse_args()

    def speed(progress: Progress) -> Mapping[str, Any]:
        stay_on_the_load_core()
        return {"mock": compare(options.prism, _ROUNDS, _SECONDS, progress)}

    def memory(progress: Progress) -> Mapping[str, Any]:
        stay_on_the_load_core()
        return {"mock memory": memory_by_tasks(_TASKS, progress)}

    measures: dict[str, Measure] = {"demo": demo.measure, "speed": speed, "memory": memory}
    run("mock", measures, options.only, (*PACKAGES, _version(options.prism)))


if __name__ == "__main__":
    main()
