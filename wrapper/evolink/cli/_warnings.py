"""Warnings of the package, such as of a journal that can't be written: a person reads them where a command runs."""

import logging

from evolink._log import log


def show_warnings() -> None:
    """Print warnings to stderr, as plain text, unless logging is set up already."""
    if logging.lastResort is not None and not logging.getLogger().handlers:
        logging.lastResort.addFilter(_is_news)
        log.addHandler(logging.lastResort)


def _is_news(record: logging.LogRecord) -> bool:
    """Return whether a command does not say the same: it reports the request that was being sent, with its key."""
    return getattr(record, "cut_off_task", None) != ""
