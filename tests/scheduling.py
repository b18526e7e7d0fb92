"""Which worker runs which test. Only pytest-xdist needs this, and some environments lack it."""

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

_TOGETHER = {
    "tests/contract/test_deriving.py": "deriving",
    "tests/corners/test_wrapper.py": "corners",
    "tests/docs/test_blocks.py": "blocks",
    "tests/docs/test_commands.py": "commands",
    "tests/docs/test_site.py": "site",
    "tests/e2e/test_demo.py": "demo",
    "tests/package/test_installed.py": "installed",
    "tests/package/test_wheel.py": "installed",
    "tests/pipeline/test_drift_workflow.py": "drift",
    "tests/pipeline/test_new_model.py": "new model",
}
"""Files whose tests share what takes seconds to set up: one worker runs them, so that it is set up once."""


class Scheduling(LoadScopeScheduling):  # type: ignore[misc]
    """Assigns each test to the next free worker, but those that share a set-up to the same one."""

    def _split_scope(self, nodeid: str) -> str:
        return _TOGETHER.get(nodeid.partition("::")[0], nodeid)
