"""What goes wrong on the wire, as one small tree; the port turns each into an error that users see.

    WireError
    ├── NotDeliveredError       certainly no byte of the request reached the service
    │   ├── NotConnectedError   the name is unknown, or no address took the connection in time
    │   ├── TlsFailedError      no encrypted connection came about: a certificate, a version
    │   ├── ProxyRefusedError   a proxy would not connect to the service
    │   └── UnsendableError     the request breaks a rule of HTTP, so that nothing was written
    ├── LostError               the connection broke before the answer was complete
    ├── LateError               the answer, or the next part of it, took too long
    └── BadAnswerError          what came breaks a rule of HTTP, or can't be unpacked
        └── TooLargeError       there is more of it than is ever read

Texts name the host and the rule that was broken, and never a header of the request or the password of a proxy.
"""

from typing import ClassVar


class WireError(Exception):
    """A request did not get its answer.

    Attributes:
        never_delivered: Whether the service certainly has no byte of the request. If not, what the connection had
            begun to send decides, as `Delivery` records it.
    """

    never_delivered: ClassVar[bool] = False


class NotDeliveredError(WireError):
    """No byte of the request reached the service."""

    never_delivered: ClassVar[bool] = True


class NotConnectedError(NotDeliveredError):
    """The host's name is unknown, or none of its addresses took the connection in time."""


class TlsFailedError(NotDeliveredError):
    """The server and this client did not agree on an encrypted connection."""


class ProxyRefusedError(NotDeliveredError):
    """A proxy refused to connect to the service, or did not answer as one."""


class UnsendableError(NotDeliveredError):
    """The request breaks a rule of HTTP; nothing was written."""


class LostError(WireError):
    """The connection broke before the answer was complete."""


class LateError(WireError):
    """The answer, or the next part of it, took too long."""


class BadAnswerError(WireError):
    """What the server sent is not an answer that HTTP allows, or can't be unpacked."""


class TooLargeError(BadAnswerError):
    """The answer is larger than anything that is read."""
