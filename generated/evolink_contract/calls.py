"""The calls of the client are types alone, in `calls.pyi`.

Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
"""
