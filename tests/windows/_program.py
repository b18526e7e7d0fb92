"""As on Windows, as far as that can be had elsewhere: everything is imported, and used, without what only POSIX has.

Other packages, and Python's own modules, have decided long before what to use: they are loaded first.
"""

import asyncio
import contextlib
import importlib
import os
import pkgutil
import select
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

PACKAGES = ("evolink", "evolink_rules", "evolink_contract", "evolink_mock")
MODULES = ("fcntl", "termios", "tty", "pty", "pwd", "grp", "resource", "uvloop", "readline")
NAMES: dict[Any, str] = {
    os: "fchmod fchown lchown O_TMPFILE O_DIRECTORY O_CLOEXEC uname pathconf fork register_at_fork getuid geteuid "
    "getgid getegid getpgid getpgrp setsid killpg sched_getaffinity mkfifo nice WNOHANG",
    signal: "SIGHUP SIGKILL SIGQUIT SIGPIPE SIGALRM SIGCHLD SIGUSR1 SIGWINCH SIGTSTP SIGCONT alarm setitimer "
    "pthread_sigmask sigwait",
    select: "poll epoll",
}


def import_all() -> None:
    for name in PACKAGES:
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            if ".migrations." not in module.name and not module.name.endswith("__main__"):
                importlib.import_module(module.name)


def become_windows() -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] in PACKAGES]:
        del sys.modules[name]
    sys.modules.update(dict.fromkeys(MODULES))  # type: ignore[arg-type]
    for module, names in NAMES.items():
        for name in names.split():
            with contextlib.suppress(AttributeError):
                delattr(module, name)
    asyncio.ProactorEventLoop = asyncio.SelectorEventLoop  # type: ignore[attr-defined]
    tempfile._O_TMPFILE_WORKS = False  # type: ignore[attr-defined]
    sys.platform = "win32"


def use(folder: Path) -> None:
    from evolink import EvoLink  # noqa: PLC0415 - with what there is now
    from evolink.cli import main  # noqa: PLC0415 - the command as it loads on Windows
    from evolink_mock import MockServer  # noqa: PLC0415 - a mock without uvloop

    with MockServer(api_key="a-key", speed=1000) as server:
        os.environ.update(server.environment)
        with EvoLink(journal=folder / "journal.sqlite") as client:
            request: dict[str, Any] = {"model": "gpt-4o-image", "prompt": "x", "image_urls": [folder / "harbour.png"]}
            client.images.generate(**request, save_to=folder / "image.png")
            client.images.generate(**request, save_to=folder / "image.png", overwrite=True)
            (folder / "rows.txt").write_text("a cat\na dog\n", encoding="utf-8")
            assert client.batch.run(folder / "rows.txt", model="gpt-4o-image", output=folder / "out").complete
        with contextlib.suppress(SystemExit):
            sys.argv = ["evolink", "generate", "-m", "gpt-4o-image", "x", "-o", f"{folder}/command.png"]
            main()


if __name__ == "__main__":
    import_all()
    become_windows()
    import_all()
    use(Path(sys.argv[1]))
