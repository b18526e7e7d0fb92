"""Measures batches against the client alone, in one run: CPU time for each row, rows per second, and memory.

    make bench-batch [ROWS=100000] [MILLION=1] [ONLY="rows memory journal"]

Trust the ratios.
"""

import argparse
from functools import partial

from bench import batch_runs, memory, threads
from bench.running import Measure, choose, run

ROWS = 10_000
PACKAGES = ("sqlalchemy", "pgqueuer", "psycopg", "httpx", "httptools", "uvicorn", "uvloop")


def main() -> None:
    """Measure, and record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=ROWS, help="rows of each role (100000: an hour)")
    parser.add_argument("--million", action="store_true", help="run a million rows for the memory, too (half an hour)")
    choose(parser, ("rows", "memory", "journal"))
    options = parser.parse_args()
    counts = (*memory.COUNTS, memory.MILLION) if options.million else memory.COUNTS
    measures: dict[str, Measure] = {
        "rows": partial(batch_runs.measure, options.rows),
        "memory": partial(memory.measure, counts),
        "journal": threads.measure,
    }
    run("batch", measures, options.only, PACKAGES)


if __name__ == "__main__":
    main()
