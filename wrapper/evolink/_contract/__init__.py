"""What the contract says. This is the client's only reader of it, and it loads nothing before it is asked."""
