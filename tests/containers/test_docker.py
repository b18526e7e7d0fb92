"""The image is built and run, where CI has a Docker daemon; elsewhere `test_running.py` does its steps one by one."""

import json
import os
import shutil
import subprocess
import urllib.request
from collections.abc import Callable

import pytest

from tests.waiting import until

from .test_lint import ROOT

Docker = Callable[..., str]


@pytest.fixture(scope="module")
def docker() -> Docker:
    """Return what calls Docker."""
    if os.environ.get("CI") != "true":
        pytest.skip("not in CI: a build downloads the base image and the packages")
    found = shutil.which("docker")
    if found is None:
        pytest.skip("no docker command")

    def call(*arguments: str) -> str:
        done = subprocess.run([found, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    try:
        call("version", "--format", "{{.Server.Version}}")
    except AssertionError as error:
        pytest.skip(f"no Docker daemon answers: {error}")
    return call


def test_the_image(docker: Docker) -> None:
    """It is built, becomes healthy, answers, does not run as root, and stops at once."""
    docker("build", "--file", "mock/Dockerfile", "--tag", "evolink-mock:test", ".")
    container = docker(
        "run", "--detach", "--read-only", "--publish", "127.0.0.1::8787", "evolink-mock:test", "--speed", "20"
    )
    try:
        until(lambda: docker("inspect", "--format", "{{.State.Health.Status}}", container) == "healthy")
        with urllib.request.urlopen(f"http://{docker('port', container, '8787/tcp')}/_mock", timeout=10) as answer:
            assert answer.status == 200
        assert docker("exec", container, "python", "-c", "import os; print(os.getuid())") == "65534"
        docker("stop", "--time", "10", container)
        state = json.loads(docker("inspect", "--format", "{{json .State}}", container))
        assert state["ExitCode"] in {0, 143}  # 137 if it had to be killed
    finally:
        docker("rm", "--force", container)
