"""The version of this package: a constant, as looking it up among the installed packages takes longer than a check."""

__version__ = "0.1.0"
