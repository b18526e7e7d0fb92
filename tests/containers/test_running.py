"""What the files for containers and for continuous integration say is done on this machine, step by step."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from evolink_mock import MockServer
from tests.cli.running import environment
from tests.listening import free_port

from .test_lint import ACTION, COMPOSE, ROOT, steps_of

DOCKERFILE = (ROOT / "mock" / "Dockerfile").read_text()
BASH = shutil.which("bash") or ""


def instruction(name: str) -> str:
    """Return the rest of the last instruction of a name."""
    joined = DOCKERFILE.replace("\\\n", " ")
    return str(re.findall(rf"^{name} (.*)$", joined, re.MULTILINE)[-1])


def command_of(text: str, port: int) -> list[str]:
    """Return a command of the Dockerfile as this machine runs it, on a port of its own."""
    words: list[str] = json.loads(text[text.index("[") :])
    assert words[0] == "python"
    return [sys.executable, *(word.replace("8787", str(port)) for word in words[1:])]


@pytest.fixture
def application(tmp_path: Path) -> Path:
    """Yield the folder that COPY fills: the contents of the folders that it names."""
    folder = tmp_path / "app"
    folder.mkdir()
    *sources, target = instruction("COPY").split()
    assert target == "/app/"
    for source in sources:
        for package in (ROOT / source).iterdir():
            (folder / package.name).symlink_to(package)
    return folder


def test_all_that_the_image_takes_is_sent_to_the_builder() -> None:
    """.dockerignore lets through what COPY names, and nothing that is not needed."""
    lines = (ROOT / "mock" / "Dockerfile.dockerignore").read_text().splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    copied = [
        name for line in re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.MULTILINE) for name in line.split()
    ]
    assert rules[0] == "*"
    assert sorted(rule[1:] for rule in rules if rule.startswith("!")) == sorted(copied)
    assert all((ROOT / name).exists() for name in copied)
    assert any(fnmatch("mock/Dockerfile", rule) for rule in rules[1:])


def test_the_image_runs_without_a_home_is_healthy_and_ends_at_once(application: Path) -> None:
    """ENTRYPOINT serves, HEALTHCHECK tells before from after, and SIGTERM ends it as `docker stop` does."""
    port = free_port()
    home = {"HOME": "/nonexistent", "PYTHONPATH": str(application), "PYTHONDONTWRITEBYTECODE": "1"}
    variables = {**environment(**home), "http_proxy": "http://127.0.0.1:1", "HTTP_PROXY": "http://127.0.0.1:1"}
    assert instruction("USER") == "65534:65534"
    serving = subprocess.Popen(
        [*command_of(instruction("ENTRYPOINT"), port), "--speed", "20"],
        env=variables,
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:

        def is_healthy() -> bool:
            check = command_of(instruction("HEALTHCHECK"), port)
            return subprocess.run(check, env=variables, capture_output=True, check=False).returncode == 0

        assert serving.stdout
        assert "EVOLINK_API_KEY" in "".join(serving.stdout.readline() for _ in range(2))
        assert is_healthy()
        serving.send_signal(signal.SIGTERM)
        assert serving.wait(timeout=30) in {0, 143}
        assert not is_healthy()
        assert not Path(home["HOME"]).exists()
    finally:
        serving.kill()
        serving.communicate()


def test_the_application_of_compose_works_with_its_variables() -> None:
    """The example's application makes an image with nothing but the variables of compose.yaml."""
    services = yaml.safe_load(COMPOSE.read_text())["services"]
    variables = services["app"]["environment"]
    assert services["app"]["depends_on"] == {"evolink_mock": {"condition": "service_healthy"}}
    assert variables["EVOLINK_BASE_URL"] == "http://evolink_mock:8787"
    assert variables["EVOLINK_ALLOW_HTTP"] == "evolink_mock"
    options = services["evolink_mock"]["command"]
    with MockServer(api_key=options[options.index("--api-key") + 1], speed=100) as mock:
        done = subprocess.run(
            [sys.executable, str(COMPOSE.parent / "app.py")],
            env=environment(**{**variables, "EVOLINK_BASE_URL": mock.base_url}),
            capture_output=True,
            text=True,
            check=False,
        )
    assert re.fullmatch(r"[\d,]+ bytes, 98.4 credits left\n", done.stdout), done.stderr


