"""A certificate that nobody has signed, for servers on this machine that speak TLS."""

import shutil
import subprocess
from pathlib import Path

import pytest


def make_certificate(folder: Path) -> Path:
    """Return a new certificate for localhost with its key, both in one file; skip the test if no program makes one."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl, which makes certificates, is not installed")
    both, own = folder / "localhost.pem", folder / "certificate.pem"
    command = [openssl, "req", "-x509", "-nodes", "-days", "1", "-newkey", "ec"]
    command += ["-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(both), "-out", str(own)]
    subprocess.run(command, check=True, capture_output=True)
    both.write_bytes(both.read_bytes() + own.read_bytes())
    return both
