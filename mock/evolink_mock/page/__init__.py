"""What people see of the mock: the page at `/`, and the JSON behind it."""
