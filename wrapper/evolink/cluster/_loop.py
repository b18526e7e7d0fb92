"""The event loop of a worker."""

import asyncio
import sys


def new_loop() -> asyncio.AbstractEventLoop:
    """Return an event loop that psycopg can use; on Windows, that is not the usual one."""
    return asyncio.SelectorEventLoop() if sys.platform == "win32" else asyncio.new_event_loop()
