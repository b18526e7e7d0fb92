"""What can go wrong between a client and the service, and how the client must handle it."""
