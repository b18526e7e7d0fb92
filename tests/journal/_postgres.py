"""A PostgreSQL of the tests' own: made in a temporary folder, started on a free port, stopped and removed."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from tests.listening import free_port

_FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def programs() -> Path | None:
    """Return the folder of PostgreSQL's programs; None if there are none."""
    found = shutil.which("pg_ctl")
    return Path(found).parent if found else (_FOLDERS[-1] if _FOLDERS else None)


class Postgres:
    """A server that can be stopped and started again."""

    def __init__(self, folder: Path, bin_folder: Path) -> None:
        self._folder, self._bin = folder, bin_folder
        self._numbers = count(1)
        self.port = free_port()
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        self._run("initdb", "-D", str(folder / "data"), "-A", "trust", "-U", "evolink", "--no-sync", "-E", "UTF8")

    def start(self) -> None:
        # Without fsync: the tests kill processes, not machines.
        options = f"-p {self.port} -k {self._folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._control("start", "-o", options, "-l", str(self._folder / "log"))

    def stop(self, mode: str = "fast") -> None:
        self._control("stop", "-m", mode)

    def new_database(self) -> str:
        """Make an empty database and give its address."""
        name = f"journal{next(self._numbers)}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self.address(name)

    def address(self, database: str) -> str:
        return f"postgresql://evolink@127.0.0.1:{self.port}/{database}"

    def _control(self, *arguments: str) -> None:
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-w", *arguments)

    def _run(self, program: str, *arguments: str) -> None:
        as_user: dict[str, Any] = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
        with (self._folder.parent / f"{self._folder.name}.out").open("ab") as out:
            command = [str(self._bin / program), *arguments]
            subprocess.run(command, check=True, stdout=out, stderr=out, cwd=self._folder, **as_user)


@contextmanager
def postgres(bin_folder: Path) -> Generator[Postgres]:
    with tempfile.TemporaryDirectory(prefix="evolink-pg-") as outer:
        Path(outer).chmod(0o755)
        folder = Path(outer) / "cluster"
        folder.mkdir()
        server = Postgres(folder, bin_folder)
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")
