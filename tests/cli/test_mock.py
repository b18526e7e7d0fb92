"""`evolink mock`: a service at hand, as a process that people start and stop."""

import signal
import socket
import subprocess

from syrupy.assertion import SnapshotAssertion

from evolink_rules import models
from tests.cli.conftest import Evolink
from tests.cli.running import Shell, ended, stable


def lines(process: "subprocess.Popen[str]") -> list[str]:
    assert process.stdout
    return [process.stdout.readline() for _ in range(2)]


def test_mock_and_ctrl_c(shell: Shell, snapshot: SnapshotAssertion) -> None:
    """The two lines of the mock point a client at it, and Ctrl-C stops it with status 0."""
    process = shell.start("mock", "--port", "0", "--api-key", "it's-mine", "--credits", "7", "--speed", "100")
    exports = "".join(lines(process))
    printed = subprocess.run(
        ["/bin/bash", "-c", f'{exports}printf "%s %s" "$EVOLINK_BASE_URL" "$EVOLINK_API_KEY"'],
        capture_output=True,
        text=True,
        check=True,
    )
    address, key = printed.stdout.split()
    client = Shell({**shell.environment, "EVOLINK_BASE_URL": address, "EVOLINK_API_KEY": key})
    assert client.run("generate", "a cat", "--model", "nano-banana-beta", "-o", "cat.png").out == "cat.png\n"
    price = models()["nano-banana-beta"].raw["x-evolink-example"]["usage.credits_reserved"]
    assert f"{7 - price:g} credits left" in client.run("credits").out
    process.send_signal(signal.SIGINT)
    ran = ended(process)
    assert ran.status == 0
    assert f"{stable(exports)}--- stderr\n{stable(ran.err)}" == snapshot


def test_mock_and_sigterm(shell: Shell) -> None:
    """SIGTERM stops the mock with status 0."""
    process = shell.start("mock", "--port", "0")
    lines(process)
    process.send_signal(signal.SIGTERM)
    assert ended(process).status == 0


def test_port_in_use(shell: Shell) -> None:
    """A port that is in use is reported."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = shell.run("mock", "--port", str(port))
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == f"evolink: port {port}: Address already in use\n  use --port 0 for a free port\n"


def test_invalid_callbacks_to(shell: Shell) -> None:
    """An invalid --callbacks-to is reported."""
    ran = shell.run("mock", "--callbacks-to", "localhost:8000")
    assert (ran.status, ran.out) == (2, "")
    assert "--callbacks-to takes scheme, host and port" in ran.err
    assert "not 'localhost:8000'" in ran.err


def test_invalid_script(evolink: Evolink) -> None:
    """An invalid --script is reported with what is known."""
    ran = evolink("mock", "--script", "story=stucks")
    assert (ran.status, ran.out) == (2, "")
    assert "--script: 'story=stucks'" in ran.err
    assert "stuck, late-results" in ran.err
