"""Kill runners and print what it led to: `python -m tests.kill`; `--help` shows the options."""

import argparse
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from random import Random

from tests.journal._postgres import postgres, programs
from tests.kill.machines import on_two_machines
from tests.kill.runners import WrongError
from tests.kill.singles import of_single_images
from tests.kill.steps import aims, chance
from tests.kill.trial import on_one_machine, with_lost_journals
from tests.kill.verdict import Verdict, table


def arguments() -> argparse.ArgumentParser:
    """Return what reads the arguments; the defaults are the numbers of kills that the README names."""
    parser = argparse.ArgumentParser(prog="python -m tests.kill")
    parser.add_argument("--kills", type=int, default=182, help="of one runner, with SQLite (default %(default)s)")
    parser.add_argument("--lost-journals", type=int, default=18, help="with all journals lost (default %(default)s)")
    parser.add_argument("--postgres-kills", type=int, default=50, help="of two workers (default %(default)s)")
    parser.add_argument("--single-kills", type=int, default=27, help="of single images (default %(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="of what is left to chance (default %(default)s)")
    return parser


def main() -> int:
    """Kill as many runners as asked for, print the tables, and return the exit status."""
    options = arguments().parse_args()
    random = chance(options.seed)
    try:
        alone = _shown("one runner, SQLite:", on_one_machine(deque(aims(options.kills, random)), random))
        lost = deque(aims(options.lost_journals, random))
        alone += _shown("one runner, another journal after each kill:", with_lost_journals(lost, random))
        shared = _shown("two workers, PostgreSQL:", _shared(options.postgres_kills, random))
        single = _shown("single images, SQLite:", of_single_images(options.single_kills, options.seed))
    except WrongError as error:
        _say(str(error))
        return 1
    wrong = [each for verdict in alone + shared + single for each in verdict.wrong]
    _say(*wrong, *table(alone + shared + single)[-2:])
    return 1 if wrong else 0


def _shown(title: str, trials: Iterable[Verdict]) -> list[Verdict]:
    verdicts = list(trials)
    if verdicts:
        _say(title, *table(verdicts)[:-2], "")
    return verdicts


def _shared(number: int, random: Random) -> Iterator[Verdict]:
    found = programs()
    if number and found is None and os.environ.get("CI"):
        raise SystemExit("PostgreSQL's programs are missing, and CI must have them")
    if not number:
        return
    if found is None:
        _say("PostgreSQL's programs are not installed (Debian: apt install postgresql), so there are no kills with it")
        return
    with postgres(found) as server:
        yield from on_two_machines(deque(aims(number, random)), random, server.new_database)


def _say(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)  # noqa: T201 - a command line prints


if __name__ == "__main__":
    sys.exit(main())
