# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
"""Contains methods for accessing the API"""
