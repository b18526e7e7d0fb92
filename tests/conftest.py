"""What holds for all tests: what they start writes nothing into the user's own folders, and can be stopped."""

import os
import signal
import tempfile

import pytest

_STATE = "XDG_STATE_HOME"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Return what decides which worker runs a test; marks of `xdist_group` have no effect with pytest 9.2."""
    from tests.scheduling import Scheduling  # noqa: PLC0415 - tests can run without pytest-xdist

    return Scheduling(config, log)


def pytest_configure(config: pytest.Config) -> None:
    """Have the command line keep its journal in a folder of this run's."""
    before = os.environ.get(_STATE)
    folder = tempfile.TemporaryDirectory(prefix="evolink-tests-")
    os.environ[_STATE] = folder.name

    def put_back() -> None:
        folder.cleanup()
        if before is None:
            del os.environ[_STATE]
        else:
            os.environ[_STATE] = before

    config.add_cleanup(put_back)
    # What the tests start would ignore them, too.
    if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:  # under nohup
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # in the background of a script
        signal.signal(signal.SIGINT, signal.default_int_handler)
