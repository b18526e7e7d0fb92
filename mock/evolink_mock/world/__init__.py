"""The mock as a pure function: a world, a request and a time give an answer."""
