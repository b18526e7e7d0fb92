"""A certificate that nobody has signed, for servers on this machine that speak TLS."""

import shutil
import subprocess
from pathlib import Path

import pytest


def make_certificate(folder: Path, *names: str, expired: bool = False) -> Path:
    """Return a new certificate with its key, both in one file; skip the test if no program makes one.

    Args:
        folder: Where to.
        names: The hosts that it is for; localhost if there is none.
        expired: Whether it was valid until yesterday, and for nobody.
    """
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl, which makes certificates, is not installed")
    both, own = folder / "localhost.pem", folder / "certificate.pem"
    command = [openssl, "req", "-x509", "-nodes", "-days", "1", "-newkey", "ec"]
    command += ["-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", "/CN=localhost"]
    alternatives = ",".join(f"DNS:{name}" for name in names or ("localhost",))
    command += ["-addext", f"subjectAltName={alternatives}", "-keyout", str(both), "-out", str(own)]
    subprocess.run(command, check=True, capture_output=True)
    if expired:
        again = [openssl, "x509", "-in", str(own), "-signkey", str(both), "-days", "-1", "-out", str(own)]
        subprocess.run(again, check=True, capture_output=True)
    both.write_bytes(both.read_bytes() + own.read_bytes())
    return both
