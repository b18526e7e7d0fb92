"""The address of the documentation, which help and errors name."""

import sys
from functools import cache
from itertools import takewhile

from evolink._version import __version__

_SERVICE = "https://docs.evolink.ai"
_LABEL = "project-url: documentation,"


@cache
def docs_address() -> str:
    """Return the `Documentation` URL of the installed package, or else the address of the service's documentation."""
    return next(filter(None, map(_documentation_url, sys.path)), _SERVICE)


def _documentation_url(folder: str) -> str | None:
    """Return the URL in the metadata of the package, if it is installed in a folder and has one.

    `importlib.metadata` would take as long to load as Python takes to start, and every help needs the address.
    """
    place = f"{folder}/evolink-{__version__}.dist-info/METADATA"
    try:
        with open(place, encoding="utf-8") as metadata:  # noqa: PTH123 - pathlib takes a while to load, too
            named = (line for line in takewhile(str.strip, metadata) if line.lower().startswith(_LABEL))
            return next((line[len(_LABEL) :].strip() for line in named), None)
    except (OSError, ValueError):
        return None
