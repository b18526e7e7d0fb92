"""Draws the images of results: what they look like, and the bytes of their files."""
