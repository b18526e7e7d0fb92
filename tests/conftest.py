"""What holds for all tests: what they start writes nothing into the user's own folders, and can be stopped."""

import os
import signal
import tempfile

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

_STATE = "XDG_STATE_HOME"
_TOGETHER = {
    "tests/contract/test_deriving.py": "deriving",
    "tests/corners/test_wrapper.py": "corners",
    "tests/docs/test_site.py": "site",
    "tests/e2e/test_demo.py": "demo",
    "tests/package/test_installed.py": "installed",
    "tests/package/test_wheel.py": "installed",
    "tests/pipeline/test_drift_workflow.py": "drift",
    "tests/pipeline/test_new_model.py": "new model",
}
"""Files whose tests share what takes seconds to set up: one worker runs them, so that it is set up once."""


class _Scheduling(LoadScopeScheduling):  # type: ignore[misc]
    """Gives each test to the next free worker, but those that share a set-up to the same one."""

    def _split_scope(self, nodeid: str) -> str:
        return _TOGETHER.get(nodeid.partition("::")[0], nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    """Return what decides which worker runs a test; marks of `xdist_group` have no effect with pytest 9.2."""
    return _Scheduling(config, log)


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
