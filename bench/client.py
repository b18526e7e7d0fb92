"""Measures the client against its peers, in one run: imports, reads in a row, many tasks at once.

    make bench-client [TASKS="100 1000 10000"]

It runs in an environment that holds the peers too. evolink, httpx and the generated client talk to the mock, each peer
to a server that speaks its own protocol; both run in processes of their own, and a task lives 13 to 17 s and is said
to take 15. The lag is from the end of a task to the moment at which the caller has it, and of a task that was lost or
is not there in time, it is without end. Believe the ratios.
"""

import argparse
import os
from contextlib import ExitStack

import client_costs
import client_crowd
from peers.roster import ENTRANTS, MOCK, PEERS
from served import Served

LIMIT = 60.0
"""Seconds for one entrant to finish its tasks: what is not there by then has not finished."""


def main() -> None:
    """Run all and print tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tasks", type=int, nargs="*", default=[1000], help="how many tasks at once")
    parser.add_argument("--calls", type=int, default=200, help="reads in a row; the fastest run counts")
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds for one entrant to finish its tasks")
    options = parser.parse_args()
    with ExitStack() as stack:
        servers = {module: stack.enter_context(Served(module)) for module in (MOCK, PEERS)}
        addresses = {module: server.base_url for module, server in servers.items()}
        _say(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before it began\n")
        costs = {"import": client_costs.imports(), "one read": client_costs.reads(addresses, options.calls)}
        _say(client_costs.table(costs))
        for count in options.tasks:
            _say(f"\n{count:,} tasks at once:\n\n{client_crowd.HEAD}")
            for entrant in ENTRANTS:
                if count <= entrant.most:
                    outcome = client_crowd.crowd(entrant, servers[entrant.server], count, options.limit)
                    _say(outcome.row(entrant.name))


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main()
