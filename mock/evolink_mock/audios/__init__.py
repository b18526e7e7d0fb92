"""Audio files as results: what each sounds like, and the bytes of its file."""
