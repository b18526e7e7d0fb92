# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.

"""A client library for accessing EvoLink API"""

from .client import AuthenticatedClient, Client

__all__ = (
    "AuthenticatedClient",
    "Client",
)
