"""What holds for all tests: what they start writes nothing into the user's own folders, and can be stopped."""

import gc
import os
import signal
import tempfile

import pytest

_FOLDERS = ("XDG_STATE_HOME", "XDG_CONFIG_HOME")
"""Of the journal, and of stored keys."""
_NO_KEY_RING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Return what decides which worker runs a test; marks of `xdist_group` have no effect with pytest 9.2."""
    from tests.scheduling import Scheduling  # noqa: PLC0415 - tests can run without pytest-xdist

    return Scheduling(config, log)


def pytest_collection_finish() -> None:
    """Have the garbage collector pass over what has been loaded, which takes a tenth of the time of all tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


def pytest_configure(config: pytest.Config) -> None:
    """Have the command line keep its journal in a folder of this run's, and no test find a stored key."""
    folder = tempfile.TemporaryDirectory(prefix="evolink-tests-")
    given = {**dict.fromkeys(_FOLDERS, folder.name), **_NO_KEY_RING}
    before = {name: os.environ.get(name) for name in given}
    os.environ.update(given)

    def put_back() -> None:
        folder.cleanup()
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value

    config.add_cleanup(put_back)
    # What the tests start would ignore them, too.
    if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:  # under nohup
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # in the background of a script
        signal.signal(signal.SIGINT, signal.default_int_handler)
