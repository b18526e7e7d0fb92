"""Carries the world to sockets: ASGI, the server, real time, and the posting of callbacks."""