class Runner:
    """Runs steps as GitHub's runner does: a shell, its variables, and files for outputs.

    Args:
        folder: A folder of this test's.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = {name: folder / name for name in ("GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_STEP_SUMMARY")}
        for file in self.files.values():
            file.touch()

    def run(self, step: dict[str, Any], **given: str) -> "subprocess.CompletedProcess[str]":
        """Run a step; `given` are its variables."""
        wanted = {name for name, value in step.get("env", {}).items() if "${{" in str(value)}
        assert wanted <= set(given)
        variables = {"RUNNER_TEMP": str(self.folder), **{name: str(path) for name, path in self.files.items()}}
        return subprocess.run(
            [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.folder,
            env={**environment(**variables), **given, "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=False,
        )

    def program(self, name: str, script: str) -> None:
        """Put a program into the step's PATH."""
        place = self.folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"#!/bin/sh\n{script}\n")
        place.chmod(0o755)

    def values(self, name: str) -> dict[str, str]:
        """Return what the steps wrote into a file of names and values."""
        return dict(line.split("=", 1) for line in self.files[name].read_text().splitlines())


@pytest.fixture
def runner(tmp_path: Path) -> Iterator[Runner]:
    found = Runner(tmp_path)
    yield found
    if (pid := tmp_path / "evolink-mock.pid").exists():
        os.kill(int(pid.read_text()), signal.SIGTERM)


needs_bash = pytest.mark.skipif(not BASH, reason="needs bash")


@needs_bash
@pytest.mark.parametrize(
    ("package", "version", "installed"),
    [("", "", "evolink[cli,mock]"), ("", "0.1.0", "evolink[cli,mock]==0.1.0"), ("./evolink.whl", "", "./evolink.whl")],
)
def test_the_action_installs_what_is_asked_for(runner: Runner, package: str, version: str, installed: str) -> None:
    """The newest version, one that is named, or something else that pip takes, in an environment of its own."""
    runner.program("bin/python3", f'mkdir -p "$3/bin"; cp "{runner.folder}/pip" "$3/bin/python"')
    runner.program("pip", f'echo "$@" >>"{runner.folder}/asked"')
    install = steps_of(yaml.safe_load(ACTION.read_text()))[0]
    assert runner.run(install, PACKAGE=package, VERSION=version).returncode == 0
    assert (runner.folder / "asked").read_text().split()[-1] == installed


@needs_bash
def test_the_action_starts_a_mock_for_later_steps(runner: Runner) -> None:
    """When its step is over, the mock answers, and its address and key are outputs and variables."""
    runner.program("evolink-mock/bin/python", f'exec "{sys.executable}" "$@"')
    start = steps_of(yaml.safe_load(ACTION.read_text()))[1]
    done = runner.run(start, PORT="0", SPEED="50")
    assert done.returncode == 0, done.stdout + done.stderr
    outputs, variables = runner.values("GITHUB_OUTPUT"), runner.values("GITHUB_ENV")
    assert outputs == {"base-url": variables["EVOLINK_BASE_URL"], "key": variables["EVOLINK_API_KEY"]}
    assert outputs["base-url"].startswith("http://127.0.0.1:")


@needs_bash
def test_the_action_says_why_the_mock_did_not_start(runner: Runner) -> None:
    """The step fails, and its log has what the mock said."""
    runner.program("evolink-mock/bin/python", 'echo "no port is free" >&2; exit 1')
    start = steps_of(yaml.safe_load(ACTION.read_text()))[1]
    done = runner.run(start, PORT="0", SPEED="50")
    assert done.returncode == 1
    assert "::error::The mock did not start." in done.stdout
    assert "no port is free" in done.stdout


@needs_bash
def test_the_workflow_judges_a_server_and_keeps_the_report(runner: Runner) -> None:
    """The summary has the report, both files are there for the artifact, and the status is the verdict's."""
    workflow = yaml.safe_load((ROOT / "examples" / "github" / "workflows" / "contract.yml").read_text())
    judge, keep = steps_of(workflow)[-2:]
    runner.program(
        "bin/evolink", f'exec "{sys.executable}" -m evolink.cli "$@" --operation getCredits'
    )  # a part: faster
    with MockServer(api_key="test") as mock:
        done = runner.run(judge, BASE_URL=mock.base_url, BUDGET="0", EVOLINK_API_KEY="test")
        assert done.returncode == 0, done.stderr
        refused = runner.run(judge, BASE_URL=mock.base_url, BUDGET="0", EVOLINK_API_KEY="wrong")
    assert "# Contract report" in runner.files["GITHUB_STEP_SUMMARY"].read_text()
    assert {path.name for path in runner.folder.glob(keep["with"]["path"])} == {"contract.html", "contract.md"}
    assert keep["if"] == "always()"
    assert refused.returncode == 2
