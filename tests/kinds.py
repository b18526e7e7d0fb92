"""Images of other types than the contract names, for a test."""

from collections.abc import Sequence

import pytest

from evolink._contract.kinds import IMAGES, MediaType


def set_image_types(monkeypatch: pytest.MonkeyPatch, types: Sequence[MediaType]) -> None:
    """Replace the types of file that images may have, and what is remembered of them."""
    monkeypatch.setitem(vars(IMAGES), "media_types", tuple(types))
    monkeypatch.setitem(vars(IMAGES), "_most_precise_first", sorted(types, key=lambda each: -each.precision))
