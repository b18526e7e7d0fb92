"""What is done with a file once it is saved: it is shown in the terminal, and opened. Neither can fail a paid run."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from evolink._contract.kinds import IMAGES
from evolink._files.media_types import names_type

from ._report import Report

if TYPE_CHECKING:
    from ._progress import ProgressDisplay

Open = Callable[[list[str]], None]
"""Starts the program that opens a file; the last argument is the file."""
_MOST_OPENED = 10
"""Files that are opened at once; more would bury the screen."""


class Viewers:
    """Shows and opens the files of a command, as far as it was asked to and it is possible.

    Args:
        report: Says what is not possible.
        opens: Whether files are opened by the system's viewer.
        shows: Whether images are drawn in the terminal; if it can do that, if None.
        open_with: Starts a viewer.
    """

    def __init__(self, report: Report, *, opens: bool, shows: bool | None, open_with: "Open | None" = None) -> None:
        self._report = report
        self._opens = opens
        self._shows = shows
        self._open_with = open_with or _start
        self._saved: list[Path] = []

    def show(self, path: Path, watch: "ProgressDisplay") -> None:
        """Draw a saved image in the terminal, and remember the file."""
        self._saved.append(path)
        if self._shows is False or not names_type(IMAGES, path.suffix):
            return
        why_not = "stdout is for the JSON" if self._report.wants_json else why_not_shown(os.environ)
        if why_not is None:
            from ._terminal_image import draw

            with watch.aside():
                why_not = draw(path)
        if why_not and self._shows:
            self._shows = False  # said once
            watch.print_message(f"  the images can't be shown here: {why_not}")

    def open_all(self) -> None:
        """Open the files that were saved."""
        if not self._opens or not self._saved:
            return
        command = viewer(sys.platform, os.environ)
        if isinstance(command, str):
            self._report.print_message(f"  the files can't be opened here: {command}")
            return
        for path in self._saved[:_MOST_OPENED]:
            try:
                self._open_with([*command, str(path.absolute())])
            except OSError as error:
                self._report.print_message(f"  the files can't be opened: {error}")
                return
        if len(self._saved) > _MOST_OPENED:
            self._report.print_message(f"  {_MOST_OPENED} of {len(self._saved)} files were opened")


def why_not_shown(environment: Mapping[str, str]) -> str | None:
    """Return why no image can be drawn into the terminal, before it is asked which protocol it has; None if it may."""
    if "CI" in environment:
        return "this is a CI job"
    if not (sys.stdout.isatty() and sys.stderr.isatty()):
        return "stdout is not a terminal"
    if "TMUX" in environment or "STY" in environment:
        return "tmux and screen don't pass images on"
    return None


def viewer(platform: str, environment: Mapping[str, str]) -> list[str] | str:
    """Return the command that opens a file with the system's viewer, without the file; or why there is none."""
    if "CI" in environment:
        return "this is a CI job"
    if platform == "win32":
        return []
    if platform == "darwin":
        return ["open"]
    if not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        return "there is no display"
    return ["xdg-open"] if shutil.which("xdg-open", path=environment.get("PATH")) else "xdg-open is not installed"


def _start(command: list[str]) -> None:
    """Start a viewer, and don't wait for it: it may stay open for longer than this command."""
    if len(command) == 1:
        os.startfile(command[0])  # type: ignore[attr-defined,unused-ignore]  # noqa: S606  # pyright: ignore[reportAttributeAccessIssue]  (Windows has it)
        return
    with open(os.devnull, "r+b") as nothing:  # noqa: PTH123 - a device
        subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)  # noqa: S603 - a fixed program
