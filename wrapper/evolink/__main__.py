"""`python -m evolink`: the same as `evolink`."""

import sys

from evolink.cli import main

sys.exit(main(program="python -m evolink"))
