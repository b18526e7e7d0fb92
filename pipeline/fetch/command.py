"""The command `python -m pipeline fetch`."""

import argparse
import json
import math
import re
import sys
from dataclasses import asdict
from pathlib import Path

from pipeline.fetch.cache import Cache, default_folder
from pipeline.fetch.limits import Limits
from pipeline.problems import errors

INDEX = "https://docs.evolink.ai/llms.txt"
MATCH = "/api-manual/"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    command.add_argument("--out", type=Path, required=True, help="folder for the pages")
    command.add_argument("--index", type=_address, default=INDEX, help=f"address of the index; {INDEX} by default")
    command.add_argument(
        "--match", type=_pattern, default=MATCH, help=f"pattern that a page's path must contain; {MATCH} by default"
    )
    command.add_argument(
        "--site",
        type=_address,
        action="append",
        default=[],
        help="another site that the index and its pages may be on, for example https://docs.example.com; repeatable",
    )
    command.add_argument("--cache", type=Path, default=default_folder(), help="folder for cached pages")
    command.add_argument(
        "--pause", type=_seconds, default=Limits.pause, help="seconds between two requests; 1 by default"
    )


def run(options: argparse.Namespace) -> int:
    """Fetch, print one line per page, and return the exit code.

    It is 0 if the folder has every page that the index lists and no others, and 1 if not.
    """
    from pipeline.fetch.fetch import fetch  # noqa: PLC0415 - it loads httpx, which no other command needs

    limits = Limits(pause=options.pause, sites=tuple(options.site))
    result = fetch(options.index, options.out, Cache(options.cache), options.match, limits)
    problems = sorted(result.problems)
    if options.json:
        pages = [asdict(page) for page in result.pages]
        report = {"pages": pages, "problems": [problem.as_dict() for problem in problems]}
        print(json.dumps(report, indent=2, ensure_ascii=False))
    else:
        for page in result.pages:
            print(page)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if errors(problems) else 0


def _address(text: str) -> str:
    if not re.match(r"https?://[^/]", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not an HTTP(S) address")
    return text


def _pattern(text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a regular expression: {error}") from error


def _seconds(text: str) -> float:
    seconds = float(text)
    if not math.isfinite(seconds) or seconds < 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a pause")
    return seconds
