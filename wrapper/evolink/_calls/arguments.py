"""Checks of arguments that no rule of a model covers."""

from evolink.errors._shorten import short_repr


def check_flags(**flags: object) -> None:
    """Check that each is True or False: of a text such as "no", Python would make a yes.

    Raises:
        TypeError: One is something else.
    """
    for name, value in flags.items():
        if not isinstance(value, bool):
            raise TypeError(f"{name} takes True or False, not {short_repr(value)}")
