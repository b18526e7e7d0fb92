"""Where a connection leads: two requests to the same origin may share one."""

from base64 import b64encode
from dataclasses import dataclass, field

from evolink._keys.secret import SecretBytes


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a proxy knows a person by."""

    user: bytes
    password: SecretBytes

    @property
    def basic(self) -> SecretBytes:
        """The value of the header that carries them over HTTP."""
        return SecretBytes(b"Basic " + b64encode(self.user + b":" + bytes(self.password)))


@dataclass(frozen=True, slots=True)
class Proxy:
    """A server that requests go through; its repr and its address leave out who one is there.

    Attributes:
        scheme: How it is spoken to: http, https or socks5.
        host: Its name in ASCII, or its IP address without brackets.
        port: Its port.
        credentials: Who one is there; None if it does not ask.
    """

    scheme: str
    host: str
    port: int
    credentials: Credentials | None = field(default=None, repr=False)

    @property
    def shown(self) -> str:
        """Its address, as errors show it."""
        return f"{self.scheme}://{show_address(self.host, self.port)}"


@dataclass(frozen=True, slots=True)
class Origin:
    """A server, and the proxy on the way to it.

    Attributes:
        tls: Whether the connection is encrypted up to the server.
        host: Its name in ASCII, or its IP address without brackets.
        port: Its port.
        proxy: The proxy; None if there is none.
    """

    tls: bool
    host: str
    port: int
    proxy: Proxy | None = None

    @property
    def absolute(self) -> bool:
        """Whether requests name the server in full, since it is a proxy that reads them."""
        return self.proxy is not None and not self.tls and self.proxy.scheme != "socks5"

    @property
    def tunnelled(self) -> bool:
        """Whether a proxy has to be asked for a connection to the server."""
        return self.proxy is not None and not self.absolute

    @property
    def shown(self) -> str:
        """The server, as errors show it."""
        return show_address(self.host, self.port)


def show_address(host: str, port: int) -> str:
    """Return a host and a port as one text."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
