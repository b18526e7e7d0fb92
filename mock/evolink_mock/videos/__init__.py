"""Videos as results: what each looks like, and the bytes of its file."""
