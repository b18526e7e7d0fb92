"""Judges the mock of this repository as `evolink contract` judges a server: `python -m tests.contract`."""

import argparse
import sys
from collections.abc import Sequence

from evolink_suite.command import Order, judge
from evolink_suite.progress import LiveProgress
from evolink_suite.report import summary

from . import mocked

_ = mocked


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the verdict, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.contract", description=__doc__)
    parser.add_argument("--exhaustive", action="store_true", help="try every rule of every model")
    options = parser.parse_args(arguments)
    verdict = judge(Order("", "", exhaustive=options.exhaustive), LiveProgress())
    sys.stdout.write(f"{summary(verdict)}\n")
    for failure in verdict.failures:
        sys.stdout.write(f"\n{failure.name}\n{failure.found}\n")
    return verdict.status


if __name__ == "__main__":
    sys.exit(main())
