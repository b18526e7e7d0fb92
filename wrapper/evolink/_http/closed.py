"""What a client says that was closed."""

from evolink.errors import ConfigurationError


def client_closed() -> ConfigurationError:
    """Return the error for a call of a client that was closed."""
    return ConfigurationError(
        "the client is closed, by close() or by the end of its `with`: use it before that, or make a new one"
    )
