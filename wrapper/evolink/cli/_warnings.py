"""Warnings of the package, such as of a journal that can't be written: a person reads them where a command runs."""

import logging

from evolink._log import log


def show_warnings() -> None:
    """Print warnings to stderr, as plain text, unless logging is set up already."""
    if logging.lastResort is not None and not logging.getLogger().handlers:
        log.addHandler(logging.lastResort)
