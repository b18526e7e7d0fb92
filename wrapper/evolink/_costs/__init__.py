"""What a call costs before it is sent: by the documentation, or by calls like it."""
