"""The API key: where it comes from, where `evolink login` stores it, and how it is kept out of sight."""
