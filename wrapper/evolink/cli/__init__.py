"""The command `evolink`: what the client does, from a shell. Installed with `pip install "evolink[cli]"`.

Data goes to stdout and talk to stderr; colour and movement only to terminals. Exit statuses are told by `Exit` in
`_exits.py`, the JSON that `--json` gives by `_envelope.py`. Each command is one module, loaded when it is called.
"""

import sys
from collections.abc import Sequence
from importlib.util import find_spec

_NEEDED = ("click", "rich")
_USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit status.

    Args:
        arguments: What stands after `evolink`; that of this process if None.
    """
    from ._streams import opened, settle

    closed = opened()
    if any(find_spec(name) is None for name in _NEEDED):
        sys.stderr.write('evolink: the command line is an extra; install it with: pip install "evolink[cli]"\n')
        return _USAGE
    from ._app import run

    try:
        return run(sys.argv[1:] if arguments is None else list(arguments), closed)
    finally:
        settle()
