"""What can go wrong between a client and its service, and what the client does about it."""
