"""The logger `evolink`, which prints nothing unless the program sets up logging."""

import logging

log = logging.getLogger("evolink")
log.addHandler(logging.NullHandler())  # else Python prints warnings to stderr
