"""A worker with a short lease, to be killed, or put to sleep.

Arguments: the journal's address, the folder of the images, the lease in seconds, rows in flight.
"""

import asyncio
import sys

from evolink.cluster import Work, work

address, folder, lease, in_flight = sys.argv[1:]
options = Work(journal=address, output=folder, lease=float(lease), in_flight=int(in_flight))
asyncio.run(work(options, asyncio.Event()))
