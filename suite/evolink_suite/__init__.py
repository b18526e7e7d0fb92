"""The contract suite: judges a server by its answers against the contract alone.

It shares no code with the client or the mock, and calls servers as anyone would.
"""
