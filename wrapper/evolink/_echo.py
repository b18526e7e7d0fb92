"""What is echoed in messages, logs and tables, shortened: a prompt or an image given as text may have megabytes."""

MOST = 200
"""Characters of a value that help a person to see which one is meant."""


def cut(text: str, most: int = MOST) -> str:
    """Return a text as it is if it is short, else its beginning and how long it is."""
    if len(text) <= most:
        return text
    return f"{text[:most]}… ({len(text):,} characters)"
