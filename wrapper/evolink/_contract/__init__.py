"""What the contract says, read when it is first asked for."""
