"""Carries the world to sockets: ASGI, a server, real time, and the sending of callbacks."""
