"""The command `evolink`, installed with `pip install "evolink[cli]"`.

Data goes to stdout and messages go to stderr. Colour and live progress appear in terminals only. `ExitCode` in
`_exit_codes.py` lists the exit statuses, and `_envelope.py` describes the JSON of `--json`. Each command is a module
that is loaded when it is called.
"""

import sys
from collections.abc import Sequence
from importlib.util import find_spec

_NEEDED = ("click", "rich")
_USAGE = 2


def main(arguments: Sequence[str] | None = None, program: str = "evolink") -> int:
    """Run a command and return its exit status.

    Args:
        arguments: The arguments after `evolink`; those of this process if None.
        program: How the program was started, for commands to copy.
    """
    from evolink.cli._standard_streams import flush_streams, replace_closed_streams

    closed = replace_closed_streams()
    if any(find_spec(name) is None for name in _NEEDED):
        sys.stderr.write('evolink: the command line needs an extra; install it with: pip install "evolink[cli]"\n')
        return _USAGE
    from ._app import run

    try:
        return run(sys.argv[1:] if arguments is None else list(arguments), closed, program)
    finally:
        flush_streams()
