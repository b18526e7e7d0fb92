"""The page of the mock at `/`, and the JSON behind it."""
