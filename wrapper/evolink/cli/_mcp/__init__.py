"""`evolink mcp`: the tools with which an agent generates, waits and saves, within a budget. Needs `evolink[mcp]`."""
