"""`python -m evolink.cli`: the same as `evolink`."""

import sys

from . import main

sys.exit(main())
